import { z } from './zod'

/** A layer's parameters, named as in Keras (snake_case): { units: 128, activation: 'relu' }. */
export const layerConfigSchema = z.record(z.string(), z.json())
export type LayerConfig = z.infer<typeof layerConfigSchema>

/** One layer of the network. `name` is Keras's layer name and is unique; `class_name` is Keras's class, e.g. 'Dense'. */
export const nodeSchema = z.strictObject({
  name: z.string().regex(/^[A-Za-z][A-Za-z0-9_./-]*$/, 'a layer name such as dense_1'),
  class_name: z.string().min(1),
  config: layerConfigSchema.default({}),
  /** Calls the layer of that node once more, with its config and its weights (a shared layer); `config` is then empty. */
  layer: z.string().optional(),
  /** Where the node stands on the canvas, in CSS pixels at zoom 1. */
  position: z.strictObject({ x: z.number(), y: z.number() }).optional()
})
export type DesignNode = z.infer<typeof nodeSchema>

/** Data flows from `source` to `target`; `index` orders the inputs of a layer that takes several (Concatenate). */
export const edgeSchema = z.strictObject({
  source: z.string(),
  target: z.string(),
  index: z.int().min(0).optional()
})
export type DesignEdge = z.infer<typeof edgeSchema>

/**
 * Nodes that are shown as one. Of two blocks that share nodes, one holds all of the other: that one is within it; where
 * both have the same nodes, the later in the list holds the earlier. Training does not see blocks.
 */
export const blockSchema = z.strictObject({
  name: z.string().min(1).max(80),
  /** Names of nodes, also of those in the blocks within. */
  members: z.array(z.string()).min(1),
  /** Drawn as one node. */
  collapsed: z.boolean().optional()
})
export type DesignBlock = z.infer<typeof blockSchema>

/** A comment on the canvas. Positions and sizes are CSS pixels at zoom 1. */
export const noteSchema = z.strictObject({
  id: z.string().min(1),
  text: z.string().max(10_000),
  position: z.strictObject({ x: z.number(), y: z.number() }),
  size: z.strictObject({ width: z.number().min(40), height: z.number().min(24) })
})
export type DesignNote = z.infer<typeof noteSchema>

/** The network as a graph; the outputs are the layers that no edge leaves. */
export const designSchema = z.strictObject({
  nodes: z.array(nodeSchema),
  edges: z.array(edgeSchema),
  blocks: z.array(blockSchema).optional(),
  notes: z.array(noteSchema).optional(),
  /** Which way data flow on the canvas: top to bottom where it is left out, or left to right. */
  direction: z.enum(['TB', 'LR']).optional()
})
export type Design = z.infer<typeof designSchema>

/** The names of the layers feeding `name`, in input order. */
export function inputsOf(design: Design, name: string): string[] {
  return design.edges
    .map((edge, position) => ({ edge, order: edge.index ?? position }))
    .filter(({ edge }) => edge.target === name)
    .sort((a, b) => a.order - b.order)
    .map(({ edge }) => edge.source)
}

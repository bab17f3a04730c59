import type { Design, DesignEdge } from '../../shared/design'
import { reachedFrom } from '../flow'

/** Why two layers cannot be connected. */
export type ConnectionFault = 'self' | 'cycle' | 'same' | 'no-inputs'

/** How many inputs a node takes, as far as is known of its class. */
export type InputsOf = (name: string) => { min: number; max: number }

/** Must one node come before another, by the edges or as a shared layer before its further calls? */
export const leadsTo = (design: Design, from: string, to: string): boolean =>
  reachedFrom(design, from, { calls: true }).has(to)

/** What stands against an edge; null where nothing does. */
export function connectionFault(
  design: Design,
  source: string,
  target: string,
  inputsOf: InputsOf
): ConnectionFault | null {
  if (source === target) return 'self'
  const { max } = inputsOf(target)
  if (max === 0) return 'no-inputs'
  if (max === 1 && design.edges.some((edge) => edge.source === source && edge.target === target)) return 'same'
  return leadsTo(design, target, source) ? 'cycle' : null
}

/**
 * Adds an edge. Where the target takes no more inputs, its last edge makes room: to rewire is to draw once.
 * The same design where connectionFault finds something.
 */
export function connect(design: Design, source: string, target: string, inputsOf: InputsOf): Design {
  if (connectionFault(design, source, target, inputsOf)) return design
  const into = sortedInto(design, target)
  const kept = into.slice(0, Math.max(0, Math.min(into.length, inputsOf(target).max - 1)))
  return withInputs(design, target, [...kept.map((edge) => edge.source), source])
}

export function disconnect(design: Design, gone: readonly DesignEdge[]): Design {
  const edges = design.edges.filter((edge) => !gone.includes(edge))
  return edges.length === design.edges.length ? design : { ...design, edges }
}

/** The inputs of a node in a given order; edges that stay keep their place in the list. */
export function withInputs(design: Design, target: string, sources: readonly string[]): Design {
  const others = design.edges.filter((edge) => edge.target !== target)
  const edges = sources.map((source, index) => ({ source, target, ...(sources.length > 1 ? { index } : {}) }))
  return { ...design, edges: [...others, ...edges] }
}

/** The edges that feed a node, in input order. */
export const sortedInto = (design: Design, target: string): DesignEdge[] =>
  design.edges
    .map((edge, position) => ({ edge, order: edge.index ?? position }))
    .filter(({ edge }) => edge.target === target)
    .sort((a, b) => a.order - b.order)
    .map(({ edge }) => edge)

import type { Project } from '../../shared/project'

/** What decides the numbers; names, descriptions and places on the canvas do not. */
const essence = ({ dataset, model, training }: Project): unknown => ({
  dataset,
  training: { ...training, epochs: null, callbacks: null },
  edges: model.edges,
  nodes: model.nodes.map(({ position: _, ...node }) => node)
})

/** Whether two projects train alike, batch for batch. */
export const isSameTraining = (a: Project, b: Project): boolean =>
  a === b || JSON.stringify(essence(a)) === JSON.stringify(essence(b))

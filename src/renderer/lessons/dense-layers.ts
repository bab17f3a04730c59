// Which layers of a run's network a lesson explains: the first hidden Dense with relu, and the Dense with softmax at the end.
import type { Design, DesignNode } from '../../shared/design'

export interface DenseLayer {
  name: string
  /** The layer that it is given the values of; null: the network's input itself. */
  before: string | null
}

function denseLayer({ nodes, edges }: Design, isIt: (node: DesignNode) => boolean): DenseLayer | null {
  const node = nodes.find((one) => one.class_name === 'Dense' && isIt(one))
  const source = edges.find(({ target }) => target === node?.name)?.source
  const before = nodes.find(({ name }) => name === source)
  return node && before ? { name: node.name, before: before.class_name === 'Input' ? null : before.name } : null
}

export const reluLayer = (design: Design): DenseLayer | null =>
  denseLayer(design, ({ config }) => config.activation === 'relu')

export const softmaxLayer = (design: Design): DenseLayer | null =>
  denseLayer(
    design,
    ({ name, config }) => config.activation === 'softmax' && !design.edges.some(({ source }) => source === name)
  )

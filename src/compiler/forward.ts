// A network's layers as ops, on a batch.
import { seedOf } from '../shared/random'
import type { GraphBuilder } from './builder'
import { sizeOf, type Tensor, type Variable } from './ir'
import type { LoweringContext } from './lower'
import { activityPenalty, penalty } from './regularizers'
import type { CompileSpec, SpecWeight } from './spec'

export interface Forward {
  /** By layer. */
  outputs: ReadonlyMap<string, Tensor>
  /** Weights as they were read, by variable name. */
  reads: ReadonlyMap<string, Tensor>
  /** New values of variables that are not trained. */
  updates: readonly { variable: Variable; value: Tensor }[]
  /** Scalars that the loss has besides what the outputs are compared with: regularizers. */
  losses: readonly Tensor[]
  /** By output layer, where it has one. */
  masks: ReadonlyMap<string, Tensor>
}

const variableOf = (g: GraphBuilder, layer: string, { name, shape }: SpecWeight): Variable => ({
  name: `${layer}/${name}`,
  dtype: g.floatType,
  dims: shape
})

export interface OwnedWeight {
  layer: string
  weight: SpecWeight
  variable: Variable
}
/** Every weight with its variable, in the order of the layers. */
export const ownedWeights = (g: GraphBuilder, { layers }: CompileSpec): OwnedWeight[] =>
  layers.flatMap(({ name, weights }) =>
    weights.map((weight) => ({ layer: name, weight, variable: variableOf(g, name, weight) }))
  )

/**
 * @param x [batch, ...shape of an example], in the graph's float type
 * @param step int32 scalar, the number of the training step; null outside of training
 */
export function forward(g: GraphBuilder, spec: CompileSpec, x: Tensor, step: Tensor | null): Forward {
  const outputs = new Map<string, Tensor>()
  const reads = new Map<string, Tensor>()
  const masks = new Map<string, Tensor>()
  const updates = new Map<string, { variable: Variable; value: Tensor }>()
  const losses: Tensor[] = []
  const examples = g.part({ kind: 'data' }, () => inputTensors(g, spec, x))
  const read = (variable: Variable): Tensor => {
    const known = reads.get(variable.name) ?? g.read(variable)
    reads.set(variable.name, known)
    return known
  }
  const owners = new Map(spec.layers.map((layer) => [layer.name, layer]))

  for (const layer of spec.layers) {
    const weights = owners.get(layer.owner)!.weights
    const variable = (name: string): Variable => {
      const declared = weights.find((weight) => weight.name === name)
      if (!declared) throw new Error(`${layer.name} has no variable ${name}`)
      return variableOf(g, layer.owner, declared)
    }
    const context: LoweringContext = {
      g,
      training: step !== null,
      variable,
      weight: (name) => read(variable(name)),
      seed: (purpose = '', own = null) => {
        const fixed = own === null ? seedOf(spec.seed, `${layer.name}/${purpose}`) : seedOf(own, purpose)
        return g.stack([g.int(fixed | 0), step ?? g.int(0)])
      },
      update: (name, value) => {
        // A shared layer's next call goes on from the new value.
        reads.set(variable(name).name, value)
        updates.set(variable(name).name, { variable: variable(name), value })
      },
      addLoss: (value) => void losses.push(value),
      mask: (input = 0) => masks.get(layer.inputs[input]!) ?? null,
      setMask: (mask) => void (mask ? masks.set(layer.name, mask) : masks.delete(layer.name))
    }
    const inherited = layer.supportsMasking ? context.mask() : null
    if (inherited) context.setMask(inherited)
    const inputs = layer.inputs.map((name) => outputs.get(name)!)
    g.part({ kind: 'forward', layer: layer.name }, () => {
      const output = layer.lower ? g.scope(layer.name, () => layer.lower!(context, inputs)) : examples.get(layer.name)!
      outputs.set(layer.name, output)
      if (layer.activityRegularizer) losses.push(activityPenalty(g, layer.activityRegularizer, output))
    })
  }
  g.part({ kind: 'loss' }, () => {
    for (const { weight, variable } of ownedWeights(g, spec))
      if (weight.regularizer) losses.push(penalty(g, weight.regularizer, read(variable)))
  })
  return { outputs, reads, updates: [...updates.values()], losses, masks }
}

/** What each input takes of the examples: all, where shapes are the same, else consecutive parts of their values. */
function inputTensors(g: GraphBuilder, { layers, data }: CompileSpec, x: Tensor): Map<string, Tensor> {
  const inputs = layers.filter((layer) => !layer.lower)
  if (inputs.every(({ outputShape }) => outputShape.join() === data.shape.join()))
    return new Map(inputs.map(({ name }) => [name, x]))
  const values = g.reshape(x, [null, sizeOf(data.shape)])
  let begin = 0
  return new Map(
    inputs.map(({ name, outputShape }) => {
      const size = sizeOf(outputShape)
      begin += size
      return [name, g.reshape(g.slice(values, 1, begin - size, size), [null, ...outputShape])]
    })
  )
}

// A look into one training step: all that its layers give, the losses and the gradients. A graph of its own, compiled only
// when it is asked for; it trains nothing.
import { gradients } from './autodiff'
import { fetchedFloats } from './border'
import { forward, ownedWeights } from './forward'
import { compileAsked, lossOfEach, type InferenceModel } from './inference'
import type { Dims, Tensor } from './ir'
import { opTable } from './ops'
import { dataSources, gatherBatch, withFedData } from './signatures/data'
import type { CompileSpec } from './spec'
import { measure, targetOf } from './statistics'

export interface StepLookModel extends InferenceModel {
  /** Of the answers, by name; the first size is null where it is that of the batch. */
  shapes: ReadonlyMap<string, Dims>
  /** Trainable weights, in the order of the gradients. */
  trained: string[]
}

/**
 * look: takes examples as `train` of a session takes them, and the number of the step, from 1. With the weights that were
 * set, it gives x: what the network is fed; o0, o1, ...: what each layer gives in training; y0, y1, ...: of each output, the targets
 * as its loss takes them; l0, l1, ...: and its loss of each example, where that is of single examples; loss: what is
 * differentiated; g0, g1, ...: its gradients by each trainable weight, before they are clipped.
 */
export function compileStepLook(given: CompileSpec): StepLookModel {
  const spec = withFedData(given)
  const shapes = new Map<string, Dims>()
  let trained: string[] = []
  const model = compileAsked(spec, (g) => {
    const [source] = dataSources(g, spec)
    const indices = g.placeholder('look/indices', 'int32', [null])
    const step = g.placeholder('look/step', 'int32', [])
    const batch = gatherBatch(g, spec, source!, indices)
    const passed = forward(g, spec, batch.x, step)
    const { loss } = measure(g, spec, passed, batch, true)
    const weights = ownedWeights(g, spec).filter(({ weight }) => weight.trainable)
    trained = weights.map(({ variable }) => variable.name)
    const reads = trained.map((name) => passed.reads.get(name)!)

    const answers: Record<string, Tensor> = {}
    const answer = (name: string, tensor: Tensor, dims: Dims): void => {
      shapes.set(name, dims)
      answers[name] = fetchedFloats(g, g.asFloat(tensor), `look/${name}`)
    }
    answer('x', batch.x, [null, ...spec.data.shape])
    spec.layers.forEach(({ name, outputShape }, i) =>
      answer(`o${i}`, passed.outputs.get(name)!, [null, ...outputShape])
    )
    spec.outputs.forEach((output, i) => {
      const target = targetOf(g, spec, output, passed.outputs.get(output.layer)!, batch)
      answer(`y${i}`, target, [null, ...target.dims.slice(1)])
      const losses = lossOfEach(g, spec, output, passed, batch)
      if (losses) answer(`l${i}`, losses, [null])
    })
    answer('loss', loss, [])
    gradients(g, opTable, loss, reads).forEach((gradient, i) => answer(`g${i}`, gradient, weights[i]!.variable.dims))
    g.signature('look', { indices, step, ...source!.inputs }, answers)
  })
  return { ...model, shapes, trained }
}

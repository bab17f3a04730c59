// How long each layer takes in a training step: the step of the run, with a look at the clock between its parts. A graph
// of its own, with weights of its own, compiled only when it is asked for.
import { fedFloats } from './border'
import { GraphBuilder } from './builder'
import { PASSES, runPass } from './compile'
import { ownedWeights } from './forward'
import { savedModel } from './graphdef'
import type { FloatType, Graph, Part, Variable } from './ir'
import { opTable } from './ops'
import { dataSources, gatherBatch, withFedData } from './signatures/data'
import { clearedSlots, trainedOf, trainStep } from './signatures/train'
import { variableSignatures } from './signatures/variables'
import type { CompileSpec } from './spec'
import { timed } from './timed'
import { verify } from './verify'

export interface ProfileModel {
  /** saved_model.pb */
  bytes: Uint8Array<ArrayBuffer>
  graph: Graph
  floatType: FloatType
  /** In the order of set_weights. */
  weights: Variable[]
  /** What takes time, in the order in which it runs: `step` gives the seconds [parts + 1] before the first and after each. */
  parts: Part[]
}

/**
 * set_weights, reset (of what the optimizer keeps) and step: one training step on the examples at `indices` of those that
 * come with the call. The weights of this graph are trained by it.
 */
export function compileProfile(given: CompileSpec): ProfileModel {
  const spec = withFedData(given)
  const g = new GraphBuilder(opTable, spec.floatType, spec.mixed)
  const weights = ownedWeights(g, spec).map(({ variable }) => variable)
  variableSignatures(g, 'weights', weights)
  const [source] = dataSources(g, spec)
  const trained = trainedOf(g, spec)
  g.signature('reset', {}, { done: g.done(clearedSlots(g, trained)) })

  const indices = g.placeholder('step/indices', 'int32', [null])
  const rate = fedFloats(g, 'step/learning_rate', [])
  const step = g.placeholder('step/step', 'int32', [])
  const batch = gatherBatch(g, spec, source!, indices)
  const { required } = trainStep(g, spec, trained, { batch, rate: rate.value, step })
  const inputs = { indices, learning_rate: rate.fed, step, ...source!.inputs }
  g.signature('step', inputs, { done: g.done(required) })

  const plain = PASSES.reduce((graph, pass) => runPass(pass, graph), g.finish())
  const { graph, parts } = timed(plain, 'step', partsOf(spec))
  verify(graph, opTable)
  return { bytes: savedModel(graph, opTable), graph, floatType: spec.floatType, weights, parts }
}

/** Forth through the layers, and back. */
function partsOf({ layers }: CompileSpec): Part[] {
  const names = layers.map(({ name }) => name)
  return [
    { kind: 'data' },
    ...names.map((layer): Part => ({ kind: 'forward', layer })),
    { kind: 'loss' },
    ...names.toReversed().map((layer): Part => ({ kind: 'backward', layer })),
    { kind: 'optimizer' }
  ]
}

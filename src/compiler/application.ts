// What the network gives for examples that are not of its data. A graph of its own, with weights of its own, compiled only
// when it is asked for.
import { fedFloats, fetchedFloats } from './border'
import { GraphBuilder } from './builder'
import { PASSES, runPass } from './compile'
import { forward, ownedWeights } from './forward'
import { savedModel } from './graphdef'
import type { FloatType, Graph, Variable } from './ir'
import { opTable } from './ops'
import { rescaled } from './signatures/data'
import { variableSignatures } from './signatures/variables'
import type { CompileSpec } from './spec'

export interface ApplicationModel {
  /** saved_model.pb */
  bytes: Uint8Array<ArrayBuffer>
  graph: Graph
  floatType: FloatType
  /** In the order of set_weights. */
  weights: Variable[]
}

/**
 * set_weights, and apply: takes x floats [count, ...shape] as the steps leave them, before they are rescaled, and gives y0,
 * y1, ... as predict_0 of the network's own graph does.
 */
export function compileApplication(spec: CompileSpec): ApplicationModel {
  const g = new GraphBuilder(opTable, spec.floatType, spec.mixed)
  const weights = ownedWeights(g, spec).map(({ variable }) => variable)
  variableSignatures(g, 'weights', weights)
  const x = fedFloats(g, 'apply/x', [null, ...spec.data.shape])
  const { outputs } = forward(g, spec, rescaled(g, spec, x.value), null)
  const answers = spec.outputs.map(({ layer }, k) => [`y${k}`, fetchedFloats(g, outputs.get(layer)!, `apply/y${k}`)])
  g.signature('apply', { x: x.fed }, Object.fromEntries(answers))
  const graph = PASSES.reduce((before, pass) => runPass(pass, before), g.finish())
  return { bytes: savedModel(graph, opTable), graph, floatType: spec.floatType, weights }
}

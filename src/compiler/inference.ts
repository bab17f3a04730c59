// Graphs that only ask a trained network. Nothing in them changes but its weights.
import { fedFloats, fetchedFloats } from './border'
import { GraphBuilder } from './builder'
import { foldConstants } from './fold'
import { forward, ownedWeights, type Forward } from './forward'
import { savedModel } from './graphdef'
import type { FloatType, Graph, Tensor, Variable } from './ir'
import { LOSS_GRAPHS } from './losses'
import { atLeast } from './losses/loss'
import { opTable } from './ops'
import { dataSources, gatherBatch, type Batch } from './signatures/data'
import { variableSignatures } from './signatures/variables'
import { removeDead, shareCommon } from './simplify'
import type { CompileSpec, SpecOutput } from './spec'
import { measure, targetOf, type LogColumn } from './statistics'
import { verify } from './verify'

export interface InferenceModel {
  /** saved_model.pb */
  bytes: Uint8Array<ArrayBuffer>
  graph: Graph
  floatType: FloatType
  /** In the order of set_weights. */
  weights: Variable[]
}

/** Weights, what `build` adds, and the passes. */
export function compileAsked(spec: CompileSpec, build: (g: GraphBuilder) => void): InferenceModel {
  const g = new GraphBuilder(opTable, spec.floatType, spec.mixed)
  const weights = ownedWeights(g, spec).map(({ variable }) => variable)
  variableSignatures(g, 'weights', weights)
  build(g)
  const graph = shareCommon(removeDead(foldConstants(g.finish(), opTable)), opTable)
  verify(graph, opTable)
  return { bytes: savedModel(graph, opTable), graph, floatType: spec.floatType, weights }
}

/** outputs: takes x floats [batch, ...shape of an example], rescaled, and gives y0, y1, ...: those of `layers`. */
export const compileInference = (spec: CompileSpec, layers: readonly string[]): InferenceModel =>
  compileAsked(spec, (g) => {
    const x = fedFloats(g, 'outputs/x', [null, ...spec.data.shape])
    const passed = forward(g, spec, x.value, null)
    const outputs = layers.map((layer, i) => [
      `y${i}`,
      fetchedFloats(g, g.asFloat(passed.outputs.get(layer)!), `outputs/y${i}`)
    ])
    g.signature('outputs', { x: x.fed }, Object.fromEntries(outputs))
  })

export interface JudgingModel extends InferenceModel {
  /** What the row of `judge` holds. */
  columns: LogColumn[]
}

/**
 * judge: of examples that are fed as `predict` of a session takes them, the row of statistics that its `evaluate` gives,
 * y0, y1, ...: the outputs, and l0, l1, ...: the loss of each example [batch].
 */
export function compileJudging(spec: CompileSpec): JudgingModel {
  let columns: LogColumn[] = []
  const model = compileAsked(spec, (g) => {
    const source = dataSources(g, spec)[0]!
    const indices = g.placeholder('judge/indices', 'int32', [null])
    const batch = gatherBatch(g, spec, source, indices)
    const passed = forward(g, spec, batch.x, null)
    const measured = measure(g, spec, passed, batch, false)
    columns = measured.columns
    const answers: [string, Tensor][] = [['row', fetchedFloats(g, measured.row, 'judge/row')]]
    spec.outputs.forEach((output, i) => {
      answers.push([`y${i}`, fetchedFloats(g, passed.outputs.get(output.layer)!, `judge/y${i}`)])
      const losses = lossOfEach(g, spec, output, passed, batch) ?? unknown(g, batch)
      answers.push([`l${i}`, fetchedFloats(g, losses, `judge/l${i}`)])
    })
    g.signature('judge', { indices, ...source.inputs }, Object.fromEntries(answers))
  })
  return { ...model, columns }
}

/** [batch] */
const unknown = (g: GraphBuilder, { y }: Batch): Tensor => g.op('Fill', [g.shapeOf(y), g.float(NaN)], { dims: [null] })

/**
 * [batch], without the weights of examples: means over what is left of an example's axes; of a masked one, over those steps
 * that count. Null for a loss along the axis of the examples, which has none of each.
 */
export function lossOfEach(
  g: GraphBuilder,
  spec: CompileSpec,
  output: SpecOutput,
  passed: Forward,
  batch: Batch
): Tensor | null {
  const value = passed.outputs.get(output.layer)!
  const target = targetOf(g, spec, output, value, batch)
  const values = LOSS_GRAPHS[output.loss.name]!({ g, output: value, target, params: output.loss.params })
  const mask = passed.masks.get(output.layer)
  const mean = (x: Tensor, from: number): Tensor => {
    const axes = x.dims.map((_size, axis) => axis).slice(from)
    return axes.length === 0 ? x : g.mean(x, axes)
  }
  if (values.dims[0] !== value.dims[0]) return null
  if (!mask || values.dims.length < mask.dims.length) return mean(values, 1)
  const steps = mean(values, mask.dims.length)
  const valid = g.indicator(mask)
  const axes = valid.dims.map((_size, axis) => axis).slice(1)
  return g.over(g.sum(g.times(steps, valid), axes), atLeast(g, g.sum(valid, axes), 1))
}

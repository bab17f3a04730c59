// What weights, their gradients and what layers give look like in one training step. A graph of its own, with weights and
// optimizer of its own, compiled only when it is asked for.
import { fedFloats, fetchedFloats } from './border'
import { GraphBuilder } from './builder'
import { PASSES, runPass } from './compile'
import { fedStep } from './fed-step'
import { savedModel } from './graphdef'
import type { FloatType, Graph, Tensor, Variable } from './ir'
import { opTable } from './ops'
import { trainedOf, trainStep } from './signatures/train'
import { variableSignatures } from './signatures/variables'
import type { CompileSpec } from './spec'

export const BINS = 30

export interface LayerStatisticsModel {
  /** saved_model.pb */
  bytes: Uint8Array<ArrayBuffer>
  graph: Graph
  floatType: FloatType
  /** In the order of set_weights. */
  weights: Variable[]
  /** In the order of set_slots. */
  slots: Variable[]
  /** Trainable weights, in the order of the rows of `figures`, `values` and `gradients`. */
  trained: string[]
  /** Layers, in the order of the rows of `outputs`. */
  layers: string[]
}

/**
 * measure: takes a batch, the number of the step (see fedStep) and the learning rate; does one training step with the
 * weights and slots that were set, and gives
 * - figures [trained, 7]: Euclidean norms of each weight before the step, of its gradient before clipping and of the step's
 *   change; lowest and highest finite value of the weight, and of its gradient
 * - values, gradients int32 [trained, BINS + 1]: counts in equal bins from lowest to highest, and of what is not finite
 * - outputs [layers, 4]: mean, standard deviation and share of zeros of what the layer gives; share of the places of its
 *   last axis that are 0 all over the batch
 * What there is none of is left out.
 */
export function compileLayerStatistics(spec: CompileSpec): LayerStatisticsModel {
  const g = new GraphBuilder(opTable, spec.floatType, spec.mixed)
  const { owned, batch, step, inputs } = fedStep(g, spec, 'measure')
  const rate = fedFloats(g, 'measure/learning_rate', [])
  const trained = trainedOf(g, spec)
  const slots = [...trained.own.flat(), ...trained.shared].map(({ variable }) => variable)
  variableSignatures(g, 'slots', slots)

  const { passed, gradients, required } = trainStep(g, spec, trained, { batch, rate: rate.value, step })
  const rows = trained.weights.map(({ variable }, i) => {
    const before = passed.reads.get(variable.name)!
    const after = g.after(required, () => g.read(variable))
    const [value, gradient] = [histogram(g, before), histogram(g, gradients[i]!)]
    const norms = [before, gradients[i]!, g.minus(after, before)].map((x) => norm(g, x))
    return { figures: [...norms, value.low, value.high, gradient.low, gradient.high], value, gradient }
  })
  const layers = spec.layers.filter(({ name }) => passed.outputs.get(name)!.dtype === g.floatType)
  const outputs = layers.map(({ name }) => g.stack(outputFigures(g, passed.outputs.get(name)!)))
  g.signature(
    'measure',
    { ...inputs, learning_rate: rate.fed },
    {
      ...(rows.length > 0 && {
        figures: fetchedFloats(g, g.stack(rows.map(({ figures }) => g.stack(figures))), 'measure/figures'),
        values: g.identity(g.stack(rows.map(({ value }) => value.counts)), 'measure/values'),
        gradients: g.identity(g.stack(rows.map(({ gradient }) => gradient.counts)), 'measure/gradients')
      }),
      ...(outputs.length > 0 && { outputs: fetchedFloats(g, g.stack(outputs), 'measure/outputs') }),
      done: g.done(required)
    }
  )
  const graph = PASSES.reduce((before, pass) => runPass(pass, before), g.finish())
  return {
    bytes: savedModel(graph, opTable),
    graph,
    floatType: spec.floatType,
    weights: owned.map(({ variable }) => variable),
    slots,
    trained: trained.weights.map(({ variable }) => variable.name),
    layers: layers.map(({ name }) => name)
  }
}

const norm = (g: GraphBuilder, x: Tensor): Tensor => g.op('Sqrt', [g.sum(g.square(x))])

/** Of the finite values; `low` is above `high` where there is none. The last count is of the values that are not finite. */
function histogram(g: GraphBuilder, x: Tensor): { low: Tensor; high: Tensor; counts: Tensor } {
  const finite = g.op('IsFinite', [x])
  const bound = (opName: 'Min' | 'Max', none: number): Tensor =>
    g.reduce(opName, g.select(finite, x, g.float(none)), g.allAxes(x))
  const [low, high] = [bound('Min', Infinity), bound('Max', -Infinity)]
  const width = g.minus(high, low)
  const divisor = g.select(g.op('Greater', [width, g.float(0)]), width, g.float(1))
  const place = g.times(g.over(g.minus(x, low), divisor), g.float(BINS))
  const inside = g.select(g.op('IsFinite', [place]), g.op('Minimum', [place, g.float(BINS - 1)]), g.float(BINS))
  const bins = g.reshape(g.cast(inside, 'int32'), [null])
  const each = g.constant('int32', [0], [])
  return { low, high, counts: g.op('DenseBincount', [bins, g.int(BINS + 1), each], { size: BINS + 1 }) }
}

/** Mean, standard deviation, share of zeros, share of the last axis's places that are 0 in all of the batch. */
function outputFigures(g: GraphBuilder, x: Tensor): Tensor[] {
  const mean = g.mean(x)
  const std = g.op('Sqrt', [g.mean(g.square(g.minus(x, mean)))])
  const zero = g.indicator(g.op('Equal', [x, g.float(0)]))
  const dead = g.reduce('Min', zero, g.allAxes(x).slice(0, -1))
  return [mean, std, g.mean(zero), g.mean(dead)]
}

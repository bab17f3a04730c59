// The training step: forward, backward, update; several of them in one call.
import { gradients } from '../autodiff'
import { fedFloats, fetchedFloats } from '../border'
import type { GraphBuilder } from '../builder'
import { constrained } from '../constraints'
import { forward, ownedWeights, type Forward, type OwnedWeight } from '../forward'
import type { Node, Tensor, Variable } from '../ir'
import { opTable } from '../ops'
import { clipped, decayed, OPTIMIZER_GRAPHS, type SlotSpec, type UpdateInputs } from '../optimizers'
import type { CompileSpec } from '../spec'
import { measure, type LogColumn } from '../statistics'
import { gatherBatch, type Batch, type DataSource } from './data'

/** How many steps one call takes at most: rows that are kept for the answer. */
export const MAX_STEPS = 64

interface Slot {
  variable: Variable
  start: number
}
/** What a step changes: weights, and what the optimizer keeps beside each, and for all of them. */
export interface Trained {
  weights: readonly OwnedWeight[]
  own: readonly Slot[][]
  shared: readonly Slot[]
}
export function trainedOf(g: GraphBuilder, spec: CompileSpec): Trained {
  const { optimizer, floatType } = spec
  const weights = ownedWeights(g, spec).filter(({ weight }) => weight.trainable)
  const { slots, shared = [] } = OPTIMIZER_GRAPHS[optimizer.name]!
  const named = (name: string, { dims = [], start }: SlotSpec): Slot => ({
    variable: { name: `optimizer/${name}`, dtype: floatType, dims },
    start
  })
  const own = weights.map(({ variable: { name, dims } }) =>
    slots(optimizer.params, dims).map((slot) => named(`${name}/${slot.name}`, { dims, ...slot }))
  )
  return { weights, own, shared: shared.map((slot) => named(slot.name, slot)) }
}
/** What the optimizer keeps, as a run begins with it. */
export const clearedSlots = (g: GraphBuilder, { own, shared }: Trained): Node[] =>
  [...own.flat(), ...shared].map(({ variable, start }) => filled(g, variable, start))

const filled = (g: GraphBuilder, variable: Variable, start: number): Node =>
  g.assign(variable, g.filled(variable.dims as readonly number[], start))

/**
 * train: steps on the examples at `indices` (int32, the batches one after another, each of `batch_size` but the last),
 * one for each of `learning_rates`; `step` is the number of the first one, from 1. Gives one row of statistics a step.
 * reset: forgets what the optimizer has gathered.
 */
export function trainSignature(
  g: GraphBuilder,
  spec: CompileSpec,
  source: DataSource
): { columns: LogColumn[]; slots: Variable[] } {
  const indices = g.placeholder('train/indices', 'int32', [null])
  const batchSize = g.placeholder('train/batch_size', 'int32', [])
  const rates = fedFloats(g, 'train/learning_rates', [null])
  const first = g.placeholder('train/step', 'int32', [])
  const count = g.op('Size', [rates.value])

  const trained = trainedOf(g, spec)
  let made: { columns: LogColumn[]; rows: Variable } | undefined
  const loop = g.loop(count, [], (index) => {
    const begin = g.times(index, batchSize)
    const size = g.op('Minimum', [batchSize, g.minus(g.op('Size', [indices]), begin)])
    const examples = g.op('Slice', [indices, g.stack([begin]), g.stack([size])], { dims: [null] })
    const rate = g.gather(rates.value, index)
    const batch = gatherBatch(g, spec, source, examples)
    const { columns, row, required } = trainStep(g, spec, trained, { batch, rate, step: g.plus(first, index) })
    const rows: Variable = { name: 'train/rows', dtype: g.floatType, dims: [MAX_STEPS, row.dims[0]!] }
    made = { columns, rows }
    return { results: [], required: [...required, g.update('ResourceScatterUpdate', [rows], [index, row])] }
  })
  const { columns, rows } = made!
  const answer = g.after([loop], () => {
    const width = rows.dims[1]!
    return g.op('Slice', [g.read(rows), g.ints([0, 0]), g.stack([count, g.int(width)])], { dims: [null, width] })
  })
  const inputs = { indices, batch_size: batchSize, learning_rates: rates.fed, step: first, ...source.inputs }
  g.signature('train', inputs, { rows: fetchedFloats(g, answer, 'train/rows_of_call') })

  g.signature('reset', {}, { done: g.done([...clearedSlots(g, trained), filled(g, rows, 0)]) })
  return { columns, slots: [...trained.own.flat(), ...trained.shared].map(({ variable }) => variable) }
}

interface StepInputs {
  batch: Batch
  rate: Tensor
  /** int32 scalar, from 1 */
  step: Tensor
}

interface TrainedStep {
  columns: LogColumn[]
  row: Tensor
  passed: Forward
  /** Of `trained.weights`, as they come from the loss: before they are clipped. */
  gradients: readonly Tensor[]
  /** What must have run before the next step. */
  required: Node[]
}

export function trainStep(
  g: GraphBuilder,
  spec: CompileSpec,
  trained: Trained,
  { batch, rate, step: number }: StepInputs
): TrainedStep {
  const passed = forward(g, spec, batch.x, number)
  const { loss, row, columns } = g.part({ kind: 'loss' }, () => measure(g, spec, passed, batch, true))
  const reads = trained.weights.map(({ variable }) => passed.reads.get(variable.name)!)
  const { params } = spec.optimizer
  const raw = gradients(g, opTable, loss, reads)

  const required = g.part({ kind: 'optimizer' }, () => {
    const grads = clipped(g, raw, params)
    // No weight may change before all gradients and logs have been computed from the old ones.
    const computed = [...grads, row, ...passed.updates.map(({ value }) => value)].map((tensor) => tensor.node)
    const barrier = g.after(computed, () => g.add('NoOp', [], {}, 'barrier'))
    return g.after([barrier], (): Node[] => [
      ...updates(g, spec, trained, grads, { learningRate: rate, step: g.asFloat(number), params }),
      ...passed.updates.map(({ variable, value }) => g.assign(variable, value))
    ])
  })
  return { columns, row, passed, gradients: raw, required: [...required, row.node] }
}

/** Keras's order: weights decay, are updated, and then constrained. */
function updates(
  g: GraphBuilder,
  { optimizer }: CompileSpec,
  trained: Trained,
  grads: readonly Tensor[],
  common: Pick<UpdateInputs, 'learningRate' | 'step' | 'params'>
): Node[] {
  const { advance, update } = OPTIMIZER_GRAPHS[optimizer.name]!
  const before = trained.shared.map(({ variable }) => g.read(variable))
  const shared = advance?.({ g, ...common }, before) ?? []
  const required = trained.weights.map(({ variable, weight }, i): Node[] => {
    const decay = decayed(g, variable, common.learningRate, common.params)
    const own = trained.own[i]!.map((slot) => slot.variable)
    const updated = g.after(decay, () => update({ g, variable, slots: own, gradient: grads[i]!, shared, ...common }))
    if (!weight.constraint) return updated
    return g.after(updated, () => [g.assign(variable, constrained(g, weight.constraint!, g.read(variable)))])
  })
  return [...required.flat(), ...shared.map((value, i) => g.assign(trained.shared[i]!.variable, value))]
}

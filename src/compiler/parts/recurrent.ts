// A cell's step along time: written out for short sequences, as a loop for long ones.
import { pullBack } from '../autodiff'
import type { GraphBuilder } from '../builder'
import type { Step } from './cells'
import { withGradient } from '../composite'
import type { Tensor } from '../ir'
import { opTable } from '../ops'

export interface Recurrence {
  /** The cell with its weights. */
  cell(weights: readonly Tensor[]): Step
  weights: readonly Tensor[]
  /** What each of the cell's states is before the first step: zeros [batch, units]. */
  zeros: Tensor
  states: number
  /** Of each gate, what the steps' inputs give to it, one step after another: [time * batch, units]. */
  inputs: readonly Tensor[]
  steps: number
  /** bool [time * batch, 1]: where a step counts; elsewhere the state stays. Null where all count. */
  mask: Tensor | null
  /** From the last step to the first. */
  backwards: boolean
  /** Whether outputs of masked steps are zeros, rather than those of the step before. */
  zeroMasked: boolean
  /** Whether all steps are written out, which trains faster and starts slower than a loop. */
  unroll: boolean
}

/** @returns outputs of all steps in the order in which they are made, [batch, time, units], or of the last, [batch, units] */
export function recur(g: GraphBuilder, recurrence: Recurrence, which: 'all' | 'last'): Tensor {
  const { steps, unroll, zeros } = recurrence
  if (unroll) {
    const outputs = unrolled(g, recurrence)
    return which === 'all' ? g.stack(outputs, 1) : outputs.at(-1)!
  }
  const outputs = looped(g, recurrence)
  return which === 'all' ? g.transpose(outputs, [1, 0, 2]) : g.reshape(g.slice(outputs, 0, steps - 1, 1), zeros.dims)
}

interface Moment {
  states: readonly Tensor[]
  output: Tensor
}

/** One step, where it counts. */
function advance(
  g: GraphBuilder,
  { zeroMasked }: Recurrence,
  step: Step,
  inputs: readonly Tensor[],
  before: readonly Tensor[],
  counts: Tensor | null
): Moment {
  const after = step(inputs, before)
  if (!counts) return { states: after, output: after[0]! }
  const states = after.map((state, i) => g.select(counts, state, before[i]!))
  return { states, output: zeroMasked ? g.select(counts, after[0]!, g.float(0)) : states[0]! }
}

function unrolled(g: GraphBuilder, recurrence: Recurrence): Tensor[] {
  const { cell, weights, zeros, states, inputs, steps, mask, backwards } = recurrence
  const step = cell(weights)
  const inOrder = (parts: readonly Tensor[]): readonly Tensor[] => (backwards ? parts.toReversed() : parts)
  const masks = mask && inOrder(g.split(mask, 0, steps))
  let moment: Moment = { states: Array<Tensor>(states).fill(zeros), output: zeros }
  const gates = inputs.map((input) => inOrder(g.split(input, 0, steps)))
  return gates[0]!.map((_input, t) => {
    const now = gates.map((parts) => parts[t]!)
    moment = advance(g, recurrence, step, now, moment.states, masks?.[t] ?? null)
    return moment.output
  })
}

/** [time, batch, units]. Keeps all states; the way back is a second loop, which makes each step once more. */
function looped(g: GraphBuilder, recurrence: Recurrence): Tensor {
  const { cell, weights, zeros, states, steps, backwards } = recurrence
  const byStep = (flat: Tensor): Tensor => g.reshape(flat, [steps, zeros.dims[0]!, flat.dims[1]!])
  const inputs = recurrence.inputs.map(byStep)
  const inputsAt = (t: Tensor): Tensor[] => inputs.map((input) => g.gather(input, place(t)))
  const mask = recurrence.mask && byStep(recurrence.mask)
  const place = (t: Tensor): Tensor => (backwards ? g.minus(g.int(steps - 1), t) : t)
  const countsAt = (t: Tensor): Tensor | null => mask && g.gather(mask, place(t))

  // What is before a step t is in row t; outputs that are zero where masked are kept beside.
  const { zeroMasked } = recurrence
  const initial = Array<Tensor>(states).fill(zeros)
  const kept = [
    ...initial.map(() => emptyTable(g, steps + 1, zeros)),
    ...(zeroMasked ? [emptyTable(g, steps, zeros)] : [])
  ]
  const forward = g.loop(g.int(steps), [...initial, ...kept], (t, carried) => {
    const counts = countsAt(t)
    const { states: after, output } = advance(
      g,
      recurrence,
      cell(weights),
      inputsAt(t),
      carried.slice(0, states),
      counts
    )
    const following = g.plus(t, g.int(1))
    const saved = after.map((state, i) => setRow(g, carried[states + i]!, following, state))
    return { results: [...after, ...saved, ...(zeroMasked ? [setRow(g, carried.at(-1)!, t, output)] : [])] }
  })
  const histories = forward.outputs.slice(states, 2 * states)
  const outputs = zeroMasked ? forward.outputs.at(-1)! : g.slice(histories[0]!, 0, 1, steps)

  const gates = inputs.length
  return withGradient(g, outputs, [...recurrence.inputs, ...weights], (grad) => {
    const nothing = (tensor: Tensor): Tensor => g.op('ZerosLike', [tensor])
    const start = [...initial, ...weights.map(nothing), ...inputs.map(() => emptyTable(g, steps, zeros))]
    const backward = g.loop(g.int(steps), start, (index, carried) => {
      const t = g.minus(g.int(steps - 1), index)
      const now = inputsAt(t)
      const before = histories.map((history) => g.gather(history, t))
      const { states: after, output } = advance(g, recurrence, cell(weights), now, before, countsAt(t))
      const ofAfter = after.map((state, i): [Tensor, Tensor] => [state, carried[i]!])
      const found = pullBack(g, opTable, [[output, g.gather(grad, t)], ...ofAfter], [...before, ...weights, ...now])
      const ofBefore = found.slice(0, states).map((part, i) => part ?? nothing(before[i]!))
      const ofWeights = weights.map((_weight, i) => {
        const [sum, part] = [carried[states + i]!, found[states + i]]
        return part ? g.plus(sum, part) : sum
      })
      const ofInputs = carried.slice(-gates).map((table, gate) => setRow(g, table, place(t), found.at(gate - gates)!))
      return { results: [...ofBefore, ...ofWeights, ...ofInputs] }
    })
    const found = backward.outputs.slice(states)
    const ofInputs = recurrence.inputs.map((input, gate) => g.reshapeLike(found.at(gate - gates)!, input))
    return [...ofInputs, ...found.slice(0, weights.length)]
  })
}

/** Zeros [count, ...like], a table of its own for a loop to fill. */
function emptyTable(g: GraphBuilder, count: number, like: Tensor): Tensor {
  const shape = g.concat([g.ints([count]), g.shapeOf(like)], 0)
  return g.op('Empty', [shape], { dims: [count, ...like.dims], dtype: like.dtype })
}

/** In place: nothing else uses what a loop carries. */
const setRow = (g: GraphBuilder, table: Tensor, index: Tensor, row: Tensor): Tensor =>
  g.op('InplaceUpdate', [table, g.reshape(index, [1]), g.reshape(row, [1, ...row.dims])])

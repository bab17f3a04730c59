// A cell's step along time.
import type { GraphBuilder } from './builder'
import type { Step } from './cells'
import type { Tensor } from './ir'

export interface Recurrence {
  step: Step
  /** What the cell's states are before the first step, [batch, units] each. */
  initial: readonly Tensor[]
  /** [time * batch, gates * units]: what the steps' inputs give to the gates, one step after another. */
  inputs: Tensor
  steps: number
  /** bool [time * batch, 1]: where a step counts; elsewhere the state stays. Null where all count. */
  mask: Tensor | null
  /** From the last step to the first. */
  backwards: boolean
  /** Whether outputs of masked steps are zeros, rather than those of the step before. */
  zeroMasked: boolean
}

/** Outputs of the steps, [batch, units] each, in the order in which they are made. */
export function recur(g: GraphBuilder, recurrence: Recurrence): Tensor[] {
  const { step, initial, inputs, steps, mask, backwards, zeroMasked } = recurrence
  const inOrder = (parts: readonly Tensor[]): readonly Tensor[] => (backwards ? parts.toReversed() : parts)
  const masks = mask && inOrder(g.split(mask, 0, steps))
  let states = initial
  return inOrder(g.split(inputs, 0, steps)).map((part, t) => {
    const before = states
    const after = step(part, before)
    const counts = masks?.[t]
    states = counts ? after.map((state, i) => g.select(counts, state, before[i]!)) : after
    return counts && zeroMasked ? g.select(counts, after[0]!, g.float(0)) : states[0]!
  })
}

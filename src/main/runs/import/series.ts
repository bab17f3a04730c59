/** Values as a log of another program tells them, in its order. */
export interface Series {
  steps: number[]
  /** ms since 1970; NaN where it does not tell. */
  times: number[]
  values: number[]
}

/** In the order of its steps; of values that were told twice the later one. */
export function inOrder({ steps, times, values }: Series): Series {
  let rising = true
  for (let i = 1; i < steps.length && rising; i++) rising = steps[i]! > steps[i - 1]!
  if (rising) return { steps, times, values }
  const last = new Map(steps.map((step, i) => [step, i]))
  const order = [...last].sort(([a], [b]) => a - b).map(([, i]) => i)
  const pick = (column: number[]): number[] => order.map((i) => column[i]!)
  return { steps: pick(steps), times: pick(times), values: pick(values) }
}

/** Without holes: one value of each step. */
export const isDense = ({ steps }: Series): boolean => steps.at(-1)! - steps[0]! === steps.length - 1

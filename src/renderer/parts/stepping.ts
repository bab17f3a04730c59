// What a press on − or + makes of a number.
export type StepDirection = 1 | -1
export type Step = (value: number, direction: StepDirection) => number

const KEPT_DIGITS = 9
/** Without the tail of binary fractions: 0.15000000000000002 is 0.15. */
export const tidied = (value: number): number => Number(value.toPrecision(KEPT_DIGITS))

export const byOne: Step = (value, direction) => value + direction

/** 1, 2, ... 10, 12, 14, 16, 20, 24, 28, 32, 40 ...: four steps to each doubling, so that powers of two are among them. */
export const byQuarters: Step = (value, direction) => {
  const beside = direction > 0 ? value : value - 1
  const step = beside < 10 ? 1 : 2 ** (Math.floor(Math.log2(beside)) - 2)
  const whole = value / step
  return (direction > 0 ? Math.floor(whole) + 1 : Math.ceil(whole) - 1) * step
}

/** 16, 32, 64 ...: what a batch size goes through. */
export const byDoubling: Step = (value, direction) => (direction > 0 ? value * 2 : Math.max(1, Math.round(value / 2)))

const SMALLEST_DECADE = 1e-4
/** 0.001, 0.002, 0.005, 0.01 ...: the steps that people try. From 0 upwards goes the smallest of use. */
export const byDecade: Step = (value, direction) => {
  if (value <= 0) return direction > 0 ? SMALLEST_DECADE : value
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9)
  const lead = value / power
  const next =
    direction > 0 ? (lead < 1.99 ? 2 : lead < 4.99 ? 5 : 10) : lead > 5.01 ? 5 : lead > 2.01 ? 2 : lead > 1.01 ? 1 : 0.5
  return tidied(next * power)
}

/** A range of values along an axis, in the axis's own terms: on a logarithmic axis, log10 of the value. */
export interface Range {
  min: number
  max: number
}
export interface Tick {
  at: number
  label: number
}

const STEPS = [1, 2, 5, 10]

/** The smallest of 1, 2, 5 times a power of ten that is at least `raw`. */
export function niceStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw))
  return STEPS.find((step) => step * power >= raw * (1 - 1e-9))! * power
}

/** Round values inside the range, at most about `count`. */
export function linearTicks(range: Range, count: number): Tick[] {
  const span = range.max - range.min
  if (!(span > 0)) return []
  const step = niceStep(span / Math.max(1, count))
  const ticks: Tick[] = []
  for (let i = Math.ceil(range.min / step - 1e-9); i * step <= range.max + step * 1e-9; i++) {
    const label = Number((i * step).toPrecision(12))
    ticks.push({ at: label, label })
  }
  return ticks
}

/** Seconds between two ticks of a clock, from ones that read well. */
const CLOCK_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400]

/** Round times inside a range of seconds, at most about `count`. */
export function clockTicks(range: Range, count: number): Tick[] {
  const raw = (range.max - range.min) / Math.max(1, count)
  if (!(raw > 0)) return []
  if (raw < 1) return linearTicks(range, count)
  const step = CLOCK_STEPS.find((one) => one >= raw) ?? niceStep(raw / 86_400) * 86_400
  const ticks: Tick[] = []
  for (let i = Math.ceil(range.min / step - 1e-9); i * step <= range.max * (1 + 1e-9); i++)
    ticks.push({ at: i * step, label: i * step })
  return ticks
}

/** 1, 2 and 5 times powers of ten inside a range of logarithms; only powers where those are many. */
export function logTicks(range: Range, count: number): Tick[] {
  const decades = range.max - range.min
  const factors = decades > count ? [1] : decades > count / 2 ? [1, 3] : [1, 2, 5]
  const ticks: Tick[] = []
  for (let power = Math.floor(range.min); power <= Math.ceil(range.max); power++) {
    for (const factor of factors) {
      const at = power + Math.log10(factor)
      if (at >= range.min - 1e-9 && at <= range.max + 1e-9) ticks.push({ at, label: factor * 10 ** power })
    }
  }
  // Within a fraction of a decade round logarithms may be missing: then round values, set where they belong.
  if (ticks.length >= 2) return ticks
  return linearTicks({ min: 10 ** range.min, max: 10 ** range.max }, count).map(({ label }) => ({
    at: Math.log10(label),
    label
  }))
}

/** Decimals that tell all labels of an axis apart, the same for each: 0.5, 1.0, 1.5. */
export function tickDecimals(ticks: readonly Tick[]): number {
  const steps = ticks.slice(1).map((tick, i) => tick.label - ticks[i]!.label)
  const smallest = Math.min(...steps)
  return Number.isFinite(smallest) && smallest > 0
    ? Math.min(8, Math.max(0, Math.ceil(-Math.log10(smallest) - 1e-9)))
    : 2
}

/** Moves towards the target by the share of the way that `milliseconds` are worth; null once there. */
export function easeRange(from: Range, to: Range, milliseconds: number): Range | null {
  const share = 1 - Math.exp(-milliseconds / 90)
  const near = Math.max(1e-12, (to.max - to.min) * 0.004)
  if (Math.abs(from.min - to.min) < near && Math.abs(from.max - to.max) < near) return null
  return { min: from.min + (to.min - from.min) * share, max: from.max + (to.max - from.max) * share }
}

/** The value below which `share` of the values lie; the values are sorted in place. */
export function quantile(values: number[], share: number): number {
  values.sort((a, b) => a - b)
  return values[Math.min(values.length - 1, Math.max(0, Math.round(share * (values.length - 1))))]!
}

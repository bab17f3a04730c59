// What the x axis of a run's curves counts. All charts think in steps (batches) of the whole run, which every unit
// rises with: so a zoom and a crosshair mean the same, whatever the axis is labelled in.
import type { StepClock } from '../../shared/step-clock'
import { clockTicks, linearTicks, type Range, type Tick } from './scale'

export const X_UNITS = ['epoch', 'step', 'time', 'samples'] as const
export type XUnit = (typeof X_UNITS)[number]

export interface XAxis {
  unit: XUnit
  /** From steps to the unit: epochs, steps, seconds of training, examples seen. */
  toX(step: number): number
  toStep(x: number): number
}

/** What an axis needs to know of a run. */
export interface Paced {
  stepsPerEpoch: number
  start: { epochs: number; batch_size: number; examples: { train: number } } | null
  /** Null until it has ended. */
  end: object | null
  steps: number
  epochs: number
  clock: StepClock
}

export function xAxis(series: Paced, unit: XUnit): XAxis {
  const steps = series.stepsPerEpoch
  if (unit === 'epoch') return { unit, toX: (step) => step / steps, toStep: (x) => x * steps }
  if (unit === 'step') return { unit, toX: (step) => step, toStep: (x) => x }
  if (unit === 'time') {
    const { clock } = series
    return { unit, toX: (step) => clock.timeAt(step) / 1000, toStep: (x) => clock.stepAt(x * 1000) }
  }
  const batch = series.start?.batch_size ?? 1
  const examples = series.start?.examples.train ?? 0
  // The last batch of an epoch is smaller where the examples do not go up; not with steps_per_epoch.
  const whole = Math.ceil(examples / batch) === steps ? examples : steps * batch
  return {
    unit,
    toX(step) {
      const epoch = Math.floor(step / steps + 1e-12)
      return epoch * whole + Math.min((step - epoch * steps) * batch, whole)
    },
    toStep(x) {
      const epoch = Math.floor(x / whole + 1e-12)
      const rest = x - epoch * whole
      return epoch * steps + (rest >= whole ? steps : rest / batch)
    }
  }
}

/**
 * Where the axis ends, in its unit. Of a run that is done, where it ended. Live, all planned epochs where they are few,
 * else room for as many again as there are by now; in time, room for twice as long, so that it moves seldom.
 */
export function axisEnd(series: Paced, axis: XAxis): number {
  const steps = series.stepsPerEpoch
  const done = Math.max(series.steps, series.epochs * steps)
  if (series.end) {
    const whole = axis.unit === 'epoch' ? Math.ceil(done / steps) * steps : done
    return axis.toX(Math.max(whole, axis.unit === 'epoch' ? steps : 1)) || 1
  }
  if (axis.unit === 'time') return twice(10, series.clock.last / 1000)
  const planned = series.start?.epochs ?? 1
  return axis.toX((planned <= 20 ? planned : Math.min(planned, twice(10, done / steps))) * steps)
}

function twice(start: number, past: number): number {
  let shown = start
  while (shown < past * 1.2) shown *= 2
  return shown
}

const PIXELS_PER_TICK = 56

/** Ticks of the visible part; whole numbers, but for time. */
export function xTicks(axis: XAxis, shown: Range, width: number): Tick[] {
  const count = Math.max(2, Math.min(12, Math.floor(width / PIXELS_PER_TICK)))
  if (axis.unit === 'time') return clockTicks(shown, count)
  return linearTicks(shown, count).filter(({ at }) => Number.isInteger(at))
}

/** 1.5M, 20k: long numbers as ticks have room for them, as long as that says all of them. */
export function shortNumber(value: number): string {
  const [size, letter] = UNITS.find(([least]) => Math.abs(value) >= least) ?? [1, '']
  const text = `${Number((value / size).toPrecision(12))}${letter}`
  return text.length <= 6 ? text : value.toLocaleString('en')
}
const UNITS: [number, string][] = [
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k']
]

/** 7s, 1:30, 1:02:00: seconds as ticks. */
export function clockLabel(seconds: number): string {
  if (seconds < 60) return `${Number(seconds.toPrecision(6))}s`
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60]
  const two = (part: number): string => `${part < 10 ? '0' : ''}${Number(part.toFixed(3))}`
  return hours > 0 ? `${hours}:${two(minutes)}:${two(Math.floor(rest))}` : `${minutes}:${two(rest)}`
}

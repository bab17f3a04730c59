// What a sweep goes by: a log and which way it should go; what runs reached of it, and which of them had better end.
import type { CheckedProject } from '../layers/check'
import { logNames } from '../layers/log-names'
import { nearestName } from '../layers/nearest-name'
import { NetloomError } from '../shared/errors'
import { directionFor, directionOf, isBetter, type Direction } from '../shared/monitor'
import type { Project } from '../shared/project'
import type { RunRecord } from '../shared/run'
import type { SweepSpec } from '../shared/sweep'

export interface Objective {
  log: string
  direction: Direction
}

/** Logs that a project's runs will have. */
export const objectivesOf = (project: Project, { outputs }: CheckedProject): string[] => {
  const { validation, column } = project.dataset.split
  return logNames(outputs, validation > 0 || column !== undefined)
}

/** @throws NetloomError SWEEP_OBJECTIVE for a log that there will not be, SWEEP_DIRECTION where 'auto' cannot be told */
export function objectiveOf(spec: Pick<SweepSpec, 'objective' | 'direction'>, known: readonly string[]): Objective {
  const { objective: log } = spec
  const near = known.find((one) => one.includes(log)) ?? nearestName(log, known)
  if (!known.includes(log)) throw new NetloomError('SWEEP_OBJECTIVE', { found: log, known: known.join(', '), near })
  return { log, direction: directionOfSpec(spec) }
}

/** As objectiveOf, of a sweep whose project is not looked into again. @throws NetloomError SWEEP_DIRECTION */
export function directionOfSpec({ objective, direction }: Pick<SweepSpec, 'objective' | 'direction'>): Direction {
  const found = directionFor({ monitor: objective, mode: direction })
  if (found === null) throw new NetloomError('SWEEP_DIRECTION', { objective })
  return found
}

/** The best first; what has no value, or none that is a number, last. */
export const byObjective =
  (direction: Direction) =>
  (a: number | null, b: number | null): number => {
    const [x, y] = [a, b].map((value) => value === null || Number.isNaN(value))
    if (x || y) return Number(x) - Number(y)
    return direction === 'min' ? a! - b! : b! - a!
  }

/** The best that a run has reached, and after how many epochs; null where there is none. */
export function reached(
  { best, last, epochs }: Pick<RunRecord, 'best' | 'last' | 'epochs'>,
  { log, direction }: Objective
): { value: number; epoch: number } | null {
  const known = directionOf(log) === direction ? best[log] : undefined
  if (known) return known
  // Of a log that is sought the other way, only the last value is kept in a run's record.
  const value = last?.[log]
  return value === undefined || Number.isNaN(value) ? null : { value, epoch: epochs.done }
}

/** The best by each epoch; null until there is one. */
export function bestByEpoch(values: readonly (number | undefined)[], direction: Direction): (number | null)[] {
  let best: number | null = null
  return values.map((value) => {
    if (value !== undefined && !Number.isNaN(value) && (best === null || isBetter(value, best, direction))) best = value
    return best
  })
}

export interface MedianRule {
  start_from_epoch: number
  min_trials: number
}

/**
 * Median stopping (Golovin et al. 2017, Vizier): is the best of a run by its last epoch worse than the median of the others' best by
 * that epoch? A run without any number is worse than any.
 * @param own values of the objective after each epoch of the run
 * @param others the same of the other trials; those that did not come so far do not count
 */
export function isPoor(
  own: readonly (number | undefined)[],
  others: readonly (readonly (number | undefined)[])[],
  direction: Direction,
  { start_from_epoch, min_trials }: MedianRule
): boolean {
  const done = own.length
  const reachedIt = others.filter(({ length }) => length >= done)
  if (done < Math.max(1, start_from_epoch) || reachedIt.length < min_trials) return false
  const worst = direction === 'min' ? Infinity : -Infinity
  const bestOf = (values: readonly (number | undefined)[]): number =>
    bestByEpoch(values.slice(0, done), direction).at(-1) ?? worst
  return isBetter(median(reachedIt.map(bestOf)), bestOf(own), direction)
}

function median(values: number[]): number {
  const sorted = values.sort((a, b) => a - b)
  const half = sorted.length >> 1
  if (sorted.length % 2 === 1 || sorted[half - 1] === sorted[half]) return sorted[half]!
  return (sorted[half - 1]! + sorted[half]!) / 2
}

// The way of a run over (w, b), and what its loss says of it.
import { OPTIMIZERS } from '../../../../layers/terms'
import { identifierConfig, learningRateOf } from '../../../../document/edits/training'
import { findTerm } from '../../../../shared/schema'
import { identifierName, type Identifier } from '../../../../shared/training'
import type { LoadedRun } from '../../../series/loaded-run'
import { linearWeights } from '../../../fit/truth'
import { problemOf, type Place, type Problem } from './problem'

/** Beyond this share of the loss before, an epoch has changed it. */
export const CALM = 1e-4

/**
 * The first epoch (from 1) from which on no epoch changed the loss by more than CALM of it; null where it changed to the end.
 * @param losses by epoch
 */
export function convergedAt(losses: ArrayLike<number>): number | null {
  if (losses.length < 2) return null
  for (let i = losses.length - 1; i > 0; i--) {
    const before = losses[i - 1]!
    if (Math.abs(losses[i]! - before) <= CALM * Math.abs(before)) continue
    return i === losses.length - 1 ? null : i + 2
  }
  return 2
}

export type Verdict =
  { kind: 'converged'; epoch: number } | { kind: 'diverged' } | { kind: 'falling' } | { kind: 'none' }

/** What the losses of all epochs say. */
export function verdictOf(losses: ArrayLike<number>): Verdict {
  const [first, last] = [losses[0], losses[losses.length - 1]]
  if (first === undefined || last === undefined || losses.length < 2) return { kind: 'none' }
  if (!(last <= first)) return { kind: 'diverged' }
  const epoch = convergedAt(losses)
  return epoch === null ? { kind: 'falling' } : { kind: 'converged', epoch }
}

export interface RunPath {
  id: string
  /** places[0]: as training began; places[e]: after epoch e. */
  places: readonly Place[]
  /** losses[e - 1]: as the run logged epoch e, which is before its step. */
  losses: readonly number[]
  problem: Problem
  optimizer: { name: string; rate: number | null; momentum: number }
  seed: number
  live: boolean
}

/** Null of runs of other networks, and of those that told no weights (yet). */
export function pathOf(run: LoadedRun, live: boolean): RunPath | null {
  const project = run.record.value?.project ?? null
  const problem = problemOf(project)
  // After the first thousand epochs not each one is told; the pictures count epochs by places.
  const told = run.series.weights.filter(({ epoch }, i) => epoch === i)
  if (!project || !problem || told.length === 0) return null
  const placeOf = ({ values }: (typeof told)[number]): Place => {
    const [w, b] = linearWeights(values, problem.layer)
    return { w: w ?? NaN, b: b ?? NaN }
  }
  const loss = run.series.epochLogs.get('loss')
  const { optimizer, seed } = project.training
  return {
    id: run.id,
    places: told.map(placeOf),
    losses: loss ? [...loss.view()] : [],
    problem,
    optimizer: optimizerOf(optimizer),
    seed,
    live
  }
}

function optimizerOf(optimizer: Identifier): RunPath['optimizer'] {
  const { momentum } = identifierConfig(optimizer)
  return {
    name: findTerm(OPTIMIZERS, identifierName(optimizer))?.className ?? identifierName(optimizer),
    rate: learningRateOf(optimizer),
    momentum: typeof momentum === 'number' ? momentum : 0
  }
}
export const isPlain = ({ optimizer }: Pick<RunPath, 'optimizer'>): boolean =>
  optimizer.name === 'SGD' && optimizer.momentum === 0

/** What tells the shown runs apart: SGD 0.2, momentum 0.9, seed 3. */
export function labelsOf(paths: readonly RunPath[], words: { seed: string }): string[] {
  const differs = (of: (path: RunPath) => unknown): boolean => new Set(paths.map(of)).size > 1
  const bySeed = differs(({ seed }) => seed)
  const byRest = !bySeed || differs(({ optimizer }) => JSON.stringify(optimizer))
  return paths.map(({ optimizer, seed }) => {
    const { name, rate, momentum } = optimizer
    const rest = momentum > 0 ? `${name} ${rate ?? ''} momentum ${momentum}` : `${name} ${rate ?? ''}`.trim()
    return [...(byRest ? [rest] : []), ...(bySeed ? [`${words.seed} ${seed}`] : [])].join(', ')
  })
}

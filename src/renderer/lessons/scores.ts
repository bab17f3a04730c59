// What lessons on pictures and on the three sets read from the rows of the learner's runs.
import type { RunSummary } from '../../shared/run-list'

type Row = Pick<RunSummary, 'id' | 'status' | 'settings' | 'sweep' | 'best' | 'last' | 'test' | 'epochs'>

const ended = <R extends Row>(runs: readonly R[]): R[] => runs.filter(({ status }) => status === 'completed')
export const isAugmented = ({ settings }: Row): boolean =>
  Object.keys(settings).some((path) => path.startsWith('augmentation.'))

/** The newest runs that have ended, of those that are of no sweep: one without augmentation, one with it. */
export function withAndWithout<R extends Row>(runs: readonly R[]): { without: R | null; with: R | null } {
  const own = ended(runs).filter(({ sweep }) => !sweep)
  const newest = (found: R[]): R | null => found.at(-1) ?? null
  return { without: newest(own.filter((run) => !isAugmented(run))), with: newest(own.filter(isAugmented)) }
}

/** Validation loss less training loss after the last epoch: how much is learnt by heart. */
export const gapOf = (run: Row | null): number | undefined =>
  run?.last?.val_loss === undefined || run.last.loss === undefined ? undefined : run.last.val_loss - run.last.loss

/** The newest run of no sweep that has ended, with EarlyStopping or without. */
export const chosenBy = <R extends Row>(runs: readonly R[], early: boolean): R | null =>
  ended(runs)
    .filter(({ sweep, settings }) => !sweep && (settings.EarlyStopping === true) === early)
    .at(-1) ?? null

export interface TrialScore {
  id: string
  validation: number
  test: number
}

/** Both accuracies of the trials of the newest sweep, in the order in which they began; of what has been tested. */
export function trialScores(runs: readonly Row[]): TrialScore[] {
  const newest = runs.flatMap(({ sweep }) => sweep?.id ?? []).at(-1)
  return ended(runs).flatMap(({ id, sweep, best, test }) => {
    const [validation, tested] = [best.val_accuracy?.value, test?.accuracy]
    return sweep?.id === newest && newest !== undefined && validation !== undefined && tested !== undefined
      ? [{ id, validation, test: tested }]
      : []
  })
}

export interface Optimism {
  /** The first of those with the best validation score. */
  best: TrialScore
  /** By how much its validation score is above its test score. */
  ofBest: number
  /** The same of all trials, on average. */
  mean: number
}

/** null without a trial */
export function optimismOf(trials: readonly TrialScore[]): Optimism | null {
  const [first, ...others] = trials
  if (!first) return null
  const best = others.reduce((a, b) => (b.validation > a.validation ? b : a), first)
  const mean = trials.reduce((sum, { validation, test }) => sum + validation - test, 0) / trials.length
  return { best, ofBest: best.validation - best.test, mean }
}

// What a sweep tries: its trials, in an order that the specification and its seed alone decide.
import type { ParamSpec } from '../shared/schema'
import type { Project } from '../shared/project'
import { randomStream, type RandomStream } from '../shared/random'
import type { Setting, SettingsMap } from '../shared/setting'
import type { Dimension, SweepSpec } from '../shared/sweep'
import { settableAt } from './sweep-setting'

/** Values of a range in a grid where no step is given. */
const GRID_VALUES = 5
/** Trials at random where nobody says how many: as of Keras Tuner. */
const RANDOM_TRIALS = 10
/** Of successive halving: three rungs with the usual factor. */
const HALVING_TRIALS = 9
const TRIALS_IN_TIME = 1000
const MOST_TRIALS = 10_000
/** Draws before a finite space is gone through for what has not been tried yet. */
const DRAWS = 200

export interface SweepPlan {
  /** What each trial is given. */
  trials: SettingsMap[]
  /** Of successive halving: how many trials each rung trains, and for how many epochs in all. Else one, of all trials. */
  rungs: { trials: number; epochs: number }[]
  /** Runs: trials by the number of seeds. */
  runs: number
  /** Epochs of all runs, where none ends early. */
  epochs: number
}

/** @throws NetloomError SWEEP_SETTING where the project has no such setting */
export function planSweep(project: Project, spec: SweepSpec): SweepPlan {
  const trials = trialsOf(project, spec)
  const executions = spec.executions_per_trial
  const epochs = project.training.epochs
  const rungs =
    spec.method === 'SuccessiveHalving' ? rungsOf(trials.length, spec, epochs) : [{ trials: trials.length, epochs }]
  const before = (rung: number): number => rungs[rung - 1]?.epochs ?? 0
  const trained = rungs.reduce((sum, rung, i) => sum + rung.trials * (rung.epochs - before(i)), 0)
  return { trials, rungs, runs: trials.length * executions, epochs: trained * executions }
}

function trialsOf(project: Project, spec: SweepSpec): SettingsMap[] {
  if (spec.method === 'Repeat' || spec.parameters.length === 0) return [{}]
  const specs = spec.parameters.map(({ setting }) => settableAt(project, setting).spec)
  if (spec.method === 'GridSearch') {
    const grids = spec.parameters.map((dimension, i) => gridValues(dimension, specs[i]!))
    return firstOf(combinations(spec.parameters, grids), spec.max_trials ?? MOST_TRIALS)
  }
  return randomTrials(spec.parameters, specs, spec.max_trials ?? usualTrials(spec), spec.seed)
}

/** Where nobody says how many: at random as many as there is time for, if that is limited. */
function usualTrials({ method, max_seconds }: SweepSpec): number {
  if (method === 'SuccessiveHalving') return HALVING_TRIALS
  return max_seconds === undefined ? RANDOM_TRIALS : TRIALS_IN_TIME
}

/** The values of a dimension along a grid, in their order. */
export function gridValues(dimension: Dimension, spec: ParamSpec): Setting[] {
  if ('values' in dimension) return [...new Set(dimension.values)]
  const { min_value: min, max_value: max, step, sampling } = dimension
  const values: number[] = []
  if (step !== undefined) {
    const at = (i: number): number => (sampling === 'log' ? min * step ** i : min + step * i)
    // What rounding takes from the last one does not leave it out.
    const end = max + Math.abs(max) * 1e-9
    for (let i = 0; at(i) <= end && i < MOST_TRIALS; i++) values.push(at(i))
  } else {
    const count = min === max ? 1 : GRID_VALUES
    for (let i = 0; i < count; i++) values.push(between(min, max, count === 1 ? 0 : i / (count - 1), sampling))
  }
  return [...new Set(values.map((value) => asGiven(value, spec)))]
}

const isWhole = ({ kind }: ParamSpec): boolean => kind === 'integer' || kind === 'integers'
/** Without the dirt of binary fractions: 0.30000000000000004 is 0.3. */
const asGiven = (value: number, spec: ParamSpec): number =>
  isWhole(spec) ? Math.round(value) : Number(value.toPrecision(12))

const between = (min: number, max: number, share: number, sampling: 'linear' | 'log'): number =>
  sampling === 'log' ? min * (max / min) ** share : min + (max - min) * share

/** Every value that a dimension can have; null for a continuum. */
function finiteValues(dimension: Dimension, spec: ParamSpec): Setting[] | null {
  if ('values' in dimension || dimension.step !== undefined) return gridValues(dimension, spec)
  const [min, max] = [Math.ceil(dimension.min_value), Math.floor(dimension.max_value)]
  if (!isWhole(spec) || max - min >= MOST_TRIALS) return null
  return Array.from({ length: Math.max(0, max - min + 1) }, (_, i) => min + i)
}

/** The last dimension changes fastest. */
function* combinations(
  dimensions: readonly Dimension[],
  values: readonly (readonly Setting[])[]
): Generator<SettingsMap> {
  const places = values.map(() => 0)
  if (values.some((list) => list.length === 0)) return
  for (;;) {
    yield Object.fromEntries(dimensions.map(({ setting }, i) => [setting, values[i]![places[i]!]!]))
    let i = places.length - 1
    while (i >= 0 && places[i]! + 1 === values[i]!.length) places[i--] = 0
    if (i < 0) return
    places[i]! += 1
  }
}

function firstOf<T>(all: Iterable<T>, count: number, wanted: (one: T) => boolean = () => true): T[] {
  const found: T[] = []
  for (const one of all) {
    if (found.length >= count) break
    if (wanted(one)) found.push(one)
  }
  return found
}

function randomTrials(
  dimensions: readonly Dimension[],
  specs: readonly ParamSpec[],
  wanted: number,
  seed: number
): SettingsMap[] {
  // A stream each, so that one more dimension leaves the values of the others.
  const streams = dimensions.map(({ setting }) => randomStream(seed, `sweep/${setting}`))
  const draw = (): SettingsMap =>
    Object.fromEntries(dimensions.map((one, i) => [one.setting, drawn(one, specs[i]!, streams[i]!)]))
  const lists = dimensions.map((one, i) => finiteValues(one, specs[i]!))
  const size = lists.reduce((product, list) => product * (list?.length ?? Infinity), 1)
  const trials = new Map<string, SettingsMap>()
  const isNew = (trial: SettingsMap): boolean => !trials.has(JSON.stringify(trial))
  while (trials.size < Math.min(wanted, size, MOST_TRIALS)) {
    let trial: SettingsMap | undefined = draw()
    for (let i = 0; i < DRAWS && !isNew(trial); i++) trial = draw()
    if (!isNew(trial) && Number.isFinite(size))
      [trial] = firstOf(combinations(dimensions, lists as Setting[][]), 1, isNew)
    if (!trial || !isNew(trial)) break
    trials.set(JSON.stringify(trial), trial)
  }
  return [...trials.values()]
}

function drawn(dimension: Dimension, spec: ParamSpec, random: RandomStream): Setting {
  if ('values' in dimension || dimension.step !== undefined) {
    const values = gridValues(dimension, spec)
    return values[Math.floor(random() * values.length)]!
  }
  const { min_value, max_value, sampling } = dimension
  if (!isWhole(spec)) return asGiven(between(min_value, max_value, random(), sampling), spec)
  // Half a whole number more on either side, so that the first and the last are as likely as the others.
  const [min, max] = [Math.ceil(min_value), Math.floor(max_value)]
  const value = Math.round(between(min - 0.5, max + 0.5, random(), min > 0 ? sampling : 'linear'))
  return Math.min(max, Math.max(min, value))
}

/**
 * Successive halving (Jamieson and Talwalkar 2016): each rung trains the best 1/factor of the one before factor times as long, until
 * one trial is left or the project's own epochs are reached.
 */
export function rungsOf(
  trials: number,
  { factor, min_epochs }: Pick<SweepSpec, 'factor' | 'min_epochs'>,
  epochs: number
): SweepPlan['rungs'] {
  const rungs: SweepPlan['rungs'] = []
  for (let rung = 0; ; rung++) {
    const count = Math.floor(trials / factor ** rung)
    const length = Math.min(epochs, min_epochs * factor ** rung)
    if (count < 1) return rungs
    rungs.push({ trials: count, epochs: length })
    if (length === epochs || count === 1) return rungs
  }
}

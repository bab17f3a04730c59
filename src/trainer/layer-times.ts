// How the time of a training step falls on the layers: measured once in a run, beside it.
import type { Profile } from '../shared/run'
import type { RunEvent } from '../shared/run'
import type { Position } from './checkpoint'
import type { Session, TimedSteps } from './engine'

/** Steps that are not counted: kernels make their memory and plans in the first ones. */
const WARM_UP = 3
/** Steps to take a median of: fewer say nothing, more say nothing new. */
const FEWEST = 5
const ENOUGH = 40
/** Takes no longer than this, or than the share of the run where that is more. */
const BUDGET_MS = 1000
const BUDGET_SHARE = 0.02
/** To compile the graph alone takes 0.1 to 0.3 s: a run that is over sooner is not kept waiting. */
const SHORTEST_RUN_MS = 2000

/** Of the time in which the session was opened: the graph that is timed has one signature, and loads no examples. */
const OPENING_SHARE = 0.5
/** The first call of a graph takes so long that little can be told of the run before. */
const LEAST_TRAINED_MS = 500

/** What is known of the run when its first epochs have ended, in milliseconds. */
export interface Pace {
  /** The whole run, as far as can be told. */
  run: number
  step: number
  /** What it took to open the session. */
  opening: number
}

/** Milliseconds that measuring may take; 0 where it is not worth it. */
export function timeBudget({ run, step, opening }: Pace): number {
  const budget = Math.max(BUDGET_MS, run * BUDGET_SHARE)
  const needed = opening * OPENING_SHARE + (WARM_UP + FEWEST) * step
  return run >= SHORTEST_RUN_MS && needed <= budget ? budget : 0
}

export interface RunToMeasure {
  session: Session
  layers: readonly string[]
  /** Where training begins. */
  from: Position
  epochs: number
  /** Of one epoch. */
  steps: number
  opening: number
  hooks: Interruptible & { emit(event: RunEvent): void }
}
interface Interruptible {
  breathe(): Promise<void>
  isStopped(): boolean
  clock?(): number
}

/** @returns to be told of positions, as training comes by them: measures at the first from which the run's length follows */
export function measureOnce({ session, layers, from, epochs, steps, opening, hooks }: RunToMeasure) {
  const clock = hooks.clock ?? (() => performance.now())
  const began = clock()
  let done = false
  return async (position: Position, last: boolean): Promise<void> => {
    const trained = clock() - began
    const passed = position.epoch - from.epoch
    if (done || hooks.isStopped() || passed === 0 || (trained < LEAST_TRAINED_MS && !last)) return
    done = true
    const epoch = trained / passed
    const run = last ? trained : epoch * (epochs - from.epoch)
    try {
      const budget = timeBudget({ run, step: epoch / steps, opening })
      const profile = await measureLayers(session, layers, budget, hooks)
      if (profile) hooks.emit({ type: 'profile', time: Date.now(), ...profile })
    } catch {
      // The run is worth no less without: what the session can do is not what its copy needs.
    }
  }
}

/** The session stays as it is. @returns null where the engine cannot tell, or was stopped before it could */
export async function measureLayers(
  session: Session,
  layers: readonly string[],
  budget: number,
  { breathe, isStopped }: Interruptible
): Promise<Profile | null> {
  if (!session.time || budget === 0) return null
  const began = performance.now()
  const timed = await session.time(async (steps) => {
    await breathe()
    if (isStopped() || steps >= WARM_UP + ENOUGH) return false
    const spent = performance.now() - began
    return spent < BUDGET_MS || (steps < WARM_UP + FEWEST && spent < budget)
  })
  return timed.seconds.length < WARM_UP + FEWEST ? null : profileOf(timed, layers)
}

/** Medians over the steps; a layer without ops of its own, such as an Input, takes no time. */
export function profileOf({ parts, seconds }: TimedSteps, layers: readonly string[]): Profile {
  const counted = seconds.slice(WARM_UP)
  const ms = parts.map((_part, i) => 1000 * median(counted.map((row) => row[i]!)))
  const of = (wanted: (typeof parts)[number]['kind'], layer?: string): number =>
    parts.reduce(
      (sum, part, i) =>
        part.kind === wanted && (!('layer' in part) || part.layer === layer) ? sum + Math.max(0, ms[i]!) : sum,
      0
    )
  return {
    steps: counted.length,
    layers: {
      name: [...layers],
      forward_ms: layers.map((layer) => of('forward', layer)),
      backward_ms: layers.map((layer) => of('backward', layer))
    },
    other: { data_ms: of('data'), loss_ms: of('loss'), optimizer_ms: of('optimizer') }
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

// Statistics of every layer, while training: measured beside the run, which stays as it is to the bit.
import { jsonText } from '../shared/json'
import type { RunEvent } from '../shared/run'
import type { Training } from '../shared/training'
import type { Position } from './checkpoint'
import type { Session } from './engine'
import { rarely } from './rarely'
import type { Stepper } from './steps'

/** Measuring takes no more of the time than this. To make the graph and run it first, 0.3 to 1 s in a run, comes on top. */
const SHARE = 0.05
/** Of the log: this many bytes, or of large networks this many epochs, are told one after another, then ever fewer. */
const LOG_BYTES = 2_000_000
const FEWEST = 10
const MOST = 50

export interface LayersToMeasure {
  session: Session
  training: Pick<Training, 'histogram_freq'>
  way: Pick<Stepper, 'begin'>
  /** Of one epoch. */
  steps: number
  /** Where training begins. */
  from: Position
  /** Whether the network fits into memory once more. */
  fits: boolean
  emit(event: RunEvent): void
  isStopped(): boolean
}

/**
 * Told of finished epochs, and of 0 before the first; measures after every histogram_freq of them, as far as time and the
 * size of the log allow. The last epoch is measured however long it takes.
 */
export type MeasureLayers = (position: Position, last: boolean) => Promise<void>

/** @returns null where nothing is to be measured, or nothing can be */
export function layerStatistics(run: LayersToMeasure): MeasureLayers | null {
  const { session, training, way, steps, from, fits, emit, isStopped } = run
  const { histogram_freq } = training
  if (histogram_freq === 0 || !session.layers) return null
  const notice = (code: string, args: Record<string, string> = {}): void =>
    emit({ type: 'notice', time: Date.now(), code, args })
  if (!fits) {
    notice('LAYER_STATISTICS_MEMORY')
    return null
  }
  const measuring = rarely(SHARE)
  let measure: Awaited<ReturnType<NonNullable<Session['layers']>>> | null = null
  let broken = false
  /** The last epoch that was told, and how many are told without a gap. */
  let told = from.epoch > 0 || from.step > 0 ? from.epoch : -1
  let dense = MOST

  return async ({ epoch, step }, last) => {
    const gap = gapAt(epoch, histogram_freq, dense)
    const due = Math.floor(epoch / gap) > Math.floor(told / gap)
    const wanted = due || (last && epoch > told && epoch % histogram_freq === 0)
    if (!wanted || broken || step > 0 || isStopped() || !(last || measuring.isDue())) return
    const isFirst = measure === null
    try {
      measure ??= await session.layers!()
      const began = performance.now()
      const first = way.begin(Math.max(0, epoch - 1) * steps)
      const event: RunEvent = { type: 'layers', time: Date.now(), epoch, ...measure(first) }
      if (!isFirst) measuring.took(began)
      dense = Math.max(FEWEST, Math.min(MOST, Math.floor(LOG_BYTES / jsonText(event).length)))
      told = epoch
      emit(event)
    } catch (error) {
      // The run is worth no less without.
      broken = true
      notice('LAYER_STATISTICS_FAILED', { reason: error instanceof Error ? error.message : String(error) })
    }
  }
}

/** Epochs from one that is told to the next: doubled each time as many have passed again. */
export const gapAt = (epoch: number, frequency: number, dense: number): number =>
  frequency * 2 ** Math.max(0, Math.ceil(Math.log2(epoch / (frequency * dense))))

// What callbacks that watch a value have in common: keras.callbacks' MonitorCallback.
import { directionFor } from '../../shared/monitor'
import type { Logs } from '../../shared/run'
import type { FloatType } from '../../shared/training'
import type { CallbackContext, Run } from './callback'

interface Watched {
  monitor: string
  mode: 'auto' | 'min' | 'max'
  min_delta?: number
}

/** Keras compares in the type that it computes in: what differs by less than that is the same. */
export const rounding = (floatType: FloatType): ((value: number) => number) =>
  floatType === 'float32' ? Math.fround : (value) => value

export interface Monitor {
  rises: boolean
  /** Whether a value is better by more than min_delta; anything is better than nothing, and NaN better than no number. */
  improves(value: number, reference: number | null): boolean
  /** The value; undefined where the epoch has none, of which a notice tells once, unless validation was left out. */
  read(logs: Logs, context: CallbackContext): number | undefined
}

/** @param name of the callback */
export function watch(name: string, { monitor, mode, min_delta = 0 }: Watched, { floatType }: Run): Monitor {
  const rises = directionFor({ monitor, mode }) === 'max'
  const round = rounding(floatType)
  let told = false
  return {
    rises,
    improves(value, reference) {
      if (reference === null) return true
      const [ours, best] = [round(rises ? value - min_delta : value + min_delta), round(reference)]
      return rises ? ours > best : ours < best
    },
    read(logs, context) {
      const value = logs[monitor]
      if (value === undefined && !told && !isLeftOut(monitor, context)) {
        told = true
        context.notice({
          code: 'MONITOR_MISSING',
          args: { callback: name, monitor, known: Object.keys(logs).join(', ') }
        })
      }
      return value
    }
  }
}

/** Whether the value is missing only because this epoch is not validated. */
export const isLeftOut = (monitor: string, { skipsValidation }: Pick<CallbackContext, 'skipsValidation'>): boolean =>
  skipsValidation && monitor.startsWith('val_')

/** A value or none, as the numbers of a memory. */
export const remembered = (value: number | null): { best: number; known: number } => ({
  best: value ?? 0,
  known: value === null ? 0 : 1
})
export const recalled = (numbers: Record<string, number>): number | null => (numbers.known === 1 ? numbers.best! : null)

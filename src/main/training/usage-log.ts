import type { RunEvent } from '../../shared/run'

/** A run's log keeps each `usage` of its first minutes, and then no more than one for each hundredth of its age. */
const AGE_SHARE = 0.01

/** @returns whether an event goes into the log: about 100 lines more for each time that a run grows to the 2.7-fold */
export function usageLog(): (event: RunEvent) => boolean {
  let began: number | null = null
  let last = -Infinity
  return ({ type, time }) => {
    began ??= time
    if (type !== 'usage') return true
    if (time - last < (time - began) * AGE_SHARE) return false
    last = time
    return true
  }
}

// "Stop and keep best": nobody knows before whether it will be asked for, so the weights of the best epoch are kept as
// training goes, in memory and at a price.
import type { RunEvent, RunEventOf } from '../shared/run'
import type { Position } from './checkpoint'
import type { NamedWeight, Session } from './engine'
import { rarely } from './rarely'

/** Of the time that copies may take. Where epochs are so short that a copy takes more, some of the best are passed over. */
const COPY_SHARE = 0.02

interface Best {
  /** From 0. */
  epoch: number
  value: number
  weights: readonly NamedWeight[]
}

/** @param validates whether there is a validation split: then val_loss tells which epoch is best, else loss */
export function bestWeights(session: Pick<Session, 'weights' | 'setWeights'>, validates: boolean) {
  const monitor = validates ? 'val_loss' : 'loss'
  const copying = rarely(COPY_SHARE)
  let told: RunEventOf<'epoch'> | null = null
  let best: Best | null = null

  function consider({ epoch, logs }: RunEventOf<'epoch'>): void {
    const value = logs[monitor]
    if (value === undefined || !(value < (best?.value ?? Infinity)) || !copying.isDue()) return
    const began = performance.now()
    best = { epoch, value, weights: session.weights() }
    copying.took(began)
  }

  return {
    hear(event: RunEvent): void {
      if (event.type === 'epoch') told = event
    },
    /** Told where training stands: at an epoch's end, the session has the weights that it left. */
    reach({ epoch, step }: Position): void {
      if (told && step === 0 && told.epoch === epoch - 1) consider(told)
    },
    /** Puts the best weights back, where any are known, and says which they are. */
    restore(): RunEventOf<'notice'> {
      const time = Date.now()
      if (!best) return { type: 'notice', time, code: 'BEST_UNKNOWN', args: { monitor } }
      session.setWeights(best.weights)
      const args = { epoch: best.epoch + 1, monitor, value: shortNumber(best.value) }
      return { type: 'notice', time, code: 'BEST_KEPT', args }
    }
  }
}

const shortNumber = (value: number): number => Number(value.toPrecision(4))

// Where one stands on the curve at first: there the gradient of the lesson's points is 2.5, so a rate of 0.01 steps 0.025.
import type { Place } from './problem'

export const STANDING: Place = { w: 2, b: 1 }
export const STEP_RATE = 0.01
/** A smaller gradient is the bottom of the valley. */
export const FLAT = 0.1

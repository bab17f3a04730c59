// What lies outside a picture: the modes of scipy.ndimage.
import type { Augmentation } from '../../shared/preprocessing'

export type FillMode = Augmentation['fill_mode']

/** A place outside, where the value of `cval` is seen. */
export const OUTSIDE = -1

/**
 * The place within 0 .. size - 1 that is seen at a place outside of it; OUTSIDE where that is none. As in scipy, `wrap` has the
 * last pixel on the first one (a period of size - 1), and `constant` begins right past the middle of the last pixel.
 */
export function within(place: number, size: number, mode: FillMode): number {
  const last = size - 1
  if (place >= 0 && place <= last) return place
  switch (mode) {
    case 'constant':
      return OUTSIDE
    case 'nearest':
      return place < 0 ? 0 : last
    case 'reflect': {
      const period = 2 * size
      const rest = place - period * Math.floor(place / period)
      const folded = rest > last + 0.5 ? period - 1 - rest : rest
      // Between a border pixel and its mirror image both have the same value.
      return Math.min(Math.max(folded, 0), last)
    }
    case 'wrap':
      if (last === 0) return 0
      return place < 0 ? place + last * (Math.trunc(-place / last) + 1) : place - last * Math.trunc(place / last)
  }
}

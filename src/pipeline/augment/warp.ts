// A picture seen through an affine map, interpolated between its four neighbours: scipy.ndimage.affine_transform of order 1.
import type { Affine } from './affine'
import { OUTSIDE, within, type FillMode } from './border'
import type { PictureShape } from './transform'

export type Pixels = Uint8Array | Float32Array | Float64Array
export type FloatPixels = Float32Array | Float64Array

export interface Warp {
  /** null: every pixel shows itself. */
  affine: Affine | null
  flipHorizontal: boolean
  flipVertical: boolean
  mode: FillMode
  cval: number
}

const STILL: Affine = { rr: 1, rc: 0, r: 0, cr: 0, cc: 1, c: 0 }

/** @param out of the length of the picture; flips come last */
export function warp(x: Pixels, shape: PictureShape, how: Warp, out: FloatPixels): void {
  const { affine, flipHorizontal, flipVertical } = how
  if (!affine && !flipHorizontal && !flipVertical) out.set(x)
  else if (!affine || (affine.rc === 0 && affine.cr === 0))
    alongAxes(x, shape, { ...how, affine: affine ?? STILL }, out)
  else anyway(x, shape, { ...how, affine }, out)
}

type Mapped = Warp & { affine: Affine }

/** For each value along an axis the two that it shows, by their distance from the first one, and how much of the second. */
interface Taps {
  first: Int32Array
  second: Int32Array
  share: Float64Array
  /** Whether all of them show one each. */
  whole: boolean
}

/** @param step values from one pixel to the next @param channels values of one pixel, which go together */
function tapsOf(size: number, step: number, channels: number, seenAt: (i: number) => number): Taps {
  const count = size * channels
  const taps = {
    first: new Int32Array(count),
    second: new Int32Array(count),
    share: new Float64Array(count),
    whole: true
  }
  for (let i = 0, at = 0; i < size; i++) {
    const place = seenAt(i)
    const first = Math.floor(place)
    const second = Math.min(first + 1, size - 1)
    if (place !== first) taps.whole = false
    for (let c = 0; c < channels; c++, at++) {
      taps.first[at] = first === OUTSIDE ? OUTSIDE : first * step + c
      taps.second[at] = second * step + c
      taps.share[at] = place - first
    }
  }
  return taps
}

/** Shifts, flips and zoom: what a row shows does not depend on the column. */
function alongAxes(x: Pixels, { height, width, channels }: PictureShape, how: Mapped, out: FloatPixels): void {
  const { affine, flipHorizontal, flipVertical, mode, cval } = how
  const line = width * channels
  const rows = tapsOf(height, line, 1, (i) =>
    within(affine.r + (flipVertical ? height - 1 - i : i) * affine.rr, height, mode)
  )
  const columns = tapsOf(width, channels, channels, (i) =>
    within(affine.c + (flipHorizontal ? width - 1 - i : i) * affine.cc, width, mode)
  )
  const { first, second, share } = columns
  const whole = rows.whole && columns.whole
  for (let row = 0; row < height; row++) {
    const upper = rows.first[row]!
    const lower = rows.second[row]!
    const down = rows.share[row]!
    const at = row * line
    if (upper === OUTSIDE) out.fill(cval, at, at + line)
    else if (whole)
      for (let i = 0; i < line; i++) {
        const left = first[i]!
        out[at + i] = left === OUTSIDE ? cval : x[upper + left]!
      }
    else
      for (let i = 0; i < line; i++) {
        const left = first[i]!
        const right = second[i]!
        const along = share[i]!
        if (left === OUTSIDE) out[at + i] = cval
        else {
          const topLeft = x[upper + left]!
          const bottomLeft = x[lower + left]!
          const top = topLeft + (x[upper + right]! - topLeft) * along
          const bottom = bottomLeft + (x[lower + right]! - bottomLeft) * along
          out[at + i] = top + (bottom - top) * down
        }
      }
  }
}

function anyway(x: Pixels, { height, width, channels }: PictureShape, how: Mapped, out: FloatPixels): void {
  const { affine, flipHorizontal, flipVertical, mode, cval } = how
  const { rr, rc, cr, cc } = affine
  const line = width * channels
  const lastRow = height - 1
  const lastColumn = width - 1
  let at = 0
  for (let row = 0; row < height; row++) {
    const seenRow = flipVertical ? lastRow - row : row
    const startY = affine.r + seenRow * rr
    const startX = affine.c + seenRow * cr
    for (let column = 0; column < width; column++) {
      const seen = flipHorizontal ? lastColumn - column : column
      let y = startY + seen * rc
      let place = startX + seen * cc
      if (!(y >= 0 && y <= lastRow)) y = within(y, height, mode)
      if (!(place >= 0 && place <= lastColumn)) place = within(place, width, mode)
      if (y === OUTSIDE || place === OUTSIDE) {
        for (let c = 0; c < channels; c++) out[at++] = cval
        continue
      }
      const top = y | 0
      const left = place | 0
      const down = y - top
      const along = place - left
      const upper = top * line + left * channels
      const below = top < lastRow ? line : 0
      const beside = left < lastColumn ? channels : 0
      for (let c = 0; c < channels; c++) {
        const i = upper + c
        const topLeft = x[i]!
        const bottomLeft = x[i + below]!
        const above = topLeft + (x[i + beside]! - topLeft) * along
        const under = bottomLeft + (x[i + below + beside]! - bottomLeft) * along
        out[at++] = above + (under - above) * down
      }
    }
  }
}

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

function anyway(x: Pixels, shape: PictureShape, how: Mapped, out: FloatPixels): void {
  const { height, width, channels } = shape
  const { affine, flipHorizontal, flipVertical } = how
  const { rr, rc, cr, cc } = affine
  const line = width * channels
  const step = flipHorizontal ? -channels : channels
  for (let row = 0; row < height; row++) {
    const seenRow = flipVertical ? height - 1 - row : row
    const startY = affine.r + seenRow * rr
    const startX = affine.c + seenRow * cr
    const zero = row * line + (flipHorizontal ? line - channels : 0)
    // Places go up or down along a row: what lies between two columns that see the inside sees it too.
    let from = Math.max(firstWithin(startY, rc, height - 1), firstWithin(startX, cc, width - 1))
    let to = Math.min(lastWithin(startY, rc, height - 1, width), lastWithin(startX, cc, width - 1, width))
    while (from <= to && !(isInside(startY + from * rc, height) && isInside(startX + from * cc, width))) from++
    while (from <= to && !(isInside(startY + to * rc, height) && isInside(startX + to * cc, width))) to--
    if (from > to) from = to = width
    for (let column = 0; column < width; column++) {
      if (column === from) {
        inside(x, shape, { y: startY, x: startX, rc, cc, from, to, at: zero + from * step, step }, out)
        column = to
      } else edge(x, shape, how, startY + column * rc, startX + column * cc, zero + column * step, out)
    }
  }
}

const isInside = (place: number, size: number): boolean => place >= 0 && place < size - 1

/** About the first column at which start + column * slope is from 0 to `last`. */
function firstWithin(start: number, slope: number, last: number): number {
  if (slope === 0) return 0
  return Math.max(Math.ceil((slope > 0 ? -start : last - start) / slope), 0)
}
function lastWithin(start: number, slope: number, last: number, width: number): number {
  if (slope === 0) return width - 1
  return Math.min(Math.floor((slope > 0 ? last - start : -start) / slope), width - 1)
}

/** The pixels of a row from one column to another, all of which see the inside of the picture. */
interface Stretch {
  /** What column 0 sees. */
  y: number
  x: number
  /** From one column to the next. */
  rc: number
  cc: number
  from: number
  to: number
  /** Where the first one goes, and how far on the next. */
  at: number
  step: number
}

function inside(x: Pixels, { width, channels }: PictureShape, stretch: Stretch, out: FloatPixels): void {
  const { rc, cc, from, to, step } = stretch
  const line = width * channels
  let { at } = stretch
  for (let column = from; column <= to; column++, at += step) {
    const y = stretch.y + column * rc
    const place = stretch.x + column * cc
    const top = y | 0
    const left = place | 0
    const down = y - top
    const along = place - left
    const first = top * line + left * channels
    for (let c = 0; c < channels; c++) {
      const i = first + c
      const topLeft = x[i]!
      const bottomLeft = x[i + line]!
      const above = topLeft + (x[i + channels]! - topLeft) * along
      const under = bottomLeft + (x[i + line + channels]! - bottomLeft) * along
      out[at + c] = above + (under - above) * down
    }
  }
}

/** One pixel, which may see the outside. */
function edge(
  x: Pixels,
  { height, width, channels }: PictureShape,
  { mode, cval }: Mapped,
  seenY: number,
  seenX: number,
  at: number,
  out: FloatPixels
): void {
  const y = within(seenY, height, mode)
  const place = within(seenX, width, mode)
  if (y === OUTSIDE || place === OUTSIDE) {
    for (let c = 0; c < channels; c++) out[at + c] = cval
    return
  }
  const top = Math.floor(y)
  const left = Math.floor(place)
  const first = (top * width + left) * channels
  const below = top < height - 1 ? width * channels : 0
  const beside = left < width - 1 ? channels : 0
  for (let c = 0; c < channels; c++) {
    const i = first + c
    const topLeft = x[i]!
    const bottomLeft = x[i + below]!
    const above = topLeft + (x[i + beside]! - topLeft) * (place - left)
    const under = bottomLeft + (x[i + below + beside]! - bottomLeft) * (place - left)
    out[at + c] = above + (under - above) * (y - top)
  }
}

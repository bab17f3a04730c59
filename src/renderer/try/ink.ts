// From ink on a pad to the pixels of an example. Ink is a share from 0 to 1 for each pixel of [height, width].

export interface Ink {
  height: number
  width: number
  data: Float32Array
}
interface Box {
  left: number
  top: number
  width: number
  height: number
}

/** Less than this is no ink. */
const TRACE = 0.04

/** The rectangle that holds all ink; null where there is none. */
export function inkBox({ height, width, data }: Ink): Box | null {
  let [left, right, top, bottom] = [width, -1, height, -1]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (data[y * width + x]! < TRACE) continue
      if (x < left) left = x
      if (x > right) right = x
      if (y < top) top = y
      if (y > bottom) bottom = y
    }
  return right < 0 ? null : { left, top, width: right - left + 1, height: bottom - top + 1 }
}

/** Part of the ink, `to.width` by `to.height`: each pixel is the mean of the area that it covers. */
export function averaged(ink: Ink, from: Box, to: { height: number; width: number }): Ink {
  const across = shares(from.left, from.width, to.width, ink.width)
  const down = shares(from.top, from.height, to.height, ink.height)
  const data = new Float32Array(to.height * to.width)
  down.forEach((rows, y) =>
    across.forEach((columns, x) => {
      let sum = 0
      for (const [row, part] of rows)
        for (const [column, of] of columns) sum += ink.data[row * ink.width + column]! * part * of
      data[y * to.width + x] = sum
    })
  )
  return { ...to, data }
}
/** For each new pixel, the old ones that it covers and how much of its length each takes. */
function shares(from: number, length: number, count: number, most: number): [at: number, part: number][][] {
  const step = length / count
  return Array.from({ length: count }, (_, i) => {
    const [begin, end] = [from + i * step, from + (i + 1) * step]
    const covered: [number, number][] = []
    for (let at = Math.floor(begin); at < Math.ceil(end); at++) {
      if (at < 0 || at >= most) continue
      const part = (Math.min(end, at + 1) - Math.max(begin, at)) / step
      if (part > 0) covered.push([at, part])
    }
    return covered
  })
}

/** Sides of MNIST's box and of its field. */
const [BOX, FIELD] = [20, 28]

/**
 * As MNIST's digits were made (LeCun et al. 1998): scaled, proportions kept, into 20 x 20, and set into 28 x 28 so that the
 * centre of mass is in the middle.
 */
export function centred(ink: Ink): Ink {
  const field: Ink = { height: FIELD, width: FIELD, data: new Float32Array(FIELD * FIELD) }
  const box = inkBox(ink)
  if (!box) return field
  const scale = BOX / Math.max(box.width, box.height)
  const [width, height] = [box.width, box.height].map((side) => Math.max(1, Math.round(side * scale))) as [
    number,
    number
  ]
  const small = averaged(ink, box, { height, width })
  let [mass, momentX, momentY] = [0, 0, 0]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const value = small.data[y * width + x]!
      mass += value
      momentX += value * (x + 0.5)
      momentY += value * (y + 0.5)
    }
  const place = (moment: number, length: number): number =>
    Math.max(0, Math.min(FIELD - length, Math.round(FIELD / 2 - moment / mass)))
  const [left, top] = [place(momentX, width), place(momentY, height)]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) field.data[(top + y) * FIELD + left + x] = small.data[y * width + x]!
  return field
}

/** All of the pad in another size. */
export const scaled = (ink: Ink, to: { height: number; width: number }): Ink =>
  averaged(ink, { left: 0, top: 0, width: ink.width, height: ink.height }, to)

/** Bright on dark, 0 to 255. */
export const asBytes = ({ data }: Ink): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(data, (share) => Math.round(share * 255))

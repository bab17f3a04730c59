import { pictureShape } from '../../pipeline/augment'
import type { Picture } from '../../shared/columns'

/**
 * What the network is fed as a picture, before it is rescaled: bytes as they are; other numbers from their least to their
 * greatest, or from 0 to 1 where they lie there. null where it is none.
 */
export function pictureOf(raw: Uint8Array | Float32Array | Float64Array, shape: readonly number[]): Picture | null {
  const size = pictureShape(shape)
  if (!size || ![1, 3, 4].includes(size.channels)) return null
  if (raw instanceof Uint8Array) return { ...size, data: Uint8Array.from(raw) }
  let [least, most] = [0, 0]
  for (const value of raw) [least, most] = [Math.min(least, value), Math.max(most, value)]
  const bytes = least >= 0 && most > 1 && most <= 255
  if (least >= 0 && most <= 1) most = 1
  const change = bytes ? (value: number) => value : (value: number) => ((value - least) / (most - least || 1)) * 255
  return { ...size, data: Uint8Array.from(raw, (value) => Math.round(change(value))) }
}

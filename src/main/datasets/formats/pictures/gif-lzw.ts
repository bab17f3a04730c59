import { words } from '../../../../shared/locale'
import { PictureDamage } from './picture-format'

const MAX_CODES = 4096
const MAX_BITS = 12

/**
 * GIF's LZW: codes of growing width, lowest bits first. The usual libraries go on with zeros, or write a warning, where codes
 * are wrong or end too soon; here both are damage.
 * @param bits of a pixel: codes begin with one more
 * @param count pixels to unpack; what comes after them is left alone
 */
export function unpackLzw(packed: Uint8Array, bits: number, count: number): Uint8Array {
  if (bits < 1 || bits > 8) throw new PictureDamage(words(`pixels of ${bits} bits`, `像素位数为 ${bits}`))
  const clear = 1 << bits
  const end = clear + 1
  // A code stands for the pixels of another one (its prefix) and one more.
  const prefix = new Uint16Array(MAX_CODES)
  const last = new Uint8Array(MAX_CODES)
  const length = new Uint16Array(MAX_CODES)
  for (let code = 0; code < clear; code++) {
    last[code] = code
    length[code] = 1
  }
  const output = new Uint8Array(count)
  let [next, width, previous, written] = [end + 1, bits + 1, -1, 0]
  let [buffer, available, at] = [0, 0, 0]
  while (written < count) {
    while (available < width) {
      if (at >= packed.length) throw new PictureDamage(words('pixels are missing', '像素数据不完整'))
      buffer |= packed[at++]! << available
      available += 8
    }
    const code = buffer & ((1 << width) - 1)
    buffer >>>= width
    available -= width
    if (code === clear) {
      ;[next, width, previous] = [end + 1, bits + 1, -1]
      continue
    }
    if (code === end) throw new PictureDamage(words('pixels are missing', '像素数据不完整'))
    // The one code that may be used before it is known: the previous pixels and their first one again.
    const repeats = code === next && previous >= 0
    if (code >= next && !repeats) throw new PictureDamage(words('a wrong code among its pixels', '像素编码有误'))
    const source = repeats ? previous : code
    const size = length[source]!
    let first = source
    for (let i = written + size - 1; ; i--) {
      if (i < count) output[i] = last[first]!
      if (i === written) break
      first = prefix[first]!
    }
    written += size
    if (repeats && written < count) output[written] = last[first]!
    if (repeats) written++
    if (previous >= 0 && next < MAX_CODES) {
      prefix[next] = previous
      last[next] = last[first]!
      length[next] = length[previous]! + 1
      next++
      if (next === 1 << width && width < MAX_BITS) width++
    }
    previous = code
  }
  return output
}

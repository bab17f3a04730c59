// Which encoding a text is in, by its bytes.
import { isUtf8 } from 'node:buffer'

export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

export const ENCODING_TITLES: Record<TextEncodingName, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  gb18030: 'GBK / GB18030'
}

/** Of those characters that are not ASCII, so many have to be of GB 2312 (both bytes from 0xA1) for a text to be Chinese. */
const CHINESE_SHARE = 0.9

/** null where it is none of these. `cut`: bytes may end within a character. */
export function encodingOf(bytes: Buffer, cut: boolean): TextEncodingName | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const wide = zeroBytes(bytes.subarray(0, 1024))
  if (wide) return wide
  if (isUtf8(cut ? withoutCutCharacter(bytes) : bytes)) return 'utf-8'
  return isChinese(bytes) ? 'gb18030' : null
}

/** At the end of a chunk: what is left of a character of UTF-8 goes with the next one. */
export function withoutCutCharacter(bytes: Buffer): Buffer {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return bytes
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return back < length ? bytes.subarray(0, bytes.length - back) : bytes
    }
  }
  return bytes
}

// UTF-16 without a mark: in a table most characters are ASCII, half of whose bytes are zero.
function zeroBytes(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  const zeros = [0, 0]
  bytes.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2]!++
  })
  const most = bytes.length * 0.3
  if (zeros[1]! > most && zeros[0] === 0) return 'utf-16le'
  return zeros[0]! > most && zeros[1] === 0 ? 'utf-16be' : null
}

// Nearly every sequence of bytes is some GB 18030, a damaged UTF-8 or a Latin-1 too: common characters must prevail.
function isChinese(bytes: Buffer): boolean {
  let common = 0
  let other = 0
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i]! < 0x80) continue
    const second = bytes[i + 1]
    if (second === undefined) break
    const first = bytes[i]!
    if (first >= 0xa1 && first <= 0xf7 && second >= 0xa1 && second <= 0xfe) common++
    else other++
    if (second >= 0x40) i++
  }
  return common > 0 && common >= (common + other) * CHINESE_SHARE && !looksLikeUtf8(bytes)
}

// Where most of a text is UTF-8 (its sequences are valid far more often than by chance), it is UTF-8 that was damaged.
function looksLikeUtf8(bytes: Buffer): boolean {
  const text = bytes.toString('utf8')
  let valid = 0
  let broken = 0
  for (const character of text) {
    if (character === '\ufffd') broken++
    else if (character.charCodeAt(0) >= 0x800) valid++ // three bytes: chance alone seldom makes them
  }
  return valid > broken
}

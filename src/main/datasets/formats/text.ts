// Plain text in whatever encoding it is in: told by its byte order mark, else UTF-8 where it is that, else by what it looks like.
import { isUtf8 } from 'node:buffer'
import { NetloomError } from '../../../shared/errors'
import { hex, startsWith } from './format'

export type TextEncoding = 'UTF-8' | 'UTF-16' | 'GB18030'

export interface DecodedText {
  text: string
  encoding: TextEncoding
}

const decode = (label: string, bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/**
 * Without its byte order mark.
 * @throws NetloomError TEXT_ENCODING for what is no text in any of the encodings
 */
export function decodeText(bytes: Uint8Array, file: string): DecodedText {
  const { encoding, text } = candidateOf(bytes)
  if (text !== null && !text.includes('\0')) return { text, encoding }
  throw new NetloomError('TEXT_ENCODING', { file, expected: 'UTF-8, UTF-16, GB18030', found: hex(bytes) })
}

function candidateOf(bytes: Uint8Array): { encoding: TextEncoding; text: string | null } {
  const utf16 = utf16Of(bytes)
  if (utf16 !== null) return { encoding: 'UTF-16', text: decode(utf16, bytes) }
  if (isUtf8(bytes)) return { encoding: 'UTF-8', text: decode('utf-8', bytes) }
  return { encoding: 'GB18030', text: decode('gb18030', bytes) }
}

/** By the mark, or where every second byte is mostly 0, as in UTF-16 of Latin letters. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le'
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be'
  if (bytes.length < 4 || bytes.length % 2 !== 0) return null
  const pairs = Math.min(bytes.length, 4096) >> 1
  const zeros = [0, 0]
  for (let i = 0; i < 2 * pairs; i++) if (bytes[i] === 0) zeros[i % 2]!++
  if (zeros[1]! > pairs / 2 && zeros[0] === 0) return 'utf-16le'
  return zeros[0]! > pairs / 2 && zeros[1] === 0 ? 'utf-16be' : null
}

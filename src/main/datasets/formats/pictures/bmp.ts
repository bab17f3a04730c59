// BMP: a file header of 14 bytes, one of the picture, colours, rows of pixels. Little-endian.
import { words } from '../../../../shared/locale'
import { startsWith } from '../format'
import { ByteView, PictureDamage, type PictureFormat } from './picture-format'

const FILE_HEADER = 14
/** The oldest header of a picture; sizes are of 16 bits, colours of 3 bytes. */
const CORE_HEADER = 12
const INFO_HEADER = 40
/** Where a header says which bits are alpha. */
const ALPHA_MASK = FILE_HEADER + 52
const UNCOMPRESSED = 0
const BIT_FIELDS = 3

interface BmpHeader {
  width: number
  height: number
  bits: number
  compression: number
  /** Bytes of the header of the picture. */
  size: number
  /** Entries of the palette. */
  colours: number
}

export const bmp: PictureFormat = {
  title: 'BMP',
  matches: (head) => startsWith(head, [0x42, 0x4d]),

  header(bytes) {
    const view = new ByteView(bytes)
    const header = readHeader(view)
    const { width, height, bits, compression, size } = header
    if (bits <= 8) return { width, height, channels: hasGreyPalette(view, header) ? 1 : 3 }
    const alpha =
      compression === BIT_FIELDS && FILE_HEADER + size >= ALPHA_MASK + 4 && view.uint32(ALPHA_MASK, true) !== 0
    return { width, height, channels: alpha ? 4 : 3 }
  },

  check(bytes) {
    const view = new ByteView(bytes)
    const { width, height, bits, compression } = readHeader(view)
    if (compression !== UNCOMPRESSED && compression !== BIT_FIELDS) return
    view.reach(view.uint32(10, true) + Math.ceil((width * bits) / 32) * 4 * height)
  }
}

function readHeader(view: ByteView): BmpHeader {
  const size = view.uint32(FILE_HEADER, true)
  if (size === CORE_HEADER) {
    const bits = view.uint16(24, true)
    const sides = { width: view.uint16(18, true), height: view.uint16(20, true) }
    return { ...sides, bits, compression: UNCOMPRESSED, size, colours: 2 ** bits }
  }
  if (size < INFO_HEADER || size > 256)
    throw new PictureDamage(words(`a header of ${size} bytes`, `文件头长度为 ${size}`))
  const bits = view.uint16(28, true)
  return {
    width: view.int32(18),
    // Negative where the rows go from the top.
    height: Math.abs(view.int32(22)),
    bits,
    compression: view.uint32(30, true),
    size,
    colours: view.uint32(46, true) || 2 ** bits
  }
}

/** Whether the values of pixels are their greys: 0 and 255 of two colours, else 0, 1, 2 ... */
function hasGreyPalette(view: ByteView, { size, colours }: BmpHeader): boolean {
  const bytes = size === CORE_HEADER ? 3 : 4
  if (colours > 256) return false
  for (let i = 0; i < colours; i++) {
    const grey = colours === 2 ? i * 255 : i
    const at = FILE_HEADER + size + i * bytes
    if (view.uint8(at) !== grey || view.uint8(at + 1) !== grey || view.uint8(at + 2) !== grey) return false
  }
  return true
}

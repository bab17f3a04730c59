// WebP: a RIFF file of chunks, each a name, a little-endian length and content padded to even.
import { words } from '../../../../shared/locale'
import { ByteView, PictureDamage, type PictureFormat } from './picture-format'

const RIFF_HEADER = 12
const CHUNK_HEADER = 8
/** Of VP8X: there is transparency somewhere. */
const ALPHA_FLAG = 0x10

export const webp: PictureFormat = {
  title: 'WebP',
  matches: (head) =>
    head.length >= RIFF_HEADER && new ByteView(head).tag(0) === 'RIFF' && new ByteView(head).tag(8) === 'WEBP',

  header(bytes) {
    const view = new ByteView(bytes)
    const start = RIFF_HEADER + CHUNK_HEADER
    switch (view.tag(RIFF_HEADER)) {
      case 'VP8X': {
        const side = (at: number): number => view.uint16(at, true) + (view.uint8(at + 2) << 16) + 1
        return { width: side(start + 4), height: side(start + 7), channels: view.uint8(start) & ALPHA_FLAG ? 4 : 3 }
      }
      case 'VP8L': {
        // After a byte 2F: 14 bits width - 1, 14 bits height - 1, 1 bit whether alpha is used.
        const bits = view.uint32(start + 1, true)
        return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, channels: (bits >>> 28) & 1 ? 4 : 3 }
      }
      case 'VP8 ':
        // After a frame tag of 3 bytes and 9D 01 2A: 14 bits of each side.
        return {
          width: view.uint16(start + 6, true) & 0x3fff,
          height: view.uint16(start + 8, true) & 0x3fff,
          channels: 3
        }
    }
    throw new PictureDamage(words('neither VP8, VP8L nor VP8X', '不含 VP8、VP8L 或 VP8X 数据'))
  },

  check(bytes) {
    const view = new ByteView(bytes)
    const end = CHUNK_HEADER + view.uint32(4, true)
    view.reach(end)
    for (let at = RIFF_HEADER; at + CHUNK_HEADER <= end;) {
      const length = view.uint32(at + 4, true)
      at += CHUNK_HEADER + length
      if (at > end) throw new PictureDamage(words('a chunk longer than the file', '数据块超出文件长度'))
      at += length % 2
    }
  }
}

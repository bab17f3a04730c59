// PNG: chunks of a length, a name, content and a CRC-32. Big-endian.
import { crc32 } from 'node:zlib'
import { words } from '../../../../shared/locale'
import { startsWith } from '../format'
import { ByteView, PictureDamage, type PictureFormat } from './picture-format'

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const HEADER_CHUNK = 8
/** Length and name before the content, CRC-32 behind it. */
const CHUNK_EXTRA = 12
const CHANNELS: Record<number, 1 | 3 | 4> = { 0: 1, 2: 3, 3: 3, 4: 4, 6: 4 }

export const png: PictureFormat = {
  title: 'PNG',
  matches: (head) => startsWith(head, SIGNATURE),

  header(bytes) {
    const view = new ByteView(bytes)
    if (view.tag(HEADER_CHUNK + 4) !== 'IHDR') throw damage('does not begin with IHDR', '不以 IHDR 开头')
    const [width, height] = [view.uint32(16, false), view.uint32(20, false)]
    const opaque = CHANNELS[view.uint8(25)]
    if (!opaque) throw damage(`colour type ${view.uint8(25)}`, `颜色类型 ${view.uint8(25)}`)
    if (opaque === 4) return { width, height, channels: 4 }
    // A colour that is transparent is told between the header and the pixels.
    for (let at = HEADER_CHUNK; ; at += CHUNK_EXTRA + view.uint32(at, false)) {
      const name = view.tag(at + 4)
      if (name === 'tRNS') return { width, height, channels: 4 }
      if (name === 'IDAT' || name === 'IEND') return { width, height, channels: opaque }
    }
  },

  check(bytes) {
    const view = new ByteView(bytes)
    for (let at = HEADER_CHUNK; ;) {
      const end = at + CHUNK_EXTRA + view.uint32(at, false)
      view.reach(end)
      const name = view.tag(at + 4)
      if (crc32(bytes.subarray(at + 4, end - 4)) !== view.uint32(end - 4, false)) {
        const printable = /^[a-z]{4}$/i.test(name) ? name : '????'
        const chunk = `${printable}, ${at}`
        throw damage(
          `wrong checksum (CRC-32) of the chunk at byte ${at} (${printable})`,
          `数据块（${chunk}）的校验和（CRC-32）不符`
        )
      }
      if (name === 'IEND') return
      at = end
    }
  }
}

/** Bits of a sample: 1, 2, 4, 8 or 16. */
export const pngBits = (bytes: Uint8Array): number => bytes[24]!

const damage = (en: string, zh: string): PictureDamage => new PictureDamage(words(en, zh))

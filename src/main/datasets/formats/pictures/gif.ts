// GIF: a screen, a palette, then blocks; the first image is what is read. Its pixels are numbers of colours, packed with LZW.
import type { Picture } from '../../../../shared/columns'
import { words } from '../../../../shared/locale'
import { ByteView, PictureDamage, type PictureFormat } from './picture-format'
import { unpackLzw } from './gif-lzw'

const SCREEN = 13
const [EXTENSION, IMAGE, TRAILER, GRAPHIC_CONTROL] = [0x21, 0x2c, 0x3b, 0xf9]
const HAS_PALETTE = 0x80
const INTERLACED = 0x40
/** First row and distance of rows, as an interlaced image has them one after another. */
const PASSES = [
  [0, 8],
  [4, 8],
  [2, 4],
  [1, 2]
] as const

interface GifBlock {
  kind: number
  at: number
}

export const gif: PictureFormat = {
  title: 'GIF',
  matches: (head) => /^GIF8[79]a/.test(String.fromCharCode(...head.subarray(0, 6))),

  header(bytes) {
    const view = new ByteView(bytes)
    const { transparent } = firstImage(view)
    return { width: view.uint16(6, true), height: view.uint16(8, true), channels: transparent === null ? 3 : 4 }
  },

  check(bytes) {
    // Walking over its blocks fails where they end before the trailer.
    Array.from(blocks(new ByteView(bytes)))
  }
}

/**
 * The first image on its screen: RGBA where it names a transparent colour, else RGB. What it does not cover is transparent
 * or black.
 * @throws PictureDamage, EndOfBytes
 */
export function decodeGif(bytes: Uint8Array): Picture {
  const view = new ByteView(bytes)
  const { width, height, channels } = gif.header(bytes)
  const { at, transparent } = firstImage(view)
  const [left, top, imageWidth, imageHeight] = [1, 3, 5, 7].map((offset) => view.uint16(at + offset, true)) as Four
  if (left + imageWidth > width || top + imageHeight > height) {
    throw new PictureDamage(words('an image larger than its screen', '图像超出画布范围'))
  }
  const palette = paletteOf(view, at)
  const data = imageData(view, at)
  const indices = unpackLzw(joinSubBlocks(view, data + 1), view.uint8(data), imageWidth * imageHeight)
  const rows = rowOrder(imageHeight, (view.uint8(at + 9) & INTERLACED) !== 0)
  const pixels = new Uint8Array(width * height * channels)
  for (let y = 0; y < imageHeight; y++) {
    let to = ((top + rows[y]!) * width + left) * channels
    for (let x = 0; x < imageWidth; x++, to += channels) {
      const index = indices[y * imageWidth + x]!
      if (index * 3 >= palette.length)
        throw new PictureDamage(words('a colour that is not in its palette', '颜色不在调色板中'))
      pixels[to] = palette[index * 3]!
      pixels[to + 1] = palette[index * 3 + 1]!
      pixels[to + 2] = palette[index * 3 + 2]!
      if (channels === 4) pixels[to + 3] = index === transparent ? 0 : 255
    }
  }
  return { height, width, channels, data: pixels }
}
type Four = [number, number, number, number]

/** Where the descriptor of the first image is, and the number of its transparent colour. */
function firstImage(view: ByteView): { at: number; transparent: number | null } {
  let transparent: number | null = null
  for (const { kind, at } of blocks(view)) {
    if (kind === IMAGE) return { at, transparent }
    if (kind === EXTENSION && view.uint8(at + 1) === GRAPHIC_CONTROL) {
      transparent = view.uint8(at + 3) & 1 ? view.uint8(at + 6) : null
    }
  }
  throw new PictureDamage(words('no image', '不含图像'))
}

/** Up to the trailer. */
function* blocks(view: ByteView): Generator<GifBlock> {
  for (let at = SCREEN + paletteBytes(view.uint8(10)); ;) {
    const kind = view.uint8(at)
    if (kind === TRAILER) return
    if (kind !== EXTENSION && kind !== IMAGE)
      throw new PictureDamage(words(`a block of no known kind at byte ${at}`, `字节 ${at} 处有未知数据块`))
    yield { kind, at }
    at = skipSubBlocks(view, kind === EXTENSION ? at + 2 : imageData(view, at) + 1)
  }
}

const paletteBytes = (flags: number): number => (flags & HAS_PALETTE ? 3 * 2 ** ((flags & 7) + 1) : 0)

/** Where an image's data begin, with the bits of its codes. */
const imageData = (view: ByteView, at: number): number => at + 10 + paletteBytes(view.uint8(at + 9))

function paletteOf(view: ByteView, at: number): Uint8Array {
  const own = paletteBytes(view.uint8(at + 9))
  const start = own > 0 ? at + 10 : SCREEN
  const size = own || paletteBytes(view.uint8(10))
  if (size === 0) throw new PictureDamage(words('no palette', '没有调色板'))
  view.reach(start + size)
  return view.bytes.subarray(start, start + size)
}

/** Each has its length before it; the last one has none. */
function skipSubBlocks(view: ByteView, start: number): number {
  let at = start
  for (let length = view.uint8(at); length > 0; length = view.uint8(at)) at += 1 + length
  return at + 1
}

function joinSubBlocks(view: ByteView, start: number): Uint8Array {
  const parts: Uint8Array[] = []
  for (let at = start, length = view.uint8(at); length > 0; length = view.uint8(at)) {
    parts.push(view.bytes.subarray(at + 1, at + 1 + length))
    at += 1 + length
  }
  return Buffer.concat(parts)
}

/** The row that each one of an image is shown in. */
function rowOrder(height: number, interlaced: boolean): number[] {
  if (!interlaced) return Array.from({ length: height }, (_, y) => y)
  return PASSES.flatMap(([first, step]) =>
    Array.from({ length: Math.max(0, Math.ceil((height - first) / step)) }, (_, i) => first + i * step)
  )
}

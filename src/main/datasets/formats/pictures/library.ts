// The library that decodes all but GIF, on the threads of libuv.
import { Transformer } from '@napi-rs/image'
import type { Picture } from '../../../../shared/columns'
import { words } from '../../../../shared/locale'
import { plainBytes } from '../format'
import { fittedSize } from '../../pictures/resize'
import { PictureDamage, type PictureHeader } from './picture-format'
import { png, pngBits } from './png'

/** @napi-rs/image's names for these are erased with its types: FastResizeFilter.Bilinear, ResizeFit.Fill. */
const [BILINEAR, FILL] = [1, 1]

export async function decodeByLibrary(bytes: Uint8Array, header: PictureHeader): Promise<Picture> {
  const raw = plainBytes(await new Transformer(bytes).rawPixels())
  return withChannels(png.matches(bytes) && pngBits(bytes) === 16 ? upperBytes(raw) : raw, header)
}

/** Resized by the library too, which is done in the same turn of the same thread. */
export async function shrinkByLibrary(bytes: Uint8Array, header: PictureHeader, pixels: number): Promise<Picture> {
  const size = fittedSize(header, pixels)
  if (size.width === header.width && size.height === header.height) return decodeByLibrary(bytes, header)
  const raw = await new Transformer(bytes).fastResize({ ...size, filter: BILINEAR, fit: FILL }).rawPixels()
  return withChannels(plainBytes(raw), { ...size, channels: header.channels })
}

/** 16 bits of this machine's byte order to their upper 8, as TensorFlow and Pillow do. */
function upperBytes(raw: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const wide = new Uint16Array(raw.slice().buffer)
  const bytes = new Uint8Array(wide.length)
  for (let i = 0; i < bytes.length; i++) bytes[i] = wide[i]! >> 8
  return bytes
}

/** What the library gives (1: grey, 2: grey and alpha, 3: RGB, 4: RGBA) with the channels that the header tells. */
function withChannels(raw: Uint8Array<ArrayBuffer>, { width, height, channels }: PictureHeader): Picture {
  const given = raw.length / (width * height)
  if (!Number.isInteger(given) || given < 1 || given > 4) {
    throw new PictureDamage(words('another size than its header tells', '实际尺寸与文件头不符'))
  }
  if (given === channels) return { height, width, channels, data: raw }
  const data = new Uint8Array(width * height * channels)
  const [green, blue] = given < 3 ? [0, 0] : [1, 2]
  const alpha = given === 2 || given === 4 ? given - 1 : -1
  for (let from = 0, to = 0; from < raw.length; from += given, to += channels) {
    data[to] = raw[from]!
    if (channels === 1) continue
    data[to + 1] = raw[from + green]!
    data[to + 2] = raw[from + blue]!
    if (channels === 4) data[to + 3] = alpha < 0 ? 255 : raw[from + alpha]!
  }
  return { height, width, channels, data }
}

// Pictures of files, told by what they contain. What is too large is refused by its header, what is damaged as far as its format
// can tell; the orientation that a camera noted (EXIF) is left alone, as Keras does.
import type { Picture } from '../../../../shared/columns'
import { NetloomError } from '../../../../shared/errors'
import { words } from '../../../../shared/locale'
import { fitInto } from '../../pictures/resize'
import { hex } from '../format'
import { bmp } from './bmp'
import { decodeGif, gif } from './gif'
import { jpeg } from './jpeg'
import { decodeByLibrary, shrinkByLibrary } from './library'
import { EndOfBytes, PictureDamage, type PictureFormat, type PictureHeader } from './picture-format'
import { png } from './png'
import { webp } from './webp'

export type { PictureHeader } from './picture-format'

export const PICTURE_FORMATS: readonly PictureFormat[] = [png, jpeg, gif, webp, bmp]

/** Pixels of one picture: with four channels it takes 400 MB. */
export const MAX_PIXELS = 100_000_000

export interface DecodeOptions {
  maxPixels?: number
}

/** Whether content begins as a picture does. */
export const isPicture = (head: Uint8Array): boolean => PICTURE_FORMATS.some((format) => format.matches(head))

/**
 * The size of a picture by the beginning of its file; null where more of it is needed to tell.
 * @param complete whether `head` is the whole file
 * @throws NetloomError DATA_EMPTY, PICTURE_UNKNOWN, PICTURE_DAMAGED, PICTURE_TOO_LARGE
 */
export function pictureHeader(
  file: string,
  head: Uint8Array,
  complete: boolean,
  { maxPixels = MAX_PIXELS }: DecodeOptions = {}
): PictureHeader | null {
  const format = formatOf(file, head)
  try {
    return sizeOf(file, format, head, maxPixels)
  } catch (error) {
    if (error instanceof EndOfBytes && !complete) return null
    throw pictureError(file, format, head, error)
  }
}

/**
 * Decodes a whole file: uint8 [height, width, channels]. Grey stays one channel, grey with alpha becomes RGBA, a palette RGB or
 * RGBA, 16 bits their upper 8; of an animation, the first picture. The work is done on other threads, GIF's alone on this one.
 * @throws NetloomError DATA_EMPTY, PICTURE_UNKNOWN, PICTURE_DAMAGED, PICTURE_TOO_LARGE
 */
export const decodePicture = (file: string, bytes: Uint8Array, options: DecodeOptions = {}): Promise<Picture> =>
  checked(file, bytes, options, async (format, header) =>
    format === gif ? decodeGif(bytes) : decodeByLibrary(bytes, header)
  )

/** As decodePicture, smaller: neither side is more than `pixels`. A picture that fits is as it is. */
export const decodeThumbnail = (
  file: string,
  bytes: Uint8Array,
  pixels: number,
  options: DecodeOptions = {}
): Promise<Picture> =>
  checked(file, bytes, options, async (format, header) =>
    format === gif ? fitInto(decodeGif(bytes), pixels) : shrinkByLibrary(bytes, header, pixels)
  )

async function checked(
  file: string,
  bytes: Uint8Array,
  { maxPixels = MAX_PIXELS }: DecodeOptions,
  decode: (format: PictureFormat, header: PictureHeader) => Promise<Picture>
): Promise<Picture> {
  const format = formatOf(file, bytes)
  try {
    const header = sizeOf(file, format, bytes, maxPixels)
    format.check(bytes)
    return await decode(format, header)
  } catch (error) {
    throw pictureError(file, format, bytes, error)
  }
}

function formatOf(file: string, head: Uint8Array): PictureFormat {
  if (head.length === 0) throw new NetloomError('DATA_EMPTY', { file })
  const format = PICTURE_FORMATS.find(({ matches }) => matches(head))
  if (format) return format
  const expected = PICTURE_FORMATS.map(({ title }) => title).join(', ')
  throw new NetloomError('PICTURE_UNKNOWN', { file, expected, found: hex(head) })
}

function sizeOf(file: string, format: PictureFormat, bytes: Uint8Array, maxPixels: number): PictureHeader {
  const header = format.header(bytes)
  const { width, height } = header
  if (width < 1 || height < 1)
    throw new PictureDamage(words(`a size of ${width} x ${height}`, `尺寸为 ${width} x ${height}`))
  if (width * height > maxPixels) {
    throw new NetloomError('PICTURE_TOO_LARGE', { file, found: `${width} x ${height}`, expected: maxPixels })
  }
  return header
}

function pictureError(file: string, { title }: PictureFormat, bytes: Uint8Array, error: unknown): NetloomError {
  if (error instanceof NetloomError) return error
  const reason =
    error instanceof EndOfBytes
      ? words(`it was cut off after ${bytes.length} bytes`, `文件在 ${bytes.length} 字节处中断`)
      : error instanceof PictureDamage
        ? error.reason
        : (error as Error).message
  return new NetloomError('PICTURE_DAMAGED', { file, format: title, reason }, { cause: error })
}

// What the headers of many pictures tell before any is decoded: whether all are alike, and which cannot be pictures.
import { NetloomError } from '../../../shared/errors'
import { pictureHeader, type DecodeOptions, type PictureHeader } from '../formats/pictures'
import { eachOf, readHead, readWhole } from './files'

/** Most headers are within the first; photographs may have a preview of themselves before their size. */
const HEAD_BYTES = [4096, 1 << 17]

export const shapeOf = ({ height, width, channels }: { height: number; width: number; channels: number }): number[] => [
  height,
  width,
  channels
]
export const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((size, axis) => size === b[axis])

export interface Survey {
  /** [height, width, channels] of all that are readable; null where two differ. */
  shape: number[] | null
  /** By row, of the rows that were looked at. */
  faults: Map<number, NetloomError>
}

/** Looks at `rows` until two differ: what is still unknown then is found when it is read. */
export async function surveyPictures(
  rows: readonly number[],
  path: (row: number) => string,
  options: DecodeOptions & { maxBytes: number }
): Promise<Survey> {
  const faults = new Map<number, NetloomError>()
  const buffers = new Map<number, Uint8Array>()
  let shape: number[] | null = null
  let differ = false
  await eachOf(rows.length, async (i, worker) => {
    if (differ) return
    const row = rows[i]!
    try {
      const buffer = buffers.get(worker) ?? new Uint8Array(HEAD_BYTES[0]!)
      buffers.set(worker, buffer)
      const found = shapeOf(await headerOf(path(row), buffer, options))
      shape ??= found
      if (!sameShape(found, shape)) differ = true
    } catch (error) {
      if (!(error instanceof NetloomError)) throw error
      faults.set(row, error)
    }
  })
  return { shape: differ ? null : shape, faults }
}

async function headerOf(
  path: string,
  small: Uint8Array,
  options: DecodeOptions & { maxBytes: number }
): Promise<PictureHeader> {
  for (const size of HEAD_BYTES) {
    const buffer = size === small.length ? small : new Uint8Array(size)
    const count = await readHead(path, buffer)
    const header = pictureHeader(path, buffer.subarray(0, count), count < size, options)
    if (header) return header
  }
  return pictureHeader(path, await readWhole(path, options.maxBytes), true, options)!
}

// What is asked of many pictures of files at once: each is decoded, looked at and let go.
import { hash } from 'node:crypto'
import type { ColumnValues, Picture } from '../../shared/columns'
import type { ColumnStatistics, Frame, RowSelection } from '../datasets/frame'
import { sizeText, textStatistics } from './statistics'

const byte = (data: Uint8Array<ArrayBuffer>): Picture => ({ height: 1, width: 1, channels: data.length, data })

/** How many there are of each size. */
export async function pictureStatistics(frame: Frame, column: string): Promise<ColumnStatistics> {
  const sizes = new Array<string | null>(frame.rows).fill(null)
  await frame.pictures!({ first: 0, count: frame.rows }, (picture, row) => {
    sizes[row] = sizeText(picture)
    return byte(new Uint8Array(1))
  })
  return textStatistics(column, sizes)
}

/** As frame.read, with 16 bytes in the place of each picture of a file: equal where the pictures are. */
export async function readDigests(
  frame: Frame,
  columns: readonly string[],
  rows: RowSelection
): Promise<ColumnValues[]> {
  const isPicture = (name: string): boolean => frame.columns.some((one) => one.name === name && one.type === 'picture')
  if (!frame.pictures) return frame.read(columns, rows)
  const values: ColumnValues[] = []
  for (const name of columns) {
    if (isPicture(name)) values.push(await frame.pictures(rows, (picture) => byte(digestOf(picture))))
    else values.push((await frame.read([name], rows))[0]!)
  }
  return values
}

const digestOf = (picture: Picture): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hash('md5', Buffer.concat([Buffer.from(`${sizeText(picture)} `), picture.data]), 'buffer'))

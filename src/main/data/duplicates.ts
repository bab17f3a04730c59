// Rows that are the same to the last byte: the check for examples that training and test share.
import { hash } from 'node:crypto'
import { elementsOf, type ColumnValues } from '../../shared/columns'

/**
 * Numbers of rows that have a copy: groups of two or more, each in the order of the rows, by their first row. Numbers are
 * compared by value, elements of tensors and sequences to the byte.
 * @param rowsAtOnce as many are read at a time
 */
export async function findDuplicates(
  rows: number,
  read: (first: number, count: number) => Promise<ColumnValues[]>,
  { breathe, rowsAtOnce = 2048 }: { breathe: () => Promise<unknown>; rowsAtOnce?: number }
): Promise<Uint32Array[]> {
  const first = Array.from({ length: SHARDS }, () => new Map<string, number>())
  const groups = new Map<number, number[]>()
  for (let start = 0; start < rows; start += rowsAtOnce) {
    const count = Math.min(rowsAtOnce, rows - start)
    const columns = await read(start, count)
    for (let i = 0; i < count; i++) {
      const key = keyOf(columns, i)
      if (key === null) continue
      const row = start + i
      const shard = first[shardOf(key)]!
      const seen = shard.get(key)
      if (seen === undefined) shard.set(key, row)
      else if (groups.has(seen)) groups.get(seen)!.push(row)
      else groups.set(seen, [seen, row])
    }
    await breathe()
  }
  return [...groups.values()].map((group) => Uint32Array.from(group))
}

/** A Map holds no more than 2 ** 24 keys, which are fewer than a source may have rows. */
const SHARDS = 16
/** By all characters: numbers may begin alike, and end alike too. */
function shardOf(key: string): number {
  let sum = 0
  for (let i = 0; i < key.length; i++) sum = (Math.imul(sum, 31) + key.charCodeAt(i)) | 0
  return (sum ^ (sum >>> 16)) & (SHARDS - 1)
}

const MD5_LENGTH = 16

/** A row's content as 16 bytes, or itself where it is shorter; null where a picture could not be read. Collisions of MD5 do not happen by chance. */
function keyOf(columns: readonly ColumnValues[], row: number): string | null {
  const parts: (string | Uint8Array)[] = []
  for (const values of columns) {
    const part = contentOf(values, row)
    if (part === null) return null
    parts.push(part)
  }
  if (parts.length === 1 && typeof parts[0] !== 'string') return hash('md5', parts[0]!, 'binary')
  const content = parts.map((part) => (typeof part === 'string' ? part : hash('md5', part, 'binary'))).join('\0')
  return content.length < MD5_LENGTH ? content : hash('md5', content, 'binary')
}

function contentOf(values: ColumnValues, row: number): string | Uint8Array | null {
  switch (values.kind) {
    case 'numbers': {
      const size = elementsOf(values.shape)
      if (values.shape.length === 0) return values.missing?.[row] === 1 ? 'missing' : String(values.data[row])
      return bytesOf(values.data.subarray(row * size, (row + 1) * size))
    }
    case 'texts':
      return values.values[row] === null ? 'missing' : `"${values.values[row]}`
    case 'sequences':
      return bytesOf(values.data.subarray(values.offsets[row], values.offsets[row + 1]))
    case 'pictures': {
      const picture = values.values[row]
      return picture ? `${picture.height} ${picture.width} ${hash('md5', picture.data, 'binary')}` : null
    }
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView<ArrayBuffer>): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)

// DuckDB's vectors to columns, whole chunks at a time: no JavaScript value is made for a number.
import type { DuckDBDataChunk, DuckDBResult } from '@duckdb/node-api'
import type { ColumnValues, NumberArray } from '../../../../shared/columns'
import type { FrameColumn } from '../../frame'

/** What a DuckDB vector of numbers holds inside. */
interface NumberVector {
  items: NumberArray
  validity: { data: BigUint64Array | null }
}
interface TextVector {
  getItem(index: number): string | null
}

const ARRAYS: Record<string, new (length: number) => NumberArray> = {
  bool: Uint8Array,
  uint8: Uint8Array,
  int8: Int8Array,
  uint16: Uint16Array,
  int16: Int16Array,
  uint32: Uint32Array,
  int32: Int32Array,
  float32: Float32Array
}
/** The array that numbers of this dtype are held in: 64 bits and times as float64. */
export const arrayFor = (dtype: string): new (length: number) => NumberArray => ARRAYS[dtype] ?? Float64Array

const SQL_TYPES: Record<string, string> = {
  bool: 'UTINYINT',
  uint8: 'UTINYINT',
  int8: 'TINYINT',
  uint16: 'USMALLINT',
  int16: 'SMALLINT',
  uint32: 'UINTEGER',
  int32: 'INTEGER',
  float32: 'FLOAT',
  str: 'VARCHAR'
}
/** The type in which DuckDB holds a column of this dtype, so that its vectors are arrays of `arrayFor`. */
export const sqlTypeFor = (dtype: string): string => SQL_TYPES[dtype] ?? 'DOUBLE'

export async function collect(
  result: DuckDBResult,
  columns: readonly FrameColumn[],
  rows: number
): Promise<ColumnValues[]> {
  const sinks = columns.map(({ type, dtype }) => (type === 'text' ? new TextSink(rows) : new NumberSink(dtype, rows)))
  let taken = 0
  for await (const chunk of chunksOf(result)) {
    sinks.forEach((sink, i) => sink.take(chunk.getColumnVector(i) as never, taken, chunk.rowCount))
    taken += chunk.rowCount
  }
  return sinks.map((sink) => sink.finish(taken))
}

export async function collectRowNumbers(result: DuckDBResult, rows: number): Promise<Uint32Array> {
  const numbers = new Uint32Array(rows)
  let taken = 0
  for await (const chunk of chunksOf(result)) {
    numbers.set((chunk.getColumnVector(0) as unknown as NumberVector).items, taken)
    taken += chunk.rowCount
  }
  return numbers.slice(0, taken)
}

async function* chunksOf(result: DuckDBResult): AsyncGenerator<DuckDBDataChunk> {
  for (;;) {
    const chunk = await result.fetchChunk()
    if (!chunk || chunk.rowCount === 0) return
    yield chunk
  }
}

class NumberSink {
  readonly #data: NumberArray
  readonly #absent: number
  #missing: Uint8Array<ArrayBuffer> | null = null

  constructor(dtype: string, rows: number) {
    this.#data = new (arrayFor(dtype))(rows)
    this.#absent = this.#data instanceof Float64Array || this.#data instanceof Float32Array ? NaN : 0
  }
  take(vector: NumberVector, first: number, count: number): void {
    this.#data.set(vector.items.length > count ? vector.items.subarray(0, count) : vector.items, first)
    const { data } = vector.validity
    if (!data) return
    const bits = new Uint8Array(data.buffer, data.byteOffset, data.byteLength) // little-endian, as all that run this
    for (let i = 0; i < count; i++) {
      if (bits[i >> 3]! & (1 << (i & 7))) continue
      this.#missing ??= new Uint8Array(this.#data.length)
      this.#missing[first + i] = 1
      this.#data[first + i] = this.#absent
    }
  }
  finish(rows: number): ColumnValues {
    const whole = rows === this.#data.length
    return {
      kind: 'numbers',
      shape: [],
      data: whole ? this.#data : this.#data.slice(0, rows),
      missing: whole || !this.#missing ? this.#missing : this.#missing.slice(0, rows)
    }
  }
}

class TextSink {
  readonly #values: (string | null)[]

  constructor(rows: number) {
    this.#values = new Array<string | null>(rows)
  }
  take(vector: TextVector, first: number, count: number): void {
    for (let i = 0; i < count; i++) this.#values[first + i] = vector.getItem(i)
  }
  finish(rows: number): ColumnValues {
    this.#values.length = rows
    return { kind: 'texts', values: this.#values }
  }
}

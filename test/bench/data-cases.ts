// Files that are opened for the benchmark, and what Netloom does with each. The same stages are in peers/data_read.py, by the
// case's name. To add a case, add it here and, where a peer can read such a file, there.
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { openTableFrame } from '../../src/main/datasets/frames/table'

/** Says that a stage is reached; stages are timed from the start of `open`. */
export type Mark = (stage: string) => void

export interface DataCase {
  name: string
  title: string
  /** Finds or makes the file or folder. @throws Error with the reason for which the case is left out */
  make(folder: string): Promise<string>
  open(path: string, mark: Mark): Promise<void>
}

const ROWS = 1_000_000
const KINDS = ['setosa', 'versicolor', 'virginica']
const COLUMNS = [
  ...Array.from({ length: 12 }, (_, i) => `f${i}`),
  ...Array.from({ length: 5 }, (_, i) => `i${i}`),
  'kind',
  'gap',
  'y'
]

export const DATA_CASES: readonly DataCase[] = [
  { name: 'csv', title: 'CSV, 1,000,000 x 20', make: writeCsv, open: openTable },
  { name: 'parquet', title: 'Parquet, 1,000,000 x 20', make: writeParquet, open: openTable }
]

async function openTable(path: string, mark: Mark): Promise<void> {
  const frame = await openTableFrame(path)
  const names = frame.columns.map(({ name }) => name)
  await frame.read(names, { first: 0, count: 100 })
  mark('first page')
  await frame.read(names, { first: 0, count: frame.rows })
  mark('columns')
  await frame.query.statistics(names)
  mark('statistics')
  await frame.close()
}

/** Twelve columns of normal numbers, five of whole ones, one of three words, one with gaps, and another number. */
async function writeCsv(folder: string): Promise<string> {
  const path = join(folder, 'table.csv')
  const random = randomNumbers(5)
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const row = (): string =>
    [
      ...Array.from({ length: 12 }, (_, i) => i + (1 + i) * normal()),
      ...Array.from({ length: 5 }, (_, i) => Math.floor(random() * 10 ** (i + 1))),
      KINDS[Math.floor(random() * 3)],
      random() < 0.05 ? '' : random(),
      normal()
    ].join(',')
  function* blocks(): Generator<string> {
    yield `${COLUMNS.join(',')}\n`
    for (let i = 0; i < ROWS; i += 1000) yield Array.from({ length: 1000 }, () => `${row()}\n`).join('')
  }
  await pipeline(Readable.from(blocks()), createWriteStream(path))
  return path
}

async function writeParquet(folder: string): Promise<string> {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const path = join(folder, 'table.parquet')
  const connection = await (await DuckDBInstance.create()).connect()
  await connection.run(`COPY (SELECT * FROM read_csv('${await writeCsv(folder)}')) TO '${path}'`)
  connection.closeSync()
  return path
}

/** Seeded, uniform in [0, 1): mulberry32. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

// Tables damaged at random: they are read or fail with an error that a person can act on, in bounded time and memory.
// NETLOOM_FUZZ_RUNS=2000 tries more.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowsOf } from '../../../src/shared/columns'
import { NetloomError } from '../../../src/shared/errors'
import { openTableFrame } from '../../../src/main/datasets/frames/table'
import { tempFolder } from '../../support/temp'

const RUNS = Number(process.env.NETLOOM_FUZZ_RUNS || 100)
/** Files that differ from another one in little are given fewer. */
const FEWER = Math.ceil(RUNS / 5)
const LIMITS = { maxBytes: 1 << 20, memoryBytes: 256 << 20 }
const tables = join(import.meta.dirname, '../../fixtures/data/tables')

type Edit = { at: number; kind: 'flip' | 'cut' | 'repeat' | 'splice'; value: number }
const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    kind: fc.constantFrom('flip', 'flip', 'flip', 'flip', 'cut', 'repeat', 'splice'),
    value: fc.integer({ min: 0, max: 255 })
  }),
  { minLength: 1, maxLength: 4 }
)
const SPLICES = ['"', ',', '\n', '\r', '{', ']', 'nan', '\u0000', '1e999', '""', '\ufeff'].map((text) =>
  Buffer.from(text)
)

function damaged(bytes: Buffer, list: readonly Edit[]): Buffer {
  return list.reduce((before, { at, kind, value }) => {
    const place = Math.floor(at * before.length)
    if (kind === 'cut')
      return value < 64
        ? before.subarray(0, place)
        : Buffer.concat([before.subarray(0, place), before.subarray(place + 1 + value)])
    if (kind === 'repeat')
      return Buffer.concat([before.subarray(0, place), before.subarray(Math.max(0, place - value))])
    if (kind === 'splice')
      return Buffer.concat([before.subarray(0, place), SPLICES[value % SPLICES.length]!, before.subarray(place)])
    const after = Buffer.from(before)
    if (after.length > 0) after[place]! ^= value < 128 ? 1 << (value % 8) : value
    return after
  }, bytes)
}

/** Everything that can be asked of a table. @returns whether it was read. */
async function readAll(path: string): Promise<boolean> {
  try {
    const frame = await openTableFrame(path, LIMITS)
    try {
      const names = frame.columns.map(({ name }) => name)
      for (const rows of [{ first: 0, count: frame.rows }, Uint32Array.of(frame.rows - 1, 0)]) {
        for (const values of await frame.read(names, rows))
          expect(rowsOf(values)).toBe(rows instanceof Uint32Array ? 2 : frame.rows)
      }
      await frame.load()
      for (const values of await frame.read(names, { first: 0, count: frame.rows }))
        expect(rowsOf(values)).toBe(frame.rows)
      await frame.query.statistics(names)
      expect(await frame.query.select([], [{ column: names[0]!, descending: true }])).toHaveLength(frame.rows)
      return true
    } finally {
      await frame.close()
    }
  } catch (error) {
    if (error instanceof NetloomError && !['INTERNAL', 'DATA_UNREADABLE'].includes(error.code)) return false
    throw error
  }
}

describe('a damaged table', () => {
  it.each([
    ['table.csv', RUNS],
    ['table-gbk.csv', FEWER],
    ['table-utf16.csv', FEWER],
    ['table-semicolon.csv', FEWER],
    ['table.csv.gz', RUNS],
    ['table.json', RUNS],
    ['table.jsonl', FEWER],
    ['table.parquet', RUNS],
    ['table-zstd.parquet', FEWER],
    ['types.parquet', FEWER]
  ])(
    'made of %s is read or refused',
    async (name, numRuns) => {
      const whole = readFileSync(join(tables, name))
      const path = join(tempFolder(), name)
      let refused = 0
      await fc.assert(
        fc.asyncProperty(edits, async (list) => {
          writeFileSync(path, damaged(whole, list))
          if (!(await readAll(path))) refused++
        }),
        { numRuns, endOnFailure: true }
      )
      expect(refused).toBeGreaterThan(numRuns / 20)
    },
    120_000 + RUNS * 400
  )
})

// Tables as pandas and pyarrow write them (test/fixtures/make/tables.py), and what NumPy and pandas say of them.
import { readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { NetloomError } from '../../../src/shared/errors'
import { rowsOf, type ColumnValues } from '../../../src/shared/columns'
import { openTableFrame, type TableFrame, type TableFrameOptions } from '../../../src/main/datasets/frames/table'
import { failure, file } from './build'

const tables = (name: string): string => join(import.meta.dirname, '../../fixtures/data/tables', name)
const expected = JSON.parse(readFileSync(tables('expected.json'), 'utf8')) as {
  rows: (number | boolean | string | null)[][]
  statistics: Record<
    string,
    { missing: number; distinct: number; quantiles: number[]; histogram: number[] } & Record<string, number>
  >
  correlation: number[]
  sorted: number[]
}

async function open(path: string, options?: TableFrameOptions): Promise<TableFrame> {
  const frame = await openTableFrame(path, options)
  onTestFinished(() => frame.close())
  return frame
}
const openText = (content: string | Uint8Array, name = 'table.csv'): Promise<TableFrame> => open(file(content, name))
const names = (frame: TableFrame): string[] => frame.columns.map(({ name }) => name)
const types = (frame: TableFrame): string => frame.columns.map(({ type }) => type).join(' ')
const all = (frame: TableFrame): Promise<ColumnValues[]> => frame.read(names(frame), { first: 0, count: frame.rows })
/** Each value as JSON would have it; null where it is missing. */
const plain = (values: ColumnValues): unknown[] => {
  if (values.kind === 'texts') return values.values
  if (values.kind !== 'numbers') throw new Error(values.kind)
  return Array.from(values.data, (value, i) => (values.missing?.[i] ? null : value))
}
/** More rows than the head of a CSV, so that a database reads them. */
const long = (row: (i: number) => string, rows = 3000): string =>
  Array.from({ length: rows }, (_, i) => row(i)).join('\n')

describe('a table in a file', () => {
  it.each([
    ['table.csv', 'CSV', []],
    ['table-bom.csv', 'CSV', []],
    ['table-gbk.csv', 'CSV', [['encoding', 'GBK / GB18030']]],
    ['table-utf16.csv', 'CSV', [['encoding', 'UTF-16 LE']]],
    ['table.csv.gz', 'CSV', [['compression', 'gzip']]],
    ['table.tsv', 'TSV', [['delimiter', 'tab']]],
    ['table-semicolon.csv', 'CSV', [['delimiter', ';']]],
    ['table.json', 'JSON', []],
    ['table.jsonl', 'JSON', [['structure', 'lines']]],
    ['table.parquet', 'Parquet', []],
    ['table-zstd.parquet', 'Parquet', []]
  ])('%s opens as pandas wrote it, before and after the database has it', async (name, format, notes) => {
    const frame = await open(tables(name))
    expect(frame).toMatchObject({ format, rows: 60, notes, parts: [], classes: null, faults: [] })
    expect(names(frame)).toEqual(['length', 'width', 'count', 'ripe', 'when', 'kind'])
    expect(types(frame)).toBe('number number integer boolean time text')
    for (const look of ['head', 'loaded']) {
      if (look === 'loaded') await frame.load()
      const columns = await all(frame)
      columns.forEach((values, column) => {
        expect(rowsOf(values)).toBe(60)
        plain(values).forEach((value, row) => {
          const wanted = expected.rows[row]![column]
          if (typeof wanted === 'number') expect(value, `${row} ${column}`).toBeCloseTo(wanted, 12)
          else expect(value, `${row} ${column}`).toBe(typeof wanted === 'boolean' ? Number(wanted) : wanted)
        })
      })
    }
  })
  it('reads stretches, and rows in any order', async () => {
    const frame = await openText(`i,t\n${long((i) => `${i},t${i}`)}`)
    for (const rows of [Uint32Array.of(2999, 5, 5, 17), Uint32Array.from({ length: 2500 }, (_, i) => 2999 - i)]) {
      const [i, t] = await frame.read(['i', 't'], rows)
      expect(plain(i!)).toEqual([...rows])
      expect(plain(t!)).toEqual([...rows].map((row) => `t${row}`))
    }
    expect(plain((await frame.read(['i'], { first: 2998, count: 100 }))[0]!)).toEqual([2998, 2999])
    expect(plain((await frame.read(['i'], { first: 5000, count: 100 }))[0]!)).toEqual([])
    expect(plain((await frame.read(['i'], new Uint32Array()))[0]!)).toEqual([])
    expect(await frame.read([], { first: 0, count: 2 })).toEqual([])
  })
  it('has every plain type of Arrow', async () => {
    const frame = await open(tables('types.parquet'))
    const dtypes = 'int8 int16 int32 int64 uint8 uint16 uint32 uint64 float32 str float64 datetime64 datetime64 str str'
    expect(frame.columns.map(({ dtype }) => dtype).join(' ')).toBe(dtypes)
    for (const look of ['head', 'loaded']) {
      if (look === 'loaded') await frame.load()
      const columns = (await all(frame)).map(plain)
      expect(columns.slice(0, 8)).toEqual([
        ...Array<unknown>(4).fill([-1, null, 7]),
        ...Array<unknown>(4).fill([1, null, 7])
      ])
      expect(columns[8]).toEqual([Math.fround(0.1), null, NaN])
      expect(columns[9]).toEqual(['9007199254740993', null, '-5'])
      expect(columns[10]).toEqual([1, null, 2])
      expect(columns[11]).toEqual([0, null, 19_000 * 86_400_000])
      expect(columns[12]).toEqual([0, null, 1_700_000_000_123])
      expect(columns[13]).toEqual(['[1, 2]', null, '[]'])
      expect(columns[14]).toEqual(['\\x00a', null, ''])
    }
  })
  it('tells NaN and infinities from missing values, and knows how those are written', async () => {
    const frame = await openText('x,y,t\n1,NA,NA\nnan,2.5,\n-inf,,x\n')
    expect(types(frame)).toBe('number number text')
    expect((await all(frame)).map(plain)).toEqual([
      [1, NaN, -Infinity],
      [null, 2.5, null],
      ['NA', null, 'x']
    ])
    await frame.load()
    expect((await all(frame)).map(plain)).toEqual([
      [1, NaN, -Infinity],
      [null, 2.5, null],
      ['NA', null, 'x']
    ])
    const [x] = await frame.query.statistics(['x'])
    expect(x).toMatchObject({ rows: 3, missing: 0, distinct: 1, numbers: { min: 1, max: 1, std: 0, notFinite: 2 } })
  })
  it('counts rows with line breaks within quotes, whatever ends a line', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const rows = Array.from({ length: 3000 }, (_, i) => `${i},"a${end}${end}""b"", ${i}"`)
      const frame = await openText(['n,t', ...rows, '', ''].join(end))
      expect(frame.rows).toBe(3000)
      expect(plain((await frame.read(['t'], { first: 2999, count: 1 }))[0]!)).toEqual([`a${end}${end}"b", 2999`])
    }
  })
  it('names columns that differ by case alone, and others that SQL would take amiss', async () => {
    const frame = await openText(`a,A,rowid,"it's ""x""",select\n${long((i) => `${i},2,3,4,5`)}`)
    expect((await frame.read(['it\'s "x"', 'A', 'rowid'], { first: 2500, count: 1 })).map(plain)).toEqual([
      [4],
      [2],
      [3]
    ])
    expect(await frame.query.select([{ column: 'A', is: '=', value: 2 }], [])).toHaveLength(3000)
    const odd = await open(file('a,b\n1,2\n', "it's [1]*.csv"))
    expect(await odd.query.select([], [])).toEqual(Uint32Array.of(0))
  })
  it('gives a column the type that all of its rows have, and says where it changed', async () => {
    const frame = await openText(
      `a,b,c,d,e\n${long((i) => (i === 2500 ? '0.5,two,yes,,"x, y"' : `${i},${i},true,,z`))}`
    )
    expect(types(frame)).toBe('number text text number text')
    expect(frame.notes).toEqual([
      ['type', 'b: integer → text (row 2501: "two")'],
      ['type', 'c: boolean → text (row 2501: "yes")']
    ])
    expect(plain((await frame.read(['b'], { first: 2499, count: 2 }))[0]!)).toEqual(['2499', 'two'])
    expect((await frame.query.statistics(['d']))[0]).toMatchObject({ missing: 3000, distinct: 0, numbers: null })
  })
  it('keeps every digit of large whole numbers, as texts', async () => {
    const frame = await openText(`id,x\n${long((i) => `${i < 2500 ? i : `900719925474099${i}`},1`)}`)
    expect(types(frame)).toBe('text integer')
    expect(plain((await frame.read(['id'], { first: 2999, count: 1 }))[0]!)).toEqual(['9007199254740992999'])
  })
  it('reads what is written oddly but clearly', async () => {
    const mixed = await openText(`a,b\r\n${long((i) => `${i},x${i}${i % 2 ? '\r' : ''}`)}\n`)
    expect(plain((await mixed.read(['a'], { first: 2998, count: 2 }))[0]!)).toEqual([2998, 2999])
    const wide = await openText(`a,b\n1,${'x'.repeat(3 << 20)}\n2,y\n`)
    expect(plain((await wide.read(['a'], { first: 0, count: 2 }))[0]!)).toEqual([1, 2])
    const one = await openText(`a\n\n${long(String)}\n`)
    expect(one.rows).toBe(3000)
    const blank = await openText(`\n\na,b\n\n${long((i) => `${i},1`)}\n`)
    expect(plain((await blank.read(['a'], { first: 2999, count: 1 }))[0]!)).toEqual([2999])
  })
  it('keeps the order of the file, which is read in several pieces at once', async () => {
    const frame = await openText(`i,t\n${long((i) => `${i},${'x'.repeat(8000)}`)}\n`)
    expect(frame.rows).toBe(3000)
    const [i] = await frame.read(['i'], { first: 0, count: 3000 })
    expect(plain(i!)).toEqual(Array.from({ length: 3000 }, (_, row) => row))
    expect(frame.columns[0]!.type).toBe('integer')
  })
  it('spills to disk what exceeds its memory', async () => {
    const frame = await open(file(`i,t\n${long((i) => `${i},${String(i).repeat(20)}`, 200_000)}\n`), {
      memoryBytes: 64 << 20
    })
    const last = await frame.query.select([], [{ column: 't', descending: true }])
    expect(last).toHaveLength(200_000)
    expect(last[0]).toBe(99_999)
  })
  it('finds Chinese behind a megabyte of ASCII', async () => {
    const ascii = Buffer.from(`a,b\n${long((i) => `${i},${'x'.repeat(400)}`)}\n`)
    const frame = await openText(Buffer.concat([ascii, Buffer.from([0x31, 0x2c, 0xd6, 0xd0, 0xce, 0xc4, 0x0a])]))
    expect(frame.notes).toEqual([['encoding', 'GBK / GB18030']])
    expect(plain((await frame.read(['b'], { first: 3000, count: 1 }))[0]!)).toEqual(['中文'])
  })
})

describe('questions about a table', () => {
  it.each(['table.csv', 'table.json', 'table.parquet'])('of %s have the answers of NumPy and pandas', async (name) => {
    const { query } = await open(tables(name))
    const columns = Object.keys(expected.statistics)
    const found = await query.statistics([...columns, 'ripe', 'kind'])
    for (const { column, missing, distinct, numbers } of found.slice(0, 3)) {
      const { quantiles, histogram, ...wanted } = expected.statistics[column]!
      expect({ missing, distinct }).toEqual({ missing: wanted.missing, distinct: wanted.distinct })
      for (const key of ['min', 'max', 'mean', 'std'] as const) expect(numbers![key]).toBeCloseTo(wanted[key]!, 12)
      numbers!.quantiles.forEach((value, i) => expect(value).toBeCloseTo(quantiles[i]!, 12))
      expect(numbers!.histogram).toEqual(histogram)
    }
    expect(found[3]).toMatchObject({
      distinct: 2,
      top: [
        { value: 'false', count: 40 },
        { value: 'true', count: 20 }
      ]
    })
    expect(found[4]).toMatchObject({
      missing: 1,
      distinct: 3,
      numbers: null,
      top: [{ value: 'setosa', count: 20 }, { count: 20 }, { count: 19 }]
    })
    const r = await query.correlation(columns)
    expected.correlation.forEach((value, i) => expect(r[i]).toBeCloseTo(value, 12))
    const sorted = await query.select(
      [],
      [
        { column: 'kind', descending: false },
        { column: 'width', descending: true }
      ]
    )
    expect([...sorted]).toEqual(expected.sorted)
  })
  it('choose rows by conditions', async () => {
    const { query } = await open(tables('table.csv'))
    const count = async (...where: Parameters<typeof query.select>[0]): Promise<number> =>
      (await query.select(where, [])).length
    const rows = expected.rows
    expect(await count({ column: 'width', is: 'missing' })).toBe(rows.filter((row) => row[1] === null).length)
    expect(await count({ column: 'kind', is: 'present' })).toBe(59)
    expect(await count({ column: 'kind', is: 'contains', value: '"X"' })).toBe(19)
    expect(
      await count({ column: 'kind', is: '=', value: '变色, 鸢尾' }, { column: 'count', is: '>=', value: '2' })
    ).toBe(rows.filter((row) => row[5] === '变色, 鸢尾' && Number(row[2]) >= 2).length)
    expect(await count({ column: 'ripe', is: '=', value: 'true' })).toBe(20)
    expect(await count({ column: 'when', is: '<', value: '2024-02-29' })).toBe(1)
    expect(await count({ column: 'kind', is: '!=', value: "' OR 1=1 --" })).toBe(60)
    expect((await failure('FRAME_VALUE', count({ column: 'count', is: '=', value: 'many' }))).args.column).toBe('count')
    await failure('FRAME_COLUMN', count({ column: 'weight', is: 'missing' }))
  })
  it('take NaN for no value', async () => {
    const { query } = await openText('x,y\nnan,1\n2,1\n,1\n3,1\n-inf,1\n')
    expect([...(await query.select([], [{ column: 'x', descending: true }]))]).toEqual([3, 1, 4, 0, 2])
    expect([...(await query.select([{ column: 'x', is: '>', value: 2 }], []))]).toEqual([3])
    expect([...(await query.select([{ column: 'x', is: 'missing' }], []))]).toEqual([0, 2])
    expect([...(await query.select([{ column: 'x', is: '!=', value: 2 }], []))]).toEqual([0, 2, 3, 4])
  })
  it('estimate how many values there are, where they are many', async () => {
    const frame = await openText(`x\n${long((i) => String(Math.sqrt(i)), 50_000)}`)
    const [x] = await frame.query.statistics(['x'])
    expect(Math.abs(x!.distinct / 50_000 - 1)).toBeLessThan(0.02)
  })
  it('give no correlation for what does not vary', async () => {
    const { query } = await openText('a,b,c\n1,7,3\n2,7,5\n3,7,\n4,7,inf\n')
    expect([...(await query.correlation(['a', 'b', 'c']))]).toEqual([
      1,
      NaN,
      expect.closeTo(1, 12),
      NaN,
      NaN,
      NaN,
      expect.closeTo(1, 12),
      NaN,
      1
    ])
  })
})

describe('a table with ragged rows', () => {
  it('leaves them out, and names each, wherever it is', async () => {
    const good = long((i) => `${i},1`)
    const frame = await openText(`a,b\n1\n${good}\n7,8,9\n"7",8\n`)
    expect(frame.rows).toBe(3001)
    expect(frame.faults.map(({ where, error }) => [where, (error as NetloomError).args])).toMatchObject([
      ['2', { row: 2, expected: 2, found: 1 }],
      ['3003', { row: 3003, expected: 2, found: 3 }]
    ])
    const [a] = await frame.read(['a'], { first: 2999, count: 2 })
    expect(a).toMatchObject({ data: Float64Array.of(2999, 7) })
  })
  it('does so in a small one, which is read whole at once', async () => {
    const frame = await openText('a,b\n1,x\n2\n3,y\n')
    expect(await frame.read(['a', 'b'], { first: 0, count: 3 })).toMatchObject([
      { data: Float64Array.of(1, 3) },
      { values: ['x', 'y'] }
    ])
    expect(frame.faults).toMatchObject([{ where: '3' }])
    expect((await frame.query.statistics(['a']))[0]).toMatchObject({ rows: 2 })
    expect(frame.faults).toMatchObject([{ where: '3' }])
  })
})

describe('a table that cannot be read', () => {
  const load = async (content: string | Uint8Array): Promise<unknown> => (await openText(content)).load()

  it('names the line of a CSV, wherever it is', async () => {
    const good = long((i) => `${i},1`)
    expect((await failure('CSV_RAGGED', load(`a,b\n${'7\n'.repeat(2000)}${good}\n`))).args).toMatchObject({ row: 2 })
    expect((await failure('CSV_SYNTAX', load(`a,b\n${good}\n"7"8,1\n`))).args.row).toBe(3002)
    expect((await failure('CSV_SYNTAX', load(`a,b\n${good}\n"7,1\n`))).args.row).toBe(3002)
    await failure('CSV_ENCODING', load(Buffer.concat([Buffer.from(`a,b\n${good}\n`), Buffer.from([0xff, 0x2c, 0x31])])))
    await failure('CSV_HEADER_TWICE', load('a,a\n1,2\n'))
    await failure('CSV_NO_ROWS', load('a,b\n'))
    await failure('DATA_EMPTY', load(''))
    await failure('DATA_EMPTY', load(gzipSync('')))
  })
  it('says what is wrong with JSON and Parquet', async () => {
    for (const content of ['[1, 2]', '[{"a": 1}, 3]', '[{"a": 1', '{"a": 1}\n{"a":\n', '[{"a": 1, "a": 2}]']) {
      await failure('JSON_INVALID', load(content))
    }
    await failure('JSON_INVALID', load('[]'))
    const parquet = readFileSync(tables('table.parquet'))
    await failure('PARQUET_INVALID', load(parquet.subarray(0, parquet.length - 7)))
    await failure('PARQUET_INVALID', load(Buffer.from('PAR1')))
    const gz = gzipSync(parquet)
    await failure('GZIP_INVALID', load(gz.subarray(0, gz.length - 9)))
    await failure('GZIP_INVALID', load(gzipSync(gz)))
    await failure('DATA_TOO_LARGE', open(file(gzipSync(Buffer.alloc(1 << 20, '1,2\n'))), { maxBytes: 1000 }))
    await failure('DATA_FORM_TABLE', load(readFileSync(join(tables('..'), '../datasets/uint8.npy'))))
    await failure('FORMAT_UNKNOWN', load(Uint8Array.of(1, 2, 3, 4)))
    await failure('FILE_NOT_FOUND', openTableFrame('/nowhere/table.csv'))
    await failure('IS_FOLDER', openTableFrame(tables('..')))
  })
  it('is one that changes while it is open, or that is closed', async () => {
    const path = file(`a,b\n${long((i) => `${i},1`)}\n`)
    const frame = await open(path)
    utimesSync(path, 1, 1)
    await failure('DATA_CHANGED', all(frame))
    writeFileSync(path, 'a,b\n1,2\n')
    expect((await failure('DATA_CHANGED', frame.query.select([], []))).args.file).toBe(path)
    await frame.close()
    await frame.close()
    await failure('FRAME_CLOSED', frame.hashes())
  })
})

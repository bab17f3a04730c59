import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { OpenDataset, TableSource } from '../../../src/shared/dataset'
import type { FloatType } from '../../../src/shared/training'
import { openDataset } from '../../../src/main/datasets/open'
import { resolveDataset } from '../../../src/main/datasets/resolve'
import { failure, file } from './build'

type Choice = Partial<TableSource>
const open = async (
  content: string | Uint8Array,
  choice: Choice = {},
  floatType: FloatType = 'float32'
): Promise<OpenDataset> => {
  const source = { format: 'csv' as const, task: 'regression' as const, path: file(content, 'points.csv'), ...choice }
  return openDataset(await resolveDataset(source, { baseDir: null }), { floatType })
}
const classification: Choice = { task: 'classification' }

describe('CSV', () => {
  it('leaves out a ragged row among others', async () => {
    const { train } = await open('x,y\n1,2\n3\n5,6\n7,8,9\n9,10\n11,12\n')
    expect(train).toEqual({ x: Float32Array.of(1, 5, 9, 11), y: Float32Array.of(2, 6, 10, 12), count: 4 })
  })
  it('refuses ragged rows where they are no exception, naming the first line', async () => {
    expect((await failure('CSV_RAGGED', open('x,y\n1,2\n3\n'))).args).toMatchObject({ row: 3, expected: 2, found: 1 })
    expect((await failure('CSV_RAGGED', open('x,y\n1,2\n3,4,5'))).args).toMatchObject({ row: 3, expected: 2, found: 3 })
    expect((await failure('CSV_RAGGED', open('x,y\r\n\r\n1,2\r\n3\r\n'))).args).toMatchObject({ row: 4 })
  })
  it.each(['two', '', 'NaN', 'nan', 'Infinity', '0x10', '1e39', '1,5'])('refuses "%s" for a number', async (cell) => {
    const error = await failure('CSV_CELL', open(`x;y\n1;2\n${cell};4\n`))
    expect(error.args).toMatchObject({ row: 3, column: 'x', found: cell })
  })
  it('refuses text in the target of a regression', async () => {
    expect((await failure('CSV_CELL', open('x,y\n1,a\n'))).args).toMatchObject({ row: 2, column: 'y' })
  })
  it('refuses a header that is incomplete, doubtful or doubled', async () => {
    expect((await failure('CSV_HEADER_EMPTY', open(',x,y\n0,1,2\n'))).args.column).toBe(1)
    expect((await failure('CSV_HEADER_NUMBER', open('5.1,3.5,setosa\n4.9,3.0,setosa\n'))).args.column).toBe(1)
    await failure('CSV_HEADER_TWICE', open('x,x\n1,2\n'))
  })
  it('refuses a file without rows, with one column, or empty', async () => {
    await failure('CSV_NO_ROWS', open('x,y\n'))
    await failure('CSV_NO_ROWS', open('\n\n'))
    await failure('CSV_ONE_COLUMN', open('x\n1\n'))
    await failure('DATA_EMPTY', open(''))
  })
  it('refuses broken quotes, naming the line', async () => {
    expect((await failure('CSV_SYNTAX', open('x,y\n1,2\n"3,4\n'))).args.row).toBe(3)
    expect((await failure('CSV_SYNTAX', open('x,y\n1,2\n"3"x,4\n'))).args.row).toBe(3)
  })
  it('refuses text in no encoding that it knows', async () => {
    await failure('CSV_ENCODING', open(Buffer.from('caf\u00e9,y\n1,2\n', 'latin1')))
    await failure('CSV_ENCODING', open(Buffer.from('\ufeffx,y\n1,2\n', 'utf16le').subarray(0, -1)))
  })
  it('reads UTF-16 and GBK', async () => {
    for (const content of [
      Buffer.from('\ufeff\u957f,\u5bbd\n1,2\n', 'utf16le'),
      Buffer.from([0xb3, 0xa4, 0x2c, 0xbf, 0xed, 0x0a, 0x31, 0x2c, 0x32])
    ]) {
      const { train } = await open(content, { features: ['\u957f'], target: '\u5bbd' })
      expect(train).toEqual({ x: Float32Array.of(1), y: Float32Array.of(2), count: 1 })
    }
  })
  it('refuses columns that are not there or chosen twice', async () => {
    expect((await failure('CSV_COLUMN_UNKNOWN', open('x,y\n1,2\n', { target: 'z' }))).args.known).toBe('x, y')
    await failure('CSV_COLUMN_UNKNOWN', open('x,y\n1,2\n', { features: ['w'] }))
    await failure('CSV_COLUMN_TWICE', open('x,y\n1,2\n', { features: ['x', 'y'] }))
    await failure('CSV_COLUMN_TWICE', open('x,y\n1,2\n', { features: ['x', 'x'] }))
  })
  it.each(['-1', '-1e-9', 'NaN', 'Infinity', '1e39', '', 'heavy'])('refuses "%s" for a weight', async (cell) => {
    const error = await failure('SAMPLE_WEIGHT', open(`x,w,y\n1,1,2\n\n3,${cell},4\n`, { sample_weight: 'w' }))
    expect(error.args).toMatchObject({ row: 4, column: 'w', found: cell })
  })
  it('refuses weights that are not there, or a feature or the target besides', async () => {
    const content = 'x,w,y\n1,1,2\n'
    const unknown = await failure('CSV_COLUMN_UNKNOWN', open(content, { sample_weight: 'z' }))
    expect(unknown.args).toMatchObject({ found: 'z', known: 'x, w, y' })
    await failure('CSV_COLUMN_TWICE', open(content, { sample_weight: 'w', features: ['x', 'w'] }))
    await failure('CSV_COLUMN_TWICE', open(content, { sample_weight: 'y', target: 'y' }))
    await failure('CSV_ONE_COLUMN', open('x,w\n1,1\n', { sample_weight: 'w' }))
  })
  it('refuses targets that are no classes', async () => {
    await failure('CSV_CLASSES', open('x,y\n1,a\n2,a\n', classification))
    const many = Array.from({ length: 1001 }, (_, i) => `${i},${i / 7}`).join('\n')
    await failure('CSV_CLASSES', open(`x,y\n${many}\n`, classification))
    expect((await failure('CSV_CELL_EMPTY', open('x,y\n1,a\n2,\n', classification))).args.row).toBe(3)
  })
  it('refuses a relative path without a project file, a missing file, and other formats', async () => {
    const source = { format: 'csv' as const, task: 'regression' as const, path: 'no.csv' }
    await failure('DATA_RELATIVE_PATH', resolveDataset(source, { baseDir: null }))
    await failure('FILE_NOT_FOUND', resolveDataset(source, { baseDir: '/tmp' }))
    await failure('DATA_FORM_TABLE', open(Uint8Array.from([0, 0, 8, 1, 0, 0, 0, 1, 5])))
    await failure('DATA_FORM_TABLE', open(gzipSync(Uint8Array.from([0, 0, 8, 1, 0, 0, 0, 1, 5]))))
  })

  it('reads features and the last column as target', async () => {
    const dataset = await open('\ufeffx,"the y"\r\n1,2\r\n\r\n -.5e1 ,"4."\r\n')
    expect(dataset).toMatchObject({ name: 'points.csv', task: 'regression', shape: [1], classes: null, test: null })
    expect(dataset.train).toEqual({ x: Float32Array.of(1, -5), y: Float32Array.of(2, 4), count: 2 })
    expect(dataset.hashes.data).toMatch(/^[0-9a-f]{64}$/)
  })
  it('holds numbers in float64 where a network computes in that', async () => {
    const dataset = await open('x,y\n0.123456789012345,1e300\n', {}, 'float64')
    expect(dataset.train).toEqual({ x: Float64Array.of(0.123456789012345), y: Float64Array.of(1e300), count: 1 })
    await failure('CSV_CELL', open('x,y\n1,1e309\n', {}, 'float64'))
  })
  it('takes the features in the order that was chosen', async () => {
    const { train, shape } = await open('a\tb\tc\n1\t2\t3\n4\t5\t6\n', { features: ['c', 'a'], target: 'b' })
    expect(shape).toEqual([2])
    expect(train).toEqual({ x: Float32Array.of(3, 1, 6, 4), y: Float32Array.of(2, 5), count: 2 })
  })
  it('names the columns of numbers without a header x0, x1 ...', async () => {
    const { train } = await open('1,2\n3,4', { features: ['x1'], target: 'x0' })
    expect(train).toEqual({ x: Float32Array.of(2, 4), y: Float32Array.of(1, 3), count: 2 })
  })
  it('numbers classes in the order of their labels, and leaves other text alone', async () => {
    const words = await open('note,x,kind\n?,1,versicolor\n,2,setosa\n"a, b",3,versicolor', {
      ...classification,
      features: ['x']
    })
    expect(words.classes).toEqual(['setosa', 'versicolor'])
    expect(words.train.y).toEqual(Uint8Array.of(1, 0, 1))
    const numbers = await open('x,y\n1,10\n2,9\n3,10', classification)
    expect(numbers.classes).toEqual(['9', '10'])
    expect(numbers.train.y).toEqual(Uint8Array.of(1, 0, 1))
  })
  it('reads weights from the column that is named, which is then neither feature nor target', async () => {
    const content = 'x,z,y,w\n1,2,3,0.5\n4,5,6,0\n'
    const { train, shape } = await open(content, { sample_weight: 'w' })
    expect(shape).toEqual([2])
    expect(train.w).toEqual(Float32Array.of(0.5, 0))
    expect(train.y).toEqual(Float32Array.of(3, 6))
    const kinds = await open('w,x,kind\n2,1,b\n3,2,a', { ...classification, sample_weight: 'w' })
    expect(kinds.train).toEqual({
      x: Float32Array.of(1, 2),
      y: Uint8Array.of(1, 0),
      w: Float32Array.of(2, 3),
      count: 2
    })
  })
  it('takes no column for weights that is not named', async () => {
    const { train, shape } = await open('x,sample_weight,y\n1,2,3\n')
    expect(shape).toEqual([2])
    expect(train.w).toBeUndefined()
  })
  it('reads gzipped text', async () => {
    expect((await open(gzipSync('x,y\n1,2\n'))).train.count).toBe(1)
  })
  it('reads the example line: 100 points about y = 3x + 2', async () => {
    const examples = join(import.meta.dirname, '../../../examples')
    const source = { format: 'csv' as const, task: 'regression' as const, path: 'data/line.csv' }
    const { train } = await openDataset(await resolveDataset(source, { baseDir: examples }))
    expect(train.count).toBe(100)
    const residuals = Array.from(train.y, (y, i) => y - (3 * train.x[i]! + 2))
    const mean = residuals.reduce((sum, value) => sum + value, 0) / 100
    const deviation = Math.sqrt(residuals.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 100)
    expect(Math.abs(mean)).toBeLessThan(0.3)
    expect(deviation).toBeGreaterThan(0.8)
    expect(deviation).toBeLessThan(1.2)
  })
  it('reads a large file without blocking for long', async () => {
    const rows = Array.from({ length: 100_000 }, (_, i) => `${i},${i / 3},${i % 7}`).join('\n')
    let turns = 0
    const timer = setInterval(() => turns++, 1)
    const { train } = await open(`a,b,c\n${rows}\n`)
    clearInterval(timer)
    expect(train.count).toBe(100_000)
    // How long a turn takes is the machine's matter; that others get theirs is not.
    expect(turns).toBeGreaterThan(5)
  })
})

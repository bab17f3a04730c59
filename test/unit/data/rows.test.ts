// Rows of a view, single values, statistics, words and labels.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnStatistics } from '../../../src/main/data/statistics'
import { pageOf } from '../../../src/main/data/rows'
import type { ColumnValues, PictureValues } from '../../../src/shared/columns'
import type { DataView } from '../../../src/shared/data-contract'
import type { DatasetSource } from '../../../src/shared/dataset'
import { folderOf, petsCsv, pictureFolder, pixel, textFolder } from '../../support/data-sources'
import { failure, npyBytes, zipBytes } from '../datasets/build'
import { world } from './service'

const { ask } = await world()
const of = (source: object) => ({ source: source as DatasetSource, baseDir: null })
const pets = of({ format: 'csv', path: petsCsv(), task: 'classification' })
const xor = of({ format: 'synthetic', generator: 'xor', n_samples: 40, seed: 3 })
const pictures = of({ format: 'images', path: pictureFolder() })
const tiny = of({ name: 'tiny' })

const rowsOf = async (ref: ReturnType<typeof of>, view: Partial<DataView>, columns: string[]) => {
  const page = await ask.rows({ ...ref, columns, first: 0, count: 4096, view })
  return { rows: [...page.rows], total: page.total, values: page.values }
}
const cells = (values: ColumnValues | undefined): unknown[] =>
  values?.kind === 'numbers'
    ? Array.from(values.data, (value, row) => (values.missing?.[row] ? null : value))
    : values?.kind === 'texts'
      ? values.values
      : []

describe('rows', () => {
  it('of a view are a stretch of it, cut at its end', async () => {
    const page = await ask.rows({ ...pets, columns: ['age', 'kind'], first: 55, count: 10 })
    expect(page.total).toBe(60)
    expect([...page.rows]).toEqual([55, 56, 57, 58, 59])
    expect(cells(page.values[1])).toEqual(['dog', 'dog', 'cat', 'dog', 'dog'])
    expect(await ask.rows({ ...pets, columns: ['age'], first: 60, count: 10 })).toMatchObject({ total: 60, values: [] })
  })

  it.each([
    ['a table', of({ format: 'csv', path: petsCsv() }), 'weight', 'age'],
    ['made-up data', xor, 'x0', 'x1']
  ])('of %s are filtered and ordered as by hand, missing values last', async (_, ref, column, second) => {
    const { values } = await rowsOf(ref, {}, [column, second])
    const [own, other] = [cells(values[0]), cells(values[1])] as [(number | null)[], (number | null)[]]
    const all = own.map((_, row) => row)
    const median = [...own].filter((value) => value !== null).sort((a, b) => a - b)[10]!
    const filtered = async (...where: DataView['where']) => (await rowsOf(ref, { where }, [column])).rows
    for (const [is, holds] of [
      ['<', (value: number) => value < median],
      ['<=', (value: number) => value <= median],
      ['>', (value: number) => value > median],
      ['>=', (value: number) => value >= median],
      ['=', (value: number) => value === median]
    ] as const)
      expect(await filtered({ column, is, value: median }), is).toEqual(
        all.filter((row) => own[row] !== null && holds(own[row]!))
      )
    expect(await filtered({ column, is: '!=', value: String(median) })).toEqual(
      all.filter((row) => own[row] !== median)
    )
    expect(await filtered({ column, is: 'missing' })).toEqual(all.filter((row) => own[row] === null))
    expect(await filtered({ column, is: 'present' }, { column: second, is: 'missing' })).toEqual(
      all.filter((row) => own[row] !== null && other[row] === null)
    )
    for (const descending of [false, true]) {
      const key = (row: number) => (own[row] === null ? Infinity : descending ? -own[row]! : own[row]!)
      const ordered = [...all].sort((a, b) => (key(a) === key(b) ? a - b : key(a) - key(b)))
      expect((await rowsOf(ref, { order: [{ column, descending }] }, [column])).rows).toEqual(ordered)
    }
  })

  it('contain a text in any case', async () => {
    const { rows } = await rowsOf(pets, { where: [{ column: 'colour', is: 'contains', value: 'RE' }] }, ['colour'])
    expect(rows).toEqual(Array.from({ length: 60 }, (_, i) => i).filter((i) => i % 3 !== 2))
    const texts = of({ format: 'texts', path: textFolder() })
    expect(
      (await rowsOf(texts, { where: [{ column: 'text', is: 'contains', value: 'dull' }] }, ['label'])).rows
    ).toEqual([1, 2])
  })

  it('are compared with a number where the column has numbers, or it is an error', async () => {
    for (const [ref, column] of [
      [pets, 'age'],
      [xor, 'x0']
    ] as const) {
      await failure('FRAME_VALUE', rowsOf(ref, { where: [{ column, is: '=', value: 'old' }] }, [column]))
      await failure('FRAME_VALUE', rowsOf(ref, { where: [{ column, is: '=', value: '' }] }, [column]))
    }
  })

  it('whose picture cannot be read are found, and none is decoded whole for it', async () => {
    expect((await rowsOf(pictures, { where: [{ column: 'image', is: 'missing' }] }, ['label'])).rows).toEqual([1])
    expect((await rowsOf(pictures, { where: [{ column: 'image', is: 'present' }] }, ['label'])).total).toBe(7)
  })

  it('have small pictures where that is asked, and long texts cut', async () => {
    const page = await ask.rows({ ...pictures, columns: ['label', 'image'], first: 0, count: 8, thumbnail: 8 })
    const { values } = page.values[1] as PictureValues
    expect(values.map((one) => one && Math.max(one.height, one.width) <= 8)).toEqual([
      ...[true, null, true, true, true, true, true, true]
    ])
    const path = folderOf({ 'a/1.txt': 'x'.repeat(5000), 'b/1.txt': 'short' })
    const long = of({ format: 'texts', path })
    const [text] = cells((await ask.rows({ ...long, columns: ['text'], first: 0, count: 1 })).values[0]) as [string]
    expect(text).toHaveLength(2001)
    expect(cells(await ask.value({ ...long, column: 'text', row: 0 }))).toEqual(['x'.repeat(5000)])
  })

  it('or columns that are not there are one clear error', async () => {
    for (const ref of [pets, xor, pictures, tiny, of({ format: 'texts', path: textFolder() })]) {
      const error = await failure('FRAME_COLUMN', ask.rows({ ...ref, columns: ['none'], first: 0, count: 1 }))
      expect(error.args.known).toBeTruthy()
      await failure('FRAME_COLUMN', ask.statistics({ ...ref, columns: ['none'] }))
      await failure('FRAME_COLUMN', ask.correlation({ ...ref, columns: ['none'] }))
      await failure('FRAME_COLUMN', rowsOf(ref, { where: [{ column: 'none', is: 'missing' }] }, ['label']))
      await failure('FRAME_COLUMN', ask.vocabulary({ ...ref, column: 'none', most: 5 }))
      await failure('DATA_ROW', ask.value({ ...ref, column: 'label', row: 1000 }))
    }
  })

  it('of a frame in memory are no view of all of it', async () => {
    const page = await ask.rows({ ...tiny, columns: ['image'], first: 0, count: 1 })
    expect(page.values[0]).toMatchObject({
      kind: 'numbers',
      shape: [2, 3],
      data: Uint8Array.from([0, 7, 14, 21, 28, 35])
    })
  })

  it('none at all are a page too', async () => {
    expect(await pageOf({ rows: 3 } as never, ['a'], null, 5, 2)).toMatchObject({ total: 3, values: [] })
  })
})

describe('a value', () => {
  it('is there whole, whatever its kind', async () => {
    const one = (await ask.value({ ...pictures, column: 'image', row: 3 })) as PictureValues
    expect(one.values[0]).toMatchObject({ height: 7, width: 5, channels: 3 })
    expect([...one.values[0]!.data.subarray(0, 4)]).toEqual([0, 1, 2, 3].map((at) => pixel(3, at)))
    expect(await ask.value({ ...pictures, column: 'image', row: 1 })).toEqual({ kind: 'pictures', values: [null] })
    expect(cells(await ask.value({ ...tiny, column: 'label', row: 9 }))).toEqual([1])
  })
})

interface Known {
  columns: Record<string, (number | null)[]>
  statistics: Record<string, Record<'min' | 'max' | 'mean' | 'std' | 'distinct' | 'missing', number> & Lists>
  correlation: (number | null)[][]
}
interface Lists {
  quantiles: number[]
  histogram: number[] | null
}
const numpy = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../fixtures/data/statistics.json'), 'utf8')
) as Known
const NAMES = Object.keys(numpy.columns)
const LENGTH = numpy.columns[NAMES[0]!]!.length

/** The same columns as a table and as arrays, where a missing value is NaN. */
const table = of({
  format: 'csv',
  path: join(
    folderOf({
      'known.csv': `${NAMES.join(',')}\n${Array.from({ length: LENGTH }, (_, row) =>
        NAMES.map((name) => numpy.columns[name]![row] ?? '').join(',')
      ).join('\n')}\n`
    }),
    'known.csv'
  )
})
async function arrays(name: string) {
  const data = Float64Array.from(numpy.columns[name]!, (value) => value ?? NaN)
  const bytes = await zipBytes({ 'x_train.npy': npyBytes('<f8', `(${LENGTH},)`, new Uint8Array(data.buffer)) })
  const path = join(folderOf({ 'x.npz': bytes }), 'x.npz')
  return of({ format: 'arrays', x_train: { path } })
}

describe('statistics', () => {
  it.each(NAMES)('of %s are those of NumPy, from a table and from an array', async (name) => {
    const expected = numpy.statistics[name]!
    const [fromTable] = await ask.statistics({ ...table, columns: [name] })
    const [fromArray] = await ask.statistics({ ...(await arrays(name)), columns: ['x'] })
    for (const [found, missing, notFinite] of [
      [fromTable!, expected.missing, 0],
      [fromArray!, 0, expected.missing]
    ] as const) {
      expect(found).toMatchObject({ rows: LENGTH, missing, distinct: expected.distinct })
      const numbers = found.numbers!
      for (const key of ['min', 'max', 'mean'] as const) expect(numbers[key]).toBeCloseTo(expected[key], 6)
      expect(Math.abs(numbers.std - expected.std)).toBeLessThan(1e-6 * (1 + expected.std))
      numbers.quantiles.forEach((value, i) => expect(value).toBeCloseTo(expected.quantiles[i]!, 9))
      expect(numbers.notFinite).toBe(notFinite)
      if (expected.histogram) expect(numbers.histogram).toEqual(expected.histogram)
    }
  })

  it('of tensors count every number, and rows as rows', async () => {
    const [found] = await ask.statistics({ ...tiny, columns: ['image'] })
    const values = [...Array.from({ length: 36 }, (_, i) => i * 7), ...Array.from({ length: 24 }, (_, i) => 255 - i)]
    expect(found).toMatchObject({ rows: 10, missing: 0, distinct: new Set(values.map((value) => value % 256)).size })
    expect(found!.numbers!.mean).toBeCloseTo(values.reduce((a, b) => a + b) / 60, 9)
    expect(found!.numbers!.histogram.reduce((a, b) => a + b)).toBe(60)
  })

  it('of texts, classes and pictures name the most frequent', async () => {
    const [colour, kind] = await ask.statistics({ ...pets, columns: ['colour', 'kind'] })
    expect(colour).toMatchObject({ distinct: 3, numbers: null, missing: 0 })
    expect(kind!.top).toEqual([
      { value: 'dog', count: 40 },
      { value: 'cat', count: 20 }
    ])
    const [image] = await ask.statistics({ ...pictures, columns: ['image'] })
    expect(image).toMatchObject({ rows: 8, missing: 1, distinct: 7 })
    expect(image!.top).toContainEqual({ value: '4 × 5 × 3', count: 1 })
  })

  it('are those of simple formulas for whatever numbers there are', () => {
    const some = fc.array(
      fc.oneof(fc.integer({ min: -50, max: 50 }), fc.double({ min: -1e6, max: 1e6, noNaN: true })),
      {
        minLength: 1,
        maxLength: 60
      }
    )
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 3 }), (given, size) => {
        const count = Math.floor(given.length / size)
        const used = given.slice(0, count * size)
        if (count === 0) return
        const values: ColumnValues = {
          ...{ kind: 'numbers', shape: size === 1 ? [] : [size], missing: null },
          data: Float64Array.from(used)
        }
        const { rows, distinct, numbers } = columnStatistics('c', size === 1 ? 'number' : 'tensor', values)
        const mean = used.reduce((a, b) => a + b, 0) / used.length
        const std = Math.sqrt(used.reduce((sum, value) => sum + (value - mean) ** 2, 0) / used.length)
        expect(rows).toBe(count)
        expect(distinct).toBe(new Set(used.map((value) => value + 0)).size)
        expect([numbers!.min, numbers!.max]).toEqual([Math.min(...used) + 0, Math.max(...used) + 0])
        expect(Math.abs(numbers!.mean - mean)).toBeLessThan(1e-6)
        expect(Math.abs(numbers!.std - std)).toBeLessThan(1e-6)
        expect(numbers!.histogram.reduce((a, b) => a + b)).toBe(used.length)
        const sorted = [...used].sort((a, b) => a - b)
        const middle = (sorted.length - 1) / 2
        const median = (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2
        expect(Math.abs(numbers!.quantiles[2] - median)).toBeLessThan(1e-6)
      })
    )
  })

  it('of bytes are those of the same numbers in any other type', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2, maxLength: 80 }), (bytes) => {
        const even = bytes.subarray(0, bytes.length & ~1)
        const of = (data: Uint8Array<ArrayBuffer> | Float64Array<ArrayBuffer>) =>
          columnStatistics('c', 'tensor', { kind: 'numbers', shape: [2], data, missing: null })
        const [found, expected] = [of(Uint8Array.from(even)), of(Float64Array.from(even))]
        expect(found).toEqual({
          ...expected,
          numbers: { ...expected.numbers, std: expect.closeTo(expected.numbers!.std, 9) as number }
        })
      })
    )
  })

  it('of nothing finite are none', () => {
    const values: ColumnValues = { kind: 'numbers', shape: [], data: Float32Array.of(NaN, Infinity), missing: null }
    expect(columnStatistics('c', 'number', values)).toMatchObject({ rows: 2, missing: 0, distinct: 0, numbers: null })
  })
})

describe('correlation', () => {
  const close = (found: ArrayLike<number>, expected: (number | null)[][]) =>
    expected.flat().forEach((r, i) => {
      if (r === null) expect(found[i]).toBeNaN()
      else expect(found[i]).toBeCloseTo(r, 9)
    })

  it('is that of NumPy, over the rows that both columns have', async () => {
    close(await ask.correlation({ ...table, columns: NAMES }), numpy.correlation)
  })

  it('of made-up data is that of a simple formula; of what is no number it is NaN', async () => {
    const { values } = await rowsOf(xor, {}, ['x0', 'label'])
    const [x, y] = values.map(cells) as [number[], number[]]
    const mean = (v: number[]) => v.reduce((a, b) => a + b) / v.length
    const [mx, my] = [mean(x), mean(y)]
    const product = (a: number[], ma: number, b: number[], mb: number) =>
      a.reduce((sum, value, i) => sum + (value - ma) * (b[i]! - mb), 0)
    const r = product(x, mx, y, my) / Math.sqrt(product(x, mx, x, mx) * product(y, my, y, my))
    close(await ask.correlation({ ...xor, columns: ['x0', 'label'] }), [
      [1, r],
      [r, 1]
    ])
    close(await ask.correlation({ ...tiny, columns: ['image', 'label'] }), [
      [null, null],
      [null, 1]
    ])
  })
})

describe('a scatter plot', () => {
  it('has rows evenly drawn, and their colours', async () => {
    const found = await ask.scatter({ ...pets, x: 'age', y: 'weight', colour: 'kind', most: 20 })
    expect([...found.rows]).toEqual(Array.from({ length: 20 }, (_, i) => i * 3))
    expect(found.x[1]).toBeNaN() // row 3 has no age
    expect(found.y[0]).toBe(0)
    expect(cells(found.colour!)).toEqual(new Array(20).fill('cat'))
  })
})

import { describe, expect, it } from 'vitest'
import { imbalanceOf } from '../../../src/renderer/data/examples/imbalance'
import { PageCache } from '../../../src/renderer/data/examples/page-cache'
import { placeOf, rowsThat, testsOf } from '../../../src/renderer/data/examples/row-filter'
import { cellAt, layOutGrid, placeAfter } from '../../../src/renderer/data/pictures/grid-layout'
import { BLACK, picturesOf, putPixels, rangeOf, WHITE } from '../../../src/renderer/data/pictures/pixels'
import { scrollMap, TALLEST } from '../../../src/renderer/data/virtual/scroll-map'

const settled = () => new Promise((resolve) => setTimeout(resolve))

describe('the grid of pictures', () => {
  it('finds the place under a point', () => {
    const layout = layOutGrid(400, 100, 56)
    expect(layout.columns).toBe(5)
    expect(cellAt(layout, 399, layout.cell.height + 1)).toBe(9)
    expect(cellAt(layout, 401, 0)).toBe(-1)
  })
  it('moves by keys, and stays within', () => {
    const layout = layOutGrid(400, 100, 56)
    const after = (key: string, place: number) => placeAfter(key, place, layout, 100, 4 * layout.cell.height)
    expect(['ArrowRight', 'ArrowDown', 'PageDown', 'Home', 'End', 'a'].map((key) => after(key, 7))).toStrictEqual([
      8,
      12,
      22,
      0,
      99,
      null
    ])
    expect([after('ArrowUp', 3), after('ArrowLeft', 0), after('PageDown', 98)]).toStrictEqual([3, 0, 99])
  })
})

describe('pages', () => {
  const started: number[] = []
  const answers: (() => void)[] = []
  const cache = () =>
    new PageCache(
      10,
      1000,
      (first) => {
        started.push(first)
        return new Promise<number>((resolve) => answers.push(() => resolve(first)))
      },
      3
    )
  it('fetches what is in sight first, and not what was scrolled away before its turn', async () => {
    const pages = cache()
    pages.want(0, 35) // pages 0 to 3, two at once
    expect(started).toStrictEqual([0, 10])
    pages.want(500, 505)
    answers[0]!()
    await settled()
    expect(started).toStrictEqual([0, 10, 500])
    expect(pages.peek(7)).toStrictEqual({ page: 0, at: 7 })
    expect(pages.peek(20)).toBeNull()
    answers[1]!()
    await settled()
    expect(started).toStrictEqual([0, 10, 500, 510])
  })
  it('forgets the oldest, never what is in sight', async () => {
    const pages = new PageCache(10, 1000, async (first) => first, 3)
    for (const first of [0, 300, 600]) {
      pages.want(first, first + 10)
      await settled()
    }
    expect([0, 300, 600].map((place) => pages.peek(place)?.page ?? null)).toStrictEqual([null, null, 600])
  })
  it('tells a failure, and does not ask for the same again', async () => {
    let calls = 0
    const pages = new PageCache(10, 10, async () => {
      calls++
      throw new Error('no')
    })
    pages.want(0, 5)
    await settled()
    pages.want(0, 5)
    await settled()
    expect([calls, (pages.error.value as Error).message]).toStrictEqual([1, 'no'])
  })
})

describe('a filter', () => {
  const known = { labels: [0, 1, 0, 1, 0], splits: [0, 0, 1, 2, 255] }
  const rows = (filter: Parameters<typeof testsOf>[0]) => rowsThat(5, testsOf(filter, known))
  it('lets pass by class and split', () => {
    expect(rows({ split: null, label: null })).toBeNull()
    expect([...rows({ split: null, label: 0 })!]).toStrictEqual([0, 2, 4])
    expect([...rows({ split: 'train', label: 1 })!]).toStrictEqual([1])
    expect([...rows({ split: 'none', label: null })!]).toStrictEqual([4])
  })
  it('knows where a row is, or the next one', () => {
    const shown = Uint32Array.of(2, 5, 9)
    expect([0, 2, 3, 9, 10].map((row) => placeOf(shown, row))).toStrictEqual([0, 0, 1, 2, 3])
  })
})

it('classes are uneven above three times', () => {
  expect(imbalanceOf([30, 10, 20])).toBeNull()
  expect(imbalanceOf([31, 10])).toStrictEqual({ most: 0, least: 1, times: 3.1 })
  expect(imbalanceOf([5, 0])?.times).toBe(Infinity)
  expect(imbalanceOf([5])).toBeNull()
})

describe('pixels', () => {
  it('are drawn between two colours, or as they are', () => {
    const target = { width: 2, height: 1, data: new Uint8ClampedArray(8) } as unknown as ImageData
    const tones = { from: 0, to: 1, low: WHITE, high: BLACK }
    putPixels(target, 0, 0, { height: 1, width: 1, channels: 1, data: [0.5] }, tones)
    putPixels(target, 1, 0, { height: 1, width: 1, channels: 3, data: [10, 20, 300] }, { ...tones, to: 255 })
    expect([...target.data]).toStrictEqual([128, 128, 128, 255, 10, 20, 255, 255])
  })
  it('know their range', () => {
    const numbers = (data: Float32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>) =>
      ({ kind: 'numbers', shape: [1, 2], data, missing: null }) as const
    expect(rangeOf(numbers(Uint8Array.of(0, 9)))).toStrictEqual([0, 255])
    expect(rangeOf(numbers(Float32Array.of(0, 0.5)))).toStrictEqual([0, 1])
    expect(rangeOf(numbers(Float32Array.of(-0.5, 0.5)))).toStrictEqual([-1, 1])
    expect(rangeOf(numbers(Float32Array.of(-5, 900)))).toStrictEqual([-5, 900])
    expect(picturesOf(numbers(Float32Array.of(1, 2, 3, 4))).map((one) => [...Array.from(one!.data)])).toStrictEqual([
      [1, 2],
      [3, 4]
    ])
  })
})

it('content taller than a browser draws is scrolled through in proportion', () => {
  expect(scrollMap(1000, 100)).toMatchObject({ height: 1000, exact: true, end: 900 })
  const tall = scrollMap(90_000_000, 1000)
  expect([tall.height, tall.toOffset(0), tall.toOffset(TALLEST - 1000)]).toStrictEqual([TALLEST, 0, 89_999_000])
  expect(tall.toOffset(tall.toScrollTop(12_345_678))).toBeCloseTo(12_345_678, 3)
})

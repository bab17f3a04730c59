import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dealRows, type OwnPart } from '../../../src/pipeline/split'
import type { Split } from '../../../src/shared/dataset'
import { permutation, randomStream } from '../../../src/shared/random'
import { numbers, texts } from '../../support/columns'

const split = (change: Partial<Split>): Split => ({ validation: 0, test: 'own', seed: 0, stratified: false, ...change })
const sizes = (deal: ReturnType<typeof dealRows>) => Object.values(deal).map((rows) => rows.length)
const code = (wanted: string, args: object = {}) =>
  expect.objectContaining({ code: wanted, args: expect.objectContaining(args) })

/** Every 4th row of class 1. */
const classes = (rows: number): Uint8Array => Uint8Array.from({ length: rows }, (_, i) => (i % 4 === 3 ? 1 : 0))

describe('shares below 1', () => {
  /** The first version, of fractions alone: projects and runs of then must see the same rows. */
  function asAtFirst(labels: ArrayLike<number>, count: number, { validation, test, seed, stratified }: Split) {
    const groups = stratified
      ? [0, 1]
          .map((label) => [...Array(count).keys()].filter((i) => labels[i] === label))
          .filter((group) => group.length > 0)
      : [[...Array(count).keys()]]
    const picked: Record<string, number[]> = { train: [], validation: [], test: [] }
    groups.forEach((group, i) => {
      const order = permutation(group.length, randomStream(seed, `split/${i}`))
      const tests = Math.round(group.length * Number(test))
      const validations = Math.round((group.length - tests) * validation)
      order.forEach((place, rank) => {
        picked[rank < tests ? 'test' : rank < tests + validations ? 'validation' : 'train']!.push(group[place]!)
      })
    })
    return Object.fromEntries(Object.entries(picked).map(([name, rows]) => [name, rows.sort((a, b) => a - b)]))
  }

  it('give the same rows as ever', () => {
    const share = fc.integer({ min: 10, max: 45 }).map((percent) => percent / 100)
    const seeds = fc.nat(0xffffffff)
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 300 }),
        share,
        share,
        seeds,
        fc.boolean(),
        (rows, validation, test, seed, stratified) => {
          const asked = split({ validation, test, seed, stratified })
          const expected = asAtFirst(classes(rows), rows, asked)
          const deal = dealRows(rows, [], classes(rows), null, asked)
          expect(Object.fromEntries(Object.entries(deal).map(([name, of]) => [name, [...of]]))).toEqual(expected)
        }
      )
    )
    // So that a change of the random stream shows too.
    expect([...dealRows(30, [], null, null, split({ validation: 0.2, seed: 5 })).validation]).toEqual([
      6, 7, 8, 13, 21, 24
    ])
  })
})

describe('numbers of examples', () => {
  it('are taken exactly, the test split first', () => {
    expect(sizes(dealRows(100, [], null, null, split({ validation: 7, test: 20 })))).toEqual([73, 7, 20])
    expect(sizes(dealRows(100, [], null, null, split({ validation: 0.5, test: 20 })))).toEqual([40, 40, 20])
    expect(sizes(dealRows(100, [], null, null, split({ validation: 1, test: 1 })))).toEqual([98, 1, 1])
  })

  it('stratified: each class by its size, and exactly as many together', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(4), { minLength: 30, maxLength: 200 }),
        fc.integer({ min: 1, max: 12 }),
        (labels, asked) => {
          const deal = dealRows(
            labels.length,
            [],
            labels,
            null,
            split({ validation: asked, test: asked, stratified: true })
          )
          expect([deal.validation.length, deal.test.length]).toEqual([asked, asked])
          for (const label of new Set(labels)) {
            const share = (asked * labels.filter((other) => other === label).length) / labels.length
            const found = [...deal.test].filter((row) => labels[row] === label).length
            expect(Math.abs(found - share)).toBeLessThan(1)
          }
        }
      )
    )
  })

  it('that leave nothing to train on are refused', () => {
    expect(() => dealRows(10, [], null, null, split({ test: 10 }))).toThrow(
      code('SPLIT_EMPTY', { part: 'train', total: 10 })
    )
    expect(() => dealRows(10, [], null, null, split({ test: 4, validation: 90 }))).toThrow(code('SPLIT_EMPTY'))
    expect(() => dealRows(0, [], null, null, split({}))).toThrow(code('SPLIT_EMPTY', { part: 'train', total: 0 }))
  })
})

describe("the source's own splits", () => {
  const parts: OwnPart[] = [
    { name: 'train', first: 0, count: 50 },
    { name: 'validation', first: 50, count: 20 },
    { name: 'test', first: 70, count: 30 }
  ]
  const range = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i)

  it('are taken as they are, unless there shall be no validation', () => {
    const deal = dealRows(100, parts, null, null, split({ validation: 0.1 }))
    expect([[...deal.train], [...deal.validation], [...deal.test]]).toEqual([
      range(0, 50),
      range(50, 20),
      range(70, 30)
    ])
    expect(sizes(dealRows(100, parts, null, null, split({ validation: 0 })))).toEqual([50, 0, 30])
  })

  it('without a validation split: it is dealt from the training rows', () => {
    const two = parts.filter(({ name }) => name !== 'validation')
    const deal = dealRows(100, two, null, null, split({ validation: 0.2 }))
    expect(sizes(deal)).toEqual([40, 10, 30])
    expect([...deal.train, ...deal.validation].every((row) => row < 50)).toBe(true)
  })

  it('are left alone where test is a number', () => {
    const deal = dealRows(100, parts, null, null, split({ validation: 0.2, test: 0.5 }))
    expect(sizes(deal)).toEqual([20, 5, 25])
    expect(Object.values(deal).every((rows) => rows.every((row) => row < 50))).toBe(true)
  })
})

describe('a column', () => {
  it('says it in any case, and with the words in use', () => {
    const column = texts('set', ['Train', 'TRAINING', 'val', 'dev', 'Valid', 'validation ', 'test', 'Eval', 'testing'])
    const deal = dealRows(9, [], null, column.values, split({ column: 'set', validation: 0.5 }))
    expect([[...deal.train], [...deal.validation], [...deal.test]]).toEqual([
      [0, 1],
      [2, 3, 4, 5],
      [6, 7, 8]
    ])
  })

  it.each([
    [texts('set', ['train', 'holdout']), '"holdout"', 1],
    [texts('set', ['train', 'test', null]), 'nothing', 2],
    [texts('set', ['']), '""', 0],
    [numbers('set', [0, 1]), '"0"', 0]
  ])('refuses anything else', (column, found, row) => {
    expect(() => dealRows(3, [], null, column.values, split({ column: 'set' }))).toThrow(
      code('SPLIT_COLUMN_VALUE', { column: 'set', found, row })
    )
  })

  it('must name some rows for training', () => {
    const column = texts('set', ['test', 'val'])
    expect(() => dealRows(2, [], null, column.values, split({ column: 'set' }))).toThrow(
      code('SPLIT_EMPTY', { part: 'train' })
    )
  })
})

it('no row is in two splits, and none is lost', () => {
  const share = fc.oneof(
    fc.nat(30).map((percent) => percent / 100),
    fc.integer({ min: 1, max: 9 })
  )
  fc.assert(
    fc.property(
      fc.array(fc.nat(3), { minLength: 40, maxLength: 120 }),
      share,
      share,
      fc.boolean(),
      (labels, validation, test, stratified) => {
        let deal: ReturnType<typeof dealRows>
        try {
          deal = dealRows(labels.length, [], labels, null, split({ validation, test, stratified }))
        } catch (error) {
          expect(error).toEqual(code('SPLIT_EMPTY'))
          return
        }
        const all = [...deal.train, ...deal.validation, ...deal.test].sort((a, b) => a - b)
        expect(all).toEqual([...labels.keys()])
      }
    )
  )
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  accuracyOf,
  agreementOf,
  byDifference,
  byDisagreement,
  classDifferences,
  classesIn,
  classifiedPair,
  countCells,
  OUTCOME_CELLS,
  pairOutcomes,
  positionsOf,
  tellsClasses,
  type Outcomes
} from '../../../src/comparison/predictions'

type Row = [row: number, truth: number, predicted: number, confidence: number]
const outcomes = (rows: Row[]): Outcomes => ({
  rows: Uint32Array.from(rows, ([row]) => row),
  truth: Float64Array.from(rows, ([, truth]) => truth),
  predicted: Float64Array.from(rows, ([, , predicted]) => predicted),
  confidence: Float32Array.from(rows, ([, , , confidence]) => confidence),
  loss: new Float32Array(rows.length)
})
const a = outcomes([
  [1, 0, 0, 0.9],
  [2, 1, 0, 0.6],
  [4, 2, 2, 0.5],
  [5, 2, 1, 0.7],
  [9, 0, 0, 0.8]
])
const b = outcomes([
  [0, 0, 0, 0.9],
  [1, 0, 0, 0.7],
  [2, 1, 1, 0.6],
  [4, 2, 0, 0.75],
  [5, 2, 1, 0.5],
  [8, 0, 1, 0.9]
])
const pair = pairOutcomes(a, b)

describe('two runs on the same examples', () => {
  it('are compared on the rows that both have', () => {
    expect([...pair.rows]).toStrictEqual([1, 2, 4, 5])
    expect(pair.unlike).toBe(0)
    expect(countCells(pair)).toStrictEqual({ both: 1, onlyA: 1, onlyB: 1, neither: 1 })
    expect(agreementOf(pair)).toBe(0.5)
    expect(accuracyOf(a)).toBe(0.6)
    expect(classesIn(a)).toBe(3)
  })
  it('are not where the truth is another one', () => {
    const other = outcomes([
      [1, 1, 1, 0.9],
      [2, 1, 1, 0.9]
    ])
    expect(pairOutcomes(a, other)).toMatchObject({ unlike: 1, rows: Uint32Array.of(2) })
    const quantity = outcomes([[1, NaN, 3, NaN]])
    expect(pairOutcomes(quantity, quantity).unlike).toBe(0)
    expect(tellsClasses(quantity)).toBe(false)
    expect(agreementOf(pairOutcomes(a, outcomes([])))).toBeNaN()
  })
  it('every pair of examples is in exactly one cell, and rows are those of both', () => {
    const rows = fc
      .uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 20 })
      .map((found) => found.sort((x, y) => x - y))
    const filled = (seed: number) => (list: number[]) =>
      outcomes(list.map((row): Row => [row, row % 3, (row * seed) % 3, ((row * seed) % 10) / 10]))
    fc.assert(
      fc.property(rows.map(filled(2)), rows.map(filled(5)), (x, y) => {
        const both = pairOutcomes(x, y)
        expect([...both.rows]).toStrictEqual([...x.rows].filter((row) => y.rows.includes(row)))
        const positions = OUTCOME_CELLS.flatMap((cell) => [...positionsOf(both, { kind: 'outcome', cell })])
        expect(positions.sort((p, q) => p - q)).toStrictEqual([...both.rows.keys()])
      }),
      { numRuns: 50 }
    )
  })
})

describe('examples of a selection', () => {
  it('come with the surest mistake first', () => {
    const many = pairOutcomes(
      outcomes([
        [0, 0, 0, 0.9],
        [1, 0, 0, 0.9],
        [2, 0, 0, 0.9]
      ]),
      outcomes([
        [0, 0, 1, 0.6],
        [1, 0, 1, 0.8],
        [2, 0, 1, 0.7]
      ])
    )
    expect([...positionsOf(many, { kind: 'outcome', cell: 'onlyA' })]).toStrictEqual([1, 2, 0])
  })
  it('are those of a cell of a confusion matrix, or where two differ in it', () => {
    const of = (who: 'a' | 'b' | 'difference') =>
      Array.from(positionsOf(pair, { kind: 'confusion', of: who, truth: 2, predicted: 1 }), (i) => pair.rows[i])
    expect(of('a')).toStrictEqual([5])
    expect(of('difference')).toStrictEqual([])
    expect([...positionsOf(pair, { kind: 'confusion', of: 'difference', truth: 2, predicted: 0 })]).toStrictEqual([2])
  })
  it('of quantities are those farthest apart', () => {
    const [x, y] = [1, 3].map((k) => outcomes([0, 1, 2].map((row): Row => [row, row, row * k, NaN])))
    expect([...byDisagreement(pairOutcomes(x!, y!))]).toStrictEqual([2, 1, 0])
  })
})

it('classes stand with the largest difference first, what has none last', () => {
  const classified = classifiedPair(pair, 3)
  const rows = classDifferences(classified)
  expect(rows[1]!.figures.recall).toStrictEqual({ a: 0, b: 1, difference: 1 })
  expect(byDifference(rows, 'recall').map((row) => row.class)).toStrictEqual([1, 2, 0])
  expect(byDifference(rows, 'precision').at(-1)!.figures.precision.difference).toBeNaN()
  expect([...classified.a.counts]).toStrictEqual([1, 0, 0, 1, 0, 0, 0, 1, 1])
})

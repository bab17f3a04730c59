import { describe, expect, it } from 'vitest'
import { gainAt, moreAt, readConfusion } from '../../../src/renderer/charts/confusion'
import { beside, rangeOfRows } from '../../../src/renderer/charts/interval-rows'
import { traitText } from '../../../src/renderer/compare/noise/texts'
import { pText } from '../../../src/renderer/compare/p-text'
import { askable, isAskable } from '../../../src/renderer/compare/predictions/askable'
import { createFormat } from '../../../src/renderer/format'
import { newRun } from '../../support/runs'

describe('a run that is asked for predictions', () => {
  const ended = newRun({ status: 'completed', ended: '2026-01-01T00:00:00Z' })
  const kept = { file: 'checkpoints/e1', epoch: 1, step: 0, reason: 'epoch', monitor: null, value: null } as const
  const modelOf = (run: ReturnType<typeof askable>): unknown => (isAskable(run) ? run.model.checkpoint : run.why)
  it('gives the model that training left, else its newest checkpoint', () => {
    expect(modelOf(askable({ ...ended, checkpoints: [kept] }, true))).toBeNull()
    expect(modelOf(askable({ ...ended, checkpoints: [kept] }, false))).toBe('checkpoints/e1')
    expect(modelOf(askable(newRun({ status: 'running', checkpoints: [kept] }), false))).toBe('checkpoints/e1')
  })
  it('or says why it cannot', () => {
    expect(modelOf(askable(ended, false))).toBe('noModel')
    expect(modelOf(askable(newRun({ status: 'running' }), false))).toBe('training')
    expect(modelOf(askable({ ...ended, imported: { format: 'csv', path: '', settings: {} } }, false))).toBe('imported')
  })
})

it('the difference of two confusion matrices is told in the colour of the better one', () => {
  const [a, b] = [Uint32Array.of(8, 2, 5, 5), Uint32Array.of(9, 1, 5, 5)].map((counts) => readConfusion(counts, 2))
  expect(moreAt(b!, a!, { truth: 0, predicted: 0 })).toBe(1)
  expect(gainAt(b!, a!, { truth: 0, predicted: 0 }).isBetter).toBe(true)
  expect(gainAt(b!, a!, { truth: 0, predicted: 1 }).isBetter).toBe(true)
  expect(gainAt(a!, b!, { truth: 0, predicted: 1 }).isBetter).toBe(false)
  expect(gainAt(b!, a!, { truth: 1, predicted: 1 }).depth).toBe(0)
})

describe('rows of dots and intervals', () => {
  const dots = (...values: number[]) => values.map((value) => ({ value }))
  it('leave room for intervals, but not for endless ones', () => {
    const range = rangeOfRows([{ dots: dots(0, 1), mean: 0.5, interval: { low: -50, high: 1.2 } }])
    expect(range.min).toBeCloseTo(-1.5 - 2.7 * 0.04, 12)
    expect(range.max).toBeCloseTo(1.2 + 2.7 * 0.04, 12)
    expect(rangeOfRows([{ dots: [], mean: 1, interval: { low: -9, high: 11 } }], 0).min).toBeLessThan(-9)
    expect(rangeOfRows([{ dots: dots(3), mean: 3, interval: { low: NaN, high: NaN } }])).toMatchObject({ min: 2.88 })
  })
  it('put dots that are near one above the other', () => {
    const lanes = beside(dots(0.5, 0.5, 0.5, 0.9), { min: 0, max: 1 })
    expect(new Set(lanes.slice(0, 3)).size).toBe(3)
    expect(lanes[3]).toBe(0)
  })
})

it('p-values and traits are told in a few words', () => {
  const format = createFormat('en')
  expect([0.03123, 0.00001, NaN, 1].map((p) => pText(p, format))).toStrictEqual([
    'p = 0.031',
    'p < 0.0001',
    'p = –',
    'p = 1'
  ])
  const traits = ['optimizer.learning_rate', 'b', 'c'].map((path, value) => ({ path, value }))
  expect(traitText({ traits }, '–')).toBe('learning_rate = 0, b = 1, …')
  expect(traitText({ traits: [] }, '–')).toBe('–')
})

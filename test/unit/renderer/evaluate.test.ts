import { describe, expect, it } from 'vitest'
import { cellAfter, confusedPairs, depthAt, readConfusion, shareAt } from '../../../src/renderer/charts/confusion'
import { FRAME, nearestPoint, plotX, plotY, type ThresholdCurve } from '../../../src/renderer/charts/threshold-curves'
import { merged } from '../../../src/renderer/data/examples/use-outcomes'
import { certaintyOf } from '../../../src/renderer/evaluate/calibration'
import { classRows, meansOf, sortClasses, WORST_FIRST } from '../../../src/renderer/evaluate/class-rows'
import { asPicture, outputRange } from '../../../src/renderer/evaluate/as-picture'
import { asCsv, asTsv, fileName } from '../../../src/renderer/evaluate/table-text'
import { shownRows } from '../../../src/renderer/evaluate/use-run-data'
import { stateOf, weightsOf } from '../../../src/renderer/evaluate/weights'
import type { RunRecord } from '../../../src/shared/run'

const confusion = readConfusion(Uint32Array.of(8, 2, 0, 1, 3, 0, 0, 0, 0), 3)

describe('a confusion matrix', () => {
  it('tells shares of rows, and nothing of a class without examples', () => {
    expect(confusion.rows).toStrictEqual([10, 4, 0])
    expect(shareAt(confusion, { truth: 0, predicted: 1 })).toBe(0.2)
    expect(shareAt(confusion, { truth: 2, predicted: 1 })).toBeNaN()
  })
  it('shows few mistakes deeper than their share, and none not at all', () => {
    expect(depthAt(confusion, { truth: 0, predicted: 1 })).toBeGreaterThan(0.2 * 55)
    expect(depthAt(confusion, { truth: 0, predicted: 2 })).toBe(0)
    expect(depthAt(confusion, { truth: 2, predicted: 2 })).toBe(0)
  })
  it('lists what is most often confused', () => {
    expect(confusedPairs(confusion, 5)).toStrictEqual([
      { truth: 0, predicted: 1, count: 2 },
      { truth: 1, predicted: 0, count: 1 }
    ])
  })
  it('is walked with keys, and not beyond its border', () => {
    expect(cellAfter('ArrowDown', { truth: 0, predicted: 1 }, 3)).toStrictEqual({ truth: 1, predicted: 1 })
    expect(cellAfter('ArrowLeft', { truth: 0, predicted: 0 }, 3)).toStrictEqual({ truth: 0, predicted: 0 })
    expect(cellAfter('End', { truth: 2, predicted: 0 }, 3)).toStrictEqual({ truth: 2, predicted: 2 })
    expect(cellAfter('a', { truth: 2, predicted: 0 }, 3)).toBeNull()
  })
})

describe('figures by class', () => {
  const rows = classRows(
    { precision: [0.9, NaN, 0.5, NaN], recall: [0.6, 0, 1, NaN], f1: [0.72, NaN, 2 / 3, NaN], support: [6, 3, 1, 0] },
    ['a', 'b', 'c', 'd']
  )
  it('have the means of scikit-learn: a class never predicted counts as 0, one that never occurs not at all', () => {
    // sklearn.metrics.precision_recall_fscore_support(..., zero_division=0) over labels a, b and c.
    const { macro, weighted } = meansOf(rows)
    expect(macro.precision).toBeCloseTo((0.9 + 0 + 0.5) / 3, 12)
    expect(macro.recall).toBeCloseTo(1.6 / 3, 12)
    expect(weighted.precision).toBeCloseTo((0.9 * 6 + 0.5) / 10, 12)
  })
  it('stand with the worst first, and what has no value last', () => {
    expect(sortClasses(rows, WORST_FIRST).map(({ name }) => name)).toStrictEqual(['c', 'a', 'b', 'd'])
    const bySupport = sortClasses(rows, { column: 'support', descending: true })
    expect(bySupport.map(({ support }) => support)).toStrictEqual([6, 3, 1, 0])
  })
})

describe('calibration', () => {
  it('says who is too sure, leaving out bins without examples', () => {
    const sure = certaintyOf({ confidence: [NaN, 0.9], accuracy: [NaN, 0.7], count: [0, 10], ece: 0.2 })
    expect(sure).toStrictEqual({ said: 0.9, right: 0.7, verdict: 'sure' })
    expect(certaintyOf({ confidence: [0.6], accuracy: [0.8], count: [5], ece: 0.2 }).verdict).toBe('unsure')
    expect(certaintyOf({ confidence: [0.8], accuracy: [0.805], count: [5], ece: 0.005 }).verdict).toBe('fits')
  })
})

describe('threshold curves', () => {
  const curve: ThresholdCurve = {
    ...{ name: 'a', colour: 'red', dash: '', area: 1 },
    ...{ x: [0, 0.5, 1], y: [0, 0.9, 1], thresholds: [1, 0.5, 0] }
  }
  it('lie within their frame, and are found near the pointer only', () => {
    expect([plotX(0), plotX(1)]).toStrictEqual([FRAME.left, FRAME.width - FRAME.right])
    const near = { x: plotX(0.5) + 3, y: plotY(0.9) - 3 }
    expect(nearestPoint([curve], near, 20)).toStrictEqual({ curve: 0, point: 1 })
    expect(nearestPoint([curve], { x: plotX(0.8), y: plotY(0.2) }, 20)).toBeNull()
  })
})

describe('tables as text', () => {
  const table = { names: ['class', 'f1'], rows: [['a "b", c', 0.1 + 0.2] as const] }
  it('quote what would break them', () => {
    expect(asTsv(table)).toBe('class\tf1\n"a ""b"", c"\t0.30000000000000004')
    expect(asCsv(table)).toBe('class,f1\r\n"a ""b"", c",0.30000000000000004\r\n')
  })
  it('are saved under names that every system takes', () => {
    expect(fileName('我的 run/2', 'test', 'classes')).toBe('我的_run_2-test-classes.csv')
  })
})

describe('weights of a run', () => {
  const record = {
    ...{ status: 'completed', ended: '2026', epochs: { done: 3, planned: 5 } },
    checkpoints: [
      { file: 'checkpoints/best', epoch: 2, step: 0, reason: 'best', monitor: 'val_loss', value: 0.1 },
      { file: 'checkpoints/b', epoch: 2, step: 5, reason: 'batch', monitor: null, value: null }
    ]
  } as unknown as RunRecord
  it('are those that training left, then the newest checkpoint first', () => {
    expect(weightsOf(record).map(({ checkpoint }) => checkpoint)).toStrictEqual([
      null,
      'checkpoints/b',
      'checkpoints/best'
    ])
  })
  it('are checkpoints alone while it trains', () => {
    expect(weightsOf({ ...record, status: 'running' })).toHaveLength(2)
    expect(weightsOf({ ...record, status: 'running', checkpoints: [] })).toStrictEqual([])
  })
  it('change their state when a checkpoint of the same file is written anew', () => {
    const [best, other] = record.checkpoints
    const later = { ...record, checkpoints: [{ ...best!, epoch: 3 }, other!] }
    expect(stateOf(later, 'checkpoints/best')).not.toBe(stateOf(record, 'checkpoints/best'))
    expect(stateOf(later, 'checkpoints/b')).toBe(stateOf(record, 'checkpoints/b'))
  })
})

describe('rows of a run', () => {
  it('of word numbers are read as words', () => {
    const values = { kind: 'sequences', offsets: Uint32Array.of(0, 2, 3), data: Int32Array.of(4, 5, 9) } as const
    const rows = shownRows([values], ['text'], 'text', new Map([[4, 'good'], [5, 'film']])) // prettier-ignore
    expect(rows.map(({ text }) => text)).toStrictEqual(['good film', '#9'])
  })
  it('of a table are its columns in words', () => {
    const numbers = {
      kind: 'numbers',
      shape: [],
      data: Float64Array.of(1.5, NaN),
      missing: Uint8Array.of(0, 1)
    } as const
    const [first, second] = shownRows([numbers], ['age'], 'values', null)
    expect(first!.values).toStrictEqual([{ name: 'age', text: '1.5' }])
    expect(second!.values).toStrictEqual([{ name: 'age', text: '–' }])
  })
  it('of several splits come in the order of one view', () => {
    const part = (rows: number[], loss: number[]) => ({
      ...{ total: rows.length, rows: Uint32Array.from(rows), loss: Float32Array.from(loss) },
      truth: Float64Array.from(rows, () => 0),
      predicted: Float64Array.from(rows, (row) => row * 10),
      confidence: Float32Array.from(loss, (value) => value / 10)
    })
    const parts = [part([5, 6], [3, 1]), part([1, 2], [4, 2])]
    expect([...merged(parts, 'loss').rows]).toStrictEqual([1, 5, 2, 6])
    expect([...merged(parts, 'wrong').rows]).toStrictEqual([1, 2, 5, 6])
    expect(merged(parts, 'sure').predicted.get(6)).toBe(60)
  })
})

describe('outputs as pictures', () => {
  it('are of the shape of one, or of as many values as the input', () => {
    expect(asPicture([2, 2, 1], [1, 2, 3, 4], null)).toMatchObject({ height: 2, width: 2, channels: 1 })
    expect(asPicture([4], [1, 2, 3, 4], { height: 2, width: 2, channels: 1 })).toMatchObject({ height: 2, width: 2 })
    expect(
      asPicture(
        [10],
        Array.from({ length: 10 }, () => 0),
        { height: 2, width: 2, channels: 1 }
      )
    ).toBeNull()
    expect(
      asPicture(
        [10],
        Array.from({ length: 10 }, () => 0),
        null
      )
    ).toBeNull()
  })
  it('are drawn in the usual range that holds them', () => {
    expect(outputRange([0, 0.9])).toStrictEqual([0, 1])
    expect(outputRange([-0.9, 0.9])).toStrictEqual([-1, 1])
    expect(outputRange([0, 250])).toStrictEqual([0, 255])
  })
})

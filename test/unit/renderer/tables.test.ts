import { describe, expect, it } from 'vitest'
import { shortcutOf } from '../../../src/renderer/commands/index'
import { createFormat, shapeText } from '../../../src/renderer/format'
import { columnsFor, filterRuns, sortRuns, toTsv } from '../../../src/renderer/runs/columns'
import { learningRateOf, withLearningRate } from '../../../src/document/edits/training'
import type { RunSummary } from '../../../src/shared/run-list'

const run = (id: string, more: object): RunSummary =>
  ({
    id,
    name: id,
    status: 'completed',
    created: `2026-01-0${id.length}`,
    dataset: { name: 'mnist', title: 'MNIST' },
    last: null,
    test: null,
    engine: null,
    epochs: { done: 1, planned: 1 },
    optimizer: 'Adam',
    seed: 0,
    batch_size: 32,
    seconds: 1,
    ...more
  }) as RunSummary

describe('the table of runs', () => {
  const runs = [
    run('a', { last: { loss: 0.5, val_accuracy: 0.9 } }),
    run('bb', { status: 'failed' }),
    run('ccc', { last: { loss: 0.1 } })
  ]
  const columns = columnsFor(runs)
  it('sorts numbers as numbers, and what is missing last either way', () => {
    const order = (descending: boolean): string[] =>
      sortRuns(runs, columns, { column: 'log.loss', descending }).map(({ id }) => id)
    expect(order(false)).toStrictEqual(['ccc', 'a', 'bb'])
    expect(order(true)).toStrictEqual(['a', 'ccc', 'bb'])
  })
  it('finds runs by all words of a query', () => {
    expect(filterRuns(runs, 'fail mnist').map(({ id }) => id)).toStrictEqual(['bb'])
    expect(filterRuns(runs, 'cifar')).toStrictEqual([])
  })
  it('has a column for every log of any run', () => {
    expect(columns.map(({ code }) => code).filter(Boolean)).toStrictEqual([
      'epochs',
      'val_accuracy',
      'loss',
      'batch_size',
      'optimizer',
      'seed'
    ])
  })
  it('copies full numbers', () => expect(toTsv(runs, columns).split('\n')[1]).toContain('\t0.9\t0.5\t'))
})

describe('numbers', () => {
  const format = createFormat('en')
  it('have four significant digits and no less', () => {
    expect([0.87134, 0.9, 12.345, 1234.5, 0.0000321, NaN, Infinity, null].map(format.value)).toStrictEqual([
      '0.8713',
      '0.9000',
      '12.35',
      '1,235',
      '3.210e-5',
      'NaN',
      'Infinity',
      '–'
    ])
  })
  it('have units and clocks', () => {
    expect([0, 999, 30_878_645].map(format.bytes)).toStrictEqual(['0 B', '999 B', '30.9 MB'])
    expect([0, 72, 3723, NaN].map(format.clock)).toStrictEqual(['0:00', '1:12', '1:02:03', '–'])
    expect([shapeText([28, 28, 1]), shapeText([])]).toStrictEqual(['28 × 28 × 1', '()'])
  })
})

describe('learning_rate', () => {
  it('is read from the optimizer or is Keras’s default', () => {
    expect(
      ['sgd', 'Adam', { class_name: 'Adam', config: { learning_rate: 0.1 } }, 'lion', 'mystery'].map(learningRateOf)
    ).toStrictEqual([0.01, 0.001, 0.1, 0.001, null])
  })
  it('is written in Keras’s long form and keeps the rest', () => {
    expect(withLearningRate('adam', 0.5)).toStrictEqual({ class_name: 'Adam', config: { learning_rate: 0.5 } })
    expect(withLearningRate({ class_name: 'SGD', config: { momentum: 0.9 } }, 0.5)).toStrictEqual({
      class_name: 'SGD',
      config: { momentum: 0.9, learning_rate: 0.5 }
    })
  })
})

it('shortcuts are the same with Cmd', () => {
  const key = { ctrlKey: false, metaKey: true, altKey: false, shiftKey: false, key: 'Enter' }
  expect(shortcutOf(key)).toBe('Ctrl+Enter')
  expect(shortcutOf({ ...key, ctrlKey: true, key: 'j' })).toBe('Ctrl+J')
})

import { describe, expect, it } from 'vitest'
import { columnStatistics } from '../../../src/main/data/statistics'
import { assemble } from '../../../src/pipeline/assemble'
import { columnShapeOf } from '../../../src/pipeline/column-shape'
import type { NamedValues } from '../../../src/pipeline/define'
import { columnsToCount, firstSteps } from '../../../src/pipeline/first-steps'
import { applyPipeline, fitPipeline, planPipeline } from '../../../src/pipeline/run'
import { rowsOf, type ColumnValues } from '../../../src/shared/columns'
import type { DataDescription } from '../../../src/shared/data-contract'

type Column = DataDescription['columns'][number]
type Given = [type: Column['type'], dtype: string, shape: Column['shape'], role?: Column['role']]

const columnsOf = (given: Record<string, Given>): Column[] =>
  Object.entries(given).map(([name, [type, dtype, shape, role = 'feature']]) => ({ name, type, dtype, shape, role }))
const numbers = (data: (number | null)[]): ColumnValues => ({
  kind: 'numbers',
  shape: [],
  data: Float64Array.from(data, (value) => value ?? NaN),
  missing: data.includes(null) ? Uint8Array.from(data, (value) => Number(value === null)) : null
})
const texts = (values: (string | null)[]): ColumnValues => ({ kind: 'texts', values })

/** The steps, and what the network is fed once they have learnt. */
function begin(columns: Column[], values: Record<string, ColumnValues>) {
  const statistics = columnsToCount({ columns }).map((name) =>
    columnStatistics(name, columns.find((column) => column.name === name)!.type, values[name]!)
  )
  const steps = firstSteps({ columns }, statistics)
  const roles = {
    features: columns.filter(({ role }) => role === 'feature').map(({ name }) => name),
    target: columns.find(({ role }) => role === 'target')?.name ?? null
  }
  const named: NamedValues[] = columns.map((column) => ({ ...columnShapeOf(column), values: values[column.name]! }))
  expect(planPipeline(named, steps, roles).fault).toBeNull()
  const rows = Uint32Array.from({ length: rowsOf(named[0]!.values) }, (_, i) => i)
  const fitted = fitPipeline(named, rows, steps, roles)
  const done = applyPipeline(named, fitted, roles)
  return { steps, fed: assemble(done.columns, done.features, 'float32', done.kept), kept: done.kept }
}
const classes = (steps: ReturnType<typeof firstSteps>) => steps.map(({ class_name }) => class_name)

describe('the steps that a source begins with', () => {
  it('normalises numbers, and names no columns, so that new features are taken too', () => {
    const columns = columnsOf({
      size: ['number', 'float64', []],
      rooms: ['integer', 'int64', []],
      price: ['number', 'float64', [], 'target']
    })
    const { steps, fed } = begin(columns, {
      size: numbers([40, 60, 90]),
      rooms: numbers([1, 2, 4]),
      price: numbers([1, 2, 3])
    })
    expect(steps).toEqual([{ class_name: 'Normalization', config: {} }])
    expect(fed.shape).toEqual([2])
  })

  it('fills gaps, drops rows without a target, and makes categories one-hot', () => {
    const columns = columnsOf({
      age: ['number', 'float64', []],
      port: ['text', 'str', []],
      married: ['boolean', 'bool', []],
      survived: ['integer', 'int64', [], 'target']
    })
    const { steps, fed, kept } = begin(columns, {
      age: numbers([20, null, 40, 60]),
      port: texts(['S', 'C', null, 'S']),
      married: numbers([1, 0, null, 1]),
      survived: numbers([1, 0, 1, null])
    })
    expect(steps).toEqual([
      { class_name: 'SimpleImputer', columns: ['survived'], config: { strategy: 'drop' } },
      { class_name: 'SimpleImputer', columns: ['age'], config: { strategy: 'median' } },
      { class_name: 'SimpleImputer', columns: ['port', 'married'], config: { strategy: 'most_frequent' } },
      { class_name: 'OneHotEncoder', config: { handle_unknown: 'ignore' } },
      { class_name: 'Normalization', config: {} }
    ])
    expect(kept).toHaveLength(3)
    expect(fed.shape).toEqual([4])
  })

  it('reads long texts as words, in characters where they are Chinese', () => {
    const long = Array.from({ length: 60 }, (_, i) => `film number ${i} was good`)
    const columns = columnsOf({ review: ['text', 'str', []], label: ['text', 'str', [], 'target'] })
    const labels = texts(long.map((_, i) => (i % 2 ? 'good' : 'bad')))
    const alone = begin(columns, { review: texts(long), label: labels })
    expect(classes(alone.steps)).toEqual(['TextVectorization'])
    expect(alone.fed.shape).toEqual([200])
    const beside = begin(columnsOf({ stars: ['integer', 'int64', []], review: ['text', 'str', []] }), {
      stars: numbers(long.map((_, i) => i % 5)),
      review: texts([null, ...long.slice(1)])
    })
    expect(classes(beside.steps)).toEqual(['SimpleImputer', 'TextVectorization', 'Normalization'])
    expect(beside.steps.at(-1)!.columns).toEqual(['stars'])
    const chinese = begin(columnsOf({ review: ['text', 'str', []] }), {
      review: texts(long.map((_, i) => `这部电影第${i}次看`))
    })
    expect(chinese.steps[0]!.config).toMatchObject({ split: 'character' })
  })

  it('brings pictures to one size and bytes to 0 .. 1', () => {
    const files = columnsOf({ image: ['picture', 'uint8', null], label: ['text', 'str', [], 'target'] })
    expect(firstSteps({ columns: files }, [])).toEqual([
      { class_name: 'Resizing', config: { height: 64, width: 64 } },
      { class_name: 'Rescaling', config: { scale: 1 / 255, offset: 0 } }
    ])
    const equal = columnsOf({ image: ['picture', 'uint8', [32, 48, 3]] })
    expect(firstSteps({ columns: equal }, [])[0]!.config).toEqual({ height: 32, width: 48 })
    const arrays = columnsOf({ x: ['tensor', 'uint8', [28, 28]], y: ['integer', 'uint8', [], 'target'] })
    expect(firstSteps({ columns: arrays }, [])).toEqual([
      { class_name: 'Rescaling', config: { scale: 1 / 255, offset: 0 } }
    ])
    expect(firstSteps({ columns: columnsOf({ x: ['tensor', 'float32', [28, 28]] }) }, [])).toEqual([])
  })

  it('fills a column that holds nothing at all', () => {
    const columns = columnsOf({ a: ['number', 'float64', []], b: ['number', 'float64', []] })
    const { fed } = begin(columns, { a: numbers([1, 2]), b: numbers([null, null]) })
    expect(fed.shape).toEqual([2])
  })
})

// Steps that scikit-learn has, against what it makes of the same data (test/fixtures/make/pipeline.py sklearn).
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../../src/shared/json'
import { listed, numbers, run, step, tensor, texts } from '../../support/columns'

interface Case<Y = number[][]> {
  config: Record<string, Json>
  y: Y
}
interface Fixture {
  MinMaxScaler: { train: number[][]; later: number[][]; cases: Case[] }
  categories: { x: (number | string)[]; categories: (number | string)[]; one_hot: number[][]; ordinal: number[] }[]
  SimpleImputer: {
    x: (number | null)[][]
    cases: Case[]
    texts: { x: (string | null)[]; cases: Case<string[]>[] }
  }
}
const sklearn = JSON.parse(
  readFileSync(new URL('../../fixtures/data/pipeline-sklearn.json', import.meta.url), 'utf8')
) as Fixture

const transposed = <T>(rows: readonly (readonly T[])[]): T[][] => rows[0]!.map((_, i) => rows.map((row) => row[i]!))

describe('MinMaxScaler', () => {
  const { train, later, cases } = sklearn.MinMaxScaler
  const all = [...train, ...later]

  it.each(cases)('$config', ({ config, y }) => {
    const columns = transposed(all).map((values, i) => numbers(`c${i}`, values))
    const alone = run(columns, train.length, step('MinMaxScaler', config))
    expect(transposed(alone.columns.map(listed))).toEqual(y)
    const together = run([tensor('x', [3], Float64Array.from(all.flat()))], train.length, step('MinMaxScaler', config))
    expect(listed(together.columns[0]!)).toEqual(y.flat())
  })
})

describe('OneHotEncoder and OrdinalEncoder', () => {
  it.each(sklearn.categories)('$x', ({ x, categories, one_hot, ordinal }) => {
    const column = typeof x[0] === 'string' ? texts('c', x as string[]) : numbers('c', x as number[])
    const { columns } = run([column], x.length, step('OneHotEncoder', {}, ['c']))
    expect(columns.map(({ name }) => name)).toEqual(categories.map((category) => `c_${category}`))
    expect(transposed(columns.map(listed))).toEqual(one_hot)
    const encoded = run([column], x.length, step('OrdinalEncoder', {}, ['c']))
    expect(listed(encoded.columns[0]!)).toEqual(ordinal)
  })
})

describe('SimpleImputer', () => {
  const { x, cases, texts: ofTexts } = sklearn.SimpleImputer

  it.each(cases)('$config', ({ config, y }) => {
    const { columns } = run(
      transposed(x).map((values, i) => numbers(`c${i}`, values)),
      x.length,
      step('SimpleImputer', config)
    )
    expect(transposed(columns.map(listed))).toEqual(y)
    const list = tensor(
      'x',
      [2],
      Float64Array.from(x.flat(), (value) => value ?? NaN)
    )
    expect(listed(run([list], x.length, step('SimpleImputer', config)).columns[0]!)).toEqual(y.flat())
  })

  it.each(ofTexts.cases)('texts $config', ({ config, y }) => {
    const { columns } = run([texts('t', ofTexts.x)], y.length, step('SimpleImputer', config))
    expect(columns[0]!.values).toEqual({ kind: 'texts', values: y })
  })
})

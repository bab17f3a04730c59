// Tables in the Data view: what filters, roles, keys and pages come to.
import { describe, expect, it } from 'vitest'
import { createApp, nextTick, shallowRef } from 'vue'
import { groupsOf } from '../../../src/renderer/data/columns/groups'
import { cellText, timeText, tsvField } from '../../../src/renderer/data/table/cells'
import { conditionOf, sortedBy } from '../../../src/renderer/data/table/conditions'
import { asTsv } from '../../../src/renderer/data/table/copy'
import { columnWindow, moved, offsetsOf, rangeOf } from '../../../src/renderer/data/table/grid-places'
import { mayBe, rolesAfter, taskFor, withRoles, type Column } from '../../../src/renderer/data/table/roles'
import { useRows, type ReadRows, type Rows } from '../../../src/renderer/data/table/use-rows'
import type { ColumnValues } from '../../../src/shared/columns'
import type { DataView } from '../../../src/shared/data-contract'

const column = (name: string, role: Column['role'] = 'feature', type: Column['type'] = 'number'): Column => ({
  ...{ name, role, type },
  dtype: 'float64',
  shape: []
})
const numbers = (data: number[], missing: number[] | null = null): ColumnValues => ({
  kind: 'numbers',
  shape: [],
  data: Float64Array.from(data),
  missing: missing && Uint8Array.from(missing)
})

describe('cells', () => {
  it('are written as exactly as they are known', () => {
    const values = numbers([0.1 + 0.2, 3, NaN, 1], [0, 0, 0, 1])
    expect([0, 1, 2, 3].map((row) => cellText(values, row, 'number'))).toEqual(['0.3', '3', 'NaN', null])
    const single: ColumnValues = { kind: 'numbers', shape: [], data: Float32Array.of(0.1), missing: null }
    expect(cellText(single, 0, 'number')).toBe('0.1')
    expect(cellText(numbers([1]), 0, 'boolean')).toBe('true')
    expect([timeText(0), timeText(90_061_500)]).toEqual(['1970-01-01', '1970-01-02 01:01:01.500'])
    expect(tsvField('say "hi"\tnow')).toBe('"say ""hi""\tnow"')
  })
  it('are copied in parts, named where whole rows are', async () => {
    const asked: number[] = []
    const read: ReadRows = ({ first, count }) => {
      asked.push(count)
      const values = Array.from({ length: count }, (_, i) => first + i)
      return Promise.resolve({ total: 9000, rows: Uint32Array.from(values), values: [numbers(values)] })
    }
    const { text, rows } = await asTsv(read, { where: [], order: [] }, [column('a')], { first: 1, last: 5000 }, true)
    expect([rows, asked]).toEqual([5000, [4096, 904]])
    expect(text.split('\n').slice(0, 3)).toEqual(['a', '1', '2'])
    expect(text.split('\n')).toHaveLength(5001)
  })
})

describe('filters and order', () => {
  it('compare numbers as numbers, texts as texts', () => {
    expect(conditionOf('a', 'number', '>', ' 30 ')).toEqual({ column: 'a', is: '>', value: 30 })
    expect(conditionOf('a', 'number', '>', '')).toBeNull()
    expect(conditionOf('a', 'text', '=', '30')).toEqual({ column: 'a', is: '=', value: '30' })
    expect(conditionOf('a', 'time', '<', '1912-04-14')).toEqual({ column: 'a', is: '<', value: '1912-04-14' })
    expect(conditionOf('a', 'text', 'missing', 'x')).toEqual({ column: 'a', is: 'missing' })
  })
  it('a click goes up, down and back; with Shift beside the others', () => {
    const up = sortedBy([], 'a', false)
    expect(up).toEqual([{ column: 'a', descending: false }])
    const down = sortedBy(up, 'a', false)
    expect(down).toEqual([{ column: 'a', descending: true }])
    expect(sortedBy(down, 'a', false)).toEqual([])
    expect(sortedBy(down, 'b', true)).toEqual([...down, { column: 'b', descending: false }])
    expect(sortedBy([...down, { column: 'b', descending: false }], 'a', true)).toEqual([
      { column: 'b', descending: false }
    ])
  })
})

describe('what columns are used for', () => {
  const source = { format: 'csv', path: 'a.csv', task: 'regression' } as const
  const columns = [column('a'), column('b'), column('c', 'target')]
  it('features are named only where a column is left out', () => {
    expect(withRoles(source, rolesAfter(columns, 'a', 'none'))).toEqual({ ...source, features: ['b'], target: 'c' })
    expect(withRoles({ ...source, features: ['b'] }, rolesAfter(columns, 'a', 'feature'))).toEqual({
      ...source,
      target: 'c'
    })
    expect(withRoles(source, rolesAfter(columns, 'b', 'weight'))).toEqual({
      ...source,
      target: 'c',
      sample_weight: 'b'
    })
  })
  it('the target before becomes a feature, and one of each has to stay', () => {
    expect([...rolesAfter(columns, 'a', 'target')]).toEqual([
      ['a', 'target'],
      ['b', 'feature'],
      ['c', 'feature']
    ])
    expect(mayBe(columns, columns[2]!, 'none')).toBe(false)
    expect(mayBe(columns, columns[0]!, 'none')).toBe(true)
    const two = [column('a'), column('c', 'target')]
    expect([mayBe(two, two[0]!, 'none'), mayBe(two, two[0]!, 'target')]).toEqual([false, true])
    const text = column('t', 'feature', 'text')
    expect(mayBe([...columns, text], text, 'weight')).toBe(false)
  })
  it('tells classes from quantities', () => {
    expect(taskFor(column('a', 'none', 'text'), null)).toBe('classification')
    expect(taskFor(column('a'), null)).toBe('regression')
    expect([null, 3, 300].map((n) => taskFor(column('a', 'none', 'integer'), n))).toEqual([
      null,
      'classification',
      'regression'
    ])
  })
})

describe('places', () => {
  it('columns in sight, and cells by keys', () => {
    const offsets = offsetsOf([column('a'), column('b'), column('c')], { a: 100, b: 50, c: 200 })
    expect(offsets).toEqual([0, 100, 150, 350])
    expect(columnWindow(offsets, 120, 40)).toEqual({ first: 1, last: 2 })
    const bounds = { rows: 100, columns: 3, page: 10 }
    const press = (key: string, ctrlKey = false) => ({ key, ctrlKey, metaKey: false })
    expect(moved({ row: 5, column: 1 }, press('PageDown'), bounds)).toEqual({ row: 15, column: 1 })
    expect(moved({ row: 5, column: 1 }, press('End', true), bounds)).toEqual({ row: 99, column: 2 })
    expect(moved({ row: 0, column: 0 }, press('ArrowUp'), bounds)).toEqual({ row: 0, column: 0 })
    expect(moved(null, press('ArrowDown'), bounds)).toEqual({ row: 0, column: 0 })
    expect(moved(null, press('x'), bounds)).toBeNull()
    const range = { top: 1, bottom: 4, left: 0, right: 2 }
    expect(rangeOf({ active: { row: 1, column: 2 }, anchor: { row: 4, column: 0 } })).toEqual(range)
  })
})

describe('pages of rows', () => {
  function mounted(read: ReadRows) {
    const view = shallowRef<DataView>({ where: [], order: [] })
    let rows!: Rows
    const app = createApp({
      setup() {
        rows = useRows(
          read,
          () => [column('a')],
          () => view.value,
          () => 1_000_000
        )
        return () => null
      }
    })
    app.mount(document.createElement('div'))
    return { rows, view, app }
  }
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 8; i++) await nextTick()
  }
  it('what is scrolled past is never asked for, and a view replaces the one before when it is there', async () => {
    const asked: { first: number; view: DataView; answer: (total?: number) => void }[] = []
    const { rows, view } = mounted(
      ({ first, count, view: of }) =>
        new Promise((resolve) => {
          const answer = (total = 1_000_000): void => {
            const list = Array.from({ length: count }, (_, i) => first + i)
            resolve({ total, rows: Uint32Array.from(list), values: [numbers(list)] })
          }
          asked.push({ first, view: of, answer })
        })
    )
    rows.want(0, 30, 0, 0)
    rows.want(128_000, 128_200, 0, 0)
    rows.want(512_000, 512_100, 0, 0)
    expect(asked.map(({ first }) => first)).toEqual([0, 128_000])
    asked[0]!.answer()
    await settle()
    expect(asked.map(({ first }) => first)).toEqual([0, 128_000, 512_000])
    asked[2]!.answer()
    asked[1]!.answer()
    await settle()
    expect(rows.at(512_005, 0)).toMatchObject({ index: 5, row: 512_005 })

    view.value = { where: [{ column: 'a', is: 'present' }], order: [] }
    await settle()
    expect(rows.at(512_005, 0)).not.toBeNull()
    rows.want(0, 30, 0, 0)
    await settle()
    asked.at(-1)!.answer(7)
    await settle()
    expect([rows.total.value, rows.at(512_005, 0), rows.busy.value]).toEqual([7, null, false])
  })
  it('tells what could not be read', async () => {
    const { rows, view } = mounted(() => Promise.reject(new Error('no')))
    rows.want(0, 10, 0, 0)
    await settle()
    expect(rows.error.value?.code).toBe('INTERNAL')
    view.value = { where: [], order: [{ column: 'a', descending: true }] }
    await settle()
    expect(rows.error.value?.code).toBe('INTERNAL') // Asked again, and failed again.
  })
})

describe('colours of a scatter', () => {
  const text = String
  const x = Float64Array.from({ length: 100 }, (_, i) => i)
  it('classes apart, rare ones together, quantities in steps; points without a place are left out', () => {
    const few = groupsOf({ x, y: x, colour: numbers([...x].map((i) => i % 3)) }, 'integer', false, 'other', text)
    expect(few.map(({ name, points }) => [name, points.length / 2])).toEqual([
      ['0', 34],
      ['1', 33],
      ['2', 33]
    ])
    const many: ColumnValues = { kind: 'texts', values: [...x].map((i) => `c${i % 20}`) }
    expect(groupsOf({ x, y: x, colour: many }, 'text', false, 'other', text).map(({ name }) => name)).toEqual([
      ...['c0', 'c1', 'c2', 'c3', 'c4'],
      'other'
    ])
    const scale = groupsOf({ x, y: x, colour: numbers([...x]) }, 'number', false, 'other', text)
    expect(scale).toHaveLength(6)
    expect(scale[0]!.name).toBe('0 – 15')
    const gaps = groupsOf({ x: Float64Array.of(1, NaN), y: Float64Array.of(1, 2), colour: null }, null, false, '', text)
    expect(gaps[0]!.points).toEqual(Float64Array.of(1, 1))
  })
})

import { createPinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createApp, effectScope, nextTick, shallowRef } from 'vue'
import { groupRuns, summarizeNumbers } from '../../../src/comparison/groups'
import { NO_ANNOTATIONS } from '../../../src/shared/annotations'
import type { RunSummary } from '../../../src/shared/run-list'
import { API, type Api } from '../../../src/renderer/api'
import { asCsv } from '../../../src/renderer/evaluate/table-text'
import { useCalmRows } from '../../../src/renderer/runs/calm-rows'
import { catalogueOf } from '../../../src/renderer/runs/columns'
import { jsonOf, tableOf } from '../../../src/renderer/runs/export-text'
import { clicked, sortRuns, type Sorting } from '../../../src/renderer/runs/sorting'
import { DEFAULT_LAYOUT, moved, parseLayout, parseNamed } from '../../../src/renderer/runs/table-layout'
import { linesOf } from '../../../src/renderer/runs/table-lines'
import { useComparison } from '../../../src/renderer/stores/comparison'
import { useRunTable } from '../../../src/renderer/stores/run-table'
import { useRuns } from '../../../src/renderer/stores/runs'
import { manyRuns, runRow } from '../../support/many-runs'

const rows = [
  runRow('a', {
    last: { loss: 0.5, val_accuracy: 0.9 },
    best: { val_accuracy: { value: 0.92, epoch: 3 } },
    settings: { optimizer: 'adam', batch_size: 32 }
  }),
  runRow('b', { status: 'failed', settings: { optimizer: 'sgd', batch_size: 32 } }),
  runRow('c', { last: { loss: 0.1 }, settings: { optimizer: 'adam', batch_size: 128, 'dropout.rate': 0.5 } })
]
const { columns, usual } = catalogueOf(rows)
const order = (...sorting: Sorting[]): string =>
  sortRuns(rows, columns, sorting)
    .map(({ id }) => id)
    .join('')

describe('columns of the table of runs', () => {
  it('are what any of the runs has; the usual ones begin with its name and end with its size', () => {
    expect([...columns.keys()]).toEqual(
      expect.arrayContaining(['best.val_accuracy', 'last.loss', 'setting.optimizer', 'setting.dropout.rate', 'sweep'])
    )
    expect([usual[0], usual.at(-1)]).toStrictEqual(['name', 'parameters'])
    expect(usual).toContain('best.val_accuracy')
  })
  it('sort numbers as numbers, and what is missing last either way', () => {
    expect(order({ column: 'last.loss', descending: false })).toBe('cab')
    expect(order({ column: 'last.loss', descending: true })).toBe('acb')
  })
  it('sort by several', () => {
    const optimizer = { column: 'setting.optimizer', descending: false }
    expect(order(optimizer, { column: 'setting.batch_size', descending: true })).toBe('cab')
    expect(order(optimizer, { column: 'setting.batch_size', descending: false })).toBe('acb')
  })
  it('are sorted by with clicks', () => {
    const first = clicked([{ column: 'created', descending: true }], 'name', false, false)
    expect(first).toStrictEqual([{ column: 'name', descending: false }])
    expect(clicked(first, 'name', false, false)).toStrictEqual([{ column: 'name', descending: true }])
    const both = clicked(first, 'best.loss', true, true)
    expect(both.map(({ column }) => column)).toStrictEqual(['name', 'best.loss'])
    const turned = clicked(both, 'best.loss', true, true)
    expect(turned[1]).toStrictEqual({ column: 'best.loss', descending: false })
    expect(clicked(turned, 'best.loss', true, true)).toStrictEqual(first)
  })
  it('are exported with full numbers, and the epoch of what is best', () => {
    const table = tableOf(rows, [columns.get('name')!, columns.get('best.val_accuracy')!])
    expect(asCsv(table).split('\r\n').slice(0, 3)).toStrictEqual([
      'id,name,best.val_accuracy,best.val_accuracy.epoch',
      'a,a,0.92,3',
      'b,b,,'
    ])
    const [one] = JSON.parse(jsonOf([runRow('x', { last: { loss: NaN } })])) as [{ last: unknown; tags: unknown }]
    expect([one.last, one.tags]).toStrictEqual([{ loss: 'NaN' }, []])
  })
})

describe('a kept layout', () => {
  it('is read back, and the usual for what is not of its kind', () => {
    expect(parseLayout(null)).toStrictEqual(DEFAULT_LAYOUT)
    expect(parseLayout('{"columns":["name",3],"widths":{"name":9999,"x":"y"},"sorting":7,"share":3}')).toMatchObject({
      columns: ['name'],
      widths: { name: 640 },
      sorting: DEFAULT_LAYOUT.sorting,
      share: 0.85
    })
    expect(parseLayout('[')).toStrictEqual(DEFAULT_LAYOUT)
    expect(parseNamed('[{"name":"mine","groupBy":"dataset"},{"name":3},null]')).toMatchObject([
      { name: 'mine', groupBy: 'dataset' }
    ])
  })
  it('moves a column before another one', () => {
    expect(moved(['a', 'b', 'c'], 'c', 'a')).toStrictEqual(['c', 'a', 'b'])
    expect(moved(['a', 'b', 'c'], 'a', null)).toStrictEqual(['b', 'c', 'a'])
  })
})

describe('groups', () => {
  const groups = groupRuns(rows, columns.get('setting.dropout.rate')!.value)
  it('come in the order of their first runs, those without a value last', () => {
    expect(groups.map(({ value, runs }) => [value, runs.length])).toStrictEqual([
      [0.5, 1],
      [null, 2]
    ])
  })
  it('tell mean, standard deviation and extremes of what is finite', () => {
    expect(summarizeNumbers([1, null, 3, NaN, 5])).toStrictEqual({ count: 3, mean: 3, std: 2, min: 1, max: 5 })
    expect(summarizeNumbers([1e9 + 1, 1e9 + 2, 1e9 + 3])!.std).toBeCloseTo(1, 9)
    expect([summarizeNumbers([4])!.std, summarizeNumbers([NaN, null])]).toStrictEqual([null, null])
  })
  it('are lines of their own height, and closed ones hide their runs', () => {
    const lines = linesOf(rows, groups, [groups[0]!.key])
    expect(lines.all.map(({ kind }) => kind)).toStrictEqual(['group', 'group', 'run', 'run'])
    expect([lines.height, lines.topOf(2), lines.at(91), lines.at(92), lines.at(9999)]).toStrictEqual([156, 92, 1, 2, 3])
  })
})

/** The stores over services that answer with these rows. */
async function openTable(list: RunSummary[]) {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined })
  const api = {
    runs: { list: () => Promise.resolve({ runs: list, unreadable: [] }), records: () => Promise.resolve([]) },
    $on: () => () => undefined
  } as unknown as Api
  const pinia = createPinia()
  createApp({}).use(pinia).provide(API, api)
  const runs = useRuns(pinia)
  await runs.refresh()
  const table = useRunTable(pinia)
  return { table, runs, comparison: useComparison(pinia), shown: () => table.listed.map(({ id }) => id) }
}
afterEach(() => vi.unstubAllGlobals())

describe('the table of runs', () => {
  it('hides archived runs unless they are asked for', async () => {
    const { table, shown } = await openTable([
      ...rows,
      runRow('old', { annotations: { ...NO_ANNOTATIONS, archived: true } })
    ])
    expect([shown().sort(), table.archivedHidden]).toStrictEqual([['a', 'b', 'c'], 1])
    table.query = 'archived'
    expect(shown()).toStrictEqual(['old'])
    table.query = ''
    table.layout.archived = true
    expect(shown()).toHaveLength(4)
  })
  it('keeps what the last right filter let through while another one is written', async () => {
    const { table, shown } = await openTable(rows)
    for (const text of ['v', 'val_accuracy', 'val_accuracy >']) {
      table.query = text
      expect(shown()).toHaveLength(3)
    }
    expect(table.fault).toMatchObject({ from: 14, error: { code: 'FILTER_SYNTAX' } })
    table.query = 'val_accuracy > 0.9'
    expect([shown(), table.fault]).toStrictEqual([['a'], null])
    table.query = 'val_'
    table.applyFilter(true)
    expect(shown()).toStrictEqual([])
  })
  it('compares what is checked, a hundred at most, and unchecks what is taken out of the comparison', async () => {
    const { table, comparison } = await openTable(manyRuns(150))
    table.check(table.listed.map(({ id }) => id))
    await nextTick()
    expect([table.checked.length, comparison.chosen.length]).toStrictEqual([table.listed.length, 100])
    table.checked = table.checked.slice(0, 3)
    await nextTick()
    comparison.drop([table.checked[1]!])
    await nextTick()
    expect(table.checked).toStrictEqual(comparison.chosen)
    expect(table.checked).toHaveLength(2)
  })
  it('is about the row of a menu, unless that is checked; else about what is checked; else the chosen one', async () => {
    const { table, runs } = await openTable(rows)
    runs.selectedId = 'a'
    expect(table.targets).toStrictEqual(['a'])
    table.check(['b', 'c'])
    expect(table.targets).toStrictEqual(['b', 'c'])
    table.pointedAt = 'a'
    expect(table.targets).toStrictEqual(['a'])
    table.pointedAt = 'c'
    expect(table.targets).toStrictEqual(['b', 'c'])
  })
  it('shows the settings that differ beside the names', async () => {
    const { table } = await openTable(rows)
    table.layout.differing = true
    expect(table.columns.slice(2, 5).map(({ id }) => id)).toStrictEqual([
      'setting.optimizer',
      'setting.batch_size',
      'setting.dropout.rate'
    ])
  })
})

describe('rows of runs that train', () => {
  const row = (id: string, done: number): RunSummary => runRow(id, { epochs: { done, planned: 9 } })
  const follow = (busy: () => boolean) => {
    const scope = effectScope()
    const source = shallowRef([row('a', 0), row('b', 0)])
    const calm = scope.run(() => useCalmRows(() => source.value, busy))!
    const tell = async (...now: RunSummary[]): Promise<void> => {
      source.value = now
      await nextTick()
    }
    const done = (): string => calm.rows.value.map(({ id, epochs }) => id + epochs.done).join(' ')
    return { calm, tell, done, end: () => scope.stop() }
  }
  afterEach(() => void vi.useRealTimers())

  it('are taken once a second', async () => {
    vi.useFakeTimers()
    const { tell, done, end } = follow(() => false)
    await tell(row('a', 1), row('b', 0))
    await tell(row('a', 2), row('b', 0))
    expect(done()).toBe('a1 b0')
    vi.advanceTimersByTime(1000)
    expect(done()).toBe('a2 b0')
    end()
  })
  it('stay while the pointer moves among them, but for those that are gone', async () => {
    vi.useFakeTimers()
    let busy = true
    const { tell, done, end } = follow(() => busy)
    await tell(row('b', 1), row('a', 1))
    vi.advanceTimersByTime(5000)
    expect(done()).toBe('a0 b0')
    await tell(row('b', 1))
    expect(done()).toBe('b0')
    busy = false
    vi.advanceTimersByTime(1000)
    expect(done()).toBe('b1')
    end()
  })
  it('follow at once what the person does', async () => {
    vi.useFakeTimers()
    const { calm, tell, done, end } = follow(() => true)
    calm.settle()
    await tell(row('c', 0), row('a', 1))
    expect(done()).toBe('c0 a1')
    end()
  })
})

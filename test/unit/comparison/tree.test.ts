import { describe, expect, it } from 'vitest'
import { rowsOf, treeOf, type TreeRow, type TreeRun } from '../../../src/comparison/tree'

const run = (id: string, minute: number, change: Partial<TreeRun> = {}): TreeRun => ({
  id,
  name: id,
  project: 'line',
  created: new Date(60_000 * minute).toISOString(),
  parent: null,
  sweep: null,
  settings: {},
  ...change
})
const from = (id: string): Partial<TreeRun> => ({ parent: { run: id, epoch: 1, optimizer: true } })
const trial = (id: string, number: number): Partial<TreeRun> => ({ sweep: { id, trial: number, values: {} } })
const told = (rows: readonly TreeRow[]): string[] =>
  rows.map(({ node, depth }) => `${'  '.repeat(depth)}${node.key}${node.before ? ` (${node.before.id})` : ''}`)
const all = () => true

describe('treeOf', () => {
  it('has projects, branches under their runs, sweeps as groups, the newest first', () => {
    const runs = [
      run('a', 1),
      run('b', 2),
      run('a1', 3, from('a')),
      run('t0', 4, trial('s', 0)),
      run('t1', 5, trial('s', 1)),
      run('a2', 6, from('a')),
      run('a11', 7, from('a1')),
      run('x', 0, { project: 'circles' })
    ]
    const rows = rowsOf(treeOf(runs.toReversed()), all)
    expect(told(rows)).toEqual([
      'project:line',
      '  sweep:s',
      '    t1',
      '    t0',
      '  b (a)',
      '  a',
      '    a2 (a)',
      '    a1 (a)',
      '      a11 (a1)',
      'project:circles',
      '  x'
    ])
    expect(rows[0]!.node).toMatchObject({ count: 7, newest: 7 * 60_000 })
    expect(rows.map(({ node }) => node.link)).toEqual([
      null,
      'after',
      'trial',
      'trial',
      'after',
      'after',
      'branch',
      'branch',
      'branch',
      null,
      'after' // prettier-ignore
    ])
    expect(rows[8]!.lines).toEqual([false, false, false])
    expect(rows[6]!.lines).toEqual([false, true])
  })
  it('opens what is to be open, and finds what is in a closed one', () => {
    const tree = treeOf([run('a', 1), run('b', 2, from('a')), run('c', 3)])
    expect(told(rowsOf(tree, ({ kind }) => kind === 'project'))).toEqual(['project:line', '  c (a)', '  a'])
    expect(
      told(
        rowsOf(
          tree,
          () => false,
          ({ id }) => id === 'b'
        )
      )
    ).toEqual(['project:line', '  a', '    b (a)'])
    expect(rowsOf(tree, all, () => false)).toEqual([])
  })
  it('takes a run whose parent is gone, and one that comes from itself', () => {
    expect(told(rowsOf(treeOf([run('a', 1, from('gone'))]), all))).toEqual(['project:line', '  a'])
    const circle = [run('a', 1, from('b')), run('b', 2, from('a')), run('c', 3, from('b'))]
    expect(rowsOf(treeOf(circle), all)).toHaveLength(4)
  })
  it('takes a long chain of branches', () => {
    const chain = Array.from({ length: 20_000 }, (_, i) => run(`r${i}`, i, i === 0 ? {} : from(`r${i - 1}`)))
    const tree = treeOf(chain)
    expect(tree[0]!.count).toBe(20_000)
    expect(rowsOf(tree, all).at(-1)).toMatchObject({ depth: 20 })
  })
})

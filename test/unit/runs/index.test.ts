// Rows of all runs: read once, kept in a cache, and brought up to date whatever is done to the folders.
import { cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readRecord } from '../../../src/main/runs/read-run'
import { cacheFile } from '../../../src/main/runs/row-cache'
import { RowIndex } from '../../../src/main/runs/row-index'
import { RunStore } from '../../../src/main/runs/store'
import { jsonText } from '../../../src/shared/json'
import type { RunRecord } from '../../../src/shared/run'
import { mainLog, packRows, trainingSeconds, unpackRows } from '../../../src/shared/run-list'
import { tempFolder } from '../../support/temp'
import { newRun, runEvents } from '../../support/runs'
import { writeRun } from '../../support/written-runs'

const idOf = (name: string): string => `20260101-120000-${name}-0000`
const opened = (home: string): RowIndex => new RowIndex(home, join(home, 'runs'))
const rowsOf = (index: RowIndex) => index.ids().map((id) => index.row(id)!)
/** A home with so many runs as are worth a cache. */
function homeOf(count: number): string {
  const home = tempFolder()
  for (let i = 0; i < count; i++) writeRun(home, `n${String(i).padStart(2, '0')}`, runEvents)
  return home
}
/** Runs are read side by side: their lines come in any order. */
const linesOf = (text: string): string => text.split('\n').slice(1).sort().join('\n')
const change = (home: string, name: string, more: object): void => {
  const file = join(home, 'runs', idOf(name), 'run.json')
  writeFileSync(file, jsonText({ ...(JSON.parse(readFileSync(file, 'utf8')) as RunRecord), ...more }))
}

describe('rows of runs', () => {
  it('are what the folders say, without what is heavy', async () => {
    const home = homeOf(0)
    writeRun(home, 'a', runEvents, { dataset: { ...newRun().dataset, preprocessing: [] } })
    const { runs } = await new RunStore(home).list()
    expect(runs).toMatchObject([
      { id: idOf('a'), status: 'completed', best: { loss: { value: 0.5, epoch: 2 } }, seconds: 3, mine: false }
    ])
    expect(Object.keys(runs[0]!.dataset)).not.toContain('preprocessing')
    expect(Object.keys(runs[0]!)).not.toContain('environment')
  })

  it('cross as bytes and come out the same, NaN included', async () => {
    const home = homeOf(0)
    const best = { loss: { value: -Infinity, epoch: 1 } }
    writeRun(home, 'a', runEvents, { last: { loss: NaN }, best })
    const index = opened(home)
    await index.refresh()
    const rows = unpackRows(packRows(index.texts(index.ids())))
    expect(rows).toEqual(rowsOf(index))
    expect(rows).toMatchObject([{ last: { loss: NaN }, best }])
  })

  it('follow what is done to the folders by hand', async () => {
    const home = homeOf(2)
    const at = (name: string): string => join(home, 'runs', name)
    const index = opened(home)
    await index.refresh()
    expect(index.takeChanges()).toEqual({ changed: [], removed: [] })
    cpSync(at(idOf('n00')), at('copied'), { recursive: true })
    renameSync(at(idOf('n01')), at('renamed'))
    await index.refresh(false)
    const { changed, removed } = index.takeChanges()
    expect(changed.sort()).toEqual(['copied', 'renamed']) // read side by side: in any order
    expect(removed).toEqual([idOf('n01')])
    expect(index.ids()).toEqual(['renamed', 'copied', idOf('n00')])
    expect((await readRecord(at('copied'))).id).toBe('copied')
    rmSync(at('copied'), { recursive: true })
    change(home, 'n00', { name: 'edited in place' })
    await index.refresh()
    expect(index.takeChanges()).toEqual({ changed: [idOf('n00')], removed: ['copied'] })
    expect(index.row(idOf('n00'))!.name).toBe('edited in place')
    writeFileSync(join(at(idOf('n00')), 'run.json'), '{"half')
    await index.refresh()
    expect(index.takeChanges()).toEqual({ changed: [], removed: [idOf('n00')] })
    expect(index.errors()).toMatchObject([{ code: 'RUN_UNREADABLE' }])
  })

  it('of a run that was killed half-way tell that it was interrupted, and for how long it trained', async () => {
    const home = homeOf(0)
    const owner = { pid: 2 ** 22 + 1, host: newRun().owner!.host, started: 1 }
    writeRun(home, 'killed', runEvents.slice(0, 3), { status: 'running', owner })
    const { runs } = await new RunStore(home).list()
    expect(runs).toMatchObject([{ status: 'interrupted', epochs: { done: 1 }, seconds: 1, owner: null }])
  })

  it('of older runs have the best values of their logs', async () => {
    const home = homeOf(0)
    writeRun(home, 'old', runEvents)
    change(home, 'old', { best: undefined, samples_per_second: undefined, trained: undefined })
    const { runs } = await new RunStore(home).list()
    expect(runs).toMatchObject([{ best: { loss: { value: 0.5, epoch: 2 } }, samples_per_second: 100, seconds: 3 }])
  })
})

describe('the cache of rows', () => {
  it('spares reading what has not changed', async () => {
    const home = homeOf(25)
    const first = opened(home)
    await first.refresh()
    expect(existsSync(cacheFile(home))).toBe(true)
    // A row that only the cache knows: it is taken from there.
    const text = readFileSync(cacheFile(home), 'utf8')
    expect(text.trimEnd().split('\n')).toHaveLength(26)
    change(home, 'n03', { name: 'changed while nobody looked' })
    const second = opened(home)
    await second.refresh()
    expect(second.row(idOf('n03'))!.name).toBe('changed while nobody looked')
    expect(second.row(idOf('n04'))).toEqual(first.row(idOf('n04')))
    expect(second.ids()).toEqual(first.ids())
  })

  it.each([
    ['gone', () => null],
    ['empty', () => ''],
    ['cut short', (text: string) => text.slice(0, text.length / 2)],
    ['of another version', (text: string) => text.replace('"version":', '"version":9')],
    ['with another byte in it', (text: string) => text.replace('"name":"n07"', '"name":"n08"')],
    ['something else', () => 'hello\nworld']
  ])('is built anew where it is %s', async (_what, damage: (text: string) => string | null) => {
    const home = homeOf(22)
    await opened(home).refresh()
    const file = cacheFile(home)
    const text = readFileSync(file, 'utf8')
    const damaged = damage(text)
    if (damaged === null) rmSync(file)
    else writeFileSync(file, damaged)
    expect(damaged === text).toBe(false)
    const index = opened(home)
    await index.refresh()
    expect(rowsOf(index).map(({ name }) => name)).toContain('n07')
    expect(index.ids()).toHaveLength(22)
    expect(linesOf(readFileSync(file, 'utf8')) === linesOf(text)).toBe(true)
  })
})

describe('what rows tell', () => {
  it('time of training does not count pauses, nor the wait for a turn', () => {
    const created = new Date(0).toISOString()
    const of = (trained: RunRecord['trained'], ended: number | null) =>
      trainingSeconds({ trained, created, ended: ended === null ? null : new Date(ended).toISOString() })
    expect(of(undefined, 9000)).toBe(9)
    expect(of({ seconds: 4, since: null }, 9000)).toBe(4)
    expect(of({ seconds: 4, since: 7000 }, 9000)).toBe(6)
    expect(of({ seconds: 0, since: null }, null)).toBe(0)
  })

  it('a metric of validation says most', () => {
    expect(mainLog({ loss: 1, val_loss: 1, accuracy: 1, val_accuracy: 1 })).toBe('val_accuracy')
    expect(mainLog({ loss: 1, accuracy: 1, val_loss: 1 })).toBe('accuracy')
    expect(mainLog({ loss: 1, val_loss: 1 })).toBe('val_loss')
    expect(mainLog({ something: 1 })).toBeNull()
  })
})

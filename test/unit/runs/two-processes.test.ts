// One home, and others who write in it: what a workbench hears of them without asking.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { annotate, readAnnotations } from '../../../src/main/runs/annotations'
import { FollowedRun } from '../../../src/main/runs/follow'
import { eventLine } from '../../../src/main/runs/log'
import { RunService } from '../../../src/main/runs/service'
import { RunStore } from '../../../src/main/runs/store'
import { Trash } from '../../../src/main/runs/trash'
import type { AppContract } from '../../../src/shared/contract'
import type { Emit, EventPayload } from '../../../src/shared/rpc'
import type { RunEvent } from '../../../src/shared/run'
import { unpackRows } from '../../../src/shared/run-list'
import { ROOT } from '../../support/projects'
import { newRun, runEvents } from '../../support/runs'
import { tempFolder } from '../../support/temp'
import { writeRun } from '../../support/written-runs'

let program: string
beforeAll(async () => {
  const outDir = join(ROOT, 'node_modules', '.cache', 'netloom-test-runs')
  const rolldownOptions = { output: { entryFileNames: 'home-writer.mjs' } }
  const ssr = join(import.meta.dirname, 'home-writer.ts')
  await build({
    configFile: false,
    logLevel: 'silent',
    root: ROOT,
    build: { ssr, outDir, rolldownOptions },
    ssr: { noExternal: true }
  })
  program = join(outDir, 'home-writer.mjs')
})

interface Other {
  process: ChildProcess
  /** The next line that it says. */
  said(): Promise<string>
  tell(): void
  end(): Promise<void>
}
function other(what: string, home: string, ...args: string[]): Other {
  writeFileSync(join(home, 'record.json'), JSON.stringify(newRun()))
  const child = spawn(process.execPath, [program, what, home, ...args], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'inherit']
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines: string[] = []
  const waiting: ((line: string) => void)[] = []
  child.stdout.on('data', (data: Buffer) => {
    for (const line of data.toString().trim().split('\n')) (waiting.shift() ?? ((text) => lines.push(text)))(line)
  })
  return {
    process: child,
    said: () => (lines.length > 0 ? Promise.resolve(lines.shift()!) : new Promise((resolve) => waiting.push(resolve))),
    tell: () => void child.stdin.write('\n'),
    end: async () => void (child.exitCode ?? (await once(child, 'exit')))
  }
}

const idOf = (name: string): string => `20260101-120000-${name}-0000`
type Changed = EventPayload<AppContract, 'runs.changed'>

/** A workbench over a home. */
async function workbench(home: string) {
  const store = new RunStore(home)
  const changed: Changed[] = []
  const rows: { id: string; name: string; status: string; tags: string[]; mine: boolean }[] = []
  const removed: string[] = []
  const emit = ((channel: string, payload: Changed & EventPayload<AppContract, 'runs.listed'>) => {
    if (channel === 'runs.changed') changed.push(payload)
    if (channel !== 'runs.listed') return
    for (const { id, name, status, annotations, mine } of unpackRows(payload.rows))
      rows.push({ id, name, status, tags: annotations.tags, mine })
    removed.push(...payload.removed)
  }) as Emit<AppContract>
  const runs = new RunService(store, { recordOf: () => null, isHere: () => false }, emit)
  runs.begin()
  onTestFinished(() => runs.dispose())
  const { handlers } = runs
  await handlers.list(undefined)
  await vi.waitFor(() => expect(runs.isWatching).toBe(true))
  const last = (id: string) => rows.findLast((row) => row.id === id)
  return {
    store,
    handlers,
    changed,
    rows,
    removed,
    last,
    events: (): RunEvent[] => changed.flatMap(({ events }) => events)
  }
}
const soon = { timeout: 8000, interval: 20 }

describe('a workbench hears of', () => {
  it('runs that are copied in, renamed, tagged and deleted by hand', async () => {
    const home = tempFolder()
    writeRun(home, 'a', runEvents)
    const elsewhere = tempFolder()
    writeRun(elsewhere, 'b', runEvents)
    const { last, removed } = await workbench(home)
    const at = (name: string): string => join(home, 'runs', name)
    cpSync(join(elsewhere, 'runs', idOf('b')), at(idOf('b')), { recursive: true })
    await vi.waitFor(() => expect(last(idOf('b'))).toMatchObject({ status: 'completed', mine: false }), soon)
    renameSync(at(idOf('b')), at('mine'))
    await vi.waitFor(() => expect([last('mine')?.name, removed]).toEqual(['b', [idOf('b')]]), soon)
    await annotate(at('mine'), { addTags: ['good'], name: 'better' })
    await vi.waitFor(() => expect(last('mine')).toMatchObject({ name: 'better', tags: ['good'] }), soon)
    rmSync(at('mine'), { recursive: true })
    await vi.waitFor(() => expect(removed).toContain('mine'), soon)
  })

  it('a run that another process trains, event by event', async () => {
    const home = tempFolder()
    const { last, changed, events, handlers } = await workbench(home)
    const trainer = other('train', home, idOf('theirs'))
    for (const event of runEvents) {
      expect(await trainer.said()).toBe(event.type)
      if (event === runEvents[0])
        await vi.waitFor(() => expect(last(idOf('theirs'))).toMatchObject({ status: 'starting', mine: false }), soon)
      if (event === runEvents[0]) await annotate(join(home, 'runs', idOf('theirs')), { name: 'named' })
      trainer.tell()
      if (event.type === 'epoch') await vi.waitFor(() => expect(events()).toContainEqual(event), soon)
    }
    expect(await trainer.said()).toBe('ended')
    await vi.waitFor(() => expect(last(idOf('theirs'))?.status).toBe('completed'), soon)
    expect(events()).toEqual(runEvents)
    expect(changed.every(({ mine }) => !mine)).toBe(true)
    expect(changed.at(-1)!.record).toMatchObject({ status: 'completed', name: 'named', epochs: { done: 2 } })
    const { record } = await handlers.get({ runId: idOf('theirs') })
    expect(record.name).toBe('named')
    expect(await handlers.records({ runIds: ['nope', idOf('theirs')] })).toEqual([record])
    await trainer.end()
  })

  it('the end of a process that trained, and of a run that goes on', async () => {
    const home = tempFolder()
    const { last, changed, events } = await workbench(home)
    const trainer = other('own', home, idOf('killed'))
    await trainer.said()
    await vi.waitFor(() => expect(last(idOf('killed'))?.status).toBe('running'), soon)
    const log = join(home, 'runs', idOf('killed'), 'metrics.jsonl')
    const resume: RunEvent = { type: 'resume', time: 9000, epochs: 2, steps: 2, epoch: 0, first: 0 }
    appendFileSync(log, eventLine(runEvents[2]!))
    await vi.waitFor(() => expect(changed.at(-1)?.record.epochs.done).toBe(1), soon)
    appendFileSync(log, eventLine(resume))
    await vi.waitFor(() => expect(events().at(-1)).toEqual(resume), soon)
    expect(changed.at(-1)!.record).toMatchObject({ status: 'running', epochs: { done: 0 }, best: {} })
    trainer.process.kill('SIGKILL')
    await vi.waitFor(() => expect(last(idOf('killed'))?.status).toBe('interrupted'), soon)
  })
})

it('only whole lines of a log are read, and only those that are new', async () => {
  const home = tempFolder()
  const store = new RunStore(home)
  const folder = await store.create(newRun({ id: 'run' }))
  const { run } = await FollowedRun.begin(folder)
  const writer = other('halves', home, 'run')
  for (const event of runEvents) {
    expect(await writer.said()).toBe('half')
    expect(await run.poll()).toBeNull()
    writer.tell()
    expect(await writer.said()).toBe('whole')
    expect((await run.poll())?.events).toEqual([event])
    writer.tell()
  }
  expect(run.record).toMatchObject({ status: 'completed', best: { loss: { value: 0.5, epoch: 2 } } })
  await writer.end()
})

describe('annotations', () => {
  it('of two writers are all kept', async () => {
    const home = tempFolder()
    writeRun(home, 'a', runEvents)
    const folder = join(home, 'runs', idOf('a'))
    const writers = [other('tag', home, idOf('a'), 'x'), other('tag', home, idOf('a'), 'y')]
    await Promise.all(writers.map((writer) => writer.end()))
    const { tags } = readAnnotations(folder).annotations
    expect([...tags].sort()).toEqual(
      ['x', 'y'].flatMap((name) => Array.from({ length: 30 }, (_, i) => name + i)).sort()
    )
  })

  it('that cannot be read are told, and kept when others are written', async () => {
    const home = tempFolder()
    writeRun(home, 'a', runEvents)
    const file = join(home, 'runs', idOf('a'), 'annotations.json')
    writeFileSync(file, '{"tags":["precious')
    const { handlers } = await workbench(home)
    const { runs, unreadable } = await handlers.list(undefined)
    expect(runs).toMatchObject([{ annotations: { tags: [] } }])
    expect(unreadable).toMatchObject([{ code: 'ANNOTATIONS_UNREADABLE' }])
    const rows = await handlers.annotate({ runIds: [idOf('a')], change: { starred: true } })
    expect(rows).toMatchObject([{ annotations: { starred: true } }])
    expect(readFileSync(`${file}.bad`, 'utf8')).toBe('{"tags":["precious')
    expect((await handlers.list(undefined)).unreadable).toEqual([])
  })

  it('change what they are told and nothing else', async () => {
    const home = tempFolder()
    writeRun(home, 'a', runEvents)
    const { handlers } = await workbench(home)
    const change = (more: object) => handlers.annotate({ runIds: [idOf('a')], change: more })
    await change({ addTags: ['b', 'a', 'b'], note: 'first' })
    expect(await change({ removeTags: ['b'], name: 'mine' })).toMatchObject([
      { name: 'mine', annotations: { tags: ['a'], note: 'first', name: 'mine' } }
    ])
    expect(await change({ name: null })).toMatchObject([{ name: 'a', annotations: { tags: ['a'] } }])
    await expect(handlers.annotate({ runIds: ['nope'], change: {} })).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' })
  })
})

describe('deleted runs', () => {
  it('are gone at once, and come back whole', async () => {
    const home = tempFolder()
    writeRun(home, 'a', runEvents)
    writeRun(home, 'b', runEvents)
    const { handlers, removed, last } = await workbench(home)
    await handlers.remove({ runIds: [idOf('a')] })
    expect([removed, existsSync(join(home, 'trash', idOf('a'), 'run.json'))]).toEqual([[idOf('a')], true])
    await expect(handlers.get({ runId: idOf('a') })).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' })
    await handlers.restore({ runIds: [idOf('a')] })
    expect(last(idOf('a'))?.status).toBe('completed')
    expect((await handlers.get({ runId: idOf('a') })).events).toEqual(runEvents)
    await expect(handlers.restore({ runIds: [idOf('a')] })).rejects.toMatchObject({ code: 'RUN_NOT_IN_TRASH' })
    await expect(handlers.restore({ runIds: ['../runs'] })).rejects.toMatchObject({ code: 'RUN_NOT_IN_TRASH' })
  })

  it('are none where one of them trains, here or elsewhere', async () => {
    const home = tempFolder()
    writeRun(home, 'a', runEvents)
    await new RunStore(home).create(newRun({ id: idOf('live'), status: 'running' }))
    const { handlers, removed } = await workbench(home)
    await expect(handlers.remove({ runIds: [idOf('a'), idOf('live')] })).rejects.toMatchObject({ code: 'RUN_ACTIVE' })
    await expect(handlers.remove({ runIds: [idOf('a'), 'nope'] })).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' })
    expect(removed).toEqual([])
  })

  it('are gone for good after half a minute, and never in halves', async () => {
    const home = tempFolder()
    writeRun(home, 'a', runEvents)
    const trash = new Trash(home, join(home, 'runs'))
    await trash.putAll([idOf('a')], () => false)
    writeRun(home, 'a', runEvents) // copied in once more
    await trash.putAll([idOf('a')], () => false)
    mkdirSync(join(home, 'trash', '.going-0000'))
    await trash.purge(Date.now() + 29_000)
    expect((await trash.ids()).length).toBe(2)
    writeRun(home, 'a', runEvents)
    await expect(trash.restore(idOf('a'))).rejects.toMatchObject({ code: 'RUN_IN_PLACE' })
    await trash.purge(Date.now() + 31_000)
    expect(await trash.ids()).toEqual([])
    expect(existsSync(join(home, 'trash', '.going-0000'))).toBe(false)
    await expect(trash.restore(idOf('a'))).rejects.toMatchObject({ code: 'RUN_NOT_IN_TRASH' })
  })
})

import { spawnSync } from 'node:child_process'
import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { thisProcess } from '../../../src/main/runs/owner'
import { applyEvent } from '../../../src/main/runs/record'
import { RunStore } from '../../../src/main/runs/store'
import { RunWriter } from '../../../src/main/runs/writer'
import type { RunEvent, RunRecord } from '../../../src/shared/run'
import { newRun, runEvents } from '../../support/runs'
import { tempFolder } from '../../support/temp'

/** Writes a run as the workbench does, up to and without its `upTo`-th event. */
async function writeRun(store: RunStore, run: RunRecord, upTo = runEvents.length): Promise<string> {
  const folder = await store.create(run)
  const writer = await RunWriter.open(folder, (error) => expect.unreachable(String(error)))
  let record = run
  for (const event of runEvents.slice(0, upTo)) {
    record = applyEvent(record, event)
    writer.append(event)
    writer.saveRecord(record)
  }
  await writer.close()
  return folder
}
it('knows where a small model began and how wrong it was, before and after', () => {
  const initial = { weights: { 'dense/kernel': [[10]] }, loss: 81.5 }
  const events = runEvents.map((event) => {
    if (event.type === 'start') return { ...event, initial }
    return event.type === 'end' ? { ...event, loss: 0.25 } : event
  })
  const record = events.reduce(applyEvent, newRun())
  expect(record).toMatchObject({ initial, loss: 0.25, weights: { 'dense/kernel': [[3]] } })
  // What goes on has another end.
  const on = applyEvent(record, { type: 'resume', time: 9000, epochs: 3, steps: 1, epoch: 2, first: 2 })
  expect(on.initial).toEqual(initial)
  expect(on.loss).toBeUndefined()
})

/** The id of a process that is no more. */
const deadPid = (): number => spawnSync(process.execPath, ['-e', '']).pid

describe('a run on disk', () => {
  it('reads back as it was written, NaN included', async () => {
    const store = new RunStore(tempFolder())
    await writeRun(store, newRun())
    const { record, events } = await store.read('20260101-120000-line-0000')
    expect(events).toEqual(runEvents)
    expect(record).toMatchObject({
      status: 'completed',
      owner: null,
      epochs: { done: 2, planned: 2 },
      last: { loss: 0.5 },
      test: { loss: 0.4 },
      weights: { 'dense/kernel': [[3]] },
      dataset: { hashes: { data: 'ab' }, examples: { train: 100 } }
    })
  })

  it('is one JSON object and one event a line, for any script to read', async () => {
    const store = new RunStore(tempFolder())
    const folder = await writeRun(store, newRun())
    const lines = readFileSync(join(folder, 'metrics.jsonl'), 'utf8').trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line).type)).toEqual(runEvents.map((event) => event.type))
    expect(JSON.parse(lines[1]!).logs.loss).toEqual(['NaN', 0.5])
    expect(JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')).project.model.nodes).toHaveLength(2)
  })

  it.each(runEvents.map((_event, i) => i))(
    'killed after %i events: reads as interrupted, with all that was told',
    async (upTo) => {
      const store = new RunStore(tempFolder())
      const folder = await writeRun(store, newRun({ owner: { ...thisProcess(), pid: deadPid() } }), upTo)
      appendFileSync(join(folder, 'metrics.jsonl'), '{"type":"epoch","time":9,"ep') // the line that was being written
      const { record, events } = await store.read('20260101-120000-line-0000')
      expect(events).toEqual(runEvents.slice(0, upTo))
      expect(record.status).toBe('interrupted')
      expect(record.epochs.done).toBe(runEvents.slice(0, upTo).filter((event) => event.type === 'epoch').length)
      expect((await store.list()).runs[0]).toMatchObject({ status: 'interrupted', epochs: record.epochs })
    }
  )

  it('takes what run.json does not say yet from the log', async () => {
    const store = new RunStore(tempFolder())
    const folder = await writeRun(store, newRun(), 0)
    for (const event of runEvents) appendFileSync(join(folder, 'metrics.jsonl'), `${JSON.stringify(event)}\n`)
    expect((await store.read('20260101-120000-line-0000')).record).toMatchObject({
      status: 'completed',
      epochs: { done: 2 }
    })
  })

  it('is running as long as its owner lives, and not because another process took over the number', async () => {
    const store = new RunStore(tempFolder())
    await writeRun(store, newRun(), 3)
    expect((await store.list()).runs[0]!.status).toBe('running')
    if (!existsSync('/proc/self/stat')) return
    await writeRun(store, newRun({ id: 'other', owner: { ...thisProcess(), started: 1 } }), 3)
    expect((await store.read('other')).record.status).toBe('interrupted')
  })
})

describe('RunStore', () => {
  it('lists newest first, and tells unreadable folders apart without failing', async () => {
    const store = new RunStore(tempFolder())
    await writeRun(store, newRun({ id: '20260101-000000-a-0001' }))
    await writeRun(store, newRun({ id: '20260102-000000-b-0002' }))
    for (const [name, text] of [
      ['20260103-empty', ''],
      ['20260104-torn', '{"version":1'],
      ['20260105-other', '{"version":9}']
    ] as const) {
      mkdirSync(join(store.folder, name))
      if (text) writeFileSync(join(store.folder, name, 'run.json'), text)
    }
    writeFileSync(join(store.folder, 'notes.txt'), 'mine')
    const { runs, unreadable } = await store.list()
    expect(runs.map((run) => run.id)).toEqual(['20260102-000000-b-0002', '20260101-000000-a-0001'])
    expect(unreadable.map((error) => error.code)).toEqual(['RUN_UNREADABLE', 'RUN_UNREADABLE', 'RUN_UNREADABLE'])
  })

  it('finds a run by the beginning or end of its id, and refuses what is not there or not clear', async () => {
    const store = new RunStore(tempFolder())
    await writeRun(store, newRun({ id: '20260101-000000-a-0001' }))
    await writeRun(store, newRun({ id: '20260102-000000-b-0002' }))
    expect((await store.read('0002')).record.id).toBe('20260102-000000-b-0002')
    expect((await store.read('20260101')).record.id).toBe('20260101-000000-a-0001')
    for (const id of ['20260', 'nope', '../..', ''])
      await expect(store.read(id)).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' })
  })

  it('names new runs by time and project, whatever the project is called', () => {
    const store = new RunStore('/nowhere')
    expect(store.newId('My Net / v2')).toMatch(/^\d{8}-\d{6}-my-net-v2-[0-9a-f]{4}$/)
    expect(store.newId('../../etc')).toMatch(/^\d{8}-\d{6}-etc-[0-9a-f]{4}$/)
    expect(store.newId('手写数字')).toMatch(/-手写数字-/)
    expect(store.newId('!!!')).toMatch(/-run-/)
  })

  it('says clearly that the home cannot be written', async () => {
    const home = tempFolder()
    writeFileSync(join(home, 'runs'), 'a file where the folder should be')
    await expect(new RunStore(home).checkWritable()).rejects.toMatchObject({
      code: 'HOME_UNWRITABLE',
      args: { path: home }
    })
    if (process.getuid?.() === 0) return // root writes anywhere
    const locked = tempFolder()
    chmodSync(locked, 0o500)
    await expect(new RunStore(locked).checkWritable()).rejects.toMatchObject({ code: 'HOME_UNWRITABLE' })
  })
})

describe('RunWriter', () => {
  it('writes within a second, and at once when an epoch ends', async () => {
    const store = new RunStore(tempFolder())
    const folder = await store.create(newRun())
    const writer = await RunWriter.open(folder, (error) => expect.unreachable(String(error)))
    const written = (): number => readFileSync(join(folder, 'metrics.jsonl'), 'utf8').split('\n').length - 1
    const [start, steps, epoch] = runEvents as [RunEvent, RunEvent, RunEvent]
    writer.append(start)
    writer.append(steps)
    await new Promise((resolve) => setTimeout(resolve, 1000))
    expect(written()).toBe(2)
    writer.append(steps)
    writer.append(epoch)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(written()).toBe(4)
    await writer.close()
  })

  it('tells the first failed write once, and goes on', async () => {
    const store = new RunStore(tempFolder())
    const folder = await store.create(newRun())
    const errors: unknown[] = []
    const writer = await RunWriter.open(join(folder), (error) => errors.push(error))
    const gone = Object.assign(writer, { folder: join(folder, 'gone') })
    gone.saveRecord(newRun())
    gone.saveRecord(newRun())
    writer.append(runEvents[0]!)
    await writer.close()
    expect(errors).toHaveLength(1)
    expect(readFileSync(join(folder, 'metrics.jsonl'), 'utf8')).toContain('"start"')
  })
})

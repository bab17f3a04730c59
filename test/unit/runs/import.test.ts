// Logs that TensorFlow, TensorBoard and Keras have written (test/fixtures/make/logs.py), as runs.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { modelJobOf } from '../../../src/main/model/job'
import { crc32c } from '../../../src/main/runs/import/crc32c'
import { importLogs, type LogSource } from '../../../src/main/runs/import/service'
import { eventsOf } from '../../../src/main/runs/import/to-events'
import { PointsService } from '../../../src/main/runs/points/service'
import { RunStore } from '../../../src/main/runs/store'
import { TrainingService } from '../../../src/main/training/service'
import { continuous, runEventSchema, type RunEvent, type RunRecord } from '../../../src/shared/run'
import { read } from '../../support/run-events'
import { example, ROOT } from '../../support/projects'
import { tempFolder } from '../../support/temp'
import { failure } from '../datasets/build'

const LOGS = join(ROOT, 'test/fixtures/logs')
const eventFile = (folder: string): string => {
  const path = join(LOGS, folder)
  return join(
    path,
    readdirSync(path).find((name) => name.includes('tfevents'))!
  )
}

interface Imported {
  store: RunStore
  runs: { record: RunRecord; events: RunEvent[] }[]
  notes: { code: string; args: Record<string, unknown> }[]
}
async function imported(from: LogSource): Promise<Imported> {
  const store = new RunStore(tempFolder())
  const { runIds, notes } = await importLogs(store, from)
  return { store, runs: await Promise.all(runIds.map((id) => store.read(id))), notes }
}
const csv = (text: string, name = 'log.csv'): Promise<Imported> => imported({ name, bytes: Buffer.from(text) })
const rounded = (values: Iterable<number>): number[] => [...values].map((value) => Number(value.toFixed(4)))

describe('logs of TensorBoard', () => {
  it("Keras's callback: train and validation are one run, with epochs and batches", async () => {
    const { runs } = await imported({ path: join(LOGS, 'keras') })
    expect(runs).toHaveLength(1)
    const { record, events } = runs[0]!
    expect(record).toMatchObject({
      name: 'keras',
      status: 'completed',
      owner: null,
      epochs: { done: 3, planned: 3 },
      imported: { format: 'tensorboard', path: join(LOGS, 'keras') }
    })
    expect(Object.keys(record.last!).sort()).toEqual(['loss', 'mae', 'val_loss', 'val_mae'])
    const series = read(events)
    expect([series.steps, series.stepsPerEpoch, series.epochs]).toEqual([12, 4, 3])
    // As event_accumulator of TensorBoard 2.21 reads the same files.
    expect(rounded(series.batches.get('loss')!.values.view().slice(0, 3))).toEqual([1.4717, 1.7268, 1.849])
    expect(rounded(series.epochLogs.get('val_loss')!.view())).toEqual([7.4401, 5.1065, 3.5557])
    expect(rounded(series.learningRate.view())).toEqual([0.1, 0.1, 0.1])
  })

  it('a folder of runs: each by its way from there, with its hyper-parameters', async () => {
    const { runs, store } = await imported({ path: LOGS })
    expect(runs.map(({ record }) => record.name)).toEqual(['keras', 'simple', 'sweep/a', 'sweep/b'])
    const { runs: rows, unreadable } = await store.list()
    expect(unreadable).toEqual([])
    expect(rows.find(({ name }) => name === 'sweep/a')).toMatchObject({
      settings: { optimizer: 'adam', units: 16, dropout: 0.5, bias: true },
      optimizer: '',
      hasModel: false
    })
  })

  it('every tenth step: at its place, under the names that Keras has', async () => {
    const [a] = (await imported({ path: join(LOGS, 'sweep', 'a') })).runs
    const series = read(a!.events)
    expect([...series.epochLogs.keys()]).toEqual(['loss', 'val_loss'])
    expect([series.stepsPerEpoch, series.epochs]).toEqual([10, 5])
    expect([...series.epochsTold.get('val_loss')!.at.view()]).toEqual([4])
    const [b] = (await imported({ path: join(LOGS, 'sweep', 'b') })).runs
    expect([...read(b!.events).epochLogs.get('loss')!.view()]).toEqual([1, 2, 3, NaN])
  })

  it('a single file, by path and by its bytes, in the older form', async () => {
    const path = eventFile('simple')
    for (const from of [{ path }, { name: 'events.out.tfevents.1', bytes: new Uint8Array(readFileSync(path)) }]) {
      const { runs } = await imported(from)
      expect([...read(runs[0]!.events).epochLogs.get('accuracy')!.view()]).toEqual([0.25, 0.5, 0.75])
    }
  })

  it('cut short at any place: what is whole is kept, and the run tells of it', async () => {
    const whole = readFileSync(eventFile('simple'))
    let most = 0
    for (let size = 1; size < whole.length; size += 5) {
      const cut = { name: 'events.tfevents.cut', bytes: new Uint8Array(whole.subarray(0, size)) }
      const result = await imported(cut).catch((error: { code: string }) => error.code)
      if (typeof result === 'string') {
        expect(['LOG_DAMAGED', 'LOG_CSV', 'LOG_NONE']).toContain(result)
        continue
      }
      const series = read(result.runs[0]!.events)
      expect(series.epochs).toBeGreaterThanOrEqual(most)
      most = series.epochs
      expect(result.notes).toMatchObject([{ code: 'LOG_DAMAGED', args: { path: 'events.tfevents.cut' } }])
      expect(series.notices.map(({ code }) => code)).toEqual(['LOG_DAMAGED'])
    }
    expect(most).toBe(2)
  })

  it('with a byte that is wrong: never another value', async () => {
    const whole = readFileSync(eventFile('simple'))
    for (let at = 12; at < whole.length; at += 3) {
      const bytes = new Uint8Array(whole)
      bytes[at]! ^= 0x04
      const result = await imported({ name: 'x.tfevents', bytes }).catch(() => null)
      const values = result ? [...read(result.runs[0]!.events).epochLogs.get('accuracy')!.view()] : []
      for (const value of values.filter((one) => !Number.isNaN(one))) expect([0.25, 0.5, 0.75]).toContain(value)
      expect(values.length).toBeLessThan(4)
    }
  })

  it('sums are those of RFC 3720', () => {
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa)
    expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43)
    expect(crc32c(Uint8Array.from({ length: 32 }, (_, i) => i))).toBe(0x46dd794e)
    expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283)
  })
})

describe('logs in columns', () => {
  it.each(['csv-logger.csv', 'csv-logger-semicolon.csv'])("Keras's CSVLogger: %s", async (name) => {
    const { runs } = await imported({ path: join(LOGS, name) })
    const { record, events } = runs[0]!
    const lines = readFileSync(join(LOGS, name), 'utf8').trim().split(/\r?\n/)
    const last = lines.at(-1)!.split(/[,;]/).map(Number)
    expect(record).toMatchObject({ imported: { format: 'csv' }, last: { loss: last[1], val_mae: last[4] } })
    expect(read(events).epochs).toBe(3)
  })

  it.each([
    ['epochs from 1', 'epoch,loss\n1,3\n2,2\n3,1\n', [3, 2, 1]],
    ['a BOM, spaces, blanks, NA and nan', '\uFEFFepoch, loss ,note\n0, 3 ,x\n1,NA,y\n2,nan,z\n', [3, NaN, NaN]],
    ['decimal commas', 'epoch;loss\n0;0,5\n1;0,25\n', [0.5, 0.25]],
    ['epochs told twice', 'epoch,loss\n0,3\n1,2\n1,5\n', [3, 5]],
    ['a last row that was cut short', 'epoch,loss,val_loss\n0,3,4\n1,2\n', [3]],
    ['steps, as Lightning tells them', 'epoch,step,train_loss,val_loss\n0,9,3,\n0,9,,4\n1,19,2,\n', [3, 2]]
  ])('%s', async (_what, text, loss) => {
    const { runs } = await csv(text)
    expect([...read(runs[0]!.events).epochLogs.get('loss')!.view()]).toEqual(loss)
  })

  it.each(['', 'a,b\n1,2\n', 'epoch\n1\n', 'epoch,loss\n', 'epoch,loss\n1,"x\n2,3"4,5', '{"a": "b"x,\n', '\0\0\0\0'])(
    '%j is none',
    async (text) => {
      const { args } = await failure('LOG_CSV', csv(text))
      expect(args).toMatchObject({ path: 'log.csv' })
    }
  )
})

describe('what was told, as events', () => {
  const told = (log: string, steps: number[], values = steps) => ({
    ...{ log, tag: log, kind: 'any' as const },
    series: { steps, times: steps.map((step) => 1000 + step), values }
  })
  const seriesOf = (logs: ReturnType<typeof told>[]) => {
    const events = [...eventsOf(logs, 'tensorboard', 0, 1)]
    for (const event of events) runEventSchema.parse(event)
    return read(continuous(events))
  }
  const many = Array.from({ length: 5000 }, (_, i) => i)

  it('of every step: by steps, with what is told now and then at its place', () => {
    const series = seriesOf([told('loss', many), told('val_loss', [999, 1999, 4999]), told('learning_rate', many)])
    expect([series.steps, series.stepsPerEpoch, series.epochs]).toEqual([5000, 1000, 5])
    expect([...series.batches.keys()]).toEqual(['loss'])
    expect([...series.epochsTold.get('val_loss')!.at.view()]).toEqual([0, 1, 4])
    expect(series.rates.at.length).toBeGreaterThanOrEqual(100)
    expect(series.clock.timeAt(5000)).toBe(4999)
  })
  it('of steps without order: no more epochs than are worth it', () => {
    const series = seriesOf([told('loss', [3, 1_000_000_007, 2_000_000_011])])
    expect(series.epochs).toBeLessThanOrEqual(62)
    expect([...series.epochsTold.get('loss')!.values.view()]).toEqual([3, 1_000_000_007, 2_000_000_011])
  })
  it('in another order, and twice: in the order of steps, the later value', () => {
    expect([
      ...seriesOf([told('loss', [2, 1, 2, 3], [9, 1, 2, 3])])
        .epochLogs.get('loss')!
        .view()
    ]).toEqual([1, 2, 3])
  })
})

describe('an imported run', () => {
  it('has curves as any other', async () => {
    const { store, runs } = await imported({ path: join(LOGS, 'keras') })
    const [points] = await new PointsService(store.home).points({ runIds: [runs[0]!.record.id], logs: ['loss'] })
    expect(points).toMatchObject({ steps: 12, epochs: 3, ended: true, points: [{ kind: 'step' }, { kind: 'epoch' }] })
    expect(points!.logs).toEqual(['loss', 'mae', 'val_loss', 'val_mae', 'learning_rate', 'samples_per_second'])
  })
  it('cannot be asked, resumed or branched', async () => {
    const { store, runs } = await imported({ path: join(LOGS, 'simple') })
    const { id: runId } = runs[0]!.record
    const training = new TrainingService(
      store,
      () => expect.unreachable(),
      () => undefined
    )
    const project = example('line')
    const dataset = { name: 'x', title: 'x', task: 'regression' as const, classes: null, origin: '', files: [] }
    const resolved = { ...dataset, source: project.dataset.source, sequences: null }
    await failure('RUN_IMPORTED', modelJobOf(store, runId))
    await failure('RUN_IMPORTED', training.resume(runId, resolved))
    await failure('RUN_IMPORTED', training.branch({ runId, checkpoint: null, project, dataset: resolved }))
  })
  it('is not made of what holds none, and nothing is left behind', async () => {
    const folder = tempFolder()
    mkdirSync(join(folder, 'empty'))
    writeFileSync(join(folder, 'events.out.tfevents.1'), '')
    const store = new RunStore(tempFolder())
    for (const path of [join(folder, 'empty'), folder]) await failure('LOG_NONE', importLogs(store, { path }))
    await failure('FILE_NOT_FOUND', importLogs(store, { path: join(folder, 'none') }))
    expect(existsSync(store.folder) ? readdirSync(store.folder) : []).toEqual([])
  })
})

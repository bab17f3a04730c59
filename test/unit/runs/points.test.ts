// Curves in columns against the columns that the window makes of the same events.
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { eventLine, parseEvents } from '../../../src/main/runs/log'
import { PointsService } from '../../../src/main/runs/points/service'
import { RunSeries } from '../../../src/renderer/series/run-series'
import { continuous, type RunEvent } from '../../../src/shared/run'
import { coarseOf } from '../../../src/shared/coarse-values'
import type { RunPoints } from '../../../src/shared/run-points'
import { epoch, start, steps } from '../../support/run-events'
import { newRun } from '../../support/runs'
import { tempFolder } from '../../support/temp'
import { noisySteps } from '../../support/written-runs'

const ID = '20260101-120000-line-0000'
const ENDED = { status: 'completed', owner: null } as const
const pause = (time: number): RunEvent => ({ type: 'pause', time })
const goOn = (time: number): RunEvent => ({ type: 'continue', time })
const end = (time: number): RunEvent => ({ type: 'end', time, status: 'completed' })
const resume = (epochNumber: number, first: number, time: number): RunEvent => ({
  type: 'resume',
  time,
  epochs: 4,
  steps: 4,
  epoch: epochNumber,
  first
})

/** A home with one run. */
function homeWith(text: string, change: Parameters<typeof newRun>[0] = {}): { home: string; log: string } {
  const home = tempFolder()
  const folder = join(home, 'runs', ID)
  mkdirSync(folder, { recursive: true })
  const log = join(folder, 'metrics.jsonl')
  writeFileSync(log, text)
  writeFileSync(join(folder, 'run.json'), JSON.stringify(newRun(change)))
  return { home, log }
}
const textOf = (events: readonly RunEvent[]): string => events.map(eventLine).join('')

const ALL = ['loss', 'accuracy', 'val_loss', 'learning_rate', 'samples_per_second']
async function pointsOf(service: PointsService, logs = ALL): Promise<RunPoints> {
  return (await service.points({ runIds: [ID], logs }))[0]!
}

/** What the window has of the log, in the form of columns. */
function expected(text: string): Omit<RunPoints, 'ended'> {
  const series = new RunSeries()
  for (const event of continuous(parseEvents(text))) if (!series.apply(event)) break
  const told = ({ at, values }: RunSeries['rates'], plus = 0) => ({
    at: at.view().map((where) => where + plus),
    values: values.view().slice()
  })
  const { start: begun, rates, speeds } = series
  const points: RunPoints['points'] = [
    ...[...series.batches].map(([log, { values }]) => ({
      log,
      ...{ kind: 'step' as const, at: null, values: Float32Array.from(values.view()) }
    })),
    ...[...series.epochsTold].map(([log, points]) => ({ log, kind: 'epoch' as const, ...told(points, 1) })),
    ...(rates.at.length > 0 ? [{ log: 'learning_rate', kind: 'told' as const, ...told(rates) }] : []),
    ...(speeds.at.length > 0 ? [{ log: 'samples_per_second', kind: 'told' as const, ...told(speeds) }] : [])
  ]
  return {
    runId: ID,
    start: begun && {
      ...{ time: begun.time, epochs: begun.epochs, steps: begun.steps, batch_size: begun.batch_size },
      examples: begun.examples.train
    },
    epochs: series.epochs,
    steps: series.steps,
    clock: series.clock.read(),
    points,
    logs: [...new Set(points.map(({ log }) => log))]
  }
}

const plain = [
  start(),
  steps(0, 0, [4, NaN, 3, 0.1]),
  epoch(0, { loss: 2, val_loss: 3 }, 2100),
  steps(1, 4, [1, 2], 2200)
]
const noisy = (first: number, count: number, time: number): RunEvent => noisySteps(first, count, time, 0)
const logs: Record<string, RunEvent[]> = {
  'nothing yet': [],
  'a start alone': [start()],
  'values, epochs, no numbers': [
    ...plain,
    steps(1, 6, [Infinity, -Infinity], 2300),
    epoch(1, { loss: NaN }, 2400),
    end(2500)
  ],
  'a log that begins late': [
    ...plain,
    { ...steps(1, 6, [1, 2], 2300), logs: { loss: [1, 2], accuracy: [0.5, 0.25] } } as RunEvent
  ],
  pauses: [
    start(),
    steps(0, 0, [4]),
    pause(2100),
    goOn(5000),
    steps(0, 1, [3], 5100),
    pause(5200),
    steps(0, 2, [2], 5300)
  ],
  'learning rates within epochs': [
    start(),
    { ...steps(0, 0, [1, 2]), learning_rate: 0.1 } as RunEvent,
    { ...steps(0, 2, [1, 2], 2050), learning_rate: 0.05 } as RunEvent,
    epoch(0, { loss: 1 }, 2100),
    steps(1, 4, [2, 1, 1, 1], 2150),
    epoch(1, { loss: 1 }, 2200)
  ],
  'stretches that overlap, or were told twice': [
    start(),
    steps(0, 0, [4, 3]),
    steps(0, 1, [9, 2], 2100),
    steps(0, 0, [7], 2200),
    epoch(0, {}),
    epoch(0, { loss: 5 })
  ],
  'steps that are missing': [...plain, steps(1, 7, [5]), steps(1, 6, [5])],
  'epochs that are missing': [...plain, epoch(2, { loss: 1 }), steps(1, 6, [5])],
  'one that was ended before it began': [start(), end(1500), start({ time: 3000, epochs: 7 }), steps(0, 0, [1], 3100)],
  'resumed within an epoch': [
    ...plain,
    end(2300),
    resume(1, 5, 9000),
    steps(1, 5, [7, 8, 9], 9100),
    epoch(1, { loss: 1 }, 9200)
  ],
  'resumed before an epoch that was told': [
    ...plain,
    epoch(1, { loss: 4 }, 2300),
    resume(0, 2, 9000),
    steps(0, 2, [7, 8], 9100),
    epoch(0, { loss: 1 }, 9200)
  ],
  'resumed twice, with pauses': [
    ...plain,
    pause(2300),
    resume(1, 4, 9000),
    steps(1, 4, [7], 9100),
    pause(9200),
    goOn(9300),
    resume(1, 5, 9900),
    steps(1, 5, [6], 9950)
  ],
  'other events between': [
    ...plain,
    { type: 'usage', time: 2300, cpu: 1, memory_bytes: 9 },
    { type: 'notice', time: 2300, code: 'EARLY_STOPPING', args: { text: '"logs":{"loss":[1]}' } },
    steps(1, 6, [1], 2400)
  ],
  'many values': [start(), noisy(0, 700, 1500), noisy(700, 1, 1600), noisy(701, 3000, 1700)]
}

describe('columns of a log', () => {
  it.each(Object.entries(logs))('%s: as the window has them', async (_name, events) => {
    const text = textOf(events)
    const { home } = homeWith(text)
    expect(await pointsOf(new PointsService(home))).toEqual({ ...expected(text), ended: events.at(-1)?.type === 'end' })
  })

  it.each(Object.entries(logs))(
    '%s: read as the log grows, by whole lines and by parts of them',
    async (_name, events) => {
      const text = textOf(events)
      const bytes = Buffer.from(text)
      const { home, log } = homeWith('')
      const service = new PointsService(home)
      for (let at = 0; at < bytes.length;) {
        const next = Math.min(bytes.length, at + 1 + ((at * 7919) % Math.max(97, bytes.length >> 4)))
        appendFileSync(log, bytes.subarray(at, next))
        at = next
        const whole = text.slice(0, text.lastIndexOf('\n', at - 1) + 1)
        expect(await pointsOf(service)).toMatchObject(expected(whole))
      }
    }
  )

  it('leaves out lines that are damaged or of a newer version', async () => {
    const odd = [
      '{"type":"steps","time":1,"epoch":0,"first":0,"logs":{"loss":[1,x]},"samples_per_second":1}',
      '{',
      'null',
      '"',
      ''
    ]
    const newer = '{"type":"ticks","time":1}'
    const text = textOf([start()]) + [...odd, newer].map((line) => `${line}\n`).join('') + textOf([steps(0, 0, [1, 2])])
    expect(await pointsOf(new PointsService(homeWith(text).home))).toMatchObject(expected(text))
  })

  it('reads lines that another program has written in another order or with spaces', async () => {
    const line = {
      first: 0,
      logs: { 'lo"ss': [1.5], loss: [2.5] },
      type: 'steps',
      epoch: 0,
      time: 5,
      samples_per_second: 1
    }
    const text = `${textOf([start()])}${JSON.stringify(line)}\n{ "type": "steps", "time": 6, "epoch": 0, "first": 1, "logs": { "lo\\"ss": [ 1 ], "loss": [ 2 ] }, "samples_per_second": 1 }\n`
    expect(await pointsOf(new PointsService(homeWith(text).home), [...ALL, 'lo"ss'])).toMatchObject(expected(text))
  })

  it('gives what was asked for, and names the rest', async () => {
    const service = new PointsService(homeWith(textOf(plain)).home)
    const { points, logs: names } = await pointsOf(service, ['val_loss', 'none'])
    expect(points.map(({ log, kind }) => [log, kind])).toEqual([['val_loss', 'epoch']])
    expect(names).toEqual(['loss', 'val_loss', 'learning_rate', 'samples_per_second'])
  })

  it('leaves out runs that are not there, and never leaves the folder of runs', async () => {
    const { home } = homeWith(textOf(plain))
    writeFileSync(join(home, 'metrics.jsonl'), textOf(plain))
    const runIds = ['none', '..', '.', '', `../runs/${ID}`, ID, ID]
    const found = await new PointsService(home).points({ runIds, logs: [] })
    expect(found.map(({ runId }) => runId)).toEqual([ID, ID])
  })

  it('knows of a run whose trainer was killed that no more will come', async () => {
    const gone = { pid: 2 ** 22 + 1, host: newRun().owner!.host, started: 1 }
    for (const [change, ended] of [
      [{}, false],
      [{ owner: gone }, true],
      [ENDED, true]
    ] as const)
      expect(await pointsOf(new PointsService(homeWith(textOf(plain), change).home))).toMatchObject({ ended })
  })
})

describe('the cache of columns', () => {
  const long = [start({ steps: 2000 }), noisy(0, 4000, 1500), epoch(0, { loss: 1, val_loss: NaN }, 1600), end(1700)]
  const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20))
  const cacheOf = (home: string): string => join(home, 'cache', 'points', ID)

  async function cached(): Promise<{ home: string; log: string; first: RunPoints }> {
    const { home, log } = homeWith(textOf(long), ENDED)
    const first = await pointsOf(new PointsService(home))
    await settled()
    expect(existsSync(cacheOf(home))).toBe(true)
    return { home, log, first }
  }

  it('gives the same as the log, of the logs that are asked for', async () => {
    const { home, log, first } = await cached()
    expect(first).toEqual({ ...expected(textOf(long)), ended: true })
    // Of the same size and time: that it is not read is seen.
    utimesSync(log, 1000, 1000)
    await pointsOf(new PointsService(home))
    await settled()
    writeFileSync(log, ' '.repeat(readFileSync(log).length))
    utimesSync(log, 1000, 1000)
    const { points, ...rest } = await pointsOf(new PointsService(home), ['loss'])
    expect(points).toEqual(first.points.filter((one) => one.log === 'loss'))
    expect({ ...rest, points: first.points }).toEqual(first)
  })

  it('has what a picture needs in the place of a long column, which is the same from the log', async () => {
    const { home, log } = homeWith(textOf([start({ steps: 20_000 }), noisy(0, 20_000, 1500), end(1700)]), ENDED)
    utimesSync(log, 1000, 1000)
    const coarsely = async () =>
      (await new PointsService(home).points({ runIds: [ID], logs: ['loss'], coarsely: true }))[0]
    const first = await coarsely()
    await settled()
    writeFileSync(log, ' '.repeat(readFileSync(log).length))
    utimesSync(log, 1000, 1000)
    expect(await coarsely()).toEqual(first)
    const { points } = await pointsOf(new PointsService(home), ['loss'])
    const coarse = coarseOf(points[0]!.values as Float32Array)
    expect(first!.points).toEqual([{ ...points[0], values: new Float32Array(0), coarse }])
    expect(coarse).toMatchObject({ length: 20_000, width: 16 })
  })

  it('is not believed once the log is another one', async () => {
    const { home, log } = await cached()
    const more = textOf([resume(1, 2000, 9000), { ...steps(1, 2000, [7], 9100) }])
    appendFileSync(log, more)
    expect(await pointsOf(new PointsService(home))).toMatchObject(expected(textOf(long) + more))
    truncateSync(log, 500)
    expect(await pointsOf(new PointsService(home))).toMatchObject(expected(textOf([start({ steps: 2000 })])))
  })

  it('is made anew where it is damaged, cut short or gone', async () => {
    const { home, first } = await cached()
    const good = readFileSync(cacheOf(home))
    const flipped = (at: number): Buffer => {
      const bytes = Buffer.from(good)
      bytes[at]! ^= 0x10
      return bytes
    }
    const places = [0, 7, 8, 12, 16, 40, 300, 4096, good.length - 1]
    const bad = [...places.map(flipped), ...[0, 5, 20, 500, good.length - 8].map((size) => good.subarray(0, size))]
    for (const content of bad) {
      writeFileSync(cacheOf(home), content)
      expect(await pointsOf(new PointsService(home))).toEqual(first)
    }
    rmSync(join(home, 'cache'), { recursive: true })
    expect(await pointsOf(new PointsService(home))).toEqual(first)
    await settled()
    expect(readFileSync(cacheOf(home))).toEqual(good)
  })

  it('forgets runs that are gone, and what was begun and left', async () => {
    const { home } = homeWith(textOf(long), ENDED)
    const folder = join(home, 'cache', 'points')
    mkdirSync(folder, { recursive: true })
    for (const name of ['gone', `${ID}.1.tmp`]) writeFileSync(join(folder, name), 'x')
    await pointsOf(new PointsService(home))
    await settled()
    expect(readdirSync(folder)).toEqual([ID])
  })

  it('holds no run that trains, and none that is short', async () => {
    for (const { home } of [homeWith(textOf(long.slice(0, 3))), homeWith(textOf(plain), ENDED)]) {
      await pointsOf(new PointsService(home))
      await settled()
      expect(existsSync(join(home, 'cache'))).toBe(false)
    }
  })

  it('that cannot be written costs nothing but time', async () => {
    const { home } = homeWith(textOf(long), ENDED)
    writeFileSync(join(home, 'cache'), 'not a folder')
    const service = new PointsService(home)
    const first = await pointsOf(service)
    await settled()
    expect(await pointsOf(service)).toEqual(first)
  })
})

// Many runs: how soon their curves are there and drawn, how soon the table of them answers, what they take. Each part is on its own:
// one that fails says so, and the others go on.
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, it } from 'vitest'
import { eventLine } from '../../src/main/runs/log'
import { importLogs } from '../../src/main/runs/import/service'
import { PointsService } from '../../src/main/runs/points/service'
import { RunStore } from '../../src/main/runs/store'
import { RunsThread } from '../../src/main/runs/thread'
import { startServing } from '../e2e/served'
import { median } from './report'
import { moreSteps, writeEventFile, writeLiveRun, writeLongRuns, writeShortRuns } from './runs-data'
import { answers, inputs, launchBrowser, p95, rendererMemory, watched, worked } from './window'

const sizeOf = (name: string, usual: number): number => Number(process.env[name] ?? usual)
const RUNS = sizeOf('NETLOOM_BENCH_RUNS', 100)
const POINTS = sizeOf('NETLOOM_BENCH_POINTS', 100_000)
const LIST = sizeOf('NETLOOM_BENCH_LIST', 10_000)
const ROUNDS = sizeOf('NETLOOM_BENCH_ROUNDS', 3)
/** Runs that are given to TensorBoard: it is asked for the time of one. */
const PEER_RUNS = 3
const PATIENCE_MS = 60_000

type Figures = Record<string, number>
const home = mkdtempSync(join(tmpdir(), 'netloom-bench-'))
const long = join(home, 'long')
let ids: string[] = []
/** Milliseconds for one run of TensorBoard's own reader. */
let peerMs: number | null = null

beforeAll(() => void (ids = writeLongRuns(long, RUNS, POINTS)), 600_000)
afterAll(() => rmSync(home, { recursive: true, force: true }))

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return performance.now() - began
}
const forgetCache = (): void => rmSync(join(long, 'cache'), { recursive: true, force: true })
const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Medians of rounds, printed; what fails is told in the place of its figures. */
function part(title: string, round: () => Promise<Figures>, rounds = ROUNDS): void {
  it(title, { timeout: 900_000 }, async () => {
    const all: Figures[] = []
    try {
      for (let i = 0; i < rounds; i++) all.push(await round())
    } catch (error) {
      return console.log(`${title}: not measured: ${String(error).split('\n')[0]}`)
    }
    const lines = Object.keys(all[0]!).map((name) => {
      const value = median(all.map((one) => one[name]!))
      return `  ${name.padEnd(58)}${value.toFixed(1).padStart(10)}`
    })
    console.log([`\n${title}; medians of ${rounds}; load ${loadavg()[0]!.toFixed(1)}`, ...lines].join('\n'))
  })
}

part(
  "TensorBoard's own reader",
  async () => {
    const folders = Array.from({ length: PEER_RUNS }, (_, run) => join(home, 'events', String(run)))
    folders.forEach((folder, run) => writeEventFile(folder, run, POINTS))
    const python = process.env.NETLOOM_BENCH_PYTHON ?? process.env.NETLOOM_PYTHON ?? 'python3'
    const script = join(import.meta.dirname, 'peers', 'tensorboard_load.py')
    const printed = execFileSync(python, [script, ...folders], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore']
    })
    const { seconds, points } = JSON.parse(printed.trim().split('\n').at(-1)!) as { seconds: number[]; points: number }
    if (points !== POINTS) throw new Error(`it read ${points} points`)
    peerMs = median(seconds) * 1000
    const store = new RunStore(join(home, 'imported'))
    const ours = await timed(() => importLogs(store, { path: join(home, 'events') }))
    return { 'one run, ms': peerMs, 'the same taken in by Netloom, as a run of its own, ms': ours / PEER_RUNS }
  },
  1
)

part(`curves of ${RUNS} runs of ${POINTS} points, answered by the host`, async () => {
  const figures: Figures = {}
  process.env.NETLOOM_HOME = long
  const ask = { runIds: ids, logs: ['loss'] }
  for (const cold of [true, false]) {
    if (cold) forgetCache()
    const thread = new RunsThread()
    await thread.handlers.points({ runIds: [], logs: [] })
    const ms = await timed(() => Promise.resolve(thread.handlers.points(ask)))
    const name = cold ? 'without the cache' : 'with the cache'
    figures[`${name}, ms`] = ms
    if (peerMs !== null) figures[`${name}, times as fast as TensorBoard's reader`] = (peerMs * RUNS) / ms
    if (cold) await later(3000) // The cache is written after the answer.
    await thread.dispose()
  }
  return figures
})

part('a live run', async () => {
  const figures: Figures = {}
  for (const points of [1000, POINTS]) {
    const at = join(home, `live-${points}`)
    const record = writeLiveRun(at, points)
    const log = join(at, 'runs', record.id, 'metrics.jsonl')
    const service = new PointsService(at)
    const ask = { runIds: [record.id], logs: [] }
    await service.points(ask)
    const times: number[] = []
    for (let i = 0; i < 40; i++) {
      appendFileSync(log, eventLine(moreSteps(points + i * 1000, 1000)))
      times.push(await timed(() => Promise.resolve(service.points(ask))))
    }
    figures[`1,000 new points behind ${points}, ms`] = median(times)
    rmSync(at, { recursive: true })
  }
  return figures
})

async function inWindow(at: string, work: (page: Page, browser: Browser) => Promise<Figures>): Promise<Figures> {
  const browser = await launchBrowser()
  const served = await startServing(at, ['--port', '0'])
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    page.setDefaultTimeout(PATIENCE_MS)
    await page.goto(served.url)
    await page.locator('[data-view=runs]').waitFor()
    await page.waitForTimeout(1500)
    return await work(page, browser)
  } finally {
    await browser.close()
    await served.end()
  }
}

/** Milliseconds until a page's socket has the answer, with all its bytes. */
const answered = (page: Page): Promise<number> =>
  page.evaluate(
    async (input) => {
      const socket = new WebSocket(`ws://${location.host}/rpc`)
      socket.binaryType = 'arraybuffer'
      await new Promise((resolve) => (socket.onopen = resolve))
      const message = { message: { id: 1, channel: 'runs.points', input }, arrays: [] }
      const header = new TextEncoder().encode(JSON.stringify(message))
      const frame = new Uint8Array(4 + header.length)
      new DataView(frame.buffer).setUint32(0, header.length, true)
      frame.set(header, 4)
      const began = performance.now()
      socket.send(frame)
      const reply = await new Promise<ArrayBuffer>(
        (resolve) => (socket.onmessage = ({ data }) => resolve(data as ArrayBuffer))
      )
      const at = /"at":"([^"]+)"/.exec(new TextDecoder().decode(reply.slice(0, 200)))?.[1]
      if (at) await (await fetch(at)).arrayBuffer()
      socket.close()
      return performance.now() - began
    },
    { runIds: ids, logs: ['loss'] }
  )

part('the same, in the browser', () =>
  inWindow(long, async (page) => ({
    'first answer, ms': await answered(page),
    'next answer, ms': await answered(page)
  }))
)

const LOSS = '[data-compare-chart="loss"]'
part('the overlay', () =>
  inWindow(long, async (page, browser) => {
    await page.locator('[data-view=runs]').click()
    await page.locator('[data-run]').first().waitFor()
    const before = await rendererMemory(browser)
    const devtools = await watched(page)
    // Chosen as the table does; a hundred clicks are not what is measured.
    await page.evaluate((chosen) => {
      type Stores = { _s: Map<string, { choose(ids: string[]): void }> }
      const app = document.querySelector('#app') as unknown as {
        __vue_app__: { config: { globalProperties: { $pinia: Stores } } }
      }
      app.__vue_app__.config.globalProperties.$pinia._s.get('comparison')!.choose(chosen)
    }, ids)
    await page.waitForTimeout(1000)
    const idle = await worked(devtools)
    const began = Date.now()
    await page.locator('label:has(input[name=runs-page][value=compare])').click()
    await page.locator(`${LOSS}[data-drawn]`).first().waitFor()
    const figures: Figures = { 'from the click to its picture, ms': Date.now() - began }
    figures['  of which the page worked, ms'] = ((await worked(devtools)) - idle) * 1000
    await page.waitForTimeout(3000)
    const box = (await page.locator(LOSS).first().boundingBox())!
    const [x, y] = [box.x + box.width * 0.4, box.y + box.height / 2]
    await page.mouse.move(x, y)
    const input = async (name: string, measured: () => Promise<number[]>): Promise<void> => {
      const from = await worked(devtools)
      const all = await measured()
      figures[`${name}, p50 ms`] = median(all)
      figures[`${name}, p95 ms`] = p95(all)
      figures[`${name}, work of the page, ms each`] = (((await worked(devtools)) - from) * 1000) / all.length
    }
    await input('hover', () => answers(page, LOSS, 'pointermove', (i) => page.mouse.move(x + i * 4, y)))
    await page.keyboard.down('Control')
    await input('zoom', () => answers(page, LOSS, 'wheel', (i) => page.mouse.wheel(0, i < inputs * 0.7 ? -60 : 60)))
    await page.keyboard.up('Control')
    await page.keyboard.down('Shift')
    await input('pan', () => answers(page, LOSS, 'wheel', (i) => page.mouse.wheel(i < inputs / 2 ? 60 : -60, 0)))
    await page.keyboard.up('Shift')
    figures['memory of the renderer, MB'] = (await rendererMemory(browser)) / 2 ** 20
    figures['  before, MB'] = before / 2 ** 20
    return figures
  })
)

part(`the table of ${LIST} runs`, async () => {
  const many = join(home, 'many')
  if (ids.length > 0 && !written.has(many)) writeShortRuns(many, LIST)
  written.add(many)
  return inWindow(many, async (page, browser) => {
    const rows = page.locator('[data-run]')
    const figures: Figures = {}
    const measure = async (name: string, act: () => Promise<unknown>, done: () => Promise<unknown>): Promise<void> => {
      const began = Date.now()
      await act()
      await done()
      figures[`${name}, ms`] = Date.now() - began
    }
    const open = page.locator('[data-view=runs]')
    await measure(
      'opened',
      () => open.click(),
      () => rows.first().waitFor()
    )
    figures['memory of the renderer, MB'] = (await rendererMemory(browser)) / 2 ** 20
    const filter = page.locator('[data-run-filter]')
    const told = (): Promise<string | null> => rows.first().getAttribute('data-run')
    const changed = (before: string | null): Promise<unknown> =>
      page.waitForFunction((first) => document.querySelector('[data-run]')?.getAttribute('data-run') !== first, before)
    for (const [name, act] of [
      ['filtered', () => filter.fill('optimizer = sgd and batch_size = 32 and val_accuracy > 0.6')],
      ['filter taken away', () => filter.fill('')],
      ['sorted', () => page.locator('[data-column="best.val_accuracy"] .sort').click()],
      ['sorted the other way', () => page.locator('[data-column="best.val_accuracy"] .sort').click()]
    ] as const) {
      const before = await told()
      await measure(name, act, () => changed(before))
    }
    return figures
  })
})
const written = new Set<string>()

// A run of a million steps in the window: how soon it is drawn, how soon it answers, what new points cost.
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, WebSocketRoute } from 'playwright-core'
import { it } from 'vitest'
import { encode } from '../../src/shared/codec'
import type { RunEvent, RunRecord } from '../../src/shared/run'
import { startServing } from '../e2e/served'
import { start } from '../support/run-events'
import { noisySteps, writeRun } from '../support/written-runs'
import { median } from './report'
import { answers, inputs, launchBrowser, p95, rendererMemory, watched, worked } from './window'

const STEPS = 1_000_000
const PER_EPOCH = 10_000
const ROUNDS = 3
/** Stretches of 1,000 points that come in while the run is watched, at the pace of the trainer. */
const APPENDED = 40
const PACE_MS = 50
const PLOT = '[data-metric=loss] .plot'

/** The window goes to a run that is training by itself: this one waits to be opened. */
const DONE = { status: 'stopped', ended: new Date(STEPS).toISOString(), owner: null } as const

function* history(): Generator<RunEvent> {
  yield start({ time: 0, epochs: 200, steps: PER_EPOCH, examples: { train: PER_EPOCH * 32, validation: 9, test: 0 } })
  for (let first = 0; first < STEPS; first += 1000) {
    const epoch = Math.floor(first / PER_EPOCH)
    yield noisySteps(first, 1000, first + 1000, epoch)
    if ((first + 1000) % PER_EPOCH === 0) {
      const logs = { loss: 1 / (epoch + 1), accuracy: 0.9, val_loss: 1.1 / (epoch + 1), val_accuracy: 0.89 }
      const figures = { seconds: 10, samples_per_second: 20_000, learning_rate: 0.001 }
      yield { type: 'epoch', time: first + 1100, epoch, logs, ...figures }
    }
  }
}

/** New points, put into the socket of a page of their own: what goes through a routed socket is slowed by that. */
async function appending(context: BrowserContext, url: string, record: RunRecord): Promise<Record<string, number>> {
  const figures: Record<string, number> = {}
  const page = await context.newPage()
  await page.setViewportSize({ width: 1440, height: 900 })
  let socket: WebSocketRoute | null = null
  await page.routeWebSocket(/\/rpc$/, (route) => {
    route.connectToServer()
    socket = route
  })
  await page.goto(url)
  const devtools = await watched(page)
  await page.locator('[data-view=runs]').click()
  await page.locator('tr.run').first().click()
  await page.locator('[data-metric=accuracy] canvas').waitFor({ timeout: 120_000 })
  for (const smoothing of [0, 0.99]) {
    const name = smoothing > 0 ? ', smoothed' : ''
    await page.locator('[data-curves=smoothing-value]').fill(String(smoothing))
    await page.keyboard.press('Tab')
    await page.waitForTimeout(1000)
    const from = await worked(devtools)
    await page.waitForTimeout(APPENDED * PACE_MS)
    const resting = (await worked(devtools)) - from
    const began = await worked(devtools)
    const offset = STEPS + (smoothing > 0 ? APPENDED * 1000 : 0)
    for (let i = 0; i < APPENDED; i++) {
      const first = offset + i * 1000
      const events = [noisySteps(first, 1000, first + 1000, Math.floor(first / PER_EPOCH))]
      const payload = { runId: record.id, record, events }
      socket!.send(Buffer.from(encode({ event: 'runs.changed', payload })))
      await page.waitForTimeout(PACE_MS)
    }
    await page.waitForTimeout(300)
    figures[`1,000 new points${name}, ms`] = (((await worked(devtools)) - began - resting) * 1000) / APPENDED
  }
  return figures
}

async function round(record: RunRecord, home: string): Promise<Record<string, number>> {
  const browser = await launchBrowser()
  const served = await startServing(home, ['--port', '0'])
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    await page.goto(served.url)
    const devtools = await watched(page)
    await page.locator('[data-view=runs]').click()
    await page.locator('tr.run').first().waitFor()
    await page.waitForTimeout(1000)
    const before = await rendererMemory(browser)
    const idle = await worked(devtools)
    const clicked = Date.now()
    await page.locator('tr.run').first().click()
    await page.locator('[data-metric=accuracy] canvas').waitFor({ timeout: 120_000 })
    const figures: Record<string, number> = { 'first drawing, ms': Date.now() - clicked }
    figures['  of which the page worked, ms'] = ((await worked(devtools)) - idle) * 1000
    await page.waitForTimeout(1500)

    const box = (await page.locator(PLOT).boundingBox())!
    const [x, y] = [box.x + box.width * 0.4, box.y + box.height / 2]
    await page.mouse.move(x, y)
    const input = async (name: string, times: Promise<number[]>): Promise<void> => {
      const all = await times
      figures[`${name}, p50 ms`] = median(all)
      figures[`${name}, p95 ms`] = p95(all)
    }
    await input(
      'hover',
      answers(page, PLOT, 'pointermove', (i) => page.mouse.move(x + i * 4, y))
    )
    await page.keyboard.down('Control')
    await input(
      'zoom',
      answers(page, PLOT, 'wheel', (i) => page.mouse.wheel(0, i < inputs * 0.7 ? -60 : 60))
    )
    await page.keyboard.up('Control')
    await page.keyboard.down('Shift')
    await input(
      'pan',
      answers(page, PLOT, 'wheel', (i) => page.mouse.wheel(i < inputs / 2 ? 60 : -60, 0))
    )
    await page.keyboard.up('Shift')
    await page.mouse.dblclick(x, y)

    figures['memory of the renderer, MB'] = (await rendererMemory(browser)) / 2 ** 20
    figures['  of which the run, MB'] = figures['memory of the renderer, MB']! - before / 2 ** 20
    await page.close()
    Object.assign(figures, await appending(context, served.url.replace(/#.*/, ''), record))
    return figures
  } finally {
    await browser.close()
    await served.end()
  }
}

it('curves of a million steps', { timeout: 900_000 }, async () => {
  const home = mkdtempSync(join(tmpdir(), 'netloom-bench-'))
  try {
    const record = writeRun(home, 'million', history(), DONE)
    const rounds: Record<string, number>[] = []
    for (let i = 0; i < ROUNDS; i++) rounds.push(await round(record, home))
    const lines = Object.keys(rounds[0]!).map(
      (name) =>
        `${name.padEnd(34)}${median(rounds.map((one) => one[name]!))
          .toFixed(1)
          .padStart(9)}`
    )
    console.log([`medians of ${ROUNDS} rounds; load ${loadavg()[0]!.toFixed(1)}`, ...lines].join('\n'))
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
})

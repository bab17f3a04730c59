// Pan and zoom of the canvas in Chromium: the time between frames, over the program as it is built (npm run build).
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { it } from 'vitest'
import type { DesignEdge, DesignNode } from '../../src/shared/design'
import { startServing } from '../e2e/served'
import { median } from './report'

const SIZES = [50, 500]
const ROUNDS = 3
const STEPS = 60

/** Blocks of two branches, in columns of twenty rows, as text for the clipboard. */
function fragment(size: number): string {
  const nodes: DesignNode[] = []
  const edges: DesignEdge[] = []
  const add = (name: string, class_name: string, config: DesignNode['config'], row: number, aside: number): string => {
    nodes.push({ name, class_name, config, position: { x: Math.floor(row / 20) * 560 + aside, y: (row % 20) * 104 } })
    return name
  }
  let last = add('start', 'Input', { shape: [64] }, 0, 120)
  for (let i = 0; nodes.length < size; i++) {
    const a = add(`a${i}`, 'Dense', { units: 64, activation: 'relu' }, 3 * i + 1, 0)
    const b = add(`b${i}`, 'Dense', { units: 64 }, 3 * i + 1, 240)
    const c = add(`c${i}`, 'Add', {}, 3 * i + 2, 120)
    const d = add(`d${i}`, 'BatchNormalization', {}, 3 * i + 3, 120)
    edges.push({ source: last, target: a }, { source: last, target: b })
    edges.push({ source: a, target: c, index: 0 }, { source: b, target: c, index: 1 }, { source: c, target: d })
    last = d
  }
  return JSON.stringify({ netloom: 'layers', nodes, edges })
}

/** Milliseconds between the frames while something is done. */
async function framesOf(page: Page, act: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(globalThis, { times })
    const next = (time: number): void => void (times.push(time), requestAnimationFrame(next))
    requestAnimationFrame(next)
  })
  await act()
  const times = await page.evaluate(() => (globalThis as unknown as { times: number[] }).times.slice())
  return times.slice(1).map((time, i) => time - times[i]!)
}

async function pan(page: Page): Promise<void> {
  const [x, y] = await page.evaluate(() => {
    const { left, top, right, bottom } = document.querySelector('.design-canvas')!.getBoundingClientRect()
    for (let y = top + 150; y < bottom - 150; y += 9)
      for (let x = right - 200; x > left + 260; x -= 9)
        if (document.elementFromPoint(x, y)?.classList.contains('vue-flow__pane')) return [x, y] as const
    throw new Error('no free place on the canvas')
  })
  await page.mouse.move(x, y)
  await page.mouse.down()
  for (let i = 0; i < STEPS; i++) {
    await page.mouse.move(x - i * 4, y + 120 * Math.sin(i / 8))
    await page.waitForTimeout(14)
  }
  await page.mouse.up()
}
async function zoom(page: Page): Promise<void> {
  const box = (await page.locator('.design-canvas').boundingBox())!
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  for (let i = 0; i < STEPS; i++) {
    await page.mouse.wheel(0, i < STEPS / 2 ? -40 : 40)
    await page.waitForTimeout(16)
  }
}

it('pan and zoom', { timeout: 900_000 }, async () => {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
  const browser = await chromium.launch({ executablePath: process.env.NETLOOM_CHROMIUM ?? '/usr/bin/chromium', args })
  const lines = [`${'ms between frames'.padEnd(34)} median    p95   load`]
  try {
    for (const size of SIZES) {
      const home = mkdtempSync(join(tmpdir(), 'netloom-bench-'))
      const served = await startServing(home, ['--port', '0'])
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
      await page.goto(served.url)
      await page.locator('[data-example=mnist-mlp]').click()
      await page.keyboard.press('Control+1')
      await page.locator('[data-layer=dense_2]').waitFor()
      await page.evaluate((text) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', text)
        const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
        document.querySelector('.focus-target')!.dispatchEvent(event)
      }, fragment(size))
      await page.waitForTimeout(2000)
      for (const where of ['near', 'all in sight']) {
        if (where !== 'near') {
          await page.locator('.focus-target').focus()
          await page.keyboard.press('f')
          await page.waitForTimeout(3000)
        }
        for (const [what, act] of Object.entries({ pan, zoom })) {
          const rounds: number[][] = []
          for (let i = 0; i < ROUNDS; i++) rounds.push(await framesOf(page, () => act(page)))
          const p95 = rounds.map((list) => [...list].sort((a, b) => a - b)[Math.floor(list.length * 0.95)]!)
          const figures = [median(rounds.map(median)), median(p95), loadavg()[0]!]
          lines.push(
            `${`${size} layers, ${what}, ${where}`.padEnd(34)}${figures.map((one) => one.toFixed(1).padStart(7)).join('')}`
          )
        }
      }
      await page.close()
      await served.end()
      rmSync(home, { recursive: true, force: true })
    }
  } finally {
    await browser.close()
  }
  console.log(lines.join('\n'))
})

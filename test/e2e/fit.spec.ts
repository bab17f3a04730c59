// The line and the regions that a network learns, on the screen, of real runs.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { example } from '../support/projects'
import { servedEach } from './each'

const bench = servedEach({ opened: false })

async function trainAndLook(page: Page, epochs: number): Promise<void> {
  await page.locator('.top-bar [data-command=train]').click()
  const tab = page.locator('input[name=run-tab][value=fit]')
  await expect(tab).toBeAttached({ timeout: 60_000 })
  await tab.check({ force: true })
  await expect(page.locator('.dashboard[data-status=completed]')).toBeVisible({ timeout: 60_000 })
  await expect(shownEpoch(page)).toHaveAttribute('data-value', String(epochs))
}
const shownEpoch = (page: Page) => page.locator('[data-fit-epoch]')
/** A pixel of the picture, from the left and from above as shares of it. */
async function pick(page: Page, x: number, y: number): Promise<void> {
  const box = (await page.locator('.fit-plane').boundingBox())!
  await page.mouse.click(box.x + box.width * x, box.y + box.height * y)
}
/** How much of the layer that the network is drawn on is painted, and in how many colours. */
const colours = (page: Page, layer: number): Promise<number> =>
  page
    .locator('.fit-plane canvas')
    .nth(layer)
    .evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
      return new Set(
        Array.from({ length: data.length / 4 }, (_, i) => (data[4 * i + 3]! > 40 ? data[4 * i]! >> 4 : -1))
      ).size
    })

test('circles: regions that close around the disc, played from the beginning', async ({ page }) => {
  await page.goto(bench.served.url)
  await page.locator('[data-view=train]').click()
  await page.locator('[data-templates]').click()
  await page.locator('[data-example=circles]').click()
  await trainAndLook(page, 60)
  await expect(page.locator('[data-fit-regions]')).toHaveAccessibleName(/after epoch 60: 320 points, \d+ of them wrong/)
  await expect.poll(() => colours(page, 0)).toBeGreaterThan(2)
  expect(Number(await page.locator('[data-fit-wrong]').getAttribute('data-value'))).toBeLessThan(20)

  // The middle of the disc is about the middle of the picture; a corner is outside the ring.
  await pick(page, 0.55, 0.46)
  await expect(page.locator('[data-fit-answer]')).toContainText(/1\s*\d+% sure/)
  await pick(page, 0.2, 0.1)
  await expect(page.locator('[data-fit-answer]')).toContainText(/0\s*\d+% sure/)
  await page.locator('[data-fit-discrete]').click()
  await page.locator('[data-fit-split=test]').click()
  await expect(page.locator('[data-fit-regions]')).toHaveAccessibleName(/400 points/)

  const plane = page.locator('.plane')
  await plane.focus()
  await page.keyboard.press('Home')
  await expect(shownEpoch(page)).toHaveAttribute('data-value', '0')
  expect(Number(await page.locator('[data-fit-wrong]').getAttribute('data-value'))).toBeGreaterThan(60)
  await page.keyboard.press('ArrowRight')
  await expect(shownEpoch(page)).toHaveAttribute('data-value', '1')
  await page.keyboard.press('Space')
  await expect(page.locator('[data-fit-play]')).toHaveAccessibleName('Pause')
  await expect(shownEpoch(page)).toHaveAttribute('data-value', '60', { timeout: 20_000 })
  await expect(page.locator('[data-fit-play]')).toHaveAccessibleName('Play from the start')
})

test('a line: w and b against the true ones, copied as TSV', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const line = example('line')
  const folder = join(bench.home, 'projects')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'made-up.netloom.json')
  const source = { format: 'synthetic', generator: 'linear', n_samples: 100, noise: 0.1 }
  writeFileSync(path, JSON.stringify({ ...line, name: 'made-up', dataset: { ...line.dataset, source } }))
  const url = new URL(bench.served.url)
  url.searchParams.set('project', path)
  await page.goto(url.href)
  await expect(page.locator('.top-bar [data-command=train]')).toBeEnabled()
  await trainAndLook(page, 30)
  await expect(page.locator('[data-fit-line]')).toHaveAccessibleName(/y over x after epoch 30: 80 points/)
  await expect.poll(() => colours(page, 1)).toBeGreaterThan(1)
  await expect(page.locator('.weights th')).toHaveText([
    'Epoch',
    'w',
    'b',
    'loss',
    'true',
    'predicted',
    'true',
    'predicted'
  ])
  await expect(page.locator('.weights tbody tr')).toHaveCount(31)
  await expect(page.locator('.weights tbody tr').last().locator('td')).toHaveText([/30/, '3', /./, '2', /./, /./])
  const current = page.locator('.weights [aria-current]')
  await expect(current).toContainText(/^30/)
  await page.locator('.weights tbody tr').first().click()
  await expect(shownEpoch(page)).toHaveAttribute('data-value', '0')
  await page.locator('[data-copy-weights]').click()
  await expect(page.locator('[data-copy-weights]')).toContainText('Copied')
  const text = await page.evaluate(() => navigator.clipboard.readText())
  const lines = text.split('\n')
  expect(lines).toHaveLength(32)
  expect(lines[0]).toBe('epoch\tw (true)\tw (predicted)\tb (true)\tb (predicted)\tloss')
  const [epoch, w, learntW, b, learntB] = lines.at(-1)!.split('\t').map(Number)
  expect([epoch, w, b]).toEqual([30, 3, 2])
  expect(Math.abs(learntW! - 3)).toBeLessThan(0.1)
  expect(Math.abs(learntB! - 2)).toBeLessThan(0.1)
  await pick(page, 0.5, 0.5)
  await expect(page.locator('[data-fit-answer]')).toContainText(/y\s*\d/)
})

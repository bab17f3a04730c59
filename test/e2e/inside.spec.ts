// A real run, looked into: maps, filters, what mattered, through its epochs; and all its examples as points.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { temporaryHome } from './desktop'
import { runCli, startServing, type Served } from './served'

let home: string
let served: Served | undefined
let problems: string[]
const ROOT = resolve(import.meta.dirname, '..', '..')

test.beforeEach(({ page }) => {
  home = temporaryHome()
  problems = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
})
test.afterEach(async () => {
  const told = [...problems] // not what a page still asks of a server that has ended
  await served?.end()
  served = undefined
  rmSync(home, { recursive: true, force: true })
  expect(told).toStrictEqual([])
})

const option = (page: Page, name: string, value: string) =>
  page.locator(`label:has(input[name=${name}][value="${value}"])`)
/** All pixels of a canvas as one text. */
const drawn = (page: Page, canvas: string) =>
  page
    .locator(canvas)
    .first()
    .evaluate((element) => (element as HTMLCanvasElement).toDataURL())

test('a convolution: maps, filters, Grad-CAM and the projector, through the epochs', async ({ page }) => {
  test.setTimeout(180_000)
  const project = JSON.parse(readFileSync(join(ROOT, 'examples/mnist-cnn.netloom.json'), 'utf8')) as {
    training: Record<string, unknown>
  }
  const callbacks = [{ class_name: 'ModelCheckpoint', config: {} }]
  Object.assign(project.training, { epochs: 2, steps_per_epoch: 30, validation_steps: 2, callbacks })
  const file = join(home, 'small.netloom.json')
  writeFileSync(file, JSON.stringify(project))
  const { code } = await runCli(home, ['train', file]).ended
  expect(code).toBe(0)

  served = await startServing(home, ['--port', '0'])
  await page.goto(served.url)
  await page.locator('[data-view=runs]').click()
  await page.locator('.runs-view').getByText('mnist-cnn').first().click()
  await option(page, 'run-tab', 'inside').click()
  const panel = page.locator('.layer-panel')
  await expect(panel).toHaveAttribute('data-layer', 'conv2d_1', { timeout: 30_000 })
  await expect(panel.locator('canvas[data-maps="32"]')).toBeVisible()
  await expect(page.locator('.output-bars li')).toHaveCount(10)

  await panel.locator('canvas[data-maps]').click({ position: { x: 20, y: 20 } })
  await expect(panel.locator('.large-map')).toBeVisible()
  await panel.locator('.large-map canvas').hover()
  await expect(panel.locator('.large-map code')).toHaveText(/\[\d+, \d+\]/)

  const before = await drawn(page, '.map-grid canvas')
  await page.locator('input[name=inside-epoch]').fill('0')
  await expect(page.locator('.epoch-slider output')).toHaveText('after epoch 1')
  await expect.poll(() => drawn(page, '.map-grid canvas')).not.toBe(before)

  const overlay = await drawn(page, '.explained canvas + canvas')
  await page.locator('.output-bars button').nth(3).click()
  await expect(page.locator('.answer')).toContainText('“3”')
  await expect.poll(() => drawn(page, '.explained canvas + canvas')).not.toBe(overlay)

  await option(page, 'inside-face', 'weights').click()
  await expect(panel).toContainText('32 filters')
  await page.locator('[data-layer-choice=dense]').click()
  await expect(panel.locator('canvas[data-maps], .large-map canvas, canvas[data-units]').first()).toBeVisible()

  await option(page, 'run-tab', 'projector').click()
  await page.locator('select[name=projector-most]').selectOption('500')
  const scatter = page.locator('.scatter-canvas')
  await expect(scatter).toHaveAttribute('data-done', 'true', { timeout: 30_000 })
  await expect(scatter.locator('canvas')).toHaveAttribute('data-points', '500')
  await expect(scatter).toContainText('Component 1')
  await option(page, 'projector-method', 'umap').click()
  await page.locator('select[name=projector-most]').selectOption('500')
  await expect(scatter).toHaveAttribute('data-done', 'true', { timeout: 60_000 })
  const { width, height } = (await scatter.boundingBox())!
  await option(page, 'projector-tool', 'box').click()
  await scatter.locator('canvas').dragTo(scatter.locator('canvas'), {
    sourcePosition: { x: 4, y: 60 },
    targetPosition: { x: width - 6, y: height - 6 }
  })
  await expect(page.locator('.selected-points h3')).toContainText('selected')
  await expect(page.locator('.selected-points .picture-strip canvas').first()).toBeVisible()
  await page.locator('.selected-points .picture-strip button').nth(1).click()
  await page.locator('.selected-points [data-look-inside]').click()
  await expect(page.locator('.inside input[name=inside-row]')).toHaveValue(/^\d+$/)
  await option(page, 'run-tab', 'projector').click()
  await page.locator('.group-legend li button').nth(3).click()
  await expect(page.locator('.group-legend li button').nth(3)).toHaveAttribute('aria-pressed', 'true')
})

// The workbench on the screen, over browser mode, training on real data.
import { rmSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { temporaryHome, trainersOf } from './desktop'
import { startServing, type Served } from './served'

let home: string
let served: Served
let problems: string[]

test.beforeEach(async ({ page }) => {
  home = temporaryHome()
  served = await startServing(home, ['--port', '0'])
  problems = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  await page.goto(served.url)
  await page.locator('[data-view=train]').click()
  await expect(page.locator('[data-network-line]')).toBeVisible()
})
test.afterEach(async () => {
  const told = [...problems] // not what a page still asks of a server that has ended
  await served.end()
  rmSync(home, { recursive: true, force: true })
  expect(told).toStrictEqual([])
})

const command = (page: Page, id: string) => page.locator(`.top-bar [data-command=${id}]`)
const dashboard = (page: Page, status: string) => page.locator(`.dashboard[data-status=${status}]`)
const setting = (page: Page, name: string) => page.locator(`.setup-inspector input[name=${name}]`)

/** Points of batches drawn in a chart, as its table tells. */
async function batchPoints(page: Page, metric: string): Promise<number> {
  const caption = await page.locator(`[data-metric=${metric}] caption`).textContent()
  return Number(caption?.replace(/\D/g, ''))
}
const showTable = (page: Page, metric: string) =>
  page.locator(`[data-metric=${metric}]`).getByRole('button', { name: 'table' }).click()

/** Another network, from the Train view. */
async function template(page: Page, id: string): Promise<void> {
  const cards = page.locator('[data-templates]')
  if ((await cards.getAttribute('aria-expanded')) === 'false') await cards.click()
  await page.locator(`[data-example=${id}]`).click()
  await expect(page.locator(`[data-example=${id}] input`)).toBeChecked()
}

/** The trainers that the served workbench has running. */
const trainers = (): number[] => trainersOf(served.child.pid!)

test('mnist-mlp with clicks: curves that grow, test result, kept after a reload', async ({ page }) => {
  await template(page, 'mnist-mlp')
  await page.locator('[data-datasets]').click()
  await expect(page.locator('[data-dataset=mnist][data-status=ready]')).toBeVisible()
  await setting(page, 'epochs').fill('8') // long enough to be watched
  await command(page, 'train').click()

  await expect(page.locator('[data-metric=loss]')).toBeVisible({ timeout: 30_000 })
  await expect(page.locator('.top-bar [role=progressbar]')).toBeVisible()
  await showTable(page, 'loss')
  const early = await batchPoints(page, 'loss')
  await expect.poll(() => batchPoints(page, 'loss')).toBeGreaterThan(early)

  await expect(dashboard(page, 'completed')).toBeVisible({ timeout: 100_000 })
  const accuracy = page.locator('[data-test-result] [data-value]')
  await expect(accuracy).toBeVisible()
  expect(Number(await accuracy.getAttribute('data-value'))).toBeGreaterThanOrEqual(0.93)
  await expect(page.locator('[data-metric=loss] tbody tr')).toHaveCount(8)
  await showTable(page, 'accuracy')
  await expect(page.locator('[data-metric=accuracy] thead')).toContainText('val_accuracy')
  await expect(page.getByRole('log')).toContainText(/422\/422 .* val_accuracy: 0\.9/)

  await page.locator('[data-view=design]').click()
  await expect(page.locator('[data-layer=dense] [data-time]')).toHaveText(/^\d+(\.\d)?%$/)
  await page.locator('[data-layer=dense]').click()
  await expect(page.locator('.layer-facts')).toContainText(/% of the FLOPs, .*% of the time/)
  await expect(page.locator('[data-other]')).toContainText('%')

  await page.reload()
  await page.locator('[data-view=runs]').click()
  await expect(page.locator('tr.run')).toHaveCount(1)
  await expect(page.locator('tr.run [data-status=completed]')).toBeVisible()
  await expect(page.locator('[data-test-result] [data-value]')).toHaveAttribute('data-value', /^0\.9/)
  await showTable(page, 'loss')
  expect(await batchPoints(page, 'loss')).toBeGreaterThan(early)
})

test('Stop ends a run at once, and the run is kept', async ({ page }) => {
  await setting(page, 'epochs').fill('50')
  await page.keyboard.press('Control+Enter')
  await expect(page.locator('[data-metric=loss]')).toBeVisible({ timeout: 30_000 })
  // Once the page has been drawn: without a graphics card that alone takes both cores for a second.
  await showTable(page, 'loss')
  await expect.poll(() => batchPoints(page, 'loss'), { timeout: 30_000 }).toBeGreaterThan(100)
  const pressed = Date.now()
  await command(page, 'stop').click()
  await expect(dashboard(page, 'stopped')).toBeVisible({ timeout: 3000 })
  expect(Date.now() - pressed).toBeLessThan(3000)
  await expect(command(page, 'train')).toBeEnabled()
  await expect.poll(trainers, { timeout: 10_000 }).toStrictEqual([])
})

test('a reload and a second tab find the run that is training', async ({ page, context }) => {
  await setting(page, 'epochs').fill('50')
  await command(page, 'train').click()
  await expect(page.locator('[data-metric=loss]')).toBeVisible({ timeout: 30_000 })
  for (let i = 0; i < 3; i++) {
    await page.reload()
    await expect(dashboard(page, 'running')).toBeVisible()
    await expect(page.locator('.top-bar [role=progressbar]')).toBeVisible()
  }
  const second = await context.newPage()
  await second.goto(served.url.replace(/#.*/, ''))
  await expect(dashboard(second, 'running')).toBeVisible()
  await command(second, 'stop').click()
  await expect(dashboard(second, 'stopped')).toBeVisible()
  await expect(dashboard(page, 'stopped')).toBeVisible()
})

test('a killed trainer ends its run as crashed, and the next one trains', async ({ page }) => {
  test.skip(process.platform === 'win32', 'finds the trainer with ps')
  await setting(page, 'epochs').fill('50')
  await command(page, 'train').click()
  await expect(page.locator('[data-metric=loss]')).toBeVisible({ timeout: 30_000 })
  const [trainer] = trainers()
  process.kill(trainer!, 'SIGKILL')
  await expect(dashboard(page, 'crashed')).toBeVisible()
  await expect(page.locator('.dashboard [data-code=TRAINER_CRASHED]')).toContainText('SIGKILL')
  await expect(page.locator('.status-bar .problems')).toBeVisible()
  await expect(command(page, 'train')).toBeEnabled()

  await command(page, 'train').click()
  await expect(dashboard(page, 'running')).toBeVisible({ timeout: 30_000 })
  await expect(page.locator('[data-metric=loss]')).toBeVisible()
  await command(page, 'stop').click()
  await expect(dashboard(page, 'stopped')).toBeVisible()
})

test('a setting that cannot be is told and keeps Train off', async ({ page }) => {
  await setting(page, 'batch_size').fill('0')
  await expect(page.getByText('Must be at least 1.')).toBeVisible()
  await expect(command(page, 'train')).toBeDisabled()
  await expect(page.locator('.top-bar')).toContainText('batch_size needs a valid value.')
  await setting(page, 'batch_size').fill('64')
  await expect(command(page, 'train')).toBeEnabled()

  // A network that does not take the dataset's examples.
  await template(page, 'line')
  await page.locator('[data-datasets]').click()
  await page.locator('[data-dataset=mnist]').click()
  await expect(page.locator('[data-code=INPUT_MISMATCH]').first()).toBeVisible()
  await expect(command(page, 'train')).toBeDisabled()
})

test('language and theme are switched at once and kept', async ({ page }) => {
  const root = page.locator('html')
  await expect(root).toHaveAttribute('lang', 'en')
  await page.keyboard.press('Control+,')
  await page.getByText('简体中文').click()
  await expect(command(page, 'train')).toHaveText(/开始训练/)
  await expect(root).toHaveAttribute('lang', 'zh-CN')
  await page.getByText('深色').click()
  await expect(root).toHaveClass(/dark/)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.reload()
  await expect(command(page, 'train')).toHaveText(/开始训练/)
  await expect(root).toHaveClass(/dark/)
})

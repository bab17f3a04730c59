// Runs set up and controlled by hand: callbacks, queue, pause, stop, going on in a branch, and a remedy taken from a diagnosis.
import { expect, test, type Locator, type Page } from '@playwright/test'
import { servedEach } from './each'

servedEach()

const command = (page: Page, id: string) => page.locator(`.top-bar [data-command=${id}]`)
const dashboard = (page: Page, status: string) => page.locator(`.dashboard[data-status=${status}]`)
const card = (page: Page, name: string) => page.locator(`[data-setting=${name}]`)
const callback = (page: Page, name: string) => page.locator(`[data-callback=${name}]`)
const param = (within: Locator, name: string) => within.locator(`[data-param=${name}]`)
const choice = (page: Page, name: string) => page.locator('.choice-popper:visible').getByText(name, { exact: true })
const fact = (page: Page, name: string) =>
  page
    .locator('.fact-list div')
    .filter({ has: page.locator('dt').getByText(name, { exact: true }) })
    .locator('dd')

async function addCallback(page: Page, name: string): Promise<void> {
  await page.locator('[data-add-callback]').click()
  await page.locator(`[data-add=${name}]`).click()
  await expect(callback(page, name)).toBeVisible()
}
async function undo(page: Page): Promise<void> {
  await page.locator('.train-view h1').click()
  await page.keyboard.press('Control+z')
}
const showPage = (page: Page, id: 'setup' | 'run') =>
  page.locator(`input[name=train-page][value=${id}]`).locator('..').click()

test('mnist-mlp: set up by the mouse, queued, paused, stopped with its best weights, and branched', async ({
  page
}) => {
  await page.locator('[data-example=mnist-mlp]').click()
  await page.locator('[data-view=train]').click()

  await addCallback(page, 'EarlyStopping')
  const patience = param(callback(page, 'EarlyStopping'), 'patience')
  for (let i = 0; i < 3; i++) await patience.locator('[data-step=up]').click()
  await expect(patience.locator('input')).toHaveValue('3')
  await addCallback(page, 'ModelCheckpoint')
  await card(page, 'optimizer').locator('.term-select').click()
  await choice(page, 'SGD').click()
  await expect(param(card(page, 'optimizer'), 'momentum')).toBeVisible()
  await card(page, 'metrics').locator('.term-select').click()
  await choice(page, 'sparse_top_k_categorical_accuracy').click()
  await expect(card(page, 'metrics').locator('li')).toHaveCount(2)

  // A schedule shows its curve, and is taken back in one step; so is a callback.
  await card(page, 'optimizer').locator('[data-scheduled]').click()
  await expect(card(page, 'optimizer').locator('figure polyline')).toBeVisible()
  await expect(param(card(page, 'optimizer'), 'decay_steps').locator('input')).toHaveValue(String(5 * 422))
  await undo(page)
  await expect(card(page, 'optimizer').locator('figure')).toHaveCount(0)
  await addCallback(page, 'TerminateOnNaN')
  await undo(page)
  await expect(callback(page, 'TerminateOnNaN')).toHaveCount(0)
  await expect(callback(page, 'ModelCheckpoint')).toBeVisible()

  await page.locator('.setup-inspector input[name=epochs]').fill('40')
  await command(page, 'train').click()
  await expect(dashboard(page, 'running')).toBeVisible({ timeout: 30_000 })
  await expect(fact(page, 'optimizer')).toHaveText('SGD')
  await expect(fact(page, 'metrics')).toHaveText('accuracy, sparse_top_k_categorical_accuracy')

  // Two that wait: moved, begun while the first is paused, taken out.
  await expect(command(page, 'train')).toHaveText(/Add to queue/)
  for (const waiting of [1, 2]) {
    await command(page, 'train').click()
    await expect(page.locator('[data-queue]')).toHaveText(`${waiting} waiting`)
  }
  await expect(dashboard(page, 'running')).toBeVisible()
  await page.locator('[data-queue]').click()
  const waiting = page.locator('[data-queued]')
  const ids = await waiting.evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.queued))
  await waiting
    .nth(1)
    .getByRole('button', { name: /^Move .* up$/ })
    .click()
  await expect(waiting.first()).toHaveAttribute('data-queued', ids[1]!)
  await waiting.nth(1).locator('[data-take-out]').click()
  await expect(waiting).toHaveCount(1)
  await waiting.locator('[data-take-out]').click()
  await expect(page.locator('[data-queue]')).toHaveCount(0)

  await command(page, 'pause').click()
  await expect(dashboard(page, 'paused')).toBeVisible()
  await expect(page.locator('.top-bar .epoch')).toHaveText('Paused')
  await page.reload()
  await expect(dashboard(page, 'paused')).toBeVisible()
  await expect(page.locator('.top-bar .left')).toHaveText('')
  await command(page, 'pause').click()
  await expect(dashboard(page, 'running')).toBeVisible()

  await expect(page.locator('.figures')).toContainText(/[2-9] \/ 40/, { timeout: 40_000 })
  await page.locator('[data-dock=log]').click()
  await page.locator('[data-stop-menu]').click()
  await page.locator('[data-menu=stop-best]').click()
  await expect(dashboard(page, 'stopped')).toBeVisible()
  await expect(page.getByRole('log')).toContainText(/The weights of epoch \d+ are kept \(val_loss 0\.\d+\)\./)

  // From what was kept after the first epoch, with another learning rate.
  await page.locator('[data-go-on]').click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('input[name=go-on][value=branch]').locator('..').click()
  await dialog.locator('[data-from]').click()
  await dialog.getByRole('option', { name: /^checkpoint of epoch 1( |$)/ }).click()
  await dialog.locator('input[name=epochs]').fill('1')
  await dialog.locator('input[name=learning_rate]').fill('0.1')
  await dialog.locator('[data-go-on-start]').click()
  await expect(page.locator('.dashboard .heading')).toContainText(/branched from .*, epoch 1/)
  await expect(fact(page, 'learning_rate')).toHaveText('0.1')
  await expect(dashboard(page, 'completed')).toBeVisible({ timeout: 40_000 })
})

test('line: what the strip tells of a learning rate that is too high is mended by a click', async ({ page }) => {
  await page.locator('[data-example=line]').click()
  await page.locator('[data-view=train]').click()
  const rate = page.locator('.setup-inspector input[name=learning_rate]')
  await card(page, 'optimizer').locator('.term-select').click()
  await choice(page, 'SGD').click()
  await rate.fill('3')
  await page.locator('.setup-inspector input[name=epochs]').fill('3')
  await command(page, 'train').click()
  const told = page.locator('[data-diagnosis=diverging], [data-diagnosis=not-finite]')
  await expect(told).toBeVisible({ timeout: 30_000 })
  await told.locator('[data-fix=learning-rate]').click()
  await expect(told).toContainText('changed for the next run')
  await showPage(page, 'setup')
  await expect(rate).toHaveValue('0.3')
  await undo(page)
  await expect(rate).toHaveValue('3')
})

// The curves of a real run: smoothing, zoom, full screen, and what is saved of them.
import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { servedEach } from './each'

servedEach()

const chart = (page: Page, metric: string) => page.locator(`[data-metric=${metric}]`)

async function saved(page: Page, metric: string, what: string): Promise<{ name: string; bytes: Buffer }> {
  await chart(page, metric).locator('[data-tool=more]').click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator(`[data-save=${what}]`).click()])
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
}
/** The step that the crosshair of a chart reads; NaN where it reads none. */
async function stepRead(page: Page, metric: string): Promise<number> {
  const [text] = await chart(page, metric).locator('.reading .where span').allTextContents()
  return text === undefined ? NaN : Number(text.replace(/\D/g, ''))
}
/** A place in the plot of the loss, asked for anew each time: a strip that appears above it moves it. */
async function at(page: Page, share: number): Promise<[number, number]> {
  const box = (await chart(page, 'loss').locator('.plot').boundingBox())!
  return [box.x + box.width * share, box.y + box.height / 2]
}
/** Moves the pointer there until a chart reads a step beyond 300. */
const readAt = (page: Page, share: number, metric: string) =>
  expect
    .poll(async () => {
      await page.mouse.move(...(await at(page, share)))
      return stepRead(page, metric)
    })
    .toBeGreaterThan(300)

test.setTimeout(300_000)

test('curves of mnist-mlp: smoothed, zoomed together, full screen, saved', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.locator('[data-example=mnist-mlp]').click()
  await page.locator('[data-view=train]').click()
  await page.locator('.setup-inspector input[name=epochs]').fill('3')
  await page.locator('.top-bar [data-command=train]').click()
  await expect(page.locator('.dashboard[data-status=completed]')).toBeVisible({ timeout: 100_000 })

  // One crosshair for all charts.
  const plot = chart(page, 'loss').locator('.plot')
  await readAt(page, 0.5, 'loss')
  const before = await stepRead(page, 'loss')
  expect(await stepRead(page, 'accuracy')).toBe(before)
  await expect(chart(page, 'loss').locator('[data-read=validation]')).toHaveAttribute('data-value', /^0\.\d+$/)

  // Smoothing adds the smoothed value to what is read.
  await page.locator('[data-curves=smoothing-value]').fill('0.9')
  await page.locator('[data-curves=smoothing-value]').press('Tab')
  await readAt(page, 0.51, 'loss')
  await expect(chart(page, 'loss').locator('[data-read=batch]')).toContainText('~')

  // A dragged range is shown by all charts; a double-click shows everything again.
  await page.mouse.move(...(await at(page, 0.4)))
  await page.mouse.down()
  await page.mouse.move(...(await at(page, 0.6)), { steps: 4 })
  await page.mouse.up()
  await expect(page.locator('[data-curves=reset]')).toBeVisible()
  await readAt(page, 0.13, 'accuracy')
  await page.mouse.dblclick(...(await at(page, 0.5)))
  await expect(page.locator('[data-curves=reset]')).toHaveCount(0)
  await page.keyboard.down('Control')
  await page.mouse.wheel(0, -200)
  await page.keyboard.up('Control')
  await page.locator('[data-curves=reset]').click()

  // Full screen by key, left by Esc; the dock stays as it was.
  await plot.focus()
  await page.keyboard.press('f')
  const full = page.locator('.metric-chart.full')
  await expect(full).toBeVisible()
  expect((await full.boundingBox())!.width).toBe(1440)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(full).toHaveCount(0)

  // Files.
  const batches = await saved(page, 'loss', 'batches')
  expect(batches.name).toBe('mnist-mlp-loss-batches.csv')
  const lines = batches.bytes.toString().trim().split('\n')
  expect(lines[0]).toBe('step,epoch,samples,seconds,loss')
  expect(lines).toHaveLength(1 + 3 * 422)
  expect(lines.at(-1)).toMatch(/^1266,3,162000,\d+\.\d{3},\d\.\d{6,}/)
  const epochs = await saved(page, 'accuracy', 'epochs')
  expect(epochs.bytes.toString()).toMatch(
    /^epoch,step,samples,seconds,accuracy,val_accuracy\n1,422,54000,[\d.]+,0\.\d+,0\.\d+\n2,844,108000,/
  )
  const svg = await saved(page, 'loss', 'svg')
  expect(svg.name).toBe('mnist-mlp-loss.svg')
  const text = svg.bytes.toString()
  expect(text).toMatch(/^<svg /)
  expect(text).not.toContain('<image')
  expect(text.match(/<path /g)!.length).toBeGreaterThan(5)
  for (const word of ['loss · mnist-mlp', 'train', 'val', 'stroke-dasharray']) expect(text).toContain(word)
  const png = await saved(page, 'loss', 'png')
  expect(png.bytes.subarray(1, 4).toString()).toBe('PNG')
  expect(png.bytes.readUInt32BE(16)).toBeGreaterThanOrEqual(1440)
  await chart(page, 'loss').locator('[data-tool=more]').click()
  await page.locator('[data-save=copy]').click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^epoch\tstep\tsamples/)

  // What is shown is chosen, and remembered.
  await page.locator('[data-curves=panels]').click()
  await page.locator('[data-panel=accuracy] input').uncheck()
  await page.locator('[data-panel=learning_rate] input').check()
  await page.keyboard.press('Escape')
  await expect(chart(page, 'accuracy')).toHaveCount(0)
  await page.locator('[data-x-unit=time]').check({ force: true })
  await page.reload()
  await page.locator('[data-view=runs]').click()
  await expect(chart(page, 'learning_rate')).toBeVisible()
  await expect(chart(page, 'accuracy')).toHaveCount(0)
  await expect(page.locator('[data-x-unit=time]')).toBeChecked()
  await expect(page.locator('[data-curves=smoothing-value]')).toHaveValue('0.9')
})

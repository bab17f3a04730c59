// Two trained runs asked for the same examples, and held against the spread of seeds.
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { servedEach } from './each'
import { runCli } from './served'

const each = servedEach({ opened: false })
const PROJECT = join(resolve(import.meta.dirname, '../..'), 'examples', 'circles.netloom.json')

async function train(epochs: number, seed: number): Promise<string> {
  const args = ['train', PROJECT, '--epochs', String(epochs), '--seed', String(seed), '--json']
  const { code, stdout, stderr } = await runCli(each.home, args).ended
  expect(code, stderr).toBe(0)
  return (JSON.parse(stdout.trim().split('\n').at(-1)!) as { runId: string }).runId
}

test('circles: where two networks differ, an example in both, and whether the difference is real', async ({ page }) => {
  const [short, long] = await Promise.all([train(3, 0), train(30, 0)])
  await page.goto(each.served.url)
  await page.locator('[data-view=runs]').click()
  for (const id of [short, long]) await page.locator(`[data-run="${id}"] input[type=checkbox]`).check()
  await page.locator('[data-compare]').click()

  await page.locator('input[name=compare-tab][value=predictions]').locator('..').click()
  const cells = page.locator('[data-outcome]')
  await expect(cells).toHaveCount(4, { timeout: 30_000 })
  const counts = await cells.evaluateAll((all) => all.map((cell) => Number((cell as HTMLElement).dataset.count)))
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(80)
  await page.locator('[data-outcome=onlyB]').click()
  const gallery = page.locator('[data-pair-gallery]')
  await expect(gallery).toHaveAttribute('data-total', String(counts[2]))
  await expect(page.locator('[data-mcnemar]')).toContainText(/p [=<]/)

  // The cells of the difference add up to nothing: both predict each example once.
  const told = await page.locator('[data-matrix=difference] [data-cell]').allTextContents()
  const differences = told.map((text) => Number(text.trim().replace('·', '0').replace('−', '-')))
  expect(differences.reduce((sum, difference) => sum + difference, 0)).toBe(0)

  await gallery.locator('[data-pair-row]').first().click()
  for (const side of ['A', 'B'])
    await expect(page.locator(`[data-side=${side}] .output-bars li`)).toHaveCount(2, { timeout: 20_000 })
  await page.locator('select[name=layer-A]').selectOption({ index: 1 })
  const layer = await page.locator('[data-side=A] [data-layer]').getAttribute('data-layer')
  await expect(page.locator('[data-side=B] [data-layer]')).toHaveAttribute('data-layer', layer!)

  await page.locator('input[name=compare-tab][value=noise]').locator('..').click()
  await expect(page.locator('[data-verdict=tooFew]')).toContainText('one run')
  await expect(page.locator('[data-interval-row]')).toHaveCount(3)
  await page.locator('[data-repeat=A]').click()
  await expect(page.locator('input[name=seeds]')).toHaveValue('4')
})

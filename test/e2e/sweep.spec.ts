// A sweep in the window: set up, watched, looked at, its best settings used, its trials compared, and taken away.
import { expect, test } from '@playwright/test'
import { servedEach } from './each'

servedEach()

test('circles: other learning rates and units tried from the Train view', async ({ page }) => {
  await page.locator('[data-example=circles]').click()
  await page.locator('[data-view=train]').click()
  await page.locator('.setup-inspector input[name=epochs]').fill('4')
  await page.locator('[data-try-values]').click()
  const form = page.locator('[data-sweep-form]')
  await expect(form).toBeVisible()
  await expect(page.locator('[data-start-sweep]')).toBeDisabled()

  await page.locator('[data-quick="optimizer.learning_rate"]').click()
  await page.locator('[data-add-setting]').click()
  await page.locator('input[name=find-setting]').fill('dense units')
  await page.locator('[data-setting="Dense.units"]').click()
  await page.locator('input[name="values-optimizer.learning_rate"]').fill('0.001, 0.1')
  const units = page.locator('input[name="values-Dense.units"]')
  await units.fill('4..')
  await expect(page.locator('[data-row="Dense.units"] [role=alert]')).toContainText('Cannot read')
  await units.fill('0, 8')
  await expect(page.locator('#inspector [data-code=SWEEP_VALUE]')).toContainText('a whole number of at least 1')
  await units.fill('8')
  await page.locator('input[name=sweep-method][value=GridSearch]').locator('..').click()
  await page.locator('input[name=max_trials]').fill('0')
  await expect(page.locator('[data-sweep-plan]')).toContainText('2 runs, 8 epochs in all')
  await page.locator('[data-start-sweep]').click()

  const detail = page.locator('.sweep-detail')
  await expect(detail.locator('[data-progress]')).toContainText('of 2 runs')
  await expect(detail.locator('[data-sweep-status=completed]')).toBeVisible({ timeout: 60_000 })
  const rows = detail.locator('[data-trial]')
  await expect(rows).toHaveCount(2)
  await expect(detail.locator('[data-progress]')).toHaveText('2 of 2 runs')

  // The best comes first, is told above, and is one of those of the larger learning rate.
  const values = await detail
    .locator('[data-objective]')
    .evaluateAll((cells) => cells.map((cell) => Number((cell as HTMLElement).dataset.objective)))
  expect(values).toEqual([...values].sort((a, b) => b - a))
  await expect(detail.locator('[data-best-trial] [data-value]')).toHaveAttribute('data-value', String(values[0]))
  await expect(detail.locator('[data-few]')).toContainText('At least three trials')
  await expect(detail.locator('[data-parallel]')).toHaveAttribute('data-lines', '2')

  // A stretch of the first axis leaves the line that passes there; all can be had again.
  await detail.locator('[data-parallel]').scrollIntoViewIfNeeded()
  const box = (await detail.locator('[data-parallel] canvas').boundingBox())!
  const [x, upper] = [box.x + 56, box.y + 34]
  await page.mouse.move(x, upper + 2)
  await page.mouse.down()
  await page.mouse.move(x, upper + 40, { steps: 5 })
  await page.mouse.up()
  await expect(rows).toHaveCount(1)
  await expect(rows.first()).toContainText('0.1')
  await detail.locator('[data-show-all]').click()
  await expect(rows).toHaveCount(2)

  // Its settings for the project: one step of undo.
  const rate = page.locator('.setup-inspector input[name=learning_rate]')
  await detail.locator('[data-use-best]').click()
  await page.locator('[data-view=train]').click()
  await page.locator('input[name=train-page][value=setup]').locator('..').click()
  await expect(rate).toHaveValue('0.1')
  await page.locator('.train-view h1').click()
  await page.keyboard.press('Control+z')
  await expect(rate).toHaveValue('0.03')

  await page.locator('[data-view=runs]').click()
  await rows.nth(0).locator('input').check()
  await rows.nth(1).locator('input').check()
  await detail.locator('[data-compare]').click()
  await expect(page.locator('input[name=runs-page][value=compare]')).toBeChecked()

  await page.locator('input[name=runs-page][value=sweeps]').locator('..').click()
  await detail.locator('[data-sweep-more]').click()
  await page.locator('[data-remove]').click()
  await expect(page.locator('.sweeps-page .empty')).toBeVisible()
  await page.locator('input[name=runs-page][value=table]').locator('..').click()
  await expect(page.locator('tr[data-run]')).toHaveCount(2)
})

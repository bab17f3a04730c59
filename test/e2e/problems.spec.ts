// Faults and warnings on the screen: Train says why it is off, and one click mends.
import { rmSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { temporaryHome } from './desktop'
import { startServing, type Served } from './served'

let home: string
let served: Served
test.beforeEach(async ({ page }) => {
  home = temporaryHome()
  served = await startServing(home, ['--port', '0'])
  await page.goto(served.url)
  await page.locator('[data-example=mnist-mlp]').click()
  await page.keyboard.press('Control+1')
})
test.afterEach(async () => {
  await served.end()
  rmSync(home, { recursive: true, force: true })
})

test('a missing Flatten keeps Train off, is put in with a click, and taken out again by undo', async ({ page }) => {
  const layer = (name: string) => page.locator(`[data-layer="${name}"]`)
  const train = page.locator('.top-bar [data-command=train]')
  await expect(train).toBeEnabled()
  await layer('flatten').click()
  await page.keyboard.press('Delete')
  await expect(train).toBeDisabled()
  await expect(layer('dense_2').locator('.badge')).toBeVisible()

  // The reason beside Train opens Problems; what is shown there leads to the layer.
  await page.locator('.top-bar').getByText('Cannot train: The loss sparse_categorical_crossentropy').click()
  const problem = page.locator('.problems [data-code=LOSS_MISMATCH]')
  await expect(problem).toContainText('Dense "dense" got (None, 28, 28); did you mean to Flatten first?')
  await problem.getByRole('button', { name: 'Show' }).click()
  await expect(page.locator('input[name=name], .inspector input').first()).toHaveValue('dense_2')

  await problem.getByRole('button', { name: 'Insert Flatten before dense', exact: true }).click()
  await expect(layer('flatten')).toBeVisible()
  await expect(train).toBeEnabled()
  await expect(page.locator('.problems [data-code]')).toHaveCount(0)
  await page.locator('.focus-target').focus()
  await page.keyboard.press('Control+z')
  await expect(layer('flatten')).toHaveCount(0)
  await expect(train).toBeDisabled()
})

// What a trained model is asked in the window: its test set, the examples of a confusion, and a digit drawn by hand.
import { rmSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { temporaryHome } from './desktop'
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
})
test.afterEach(async () => {
  await served.end()
  rmSync(home, { recursive: true, force: true })
  expect(problems).toStrictEqual([])
})

const showTab = (page: Page, id: string) => page.locator(`input[name=run-tab][value=${id}]`).locator('..').click()

/** A line on the pad through points in shares of its side. */
async function draw(page: Page, points: [x: number, y: number][]): Promise<void> {
  const box = (await page.locator('[data-pad]').boundingBox())!
  const at = ([x, y]: [number, number]): [number, number] => [box.x + x * box.width, box.y + y * box.height]
  await page.mouse.move(...at(points[0]!))
  await page.mouse.down()
  for (const point of points.slice(1)) await page.mouse.move(...at(point), { steps: 6 })
  await page.mouse.up()
}

test('mnist-mlp: evaluated, its mistakes seen, a digit drawn and recognised', async ({ page }) => {
  await page.locator('[data-example=mnist-mlp]').click()
  await page.locator('[data-view=train]').click()
  await page.locator('.setup-inspector input[name=epochs]').fill('1')
  await page.locator('.top-bar [data-command=train]').click()
  await expect(page.locator('.dashboard[data-status=completed]')).toBeVisible({ timeout: 100_000 })
  const tested = Number(await page.locator('[data-test-result] [data-value]').getAttribute('data-value'))

  await page.locator('[data-next-step=evaluate]').click()
  const matrix = page.locator('[data-confusion]')
  await expect(matrix).toBeVisible({ timeout: 60_000 })
  await expect(page.locator('[data-evaluate] [data-split=test]')).toContainText('Kept apart')
  const accuracy = page.locator('[data-figure=accuracy] [data-value]')
  expect(Number(await accuracy.getAttribute('data-value'))).toBeCloseTo(tested, 5)

  // Counts of the matrix are all examples of the test set, those on its diagonal the right ones.
  const counts = await matrix.locator('[data-cell]').allTextContents()
  const numbers = counts.map((text) => Number(text.trim().replace('·', '0')))
  expect(numbers.reduce((sum, count) => sum + count, 0)).toBe(10_000)
  const right = numbers.filter((_, i) => i % 11 === 0).reduce((sum, count) => sum + count, 0)
  expect(right / 10_000).toBeCloseTo(tested, 5)

  const wrong = numbers.findIndex((count, i) => count > 0 && i % 11 !== 0)
  const cell = `${Math.floor(wrong / 10)},${wrong % 10}`
  await matrix.locator(`[data-cell="${cell}"]`).click()
  await expect(page.locator('[data-cell-title]')).toHaveText(`${cell[0]} taken for ${cell[2]}`)
  const cards = page.locator('.confusion-panel [data-example-row]')
  await expect(cards).toHaveCount(Math.min(12, numbers[wrong]!))
  await expect(cards.first().locator('canvas')).toBeVisible()
  await expect(cards.first()).toContainText(/loss \d/)

  // The same with keys: one to the right of it.
  await matrix.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(matrix.locator('[aria-selected=true]')).toHaveAttribute(
    'data-cell',
    `${cell[0]},${Math.min(9, Number(cell[2]) + 1)}`
  )

  await showTab(page, 'try')
  await draw(page, [
    [0.53, 0.18],
    [0.5, 0.5],
    [0.47, 0.82]
  ])
  const bars = page.locator('[data-probabilities] li')
  await expect(bars.first()).toHaveAttribute('data-class', '1')
  await expect(bars).toHaveCount(10)
  await expect(page.locator('[data-prediction]')).toContainText('is the largest of the 10 probabilities')
  await expect(page.locator('[data-exact]')).toContainText('28 × 28')

  // What was drawn can be looked into, and an example takes its place.
  await page.locator('[data-look-inside]').click()
  await expect(page.locator('[data-own-input]')).toBeVisible({ timeout: 30_000 })
  await expect(page.locator('.output-bars li')).toHaveCount(10)
  await expect(page.locator('input[name=inside-row]')).toHaveValue('')
  await page.locator('.inside .picture-strip button').nth(2).click()
  await expect(page.locator('[data-own-input]')).toHaveCount(0)
  await expect(page.locator('input[name=inside-row]')).toHaveValue(/^\d+$/)

  await showTab(page, 'try')
  await page.locator('[data-undo]').click()
  await expect(bars).toHaveCount(0)

  await page.locator('input[name=try-from][value=examples]').locator('..').click()
  await page.locator('[data-next-wrong]').click()
  await expect(page.locator('[data-predicted]')).toContainText('wrong')

  await page.locator('[data-view=data]').click()
  await page.locator('select[name=outcome]').selectOption('sure')
  const found = numbers.reduce((sum, count) => sum + count, 0) - right
  await expect(page.locator('.pictures-tab .shown')).toHaveText(`${found} of 70,000`)
})

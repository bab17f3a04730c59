// A line from noisy points: what the command line finds, and the lesson from its first step to its last.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { example, examplePath } from '../support/projects'
import { servedEach } from './each'
import { openLesson } from './lesson'
import { runCli } from './served'

const PROJECT = 'lessons/line-from-scratch'
/** Of w and b from 100 points with noise 1 and x of variance 1: each is off by 1/√100, and by more than three of them once in 370. */
const STANDARD_ERROR = 1 / Math.sqrt(100)

test('30 steps from W = 10, b = -5: within noise of 3 and 2, from the command line', async () => {
  const { dataset, training } = example(PROJECT)
  expect(dataset.source).toMatchObject({ generator: 'linear', noise: 1, config: { w: 3, b: 2 } })
  expect(training).toMatchObject({ epochs: 30, optimizer: { config: { learning_rate: 0.2 } } })
  const home = mkdtempSync(join(tmpdir(), 'netloom-lesson-'))
  try {
    const { code, stdout } = await runCli(home, ['train', examplePath(PROJECT), '--json']).ended
    expect(code).toBe(0)
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    const [start, end] = [events[0], events.at(-1)]
    expect(start).toMatchObject({ steps: 1, examples: { train: 100, validation: 0, test: 20 } })
    expect(start.initial.weights).toEqual({ 'dense/kernel': [[10]], 'dense/bias': [-5] })
    expect(end).toMatchObject({ event: 'end', status: 'completed', epochs: 30 })
    expect(Math.abs(end.weights['dense/kernel'][0][0] - 3)).toBeLessThan(3 * STANDARD_ERROR)
    expect(Math.abs(end.weights['dense/bias'][0] - 2)).toBeLessThan(3 * STANDARD_ERROR)
    // It has come to its end: the last steps change nothing to speak of.
    const losses = events.filter(({ event }) => event === 'epoch').map(({ loss }) => loss)
    expect(losses).toHaveLength(30)
    expect(losses[0]).toBeCloseTo(start.initial.loss, 3)
    expect(losses[0]).toBeGreaterThan(50)
    expect(losses.at(-1) - end.loss).toBeLessThan(1e-6)
    // The variance of the noise, from 98 degrees of freedom: its standard error is √(2/98).
    expect(Math.abs(end.loss - 1)).toBeLessThan(3 * Math.sqrt(2 / 98))
    expect(Math.abs(end.test.loss - 1)).toBeLessThan(3 * Math.sqrt(2 / 20))
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
})

test.describe('in the window', () => {
  servedEach()

  test('from the points to the test set, with one step by hand', async ({ page }) => {
    const walk = await openLesson(page, 'line-from-scratch')
    for (const view of ['data', 'design']) {
      await walk.deed()
      await walk.done()
      await expect(page.locator(`[data-view=${view}]`)).toHaveAttribute('aria-current', 'page')
      await walk.next()
    }
    await walk.deed()
    await walk.done(60_000)
    const table = page.locator('.weights tbody tr')
    await expect(table).toHaveCount(31)
    await expect(table.first().locator('td')).toHaveText(['0', '3', '10.00', '2', '-5.000', '–'])
    await expect(table.last().locator('td')).toHaveText([
      '30',
      '3',
      /^(2\.[789]|3\.[0-3])/,
      '2',
      /^(1\.[789]|2\.[0-3])/,
      /./
    ])
    await walk.next()

    const value = (row: string, column: number) =>
      page.locator(`[data-hand-row=${row}] td`).nth(column).getAttribute('data-value').then(Number)
    await expect(page.locator('[data-hand-step]')).toHaveAttribute('data-value', '1')
    expect(await value('before', 0)).toBe(10)
    expect(await value('before', 1)).toBe(-5)
    // The run computes in float32.
    for (const column of [0, 1]) {
      expect(await value('next', column)).toBeCloseTo(await value('run', column), 5)
      expect(await value('next', column)).toBeCloseTo(
        (await value('before', column)) - 0.2 * (await value('gradient', column)),
        12
      )
    }
    await page.locator('[data-hand-slider]').press('ArrowRight')
    await expect(page.locator('[data-hand-step]')).toHaveAttribute('data-value', '2')
    await walk.deed()
    await expect(page.locator('[data-hand-step]')).toHaveAttribute('data-value', '30')
    expect(Math.abs(await value('gradient', 0))).toBeLessThan(1e-3)
    await walk.done()
    await walk.next()

    await expect(walk.pane).toContainText(/σ/)
    await walk.next()
    await walk.deed()
    await walk.done(60_000)
    await expect(page.locator('[data-tested]')).toHaveCount(2)
    await walk.finish()
  })
})

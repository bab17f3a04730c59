// The table of runs: found by expressions, put in order, tagged, and taken away and back.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Locator, type Page } from '@playwright/test'
import type { RunEvent } from '../../src/shared/run'
import { example } from '../support/projects'
import { writeRunFolder } from '../support/run-folder'
import { newRun } from '../support/runs'
import { servedEach } from './each'

const each = servedEach({ opened: false })

const idOf = (name: string): string => `20260101-120000-${name}-0000`

/** @param accuracies val_accuracy after each epoch */
function write(name: string, optimizer: string, batchSize: number, accuracies: readonly number[], at: number): void {
  const project = example('mnist-mlp')
  const training = { ...project.training, optimizer, batch_size: batchSize }
  const start = Date.UTC(2026, 0, 1) + at * 60_000
  const events: RunEvent[] = [
    {
      type: 'start',
      time: start,
      epochs: accuracies.length,
      steps: 2,
      batch_size: batchSize,
      examples: { train: 2 * batchSize, validation: 10, test: 10 },
      parameters: { total: 1000 + at, trainable: 1000 },
      engine: { name: 'tfjs-node', native: true, version: '2.21.0' },
      hashes: {}
    },
    ...accuracies.map((value, epoch): RunEvent => ({
      type: 'epoch',
      time: start + epoch * 1000,
      epoch,
      logs: { loss: 1 - value, val_accuracy: value },
      seconds: 1,
      samples_per_second: 100,
      learning_rate: 0.001
    })),
    { type: 'end', time: start + 10_000, status: 'completed' }
  ]
  const best = Math.max(...accuracies)
  const epoch = accuracies.indexOf(best) + 1
  const last = { loss: 1 - accuracies.at(-1)!, val_accuracy: accuracies.at(-1)! }
  const record = newRun({
    id: idOf(name),
    name,
    status: 'completed',
    created: new Date(start).toISOString(),
    ended: new Date(start + 10_000).toISOString(),
    project: { ...project, training },
    dataset: { name: 'mnist', title: 'MNIST', origin: 'file', classes: null, hashes: {}, examples: null },
    engine: { name: 'tfjs-node', native: true, version: '2.21.0' },
    parameters: { total: 1000 + at, trainable: 1000 },
    epochs: { done: accuracies.length, planned: accuracies.length },
    last,
    best: { val_accuracy: { value: best, epoch }, loss: { value: 1 - best, epoch } },
    samples_per_second: 100,
    owner: null
  })
  writeRunFolder(each.home, record, events)
}

const names = (page: Page): Locator => page.locator('[data-run] [data-cell=name]')
const tick = (page: Page, name: string): Locator => page.getByRole('checkbox', { name: `Check ${name}` })
/** Empty before anything was said of it. */
function annotations(name: string): Record<string, unknown> {
  const path = join(each.home, 'runs', idOf(name), 'annotations.json')
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>) : {}
}

test.beforeEach(async ({ page }) => {
  write('first', 'adam', 32, [0.7, 0.95, 0.9], 1)
  write('second', 'sgd', 32, [0.5, 0.6], 2)
  write('third', 'adam', 64, [0.8, 0.85], 3)
  write('fourth', 'sgd', 64, [0.91], 4)
  await page.goto(each.served.url)
  await page.locator('[data-view=runs]').click()
  await expect(names(page)).toHaveText(['fourth', 'third', 'second', 'first'])
})

test('finds, orders and groups runs, and remembers how', async ({ page }) => {
  await expect(page.locator('[data-run*=first] [data-cell="best.val_accuracy"]')).toHaveText('0.9500@2')

  // By name, sign and value, as they are proposed.
  const filter = page.locator('[data-run-filter]')
  await filter.pressSequentially('val_acc')
  await filter.press('Tab')
  await filter.pressSequentially('> 0.84 and optim')
  await filter.press('Tab')
  await filter.pressSequentially('= ')
  await expect(page.getByRole('option', { name: 'adam' })).toBeVisible()
  await filter.press('ArrowDown')
  await filter.press('Enter')
  await expect(filter).toHaveValue(/^val_accuracy > 0\.84 and optimizer = (adam|sgd) $/)
  await filter.fill('val_accuracy > 0.84 and optimizer = adam')
  await filter.press('Enter')
  await expect(names(page)).toHaveText(['third', 'first'])

  // What is wrong is told with its place, and what was there stays.
  await filter.fill('val_acuracy > 0.84')
  await expect(page.locator('[data-filter-fault]')).toContainText('Did you mean val_accuracy')
  await expect(page.locator('[data-filter-fault] mark')).toHaveText('val_acuracy')
  await expect(names(page)).toHaveText(['third', 'first'])
  await filter.fill('val_accuracy > 2')
  await page.locator('[data-clear-filter]').click()
  await expect(names(page)).toHaveCount(4)

  // By the setting, then the best of each.
  await page.locator('[data-column="setting.optimizer"] .sort').click()
  await page.locator('[data-column="best.val_accuracy"] .sort').click({ modifiers: ['Shift'] })
  await expect(names(page)).toHaveText(['first', 'third', 'fourth', 'second'])
  await page.locator('[data-column="best.val_accuracy"] .sort').press('Alt+ArrowLeft')
  const ids = (): Promise<string[]> =>
    page.locator('[data-column]').evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.column ?? ''))
  expect((await ids()).slice(0, 4)).toEqual(['name', 'status', 'best.val_accuracy', 'dataset'])
  await page.locator('[data-columns]').click()
  await page.locator('[data-choose="seed"]').check()
  await page.locator('[data-choose="status"]').uncheck()
  await page.keyboard.press('Escape')
  await page.locator('[data-differing]').click()
  expect((await ids()).slice(1, 4)).toEqual([
    'setting.optimizer',
    'setting.optimizer.learning_rate',
    'setting.batch_size'
  ])

  await page.locator('[data-group-by]').selectOption('setting.optimizer')
  await expect(page.locator('[data-group]')).toHaveCount(2)
  await expect(page.locator('[data-group] [data-cell="best.val_accuracy"]').first()).toContainText('0.9000 ± 0.071')
  await page.locator('[data-group]').first().click()
  await expect(names(page)).toHaveText(['fourth', 'second'])
  await page.reload()
  await page.locator('[data-view=runs]').click()
  await expect(page.locator('[data-group]')).toHaveCount(2)
  await expect(page.locator('[data-column="status"]')).toHaveCount(0)
})

test('checks, tags, renames and deletes with undo', async ({ page }) => {
  await tick(page, 'fourth').click()
  await tick(page, 'second').click({ modifiers: ['Shift'] })
  await expect(page.locator('[data-compare]')).toHaveText('Compare (3)')
  await tick(page, 'third').click()
  await page.locator('[data-checked-bar] [data-command=runs-tag]').click()
  await page.keyboard.type('short')
  await page.keyboard.press('Enter')
  await page.locator('[data-done]').click()
  await page.locator('[data-run-filter]').fill('tag = short')
  await expect(names(page)).toHaveText(['fourth', 'second'])
  await expect.poll(() => annotations('second')).toMatchObject({ tags: ['short'] })
  await page.locator('[data-run-filter]').fill('')

  await page.locator('[data-checked-bar] [data-command=runs-delete]').click()
  await expect(names(page)).toHaveText(['third', 'first'])
  await expect(page.locator('[data-notice]')).toContainText('2 runs were deleted')
  await expect.poll(() => existsSync(join(each.home, 'runs', idOf('second')))).toBe(false)
  await page.locator('[data-notice-action]').click()
  await expect(names(page)).toHaveText(['fourth', 'third', 'second', 'first'])

  // With the keys alone.
  await names(page).last().click()
  await page.keyboard.press('F2')
  await page.keyboard.type('the best one')
  await page.keyboard.press('Enter')
  await expect(names(page).last()).toHaveText('the best one')
  await expect.poll(() => annotations('first')).toMatchObject({ name: 'the best one' })
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press(' ')
  await expect(tick(page, 'second')).toBeChecked()
  await page.keyboard.press('Delete')
  await expect(names(page)).toHaveText(['fourth', 'third', 'the best one'])

  // Archived by the menu: out of sight, and kept.
  await names(page).last().click({ button: 'right' })
  await page.locator('[data-menu=runs-archive]').click()
  await expect(names(page)).toHaveText(['fourth', 'third'])
  await page.locator('[data-archived]').click()
  await expect(names(page)).toHaveText(['fourth', 'third', 'the best one'])
  const download = page.waitForEvent('download')
  await page.locator('[data-export-menu]').click()
  await page.locator('[data-export=csv]').click()
  expect(readFileSync(await (await download).path(), 'utf8')).toContain(`\r\n${idOf('fourth')},fourth,`)
})

// Curves of several runs in one chart: values at the crosshair, differences, groups, and what is in the list of runs.
import { expect, test } from '@playwright/test'
import type { RunEvent } from '../../src/shared/run'
import { example } from '../support/projects'
import { start, steps, epoch } from '../support/run-events'
import { writeRunFolder } from '../support/run-folder'
import { newRun } from '../support/runs'
import { servedEach } from './each'

const each = servedEach({ opened: false })
const EPOCHS = 4
const PER_EPOCH = 50

/** A run whose losses fall to `level`. */
function write(name: string, level: number, learning_rate: number, seed: number): void {
  const events: RunEvent[] = [start({ epochs: EPOCHS, steps: PER_EPOCH })]
  for (let number = 0; number < EPOCHS; number++) {
    const loss = level + 1 / (1 + number)
    events.push(
      steps(
        number,
        number * PER_EPOCH,
        Array.from({ length: PER_EPOCH }, () => loss),
        2000 + number * 1000
      )
    )
    events.push(epoch(number, { loss, val_loss: loss + 0.5 }, 2900 + number * 1000, learning_rate))
  }
  events.push({ type: 'end', time: 9000, status: 'completed' })
  const project = example('line')
  const optimizer = { class_name: 'SGD', config: { learning_rate } }
  const record = newRun({
    id: `20260101-12000${seed}-${name}-0000`,
    name,
    project: { ...project, training: { ...project.training, optimizer, seed } },
    epochs: { done: EPOCHS, planned: EPOCHS },
    last: { loss: level + 1 / EPOCHS, val_loss: level + 0.5 + 1 / EPOCHS },
    status: 'completed',
    owner: null
  })
  writeRunFolder(each.home, record, events)
}

test('curves of runs are read, compared with a baseline, grouped and listed', async ({ page }) => {
  write('first', 1, 0.1, 1)
  write('second', 2, 0.1, 2)
  write('third', 3, 0.001, 1)
  await page.goto(each.served.url)
  await page.locator('[data-view=runs]').click()
  await page.locator('input[name=runs-page][value=compare]').check({ force: true })

  // From nothing: runs are found by typing.
  await page.locator('[data-compare=add]').click()
  await page.locator('[data-compare=find]').fill('fir')
  await page.locator('[data-add*=first]').click()
  await page.locator('[data-compare=add]').click()
  for (const name of ['second', 'third']) await page.locator(`[data-add*=${name}]`).click()
  await page.keyboard.press('Escape')
  const chart = page.locator('[data-compare-chart=loss]')
  await expect(chart).toHaveAttribute('data-drawn', /\d+/)

  // Values at the crosshair, the highest first, and how far they are from the first run's.
  const box = (await chart.locator('.plot').boundingBox())!
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height / 2)
  const rows = chart.locator('[data-read-run]')
  await expect(rows).toHaveCount(3)
  await expect(rows.first()).toContainText('third')
  await expect(rows.first().locator('[data-difference]')).toHaveAttribute('data-difference', '2')

  // The list: the best of each, sorted; another baseline.
  const list = page.locator('aside [data-run]')
  await expect(list.first()).toContainText('first')
  await expect(list.first().locator('[data-value=best]')).toHaveAttribute('title', '1.75')
  await page.locator('aside [data-sort=best]').click()
  await expect(list.first()).toContainText('third')
  await page.locator('[data-chip*=third] .pin').click()
  await expect(page.locator('aside [data-run*=first] [data-value=difference]')).toHaveAttribute('title', '-2')
  await page.locator('[data-overlay=difference]').click()
  await expect(chart).toContainText('difference to the baseline')

  // Hidden runs are not drawn; those with the same learning rate become one curve.
  await page.locator('[data-chip*=third] .name').click()
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height / 2)
  await expect(rows).toHaveCount(2)
  await page.locator('[data-chip*=third] .name').click()
  await page.locator('[data-compare=group]').selectOption('optimizer.learning_rate')
  await expect(page.locator('[data-colour-key]')).toContainText('logarithmic scale')
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.6)
  await expect(rows).toHaveCount(2)
  await expect(rows.first()).toContainText('0.001')
  await expect(rows.last()).toContainText('2 runs')

  // Two ways to compare beside each other; what was drawn is saved with its words.
  await page.locator('[data-compare=beside]').selectOption('settings')
  await expect(page.locator('.halves.two > .tab')).toHaveCount(2)
  await chart.locator('[data-tool=more]').click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-save=svg]').click()])
  expect(download.suggestedFilename()).toBe('3-runs-loss.svg')
})

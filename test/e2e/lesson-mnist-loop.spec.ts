// MNIST with the loop written out: what the command line reaches, and the lesson with its step debugger from start to end.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { examplePath } from '../support/projects'
import { servedEach } from './each'
import { openLesson } from './lesson'
import { runCli } from './served'

const IS_LONG = process.env.NETLOOM_LONG === '1'
/** Test accuracy as measured: 0.9278 after one epoch, 0.9734 after ten. */
const [EPOCHS, LEAST, MOST] = IS_LONG ? [10, 0.97, 0.98] : [1, 0.915, 0.94]

test(`${EPOCHS} epochs from the command line: plain gradient descent learns the digits`, async () => {
  test.slow(IS_LONG, 'ten epochs')
  const home = mkdtempSync(join(tmpdir(), 'netloom-lesson-'))
  try {
    const project = JSON.parse(readFileSync(examplePath('lessons/mnist-loop'), 'utf8'))
    expect(project.training).toMatchObject({ epochs: 10, batch_size: 128 })
    const path = join(home, 'mnist-loop.netloom.json')
    writeFileSync(path, JSON.stringify({ ...project, training: { ...project.training, epochs: EPOCHS } }))
    const { code, stdout } = await runCli(home, ['train', path, '--json']).ended
    expect(code).toBe(0)
    const end = JSON.parse(stdout.trimEnd().split('\n').at(-1)!)
    expect(end).toMatchObject({ event: 'end', status: 'completed', epochs: EPOCHS })
    expect(end.test.accuracy).toBeGreaterThan(LEAST)
    expect(end.test.accuracy).toBeLessThan(MOST)
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
})

test.describe('in the window', () => {
  servedEach()

  test('one batch through all stages, an epoch, the wrong ones, and the same again as a run', async ({ page }) => {
    test.slow()
    const walk = await openLesson(page, 'mnist-loop')
    const stepDebugger = page.locator('[data-debugger]')
    const step = async (): Promise<void> => {
      await walk.deed()
      await walk.done()
    }
    await step()
    await expect(walk.pane).toContainText('407,050')
    await walk.next()

    await step()
    await expect(page.locator('[data-debug-panel=batch] [data-example]')).toHaveCount(128)
    await walk.next()

    await step()
    await expect(page.locator('[data-probabilities] [data-class]')).toHaveCount(10)
    await walk.next()

    // Ten guesses that are about equal.
    await step()
    const loss = page.locator('[data-debug-mean-loss]')
    const first = Number(await loss.getAttribute('data-debug-mean-loss'))
    expect(Math.abs(first - Math.log(10))).toBeLessThan(0.4)
    await walk.next()

    await step()
    await expect(page.locator('[data-debug-panel=gradients] [data-maps="512"]')).toBeVisible()
    await walk.next()

    await step()
    const number = page.locator('[data-debug-number]')
    const [before, after] = await Promise.all(
      ['data-before', 'data-after'].map(async (name) => Number(await number.getAttribute(name)))
    )
    expect(after).not.toBe(before)
    await expect(number).toContainText('learning rate')
    // The keyboard goes on: to the next batch, and forward.
    await page.locator('[data-debug-where]').click()
    await page.keyboard.press('Space')
    await expect(stepDebugger).toHaveAttribute('data-stage', 'batch')
    await expect(page.locator('[data-debug-where]')).toContainText('batch 2 of 469')
    await page.keyboard.press('ArrowRight')
    await expect(stepDebugger).toHaveAttribute('data-stage', 'forward')
    await walk.next()

    await walk.deed()
    await walk.done(90_000)
    const log = page.locator('[data-step-log]')
    await expect(log).toContainText(/step 400: loss 0\.\d{4}/)
    const tested = /test: loss \d\.\d{4}, accuracy (\d\.\d{4})/.exec(await log.innerText())![1]!
    expect(Number(tested)).toBeGreaterThan(0.9)
    await walk.next()

    await step()
    await expect(page.locator('.batch-examples .wrong').first()).toBeVisible()
    await walk.next()

    // One epoch instead of ten: as nothing is locked, that counts as well.
    await page.locator('[data-view=train]').click()
    const epochs = page.locator('.setup-inspector input[name=epochs]')
    await epochs.fill('1')
    await epochs.blur()
    await walk.deed()
    await walk.done(90_000)
    await expect(walk.pane, 'the very same training').toContainText(tested)
    await walk.finish()
  })
})

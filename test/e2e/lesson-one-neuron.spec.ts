// One neuron, six points: what the command line finds, and the lesson from its first step to its last.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { examplePath } from '../support/projects'
import { servedEach } from './each'
import { openLesson } from './lesson'
import { runCli } from './served'

test('500 epochs from the command line: for x = 10 close to 31, and not 31', async () => {
  const home = mkdtempSync(join(tmpdir(), 'netloom-lesson-'))
  try {
    const { code, stdout } = await runCli(home, ['train', examplePath('one-neuron'), '--json']).ended
    expect(code).toBe(0)
    const end = JSON.parse(stdout.trimEnd().split('\n').at(-1)!)
    expect(end).toMatchObject({ event: 'end', status: 'completed' })
    const [[w]] = end.weights['dense/kernel']
    const [b] = end.weights['dense/bias']
    expect(10 * w + b).toBeCloseTo(31, 1)
    expect(10 * w + b).not.toBe(31)
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
})

test.describe('in the window', () => {
  servedEach()

  test('from the six points to why it is not 31; progress is kept', async ({ page }) => {
    const walk = await openLesson(page, 'one-neuron')
    await walk.deed()
    await walk.done()
    await expect(page.locator('[data-view=data]')).toHaveAttribute('aria-current', 'page')
    await walk.next()
    await walk.deed()
    await walk.done()
    await walk.next()
    await walk.deed()
    await walk.done(60_000)
    await expect(walk.pane).toContainText(/w\s*=\s*2\.99|w\s*=\s*3\.00/)
    await walk.next()
    const x = page.locator('[data-ask-x]')
    await x.fill('10')
    await x.press('Enter')
    const answer = page.locator('[data-answer]')
    await expect(answer).toBeVisible({ timeout: 60_000 })
    const value = Number(await answer.getAttribute('data-value'))
    expect(value).toBeCloseTo(31, 1)
    expect(value).not.toBe(31)
    await walk.done()
    await walk.next()

    // A word of the glossary opens where it is pointed at, in the reader's language.
    await walk.pane.locator('[data-term=gradient]').hover()
    await expect(page.locator('.glossary-tip:visible')).toContainText('How fast the loss grows')
    await page.mouse.move(0, 0)
    await walk.attempt(0)
    await expect(page.locator('[data-lesson-changes]')).toContainText('epochs')
    await walk.finish()

    await page.reload()
    await page.locator('[data-view=learn]').click()
    await expect(page.locator('[data-lesson=one-neuron]')).toHaveAttribute('data-done', 'true')
  })
})

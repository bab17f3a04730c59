// Every step of every lesson, in Chinese, before anything was done: each is drawn, none is done yet, and no English is left over.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { servedEach } from './each'

const bench = servedEach({ opened: false })

/** What is read as words: names in code, formulas and code that is shown stay as they are. */
const wordsIn = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const shown = ['[data-learn]', '[data-lesson-pane]'].flatMap((at) => [...document.querySelectorAll(at)])
    const texts = shown.map((element) => {
      const copy = element.cloneNode(true) as HTMLElement
      for (const other of copy.querySelectorAll('code, pre, .katex, .mono, option, [data-code]')) other.remove()
      return [...copy.querySelectorAll('*')].map((one) =>
        [...one.childNodes].flatMap((node) => (node.nodeType === 3 ? [node.textContent ?? ''] : [])).join(' ')
      )
    })
    return texts.flat().join('\n')
  })

test('each step of each lesson opens without a run, in Chinese', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  writeFileSync(join(bench.home, 'settings.json'), JSON.stringify({ locale: 'zh-CN' }))
  await page.goto(bench.served.url)
  await page.locator('[data-view=learn]').click()
  await expect(page.locator('[data-learn] h1')).toHaveText('课程')
  const ids = await page
    .locator('[data-lesson]')
    .evaluateAll((cards) => cards.map((card) => card.getAttribute('data-lesson')!))
  expect(ids).toHaveLength(10)
  for (const id of ids) {
    await page.locator(`[data-lesson=${id}] [data-lesson-open]`).click()
    const steps = await page.locator('.lesson-pane .steps button').all()
    for (const [i, step] of steps.entries()) {
      await step.click()
      await expect(step).toHaveAttribute('aria-current', 'step')
      const where = `${id}, step ${i + 1}`
      expect(await wordsIn(page), where).not.toMatch(/(?:\b[a-z]{2,}\b[ ,]+){4,}/)
      expect(await page.locator('.lesson-pane .steps button.done').count(), where).toBe(0)
    }
    await page.locator('[data-lesson-close]').click()
    await page.locator('[data-view=learn]').click()
  }
  await page.locator('[data-learn] label').filter({ hasText: '术语表' }).click()
  expect(await page.locator('.glossary dt').count()).toBeGreaterThan(40)
  expect(await wordsIn(page)).not.toMatch(/(?:\b[a-z]{2,}\b[ ,]+){4,}/)
})

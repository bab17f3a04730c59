// A lesson as a learner goes through it in the window.
import { expect, type Locator, type Page } from '@playwright/test'

export interface Walk {
  readonly pane: Locator
  /** The step's own id is not shown: its title is. */
  title(): Locator
  /** Presses one of the step's buttons, and waits until it has done its work. */
  deed(which?: number): Promise<void>
  /** Presses the button of one of the things to try. */
  attempt(which: number): Promise<void>
  /** Waits until the step's check says that it is done. */
  done(timeout?: number): Promise<void>
  next(): Promise<void>
  /** Goes on from the last step, and sees the lesson as done in the list. */
  finish(): Promise<void>
}

/** Opens a lesson from the list; without motion, so that nothing waits to be seen. */
export async function openLesson(page: Page, id: string): Promise<Walk> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.locator('[data-view=learn]').click()
  await page.locator(`[data-lesson=${id}] [data-lesson-open]`).click()
  const pane = page.locator('[data-lesson-pane]')
  await expect(pane).toBeVisible()
  const press = async (button: Locator): Promise<void> => {
    await button.click()
    await expect(pane.locator('.deeds .is-loading, [data-try]:disabled')).toHaveCount(0, { timeout: 90_000 })
    await expect(pane.locator('[role=alert]'), 'what a button of the lesson says it could not do').toHaveCount(0)
  }
  return {
    pane,
    title: () => pane.locator('h2'),
    deed: (which = 0) => press(pane.locator(`[data-deed="${which}"]`)),
    attempt: (which) => press(pane.locator(`[data-try="${which}"]`)),
    done: (timeout = 30_000) => expect(pane.locator('[data-checked=true]')).toBeVisible({ timeout }),
    next: () => pane.locator('[data-lesson-next]').click(),
    async finish() {
      await pane.locator('[data-lesson-next]').click()
      const close = page.locator('[data-lesson-close]')
      if (await close.isVisible()) await close.click()
      await page.locator('[data-view=learn]').click()
      await expect(page.locator(`[data-lesson=${id}]`)).toHaveAttribute('data-done', 'true')
    }
  }
}

// Runs that others put into the home of an open window: copied, trained on the command line, tagged and deleted there.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { runEvents } from '../support/runs'
import { writeRun } from '../support/written-runs'
import { ROOT } from './desktop'
import { servedEach } from './each'
import { runCli } from './served'

const each = servedEach()

test('show as they come, grow and go, and say why they cannot be stopped here', async ({ page }) => {
  const row = (name: string) => page.locator('tr[data-run], [role=row][data-run]').filter({ hasText: name })
  const netloom = (...args: string[]) => runCli(each.home, args).ended
  await page.locator('[data-view=runs]').click()
  const { id } = writeRun(each.home, 'copied', runEvents)
  await expect(row('copied')).toBeVisible()
  await netloom('tag', id, '--name', 'renamed', 'good')
  await expect(row('renamed')).toBeVisible()

  const project = join(ROOT, 'examples', 'circles.netloom.json')
  const trainer = runCli(each.home, ['train', project, '--epochs', '100000'])
  try {
    await row('circles').click({ timeout: 30_000 })
    await expect(page.locator('.dashboard[data-status=running]')).toBeVisible({ timeout: 30_000 })
    const stop = page.locator('.top-bar [data-command=stop]')
    await expect(stop).toBeDisabled()
    await expect(stop).toHaveAttribute('title', /Another process/)
    const figures = page.locator('.figures')
    const before = await figures.textContent()
    await expect(figures).not.toHaveText(before!)
  } finally {
    trainer.child.kill('SIGINT')
  }
  await expect(page.locator('.dashboard[data-status=stopped]')).toBeVisible({ timeout: 20_000 })

  await netloom('rm', id)
  await expect(row('renamed')).toHaveCount(0)
  await netloom('rm', '--undo', id)
  await expect(row('renamed')).toBeVisible()
  rmSync(join(each.home, 'runs', id), { recursive: true })
  await expect(row('renamed')).toHaveCount(0)
})

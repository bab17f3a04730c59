// Convolution and pooling: what the command line finds, and the lesson from its first step to its last.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { examplePath } from '../support/projects'
import { servedEach } from './each'
import { openLesson } from './lesson'
import { runCli } from './served'

/** Test accuracy from the command line. Whole with NETLOOM_LONG=1, else a few epochs. */
async function tested(example: string, epochs: number | null): Promise<number> {
  const home = mkdtempSync(join(tmpdir(), 'netloom-lesson-'))
  try {
    const args = ['train', examplePath(example), '--json', ...(epochs === null ? [] : ['--epochs', String(epochs)])]
    const { code, stdout, stderr } = await runCli(home, args).ended
    expect(code, stderr).toBe(0)
    const end = JSON.parse(stdout.trimEnd().split('\n').at(-1)!)
    expect(end).toMatchObject({ event: 'end', status: 'completed' })
    return end.test.accuracy
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

if (process.env.NETLOOM_LONG === '1')
  test('five epochs: the convolution is right of 97 to 98.5 %, Dense layers alone of 93.5 to 95.5 %', async () => {
    const [convolution, dense] = [
      await tested('lessons/convolution', null),
      await tested('lessons/convolution-dense', null)
    ]
    expect(convolution).toBeGreaterThan(0.97)
    expect(convolution).toBeLessThan(0.985)
    expect(dense).toBeGreaterThan(0.935)
    expect(dense).toBeLessThan(0.955)
  })
else
  test('one epoch is enough for the convolution to be ahead of Dense layers with as many parameters', async () => {
    const [convolution, dense] = [await tested('lessons/convolution', 1), await tested('lessons/convolution-dense', 1)]
    expect(convolution).toBeGreaterThan(0.915)
    expect(convolution).toBeLessThan(0.945)
    expect(dense).toBeGreaterThan(0.89)
    expect(dense).toBeLessThan(0.92)
    expect(convolution).toBeGreaterThan(dense)
  })

test.describe('in the window', () => {
  servedEach()

  test('from a picture by hand to a filter of the run', async ({ page }) => {
    const walk = await openLesson(page, 'convolution')
    await walk.deed()
    await walk.done()
    await expect(page.locator('[data-output-size]')).toHaveAttribute('data-size', '26 × 26')
    await page.locator('[data-picture-row]').fill('0')
    await page.locator('[data-picture-row]').press('Enter')
    await expect(page.locator('.picture-choice')).toContainText('class “5”')
    // A picture of one's own is blank until something is drawn, here by the keys.
    const value = () => page.locator('[data-sum]').first().getAttribute('data-value')
    const ofData = await value()
    await page.locator('[data-draw-own]').click()
    await page.locator('[data-pad]').focus()
    await page.keyboard.press('Space')
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Space')
    await expect.poll(value).not.toBe(ofData)
    await page.locator('[data-draw-own]').click()
    await expect.poll(value).toBe(ofData)
    await walk.next()

    // The strongest place, then one beside it by the keys: another window, another sum.
    await walk.deed()
    await walk.done()
    const sum = page.locator('[data-sum]')
    const before = Number(await sum.getAttribute('data-value'))
    expect(Math.abs(before)).toBeGreaterThan(2)
    await expect(page.locator('[data-products] td')).toHaveCount(9)
    const products = await page
      .locator('[data-products] td')
      .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('title'))))
    expect(products.reduce((a, b) => a + b)).toBeCloseTo(before, 6)
    await page.locator('[data-output-map]').press('ArrowRight')
    await expect(sum).not.toHaveAttribute('data-value', String(before))
    await walk.next()

    await walk.deed(0)
    await walk.deed(1)
    await walk.done()
    await walk.next()
    await walk.deed()
    await walk.done()
    await expect(page.locator('[data-output-size]')).toHaveAttribute('data-size', '14 × 14')
    await walk.next()

    // Of picture 0 this window holds the beginning of a stroke.
    await walk.deed()
    const pooled = page.locator('[data-pooled=max]')
    const { width, height } = (await pooled.boundingBox())!
    for (let x = 0; x < 13; x++)
      await pooled.click({ position: { x: ((x + 0.5) * width) / 13, y: (6.5 * height) / 13 } })
    await walk.done()
    await expect(page.locator('[data-pool-window]')).toContainText('676 become 169: 25%')
    await walk.next()

    // As a person in a hurry would: fewer epochs, and fewer steps in each.
    await page.locator('[data-view=train]').click()
    await page.locator('.setup-inspector input[name=epochs]').fill('2')
    await page.locator('[data-param=steps_per_epoch] input').fill('15')
    await walk.deed()
    await walk.done(60_000)
    await walk.next()

    await walk.deed(0)
    await expect(page.locator('.epoch-slider output')).toHaveText('after epoch 1')
    await expect(page.locator('.layer-panel')).toContainText('16 filters')
    await walk.deed(1)
    await walk.done()
    await walk.next()

    await walk.deed()
    await walk.done()
    const difference = Number(await page.locator('[data-difference]').getAttribute('data-value'))
    expect(difference).toBeLessThan(1e-5)
    const map = page.locator('[data-made] canvas')
    const drawn = (): Promise<string> => map.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL())
    const atEnd = await drawn()
    await page.locator('[data-stage] input[name=inside-epoch]').fill('0')
    await expect.poll(drawn).not.toBe(atEnd)
    await walk.next()
    await expect(page.locator('[data-compared] tbody tr')).toHaveCount(1)
    await walk.finish()
  })
})

// Data of one's own: opened, looked at as a table, taken for the project, and trained on.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { temporaryHome } from './desktop'
import { startServing, type Served } from './served'

let home: string
let served: Served
let folder: string
test.beforeEach(async ({ page, context }) => {
  home = temporaryHome()
  folder = join(home, 'tables')
  mkdirSync(folder)
  // The chooser begins in the home folder.
  served = await startServing(home, ['--port', '0'], { HOME: home })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(served.url)
  await page.locator('[data-example=line]').click()
  await page.keyboard.press('Control+2')
})
test.afterEach(async () => {
  await served.end()
  rmSync(home, { recursive: true, force: true })
})

const write = (name: string, lines: string[]): void => writeFileSync(join(folder, name), `${lines.join('\n')}\n`)
const entry = (page: Page, name: string): Locator => page.locator('[data-chooser] [role=option]', { hasText: name })
async function openFile(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+Shift+O')
  await expect(page.locator('[data-chooser]')).toBeVisible()
  await expect(entry(page, name).or(entry(page, 'tables')).first()).toBeVisible()
  if ((await entry(page, name).count()) === 0) await entry(page, 'tables').dblclick()
  await entry(page, name).dblclick()
}
const cell = (page: Page, row: number, column: number): Locator => page.locator(`#cell-${row}-${column}`)

/** price = 3 * size + 10 * rooms; every tenth size is missing. */
const homes = (): string[] => [
  'size,rooms,kind,price',
  ...Array.from({ length: 200 }, (_, i) => {
    const [size, rooms] = [30 + ((i * 37) % 150), 1 + (i % 6)]
    return `${i % 10 === 9 ? '' : size},${rooms},${['flat', 'house'][i % 2]},${size * 3 + rooms * 10}.5`
  })
]

test('a table is sorted, filtered, copied and walked through', async ({ page }) => {
  write('homes.csv', homes())
  await openFile(page, 'homes.csv')
  await expect(cell(page, 0, 0)).toHaveText('30')
  await expect(cell(page, 9, 0)).toHaveText('missing')

  await page.locator('[data-column=price]').click()
  await page.locator('[data-column=price]').click()
  await expect(page.getByRole('columnheader', { name: 'price' })).toHaveAttribute('aria-sort', 'descending')
  await page.locator('[data-column-menu=rooms]').click()
  await page.locator('[data-column-panel] select').selectOption('>=')
  await page.locator('[data-column-panel]').getByLabel('Value').fill('5')
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-filter]')).toHaveText('rooms ≥ 5')
  await expect(page.getByText(/of 200 rows/)).toBeVisible()
  await page.locator('[data-column-menu=size]').click()
  await page.locator('[data-column-panel] select').selectOption('present')
  await page.getByRole('button', { name: 'Add filter' }).click()
  await expect(page.locator('[data-filter]')).toHaveCount(2)
  await expect(cell(page, 0, 0)).not.toHaveText('missing')

  await cell(page, 0, 0).click()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Control+c')
  await expect(page.getByText('1 rows copied')).toBeVisible()
  const [size, rooms] = [await cell(page, 1, 0).textContent(), await cell(page, 1, 1).textContent()]
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toBe(`${size!.trim()}\t${rooms!.trim()}`)
  await expect(page.locator('[data-row-detail]')).toContainText('price')

  await page.getByRole('button', { name: 'Remove filter: rooms ≥ 5' }).click()
  await page.getByRole('button', { name: 'Remove filter: size is there' }).click()
  await expect(page.getByText('200 rows', { exact: true })).toBeVisible()

  await page.locator('[data-column-menu=size]').click()
  await page.locator('[data-column-panel] select').selectOption('=')
  await page.locator('[data-column-panel]').getByLabel('Value').fill('large')
  await page.keyboard.press('Enter')
  await expect(page.locator('.table-tab [data-code=FRAME_VALUE]')).toBeVisible()
})

test('a million rows are walked through to the last one', async ({ page }) => {
  write('long.csv', ['n,square', ...Array.from({ length: 1_000_000 }, (_, i) => `${i},${(i % 1000) ** 2}.5`)])
  await openFile(page, 'long.csv')
  await expect(cell(page, 0, 0)).toHaveText('0')
  await page.getByLabel('Go to row').fill('999999')
  await page.keyboard.press('Enter')
  await expect(cell(page, 999_999, 0)).toHaveText('999999')
  await page.keyboard.press('ArrowUp')
  await expect(page.locator('[data-row-detail]')).toContainText('999998')
  await page.keyboard.press('Control+Home')
  await expect(cell(page, 0, 0)).toBeInViewport()
  // Where a pixel of the scroll bar stands for several rows, the wheel still goes row by row.
  await page.locator('[data-table-body]').hover()
  await page.mouse.wheel(0, 280)
  await expect(cell(page, 10, 0)).toHaveText('10')
  await expect(cell(page, 9, 0)).toHaveCount(0)
})

test('a table is taken for the project, mended in the design, and trained on', async ({ page }) => {
  write('homes.csv', homes())
  await openFile(page, 'homes.csv')
  await expect(cell(page, 0, 0)).toHaveText('30')
  await page.locator('[data-column-menu=kind]').click()
  await page.locator('[data-column-panel]').getByLabel('not used').click()
  await expect(page.locator('[data-column=kind]')).not.toContainText('feature')
  await page.locator('[data-adopt]').click()
  const train = page.locator('.top-bar [data-command=train]')
  await expect(train).toBeDisabled()
  await page.locator('.top-bar').getByText('Cannot train: Input').click()
  await page.locator('.problems [data-code=INPUT_MISMATCH] [data-fix]').first().click()
  await expect(train).toBeEnabled()
  await train.click()
  await expect(page.locator('.top-bar')).toContainText('Completed', { timeout: 60_000 })
  await expect(train).toBeEnabled()

  // Roles of the project's own data: one step of undo.
  await page.keyboard.press('Control+2')
  await page.locator('[data-column-menu=kind]').click()
  await page.locator('[data-column-panel]').getByLabel('feature').click()
  await expect(page.locator('[data-column=kind]')).toContainText('feature')
  await expect(train).toBeDisabled()
  await page.locator('[data-table-body]').click()
  await page.keyboard.press('Control+z')
  await expect(page.locator('[data-column=kind]')).not.toContainText('feature')
  await expect(train).toBeEnabled()
})

test('columns tell what is in them, and two of them are seen as points', async ({ page }) => {
  write('homes.csv', homes())
  await openFile(page, 'homes.csv')
  await page.getByText('Columns', { exact: true }).click()
  const card = (name: string): Locator => page.locator(`[data-column-card=${name}]`)
  await expect(card('size')).toContainText('20 (10 %)')
  await expect(card('kind')).toContainText('house')
  await expect(card('rooms').getByRole('img')).toHaveAccessibleName(/^Histogram of rooms: 200 values from 1 to 6/)
  await expect(page.locator('[data-scatter]')).toHaveAttribute('data-points', '180')
  const matrix = page.locator('[data-correlation]')
  await matrix.focus()
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowDown', 'Enter']) await page.keyboard.press(key)
  await expect(page.getByText(/^price × rooms: r = /)).toBeVisible()
  await expect(page.locator('[data-scatter-x]')).toHaveValue('price')
  await expect(page.locator('[data-scatter]')).toHaveAttribute('data-points', '200')
  await page.locator('[data-scatter-colour]').selectOption('kind')
  await expect(page.locator('.groups li')).toHaveText(['flat', 'house'])
})

test('what cannot be opened says so in place, and the rest stays usable', async ({ page }) => {
  write('homes.csv', homes())
  write('ragged.csv', ['a,b,c', '1,2,3', '4,5'])
  await openFile(page, 'homes.csv')
  await expect(cell(page, 0, 0)).toHaveText('30')
  await openFile(page, 'ragged.csv')
  await expect(page.locator('[data-open-failed]')).toContainText('ragged.csv')
  await expect(cell(page, 0, 0)).toHaveText('30')
  await page.locator('[data-open-failed]').getByRole('button', { name: 'Close' }).click()
  await expect(page.locator('[data-open-failed]')).toHaveCount(0)

  // A browser does not tell where a dropped file is: it is chosen once more.
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.items.add(new File(['a,b\n1,2'], 'homes.csv', { type: 'text/csv' }))
    const send = (target: EventTarget, type: string): boolean =>
      target.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }))
    send(window, 'dragenter')
    requestAnimationFrame(() => send(document.querySelector('[data-drop]')!, 'drop'))
  })
  await expect(page.locator('[data-notice]')).toContainText('A browser does not tell where “homes.csv” is.')
  await expect(page.locator('[data-chooser]')).toBeVisible()
  await page.keyboard.press('Escape')

  await page.locator('[data-command=open-data-folder]').click()
  await expect(page.locator('[data-chooser] [data-confirm]')).toContainText('Open “')
})

// Projects as a person handles them, over browser mode: start page, files, recovery, conflicts, import.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type BrowserContext, type Locator, type Page } from '@playwright/test'
import { temporaryHome } from './desktop'
import { startServing, type Served } from './served'

const ROOT = join(import.meta.dirname, '..', '..')
const modelFile = (name: string): string => join(ROOT, 'test/fixtures/models', name)
const exampleFile = (id: string): string => join(ROOT, 'examples', `${id}.netloom.json`)

let home: string
/** The person's own folder, which the file chooser begins with. */
let folder: string
let served: Served
let problems: string[]

test.beforeEach(async ({ page }) => {
  home = temporaryHome()
  folder = join(home, 'person')
  mkdirSync(join(folder, 'networks'), { recursive: true })
  served = await startServing(home, ['--port', '0'], { HOME: folder, USERPROFILE: folder })
  problems = []
  watchFor(page)
  await page.goto(served.url)
  await expect(page.locator('[data-start]')).toBeVisible()
})
test.afterEach(async () => {
  const told = [...problems] // not what a page still asks of a server that has ended
  await served.end()
  rmSync(home, { recursive: true, force: true })
  expect(told).toStrictEqual([])
})

function watchFor(page: Page): void {
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
}
async function openTab(context: BrowserContext, search = ''): Promise<Page> {
  const page = await context.newPage()
  watchFor(page)
  await page.goto(served.url.replace(/#.*/, '') + search)
  await expect(page.locator('.view > *').first()).toBeVisible()
  return page
}
const template = (page: Page, id: string): Locator => page.locator(`[data-start] [data-example=${id}]`)
const layers = (page: Page): Locator => page.locator('.design-canvas .vue-flow__node')
const unsaved = (page: Page): Locator => page.locator('[data-unsaved]')
const name = (page: Page): Locator => page.locator('.top-bar .name')
const train = (page: Page): Locator => page.locator('.top-bar [data-command=train]')

async function addLayer(page: Page, className: string): Promise<void> {
  await page.getByPlaceholder('Search layers').fill(className)
  await page.getByPlaceholder('Search layers').press('Enter')
}
/** Saves under a name in the folder that the chooser shows. */
async function saveAs(page: Page, file: string): Promise<void> {
  await page.keyboard.press('Control+Shift+S')
  await page.getByLabel('File name').fill(file)
  await page.getByLabel('File name').press('Enter')
  await expect(page.locator('[data-chooser]')).toHaveCount(0)
}
/** The draft is on disk. */
const isKept = (page: Page): Promise<void> => page.waitForTimeout(1300)

async function drop(page: Page, file: string, content: string | Buffer): Promise<void> {
  const data = await page.evaluateHandle(
    ([file, bytes]) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([new Uint8Array(bytes as number[])], file as string))
      return transfer
    },
    [file, [...Buffer.from(content)]] as const
  )
  await page.dispatchEvent('.workbench', 'dragenter', { dataTransfer: data })
  await expect(page.locator('[data-drop]')).toBeVisible()
  await page.dispatchEvent('[data-drop]', 'drop', { dataTransfer: data })
}

test('a template opens in the Design view and trains: two clicks to the first curve', async ({ page }) => {
  const began = Date.now()
  await template(page, 'mnist-mlp').click()
  await expect(layers(page)).toHaveCount(5)
  await expect(unsaved(page)).toHaveCount(0)
  await train(page).click()
  await expect(page.locator('[data-metric=loss]')).toBeVisible({ timeout: 20_000 })
  expect(Date.now() - began).toBeLessThan(20_000)
  await page.keyboard.press('Control+.')
  await expect(page.locator('.dashboard[data-status=stopped]')).toBeVisible()
})

test('a new network, built, saved and opened again after a reload, in a new tab and from the recent ones', async ({
  page,
  context
}) => {
  await page.keyboard.press('Alt+N')
  await expect(name(page)).toHaveText('Untitled')
  await addLayer(page, 'Input')
  await addLayer(page, 'Flatten')
  await addLayer(page, 'Dense')
  await expect(layers(page)).toHaveCount(3)
  await expect(unsaved(page)).toBeVisible()
  await page.keyboard.press('Control+s')
  await page.getByRole('option', { name: 'networks' }).dblclick()
  await expect(page.locator('.crumbs [aria-current]')).toHaveText('networks')
  await page.getByLabel('File name').fill('first')
  await page.getByLabel('File name').press('Enter')
  await expect(unsaved(page)).toHaveCount(0)
  await expect(name(page)).toHaveText('first')

  const path = join(folder, 'networks', 'first.netloom.json')
  const written = JSON.parse(readFileSync(path, 'utf8')) as { name: string; model: { nodes: unknown[] } }
  expect([written.name, written.model.nodes.length]).toStrictEqual(['first', 3])
  expect(new URL(page.url()).searchParams.get('project')).toBe(path)
  await page.reload()
  await expect(layers(page)).toHaveCount(3)
  await expect(name(page)).toHaveText('first')
  await expect(unsaved(page)).toHaveCount(0)

  const other = await openTab(context)
  await other.locator(`[data-recent="${path}"]`).click()
  await expect(layers(other)).toHaveCount(3)

  rmSync(path)
  await other.locator('[data-project-menu]').click()
  await other.getByRole('menuitem', { name: 'Start page' }).click()
  await expect(other.locator(`[data-recent="${path}"]`)).toBeDisabled()
  await other.getByRole('button', { name: 'Remove first from this list' }).click()
  await expect(other.locator('[data-recent]')).toHaveCount(0)
})

test('undo back to what is saved clears the marker; saving again overwrites one’s own file', async ({ page }) => {
  await template(page, 'mnist-mlp').click()
  await expect(layers(page)).toHaveCount(5)
  await saveAs(page, 'a')
  await addLayer(page, 'Dropout')
  await expect(unsaved(page)).toBeVisible()
  await page.locator('.design-canvas').click({ position: { x: 20, y: 300 } })
  await page.keyboard.press('Control+z')
  await expect(unsaved(page)).toHaveCount(0)
  await page.keyboard.press('Control+Shift+Z')
  await expect(unsaved(page)).toBeVisible()
  for (let i = 0; i < 3; i++) await page.keyboard.press('Control+s')
  await expect(unsaved(page)).toHaveCount(0)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(readFileSync(join(folder, 'a.netloom.json'), 'utf8')).toContain('"Dropout"')
})

test('a template with a table of its own still finds it from where it is saved', async ({ page }) => {
  await template(page, 'line').click()
  await saveAs(page, 'mine')
  await train(page).click()
  await expect(page.locator('.dashboard[data-status=completed]')).toBeVisible({ timeout: 60_000 })
})

test('what was not saved comes back: after a reload by itself, after the tab is gone on request', async ({
  page,
  context
}) => {
  await template(page, 'mnist-mlp').click()
  await addLayer(page, 'Dropout')
  await expect(layers(page)).toHaveCount(6)
  await page.reload() // at once: the page hands the draft over as it goes
  await expect(layers(page)).toHaveCount(6)
  await expect(unsaved(page)).toBeVisible()
  await isKept(page)

  const path = join(folder, 'b.netloom.json')
  writeFileSync(path, readFileSync(exampleFile('line')))
  await page.close()
  const other = await openTab(context, `?project=${encodeURIComponent(path)}`)
  await expect(name(other)).toHaveText('line')
  await expect(other.locator('[data-recovery]')).toContainText('Unsaved changes of “mnist-mlp”')
  await other.locator('[data-recovery]').getByRole('button', { name: 'Restore' }).click()
  await expect(layers(other)).toHaveCount(6)
  await expect(unsaved(other)).toBeVisible()
  await expect(other.locator('[data-recovery]')).toHaveCount(0)
  await isKept(other)
  await other.close()

  const third = await openTab(context)
  await expect(third.locator('[data-drafts]')).toContainText('mnist-mlp')
  await third.locator('[data-drafts]').getByRole('button', { name: 'Discard' }).click()
  await expect(third.locator('[data-drafts]')).toHaveCount(0)
})

test('“New” asks nothing and loses nothing', async ({ page }) => {
  await template(page, 'mnist-mlp').click()
  await addLayer(page, 'Dropout')
  await expect(layers(page)).toHaveCount(6)
  await page.keyboard.press('Alt+N')
  await expect(layers(page)).toHaveCount(0)
  await page.locator('[data-notice-action]').click()
  await expect(layers(page)).toHaveCount(6)
  await expect(unsaved(page)).toBeVisible()
})

test('two tabs on one file: the second to save decides, and nothing is overwritten before', async ({
  page,
  context
}) => {
  await template(page, 'mnist-mlp').click()
  await saveAs(page, 'shared')
  const path = join(folder, 'shared.netloom.json')
  const other = await openTab(context, `?project=${encodeURIComponent(path)}`)
  await expect(layers(other)).toHaveCount(5)
  await addLayer(page, 'Dropout')
  await page.keyboard.press('Control+s')
  await expect(unsaved(page)).toHaveCount(0)
  const theirs = readFileSync(path, 'utf8')

  const conflict = other.getByRole('dialog', { name: 'This file has changed' })
  await addLayer(other, 'GaussianNoise')
  await other.keyboard.press('Control+s')
  await expect(conflict).toBeVisible()
  await expect(conflict.locator('[data-code=PROJECT_CHANGED_ON_DISK]')).toBeVisible()
  expect(readFileSync(path, 'utf8')).toBe(theirs)
  await other.keyboard.press('Escape')
  await expect(unsaved(other)).toBeVisible()

  await other.keyboard.press('Control+s')
  await conflict.locator('[data-resolve=theirs]').click()
  await expect(other.locator('.design-canvas')).toContainText('Dropout')
  await expect(other.locator('.design-canvas')).not.toContainText('GaussianNoise')
  await other.locator('[data-notice-action]').click() // one's own, again
  await expect(other.locator('.design-canvas')).toContainText('GaussianNoise')

  await other.keyboard.press('Control+s')
  await conflict.locator('[data-resolve=overwrite]').click()
  await expect(unsaved(other)).toHaveCount(0)
  expect(readFileSync(path, 'utf8')).toContain('GaussianNoise')
})

test('the chooser: keys, filter, and a file is replaced only when it was agreed', async ({ page }) => {
  const path = join(folder, 'old.netloom.json')
  writeFileSync(path, readFileSync(exampleFile('line')))
  const before = readFileSync(path, 'utf8')
  await template(page, 'mnist-mlp').click()
  await page.keyboard.press('Control+Shift+S')
  await page.getByLabel('File name').fill('old')
  await page.getByLabel('File name').press('Enter')
  await expect(page.getByRole('alert')).toContainText('old.netloom.json exists already')
  await page.keyboard.press('Enter') // what has the focus replaces nothing
  await expect(page.getByLabel('File name')).toBeFocused()
  await page.getByLabel('File name').press('Enter')
  await expect(page.locator('[data-replace]')).toBeVisible()
  expect(readFileSync(path, 'utf8')).toBe(before)
  await page.keyboard.press('Escape')
  await expect(page.locator('[data-chooser]')).toHaveCount(0)

  await page.keyboard.press('Control+o')
  const filter = page.getByPlaceholder('Type to filter')
  await expect(filter).toBeFocused()
  await expect(page.getByRole('option')).toHaveCount(2)
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('option', { selected: true })).toContainText('networks')
  await page.keyboard.press('Enter')
  await expect(page.locator('.crumbs [aria-current]')).toHaveText('networks')
  await page.keyboard.press('Backspace')
  await expect(page.getByRole('option', { selected: true })).toContainText('networks')
  await filter.pressSequentially('OLD')
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(name(page)).toHaveText('line')
})

test('dropped files: a Keras model, a project, and what is neither', async ({ page }) => {
  await template(page, 'mnist-mlp').click()
  await addLayer(page, 'Dropout')
  await drop(page, 'residual.json', readFileSync(modelFile('residual.json')))
  await expect(layers(page).first()).toBeVisible()
  await expect(unsaved(page)).toBeVisible()
  await expect(page.locator('.design-canvas')).toContainText('Add')
  const spots = await layers(page).evaluateAll((nodes) => nodes.map((node) => (node as HTMLElement).style.transform))
  expect(new Set(spots).size).toBe(spots.length)

  const imported = await name(page).textContent()
  await drop(page, 'notes.docx', 'no model')
  await expect(page.locator('[data-code=FILE_NOT_OPENED]')).toBeVisible()
  await drop(page, 'broken.json', '{')
  await expect(page.locator('[data-code=MODEL_NOT_JSON]')).toBeVisible()
  await drop(page, 'broken.netloom.json', '{}')
  await expect(page.locator('[data-code=PROJECT_INVALID]')).toBeVisible()
  await expect(name(page)).toHaveText(imported!)

  await drop(page, 'x.netloom.json', readFileSync(exampleFile('lenet-5')))
  await expect(name(page)).toHaveText(/^lenet-5/)
  await expect(page.locator('.design-canvas')).toContainText('AveragePooling2D')
})

test('a file of the address that is not there is told, and the start page helps on', async ({ context }) => {
  const page = await openTab(context, `?project=${encodeURIComponent(join(folder, 'gone.netloom.json'))}`)
  await expect(page.locator('[data-start]')).toBeVisible()
  await expect(page.locator('[data-code=FILE_NOT_FOUND]')).toBeVisible()
  await template(page, 'line').click()
  await expect(page.locator('[data-code=FILE_NOT_FOUND]')).toHaveCount(0)
  expect(new URL(page.url()).search).toBe('')
})

test('a model with a layer that Netloom does not have gets a placeholder and a note', async ({ page }) => {
  await drop(page, 'custom.json', readFileSync(modelFile('custom.json')))
  await expect(page.locator('[data-notice]')).toContainText('Not all of it could be taken over')
  await expect(layers(page).first()).toBeVisible()
  await expect(train(page)).toBeDisabled()
})

// The Design view on the screen: networks built with the mouse and with the keyboard.
import { rmSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { centre, drag, edges, layer, layers, shapes } from './canvas'
import { temporaryHome } from './desktop'
import { startServing, type Served } from './served'

let home: string
let served: Served
let problems: string[]

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })
test.beforeEach(async ({ page }) => {
  home = temporaryHome()
  served = await startServing(home, ['--port', '0'])
  problems = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  await page.goto(served.url)
  await page.locator('[data-example=mnist-mlp]').click()
  await page.keyboard.press('Control+1')
  await expect(layer(page, 'dense_2')).toBeVisible()
})
test.afterEach(async () => {
  const told = [...problems] // not what a page still asks of a server that has ended
  await served.end()
  rmSync(home, { recursive: true, force: true })
  expect(told).toStrictEqual([])
})

const undo = (page: Page): Promise<void> => page.keyboard.press('Control+z')

test('a layer dropped on an edge is inserted there, and undo takes it out', async ({ page }) => {
  const edge = await centre(page.locator('.vue-flow__edge[data-id="dense>dense_1"]'))
  const item = page.locator('[data-palette=Dropout]')
  await page.locator('[data-palette-search]').fill('丢弃') // found by its Chinese name as well
  await drag(page, await centre(item), edge)
  await expect(layer(page, 'dropout')).toBeVisible()
  expect(await edges(page)).toEqual(expect.arrayContaining(['dense>dropout', 'dropout>dense_1']))
  expect(await edges(page)).not.toContain('dense>dense_1')
  await expect(layer(page, 'dropout').locator('.shape')).toHaveText('512')
  await page.locator('.focus-target').focus()
  await undo(page)
  await expect(layer(page, 'dropout')).toHaveCount(0)
  expect(await edges(page)).toContain('dense>dense_1')
})

test('an edge drawn from handle to handle rewires; one that would close a cycle is refused', async ({ page }) => {
  await layer(page, 'flatten').click()
  await page.keyboard.press('/')
  await page.keyboard.type('concat')
  await page.keyboard.press('Enter')
  await expect(layer(page, 'concatenate')).toBeVisible()
  const from = layer(page, 'flatten').locator('.vue-flow__handle.source')
  // The new layer stands between flatten and dense; the output of dense goes into it as well: a cycle is refused.
  const before = await edges(page)
  await drag(
    page,
    await centre(layer(page, 'dense').locator('.source')),
    await centre(layer(page, 'concatenate').locator('.target'))
  )
  expect(await edges(page)).toEqual(before)
  await drag(page, await centre(from), await centre(layer(page, 'dense_1').locator('.target')))
  await expect.poll(() => edges(page)).toContain('flatten>dense_1')
  await expect(layer(page, 'dense_1').locator('.count')).toHaveText('200,960') // 784 x 256 + 256
})

test('what is deleted heals the chain; copies have names of their own', async ({ page }) => {
  await layer(page, 'dense_1').click()
  await page.keyboard.press('Delete')
  await expect(layers(page)).toHaveCount(4)
  expect(await edges(page)).toContain('dense>dense_2')
  await undo(page)
  await layer(page, 'dense').click()
  await layer(page, 'dense_1').click({ modifiers: ['Control'] })
  await page.keyboard.press('Control+c')
  await page.keyboard.press('Control+v')
  await expect(layers(page)).toHaveCount(7)
  await expect(layer(page, 'dense_3')).toBeVisible()
  expect(await edges(page)).toContain('dense_3>dense_4')
  const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText())) as { nodes: unknown[] }
  expect(copied.nodes).toHaveLength(2)
  await undo(page)
  await expect(layers(page)).toHaveCount(5)
})

test('a parameter in the inspector changes shapes at once, and Train says why it cannot', async ({ page }) => {
  await layer(page, 'dense_2').click()
  const units = page.locator('#inspector [data-param=units] input').first()
  await units.fill('7')
  await expect(layer(page, 'dense_2').locator('.shape')).toHaveText('7')
  await expect(page.locator('.top-bar [data-command=train]')).toBeDisabled()
  await expect(page.locator('.top-bar .blocked')).toContainText('10')
  await page.locator('[data-dock=problems]').click()
  await page.locator('[data-fix]').first().click()
  await expect(layer(page, 'dense_2').locator('.shape')).toHaveText('10')
  await expect(page.locator('.top-bar [data-command=train]')).toBeEnabled()
})

test('code follows the design and marks what is chosen', async ({ page }) => {
  await page.keyboard.press('Control+e')
  const pane = page.locator('.code-pane')
  await expect(pane).toContainText('layers.Dense(512, activation="relu", name="dense")')
  await layer(page, 'dense_1').click()
  await expect(pane.locator('.chosen')).toContainText('name="dense_1"')
  await page.keyboard.press('F2')
  await page.keyboard.type('hidden')
  await page.keyboard.press('Enter')
  await expect(pane.locator('.chosen')).toContainText('name="hidden"')
  await pane.getByText('name="flatten"').click()
  await expect(layer(page, 'flatten')).toHaveClass(/selected/)
  await page.locator('[data-copy-code]').click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('model.fit(')
})

test('LeNet-5 by the keyboard alone, from an empty canvas, with the shapes that Keras gives', async ({ page }) => {
  await page.locator('.focus-target').focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await expect(layers(page)).toHaveCount(0)
  const add = async (query: string): Promise<void> => {
    await page.keyboard.press('/')
    await page.keyboard.type(query)
    await page.keyboard.press('Enter')
  }
  for (const query of ['input', 'reshape', 'conv2d', 'averagepooling2d', 'conv2d', 'averagepooling2d', 'flatten']) {
    await add(query)
  }
  for (const units of ['120', '84', '10']) {
    await add('dense')
    await page.keyboard.press('Enter') // the first parameter, which is units
    await page.keyboard.type(units)
    await page.keyboard.press('Escape')
  }
  await expect(layers(page)).toHaveCount(10)
  expect(await edges(page)).toHaveLength(9)
  // Up to the Reshape, whose target is typed as it is read.
  for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await page.keyboard.type('28 x 28 x 1')
  await page.keyboard.press('Escape')
  await expect
    .poll(() => shapes(page))
    .toEqual([
      '28 × 28',
      '28 × 28 × 1',
      '26 × 26 × 32',
      '13 × 13 × 32',
      '11 × 11 × 32',
      '5 × 5 × 32',
      '800',
      '120',
      '84',
      '10'
    ])
  await expect(page.locator('.top-bar [data-command=train]')).toBeEnabled()
})

test('blocks: grouped, shown as one, repeated, and taken apart without a loss', async ({ page }) => {
  const before = await edges(page)
  await layer(page, 'dense').click()
  await layer(page, 'dense_1').click({ modifiers: ['Control'] })
  await page.keyboard.press('Control+g')
  await expect(page.locator('[data-frame]')).toBeVisible()
  await page.locator('[data-frame] .icon-button').click()
  await expect(page.locator('[data-block]')).toBeVisible()
  await expect(layers(page)).toHaveCount(3)
  await page.locator('[data-block] .icon-button').click()
  await expect(layers(page)).toHaveCount(5)
  await layer(page, 'dense').click({ button: 'right' })
  await page.locator('[data-menu=repeat-block]').click()
  await expect(layers(page)).toHaveCount(7)
  expect(await edges(page)).toEqual(expect.arrayContaining(['dense_1>dense_3', 'dense_3>dense_4', 'dense_4>dense_2']))
  await page.locator('.focus-target').focus()
  for (let i = 0; i < 4; i++) await undo(page)
  await expect(layers(page)).toHaveCount(5)
  expect(await edges(page)).toEqual(before)
  await expect(page.locator('[data-frame]')).toHaveCount(0)
})

test('every command has a place in the palette, found in either language', async ({ page }) => {
  await page.keyboard.press('Control+k')
  await page.keyboard.type('自动布局')
  await expect(page.getByRole('option').first()).toContainText('Lay out')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('Control+k')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

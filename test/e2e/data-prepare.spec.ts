// Data prepared in the Data view, over browser mode, on real data.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { temporaryHome } from './desktop'
import { startServing, type Served } from './served'

let home: string
let served: Served
let problems: string[]

test.beforeEach(async ({ page }) => {
  home = temporaryHome()
  served = await startServing(home, ['--port', '0'])
  problems = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  await page.goto(served.url)
  await expect(page.locator('[data-view=data]')).toBeVisible()
})
test.afterEach(async () => {
  const told = [...problems] // not what a page still asks of a server that has ended
  await served.end()
  rmSync(home, { recursive: true, force: true })
  expect(told).toStrictEqual([])
})

const tab = (page: Page, id: string): Promise<void> =>
  page.locator(`label:has(input[name=data-tab][value=${id}])`).click()
const rows = (page: Page, split: string): Locator => page.locator(`.split-bar [data-split=${split}]`)
const undo = (page: Page): Promise<void> => page.keyboard.press('Control+z')

const SHOP = {
  netloom: 1,
  name: 'shop',
  dataset: {
    source: {
      format: 'csv',
      path: 'shop.csv',
      features: ['age', 'colour'],
      target: 'bought',
      task: 'classification'
    },
    split: { validation: 0.25, test: 0.2 }
  },
  model: {
    nodes: [
      { name: 'in', class_name: 'Input', config: { shape: [3] } },
      { name: 'out', class_name: 'Dense', config: { units: 2, activation: 'softmax' } }
    ],
    edges: [{ source: 'in', target: 'out' }]
  },
  training: { loss: 'sparse_categorical_crossentropy' }
}

async function openShop(page: Page): Promise<void> {
  const folder = join(home, 'shop')
  mkdirSync(folder, { recursive: true })
  const lines = Array.from({ length: 100 }, (_, i) => {
    const part = i % 10 === 0 ? 'test' : i % 10 === 1 ? 'val' : 'train'
    return [i % 7 === 0 ? '' : 20 + i, i % 2 ? 'red' : 'blue', part, i % 3 ? 'yes' : 'no'].join(',')
  })
  writeFileSync(join(folder, 'shop.csv'), ['age,colour,part,bought', ...lines, ''].join('\n'))
  const file = join(folder, 'shop.netloom.json')
  writeFileSync(file, JSON.stringify(SHOP))
  await page.goto(`${served.url.replace(/#.*/, '')}?project=${encodeURIComponent(file)}`)
  await expect(page.locator('.top-bar .name')).toContainText('shop')
  await page.locator('[data-view=data]').click()
}

test('rows are dealt by keys, by typing and by a column, each a step of undo', async ({ page }) => {
  await openShop(page)
  await tab(page, 'split')
  await expect(rows(page, 'validation')).toHaveAttribute('data-count', '20')
  await page.locator('[data-boundary=validation]').press('ArrowLeft')
  await expect(rows(page, 'validation')).toHaveAttribute('data-count', '21')
  await page.locator('input[name=test]').fill('30')
  await expect(rows(page, 'test')).toHaveAttribute('data-count', '30')
  await page.locator('label:has(input[name=split-mode][value=column])').click()
  await expect(page.locator('.split-column .values li')).toHaveCount(3)
  await expect(rows(page, 'train')).toHaveAttribute('data-count', '80')
  await page.locator('.split-tab .why').click()
  await undo(page)
  await expect(rows(page, 'test')).toHaveAttribute('data-count', '30')
})

test('errors name the steps that mend them, and the network fits in the end', async ({ page }) => {
  await openShop(page)
  await tab(page, 'prepare')
  await page.locator('[data-fed] [data-remedy=OneHotEncoder]').click()
  await expect(page.locator('[data-preparation=OneHotEncoder]')).toContainText('colour_blue')
  await page.locator('[data-fed] [data-remedy=SimpleImputer]').click()
  await expect(page.locator('[data-preparation]').first()).toHaveAttribute('data-preparation', 'SimpleImputer')
  await expect(page.locator('[data-fit=fits]')).toBeVisible()

  await page.locator('[data-add-step]').click()
  await page.locator('[data-add=Normalization]').click()
  await expect(page.locator('[data-preparation=Normalization]')).toContainText('mean')
  await page.locator('[data-preparation=Normalization]').press('Alt+ArrowUp')
  await expect(page.locator('[data-preparation]').nth(1)).toHaveAttribute('data-preparation', 'Normalization')
  await page.locator('[data-preparation=Normalization]').press('Delete')
  await expect(page.locator('[data-preparation]')).toHaveCount(2)
})

test('pictures of MNIST are augmented, and a batch is replayed', async ({ page }) => {
  await page.locator('[data-view=data]').click()
  await tab(page, 'augment')
  await page.locator('[data-augment]').click()
  await expect(page.locator('[data-variants] li canvas')).toHaveCount(8)
  await page.locator('[data-batch] summary').click()
  await expect(page.locator('[data-batch] li canvas')).toHaveCount(128)
  const first = page.locator('[data-batch] li').first()
  const before = await first.getAttribute('title')
  await page.locator('[data-batch] input[name=epoch]').fill('2')
  await expect(first).not.toHaveAttribute('title', before!)
})

test('points are made up, and set by hand', async ({ page }) => {
  await page.locator('[data-view=data]').click()
  await page.locator('[data-make-up]').click()
  const table = page.locator('.points .head span').first()
  await expect(table).toHaveText('200')
  const canvas = page.locator('.plane canvas')
  const box = (await canvas.boundingBox())!
  await canvas.click({ position: { x: box.width * 0.8, y: box.height * 0.1 } })
  await expect(table).toHaveText('201')
  await expect(page.locator('.content h2')).toContainText(/Points set by hand/)
  await canvas.press('Delete')
  await expect(table).toHaveText('200')
  await page.locator('[data-undo]').click()
  await page.locator('[data-undo]').click()
  await expect(page.locator('[data-generator]')).toBeVisible()
  await page.locator('[data-adopt]').click()
  await expect(page.locator('.content [data-adopt]')).toHaveCount(0)
})

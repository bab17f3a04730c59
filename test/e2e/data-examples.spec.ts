// Pictures, texts and copies in the Data view, on real data.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { temporaryHome } from './desktop'
import { startServing, type Served } from './served'

let home: string
let served: Served | undefined
let problems: string[]

test.beforeEach(({ page }) => {
  home = temporaryHome()
  problems = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
})
test.afterEach(async () => {
  const told = [...problems] // not what a page still asks of a server that has ended
  await served?.end()
  served = undefined
  rmSync(home, { recursive: true, force: true })
  expect(told).toStrictEqual([])
})

async function show(page: Page, args: string[] = []): Promise<void> {
  served = await startServing(home, [...args, '--port', '0'])
  await page.goto(served.url)
  // A project that opens brings its own view to the front.
  await expect(async () => {
    await page.locator('[data-view=data]').click()
    await expect(page.locator('.content header h2')).toBeVisible({ timeout: 1000 })
  }).toPass()
}
const tab = (page: Page, name: string) => page.locator('.content header .segments label', { hasText: name })
const chosen = (page: Page) => page.locator('.picture-inspector')

test('every picture of MNIST: by class and split, by keys, in numbers, and as the network is fed it', async ({
  page
}) => {
  await show(page)
  await page.locator('.list [data-dataset=mnist]').click()
  const grid = page.getByRole('grid')
  await expect(grid).toHaveAttribute('aria-label', '70,000 examples of MNIST')
  await grid.locator('canvas').click({ position: { x: 40, y: 30 } })
  await expect(chosen(page)).toHaveAttribute('data-row', '0')
  await expect(chosen(page).locator('header b')).toHaveText('5')
  await grid.focus()
  await page.keyboard.press('ArrowRight')
  await expect(chosen(page).locator('header b')).toHaveText('0')
  await page.keyboard.press('End')
  await expect(chosen(page)).toHaveAttribute('data-row', '69999')
  await expect(chosen(page).locator('[data-split]')).toHaveText('test')
  await expect(chosen(page).locator('[data-tensor]')).toContainText('28 × 28')
  await chosen(page).locator('[data-tensor] summary').click()
  await expect(chosen(page).locator('[data-tensor] td')).toHaveCount(784)

  await page.locator('input[name=go]').fill('25')
  await page.keyboard.press('Enter')
  await expect(chosen(page).locator('header b')).toHaveText('2')
  await page.locator('.balance .counts button').nth(7).click()
  await expect(grid).toHaveAttribute('aria-label', '7,293 examples of MNIST')
  await page.locator('select[name=split]').selectOption('test')
  await expect(grid).toHaveAttribute('aria-label', '1,028 examples of MNIST')
  await grid.locator('canvas').click({ position: { x: 40, y: 30 } })
  await expect(chosen(page).locator('header b')).toHaveText('7')
  await expect(chosen(page).locator('[data-split]')).toHaveText('test')
})

const SENTENCES = ['a good film', 'a bad film', 'so good, so good', 'never again', 'What a film!', 'dull']
/** A folder of texts in which one of the test texts is a training text of another class. */
function textProject(): string {
  for (const split of ['train', 'test'])
    for (const name of ['neg', 'pos']) {
      const folder = join(home, 'texts', split, name)
      mkdirSync(folder, { recursive: true })
      SENTENCES.forEach((text, i) => writeFileSync(join(folder, `${i}.txt`), `${text} ${split} ${name}`))
    }
  writeFileSync(join(home, 'texts', 'train', 'pos', 'copy.txt'), 'copied')
  writeFileSync(join(home, 'texts', 'test', 'neg', 'copy.txt'), 'copied')
  const path = join(home, 'texts.netloom.json')
  const project = {
    ...{ netloom: 1, name: 'texts', training: { loss: 'sparse_categorical_crossentropy' } },
    dataset: {
      source: { format: 'texts', path: 'texts' },
      split: { validation: 0 },
      preprocessing: [{ class_name: 'TextVectorization', config: { max_tokens: 8, output_sequence_length: 4 } }]
    },
    model: {
      nodes: [
        { name: 'input', class_name: 'Input', config: { shape: [4] } },
        { name: 'dense', class_name: 'Dense', config: { units: 2, activation: 'softmax' } }
      ],
      edges: [{ source: 'input', target: 'dense' }]
    }
  }
  writeFileSync(path, JSON.stringify(project))
  return path
}

test('texts with tokens and vocabulary; a copy in the test split is found and told before training', async ({
  page
}) => {
  await show(page, [textProject()])
  await tab(page, 'Texts').click()
  const rows = page.locator('.virtual-list .row')
  await expect(rows.first()).toContainText('a good film train neg')
  await rows.nth(2).click()
  const inspector = page.locator('.text-inspector')
  await expect(inspector.locator('[data-whole]')).toHaveText('so good, so good train neg')
  await expect(inspector.locator('[data-tokens] li')).toHaveCount(6)
  await expect(inspector.locator('[data-tokens] li.dropped')).toHaveCount(2)
  await expect(inspector.locator('[data-tensor]')).toContainText('float32')

  await page.locator('.texts-tab .segments label', { hasText: 'Vocabulary' }).click()
  await page.locator('input[name=word]').fill('fil')
  await expect(page.locator('[data-word]')).toHaveCount(1)
  await expect(page.locator('[data-word=film]')).toContainText('12')

  await tab(page, 'Duplicates').click()
  await expect(page.locator('[data-leaked]')).toContainText('1 test example also occurs in training.')
  await expect(page.locator('[data-contradicts]')).toHaveCount(1)
  await expect(page.locator('.member [data-split=test]')).toHaveCount(1)
  await page.locator('.member').last().click()
  await expect(page.locator('.row-inspector')).toContainText('copied')
  await page.locator('footer .problems').click()
  await expect(page.locator('[data-warning=leaked-rows]')).toContainText('1 test row also occurs in training')
})

// Networks from an empty canvas with the mouse alone: nothing is typed, no key is pressed.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { centre, drag, edges, layer, layers, shapes, type Spot } from './canvas'
import { temporaryHome } from './desktop'
import { startServing, type Served } from './served'

interface Node {
  name: string
  class_name: string
  config: Record<string, unknown>
  position: Spot
}
const TEMPLATE = join(import.meta.dirname, '..', '..', 'examples', 'lenet-5.netloom.json')
const template = JSON.parse(readFileSync(TEMPLATE, 'utf8')) as { model: { nodes: Node[] } }

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
})
test.afterEach(async () => {
  const told = [...problems] // not what a page still asks of a server that has ended
  await served.end()
  rmSync(home, { recursive: true, force: true })
  expect(told).toStrictEqual([])
})

/** A hand on the mouse, which counts what it does: clicks and drags. */
class Hand {
  actions = 0
  constructor(readonly page: Page) {}

  async click(target: Locator): Promise<void> {
    await target.click()
    this.actions += 1
  }
  async drag(from: Locator, to: Spot): Promise<void> {
    await from.scrollIntoViewIfNeeded()
    await drag(this.page, await centre(from), to)
    this.actions += 1
  }
  /** A layer type from the palette to a place on the screen. */
  async drop(className: string, to: Spot): Promise<void> {
    const count = await layers(this.page).count()
    await this.drag(this.page.locator(`[data-palette=${className}]`), to)
    await expect(layers(this.page)).toHaveCount(count + 1)
  }
  /** The place below a layer, once the view stands still. */
  async below(name: string): Promise<Spot> {
    await layer(this.page, name).hover({ trial: true })
    const box = (await layer(this.page, name).boundingBox())!
    return { x: box.x + box.width / 2 + 9, y: box.y + 1.6 * box.height }
  }
  async dropBelow(className: string, name: string): Promise<void> {
    await this.drop(className, await this.below(name))
  }
  field(param: string): Locator {
    return this.page.locator(`#inspector [data-param=${param}]`)
  }
  async usual(param: string, value: number): Promise<void> {
    await this.click(this.field(param).locator('input'))
    await this.click(this.page.locator(`[data-usual="${value}"]`))
  }
  async choose(param: string, value: string): Promise<void> {
    await this.click(this.field(param).locator('.el-select__wrapper'))
    await this.click(this.page.getByRole('option', { name: value, exact: true }))
    await expect(this.page.getByRole('option')).toHaveCount(0)
  }
}

async function begin(page: Page): Promise<Hand> {
  const hand = new Hand(page)
  await hand.click(page.getByRole('button', { name: 'New network' }))
  const canvas = (await page.locator('.design-canvas').boundingBox())!
  await hand.drop('Input', { x: canvas.x + canvas.width / 2, y: canvas.y + canvas.height * 0.25 })
  // It stays where it was let go.
  expect((await centre(layer(page, 'input'))).y).toBeLessThan(canvas.y + canvas.height * 0.3)
  return hand
}

/** The layers from the top to the bottom, as they are copied. */
async function copied(page: Page): Promise<Omit<Node, 'position'>[]> {
  await page.locator('.focus-target').focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+c')
  const { nodes } = JSON.parse(await page.evaluate(() => navigator.clipboard.readText())) as { nodes: Node[] }
  return nodes
    .sort((a, b) => a.position.y - b.position.y)
    .map(({ name, class_name, config }) => ({ name, class_name, config }))
}

test('LeNet-5 by the mouse alone is the template, and can be trained', async ({ page }) => {
  const hand = await begin(page)
  await hand.dropBelow('Conv2D', 'input')
  await hand.click(page.locator('#inspector [data-fix]').first()) // inserts the Reshape that an image needs
  await expect(layer(page, 'reshape').locator('.shape')).toHaveText('28 × 28 × 1')
  await hand.usual('filters', 6)
  await hand.usual('kernel_size', 5)
  await hand.choose('padding', 'same')
  await hand.choose('activation', 'tanh')
  await hand.dropBelow('AveragePooling2D', 'conv2d')
  await hand.dropBelow('Conv2D', 'average_pooling2d')
  await hand.usual('filters', 16)
  await hand.usual('kernel_size', 5)
  await hand.choose('activation', 'tanh')
  await hand.dropBelow('AveragePooling2D', 'conv2d_1')
  await hand.dropBelow('Dense', 'average_pooling2d_1')
  await hand.usual('units', 120)
  await hand.choose('activation', 'tanh')
  // The Flatten that was forgotten goes onto the edge.
  const edge = page.locator('.vue-flow__edge[data-id="average_pooling2d_1>dense"]')
  await layer(page, 'dense').hover({ trial: true })
  await hand.drop('Flatten', await centre(edge))
  await hand.dropBelow('Dense', 'dense')
  await hand.usual('units', 84)
  await hand.choose('activation', 'tanh')
  await hand.dropBelow('Dense', 'dense_1')
  await hand.usual('units', 10)
  await hand.choose('activation', 'softmax')
  expect(hand.actions).toBe(37)
  await expect(page.locator('.top-bar [data-command=train]')).toBeEnabled()
  expect(await copied(page)).toEqual(
    template.model.nodes.map(({ name, class_name, config }) => ({ name, class_name, config }))
  )
})

test('two branches by the mouse alone: drawn from a handle, and joined by one drop', async ({ page }) => {
  const hand = await begin(page)
  await hand.dropBelow('Flatten', 'input')
  await hand.dropBelow('Dense', 'flatten')
  const below = await hand.below('flatten')
  const zoom = (await layer(page, 'flatten').boundingBox())!.width / 208
  await hand.drop('Dense', { x: below.x - 9 - 240 * zoom, y: (await centre(layer(page, 'dense'))).y })
  expect(await edges(page)).toEqual(['flatten>dense', 'input>flatten'])
  await layer(page, 'flatten').hover({ trial: true })
  await hand.drag(layer(page, 'flatten').locator('.source'), await centre(layer(page, 'dense_1').locator('.target')))
  await expect.poll(() => edges(page)).toContain('flatten>dense_1')
  const [one, other] = [await hand.below('dense'), await hand.below('dense_1')]
  await hand.drop('Add', { x: (one.x + other.x) / 2, y: one.y })
  await expect.poll(() => edges(page)).toEqual(expect.arrayContaining(['dense>add', 'dense_1>add']))
  await hand.dropBelow('Dense', 'add')
  await hand.usual('units', 10)
  await hand.choose('activation', 'softmax')
  await expect(page.locator('.top-bar [data-command=train]')).toBeEnabled()
})

test('a number by − and +, held, by dragging its name, and a shape by its list: each is one step back', async ({
  page
}) => {
  const hand = await begin(page)
  await hand.dropBelow('Flatten', 'input')
  await hand.dropBelow('Dense', 'flatten')
  const units = hand.field('units')
  const shape = layer(page, 'dense').locator('.shape')
  await expect(shape).toHaveText('64')
  await hand.click(units.locator('[data-step=up]'))
  await expect(shape).toHaveText('80')
  await hand.click(units.locator('[data-step=down]'))
  await hand.click(units.locator('[data-step=down]'))
  await expect(shape).toHaveText('56')
  const down = await centre(units.locator('[data-step=down]'))
  await page.mouse.move(down.x, down.y)
  await page.mouse.down()
  await expect(shape).toHaveText('1') // as far as it goes
  await page.mouse.up()
  const undo = page.locator('[data-command=undo]').first()
  await hand.click(undo)
  await expect(shape).toHaveText('56')
  const name = await centre(units.locator('.name'))
  await drag(page, name, { x: name.x + 40, y: name.y })
  await expect(shape).not.toHaveText('56')
  await expect(units.locator('.help')).toHaveClass(/visually-hidden/) // a drag is no click
  await hand.click(undo)
  await expect(shape).toHaveText('56')
  // A wheel over the field scrolls, and changes nothing.
  await units.locator('input').hover()
  await page.mouse.wheel(0, 240)
  await expect(shape).toHaveText('56')
  await layer(page, 'input').click()
  await hand.click(hand.field('shape').locator('input'))
  await hand.click(page.locator('[data-list=more]'))
  await hand.click(page.locator('[data-usual="3"]'))
  await expect.poll(() => shapes(page)).toEqual(['28 × 28 × 3', '2,352', '56'])
  await hand.click(undo)
  await hand.click(undo)
  await expect.poll(() => shapes(page)).toEqual(['28 × 28', '784', '56'])
})

// The Design view's canvas as a test sees and handles it.
import type { Locator, Page } from '@playwright/test'

export interface Spot {
  x: number
  y: number
}

export const layer = (page: Page, name: string): Locator => page.locator(`[data-layer="${name}"]`)
export const layers = (page: Page): Locator => page.locator('[data-layer]')
export const shapes = (page: Page): Promise<string[]> =>
  layers(page).evaluateAll((nodes) => nodes.map((node) => node.querySelector('.shape')!.textContent))
/** "source>target", in the order of the alphabet. */
export const edges = (page: Page): Promise<string[]> =>
  page.locator('.vue-flow__edge').evaluateAll((list) => list.map((edge) => (edge as HTMLElement).dataset.id!).sort())

export async function centre(locator: Locator): Promise<Spot> {
  const box = (await locator.boundingBox())!
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
/** Drags with the mouse, in steps as a hand does. */
export async function drag(page: Page, from: Spot, to: Spot): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 })
  await page.mouse.move(to.x, to.y, { steps: 4 })
  await page.mouse.up()
}

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../src/layers'
import { surveyDesign } from '../../../src/layers/survey'
import { drawGraph } from '../../../src/renderer/network/graph-picture'
import { PROJECT_EXTENSION } from '../../../src/shared/project'
import { example, ROOT } from '../../support/projects'

const ids = readdirSync(join(ROOT, 'examples'))
  .filter((file) => file.endsWith(PROJECT_EXTENSION))
  .map((file) => file.slice(0, -PROJECT_EXTENSION.length))
const [WIDTH, HEIGHT] = [240, 92]

describe.each(ids)('the picture of %s', (id) => {
  const { model } = example(id)
  const { bars, frames, paths } = drawGraph(model, surveyDesign(model, catalogue), WIDTH, HEIGHT)

  it('is whole, and within its card', () => {
    expect(bars.map(({ name }) => name)).toStrictEqual(model.nodes.map(({ name }) => name))
    expect(paths).toHaveLength(model.edges.length)
    for (const { x, y, width, height } of bars) {
      expect(x).toBeGreaterThanOrEqual(0)
      expect(x + width).toBeLessThanOrEqual(WIDTH)
      expect(y - height / 2).toBeGreaterThanOrEqual(0)
      expect(y + height / 2).toBeLessThanOrEqual(HEIGHT)
    }
    for (const { y, height } of frames) expect([y >= 0, y + height <= HEIGHT]).toStrictEqual([true, true])
  })

  it('shows data flowing to the right, and no layer over another', () => {
    const at = new Map(bars.map((bar) => [bar.name, bar]))
    for (const { source, target } of model.edges) expect(at.get(source)!.x).toBeLessThan(at.get(target)!.x)
    for (const [i, a] of bars.entries())
      for (const b of bars.slice(i + 1)) {
        const beside = a.x + a.width <= b.x || b.x + b.width <= a.x
        expect(beside || Math.abs(a.y - b.y) >= (a.height + b.height) / 2).toBe(true)
      }
  })
})

it('draws what is not whole: nothing, one layer, layers without a place, a layer of another library', () => {
  const draw = (nodes: { name: string; class_name: string; config: object }[], edges = [] as never[]) => {
    const design = { nodes: nodes as never[], edges }
    return drawGraph(design, surveyDesign(design, catalogue), WIDTH, HEIGHT).bars
  }
  expect(draw([])).toStrictEqual([])
  const [one, other] = draw([
    { name: 'a', class_name: 'Dense', config: { units: 3 } },
    { name: 'b', class_name: 'Twice', config: {} }
  ])
  expect([one!.group, other!.group]).toStrictEqual(['dense', null])
  for (const bar of [one!, other!]) expect([bar.x, bar.y, bar.height].every(Number.isFinite)).toBe(true)
})

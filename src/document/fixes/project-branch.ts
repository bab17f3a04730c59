import type { Shape } from '../../layers/define'
import { defineFix, faultyLayer, type Fix } from '../mending/define'
import { insertBefore, layer, onModel } from '../mending/edits'
import { layerNamed } from '../mending/head'

/** What makes one shape of another by learnt weights: Dense of rows, Conv2D 1 x 1 with strides of images. */
function projection(from: Shape, to: Shape): { className: string; config: Record<string, number | number[]> } | null {
  if (from.length !== to.length) return null
  if (from.length !== 3) {
    return from.slice(0, -1).every((size, i) => size === to[i])
      ? { className: 'Dense', config: { units: to.at(-1)! } }
      : null
  }
  const strides = [0, 1].map((axis) => Math.max(1, Math.round(from[axis]! / to[axis]!)))
  const config = { filters: to[2]!, kernel_size: 1, ...(strides.some((stride) => stride > 1) && { strides }) }
  return { className: 'Conv2D', config }
}

/** Two branches that are added, of different shapes: the shorter one gets the shape of the other, as in a ResNet. */
export default defineFix({
  codes: ['LAYER_INPUT_SHAPE'],
  rank: 22,
  propose(problem) {
    const { survey, project } = problem
    const node = faultyLayer(problem)
    if (node?.inputs.length !== 2) return []
    const target = node.node.name
    const [a, b] = node.inputs.map((name) => layerNamed(survey, name))
    if (!a || !b) return []
    // The branch whose end feeds other layers too is the shortcut.
    const feeds = (name: string): number => project.model.edges.filter(({ source }) => source === name).length
    const pairs = [
      [a, b],
      [b, a]
    ].sort(([x], [y]) => feeds(y!.name) - feeds(x!.name))
    return pairs.flatMap(([short, long]): Fix[] => {
      const found = projection(short!.outputShape, long!.outputShape)
      if (!found) return []
      const size = found.className === 'Dense' ? found.config.units : `1 × 1, ${String(found.config.filters)}`
      return [
        {
          id: `project-branch:${short!.name}`,
          title: {
            en: `Insert ${found.className} (${String(size)}) between ${short!.name} and ${target}`,
            'zh-CN': `在 ${short!.name} 与 ${target} 之间插入 ${found.className}（${String(size)}）`
          },
          apply: onModel((model) => insertBefore(model, target, short!.name, [layer(found.className, found.config)]))
        }
      ]
    })
  }
})

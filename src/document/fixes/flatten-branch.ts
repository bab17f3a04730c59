import { defineFix, faultyLayer, type Fix } from '../mending/define'
import { insertBefore, layer, onModel } from '../mending/edits'
import { layerNamed } from '../mending/head'

const POOLING = ['GlobalAveragePooling1D', 'GlobalAveragePooling2D']

/** Where a layer wants rows of numbers, of all its inputs or of one beside a row: the images and series become rows. */
export default defineFix({
  codes: ['LAYER_INPUT_SHAPE'],
  rank: 20,
  propose(problem) {
    const { survey } = problem
    const node = faultyLayer(problem)
    if (!node) return []
    const fed = node.inputs.map((name) => ({ name, rank: layerNamed(survey, name)?.outputShape.length ?? 0 }))
    const long = fed.filter(({ rank }) => rank > 1)
    const target = node.node.name
    const insert = (className: string, names: readonly string[]): Fix => ({
      id: `flatten-branch:${className}`,
      title: {
        en: `Insert ${className} between ${names.join(', ')} and ${target}`,
        'zh-CN': `在 ${names.join('、')} 与 ${target} 之间插入 ${className}`
      },
      apply: onModel((model) =>
        names.reduce((current, name) => insertBefore(current, target, name, [layer(className)]), model)
      )
    })
    if (long.length === 0) return []
    const names = [...new Set(long.map(({ name }) => name))]
    const rank = long[0]!.rank
    const pooling = rank > 1 && long.every((one) => one.rank === rank) ? POOLING[rank - 2] : undefined
    return [insert('Flatten', names), ...(pooling ? [insert(pooling, names)] : [])]
  }
})

import { withInputs } from '../edits/connect'
import { catalogue } from '../../layers/index'
import type { Design } from '../../shared/design'
import { defineFix, faultyLayer, type Fix } from '../mending/define'
import { onModel } from '../mending/edits'
import { looseEnds, reachedFrom } from '../flow'

/** Layers that could feed one, the likeliest first: loose ends before others, then what stands nearest. */
function candidates(design: Design, target: string, fed: readonly string[]): string[] {
  const behind = reachedFrom(design, target, { calls: true })
  const loose = looseEnds(design)
  const order = new Map(design.nodes.map(({ name }, i) => [name, i]))
  const at = design.nodes[order.get(target)!]!.position
  const distance = (name: string): number => {
    const position = design.nodes[order.get(name)!]!.position
    if (at && position) return Math.hypot(at.x - position.x, at.y - position.y)
    const before = order.get(target)! - order.get(name)!
    return before > 0 ? before : design.nodes.length - before
  }
  return design.nodes
    .map(({ name }) => name)
    .filter((name) => !behind.has(name) && !fed.includes(name))
    .sort((a, b) => Number(loose.has(b)) - Number(loose.has(a)) || distance(a) - distance(b))
}

/** Feeds a layer that lacks inputs from what is near. */
export default defineFix({
  codes: ['LAYER_INPUT_COUNT'],
  rank: 10,
  propose(problem) {
    const node = faultyLayer(problem)
    const type = node && catalogue.get(node.node.class_name)
    if (!type) return []
    const lacking = type.inputs.min - node.inputs.length
    const { name } = node.node
    if (lacking <= 0) return []
    const likely = candidates(problem.project.model, name, node.inputs)
    const choices = lacking === 1 ? likely.slice(0, 2).map((one) => [one]) : [likely.slice(0, lacking)]
    return choices
      .filter((sources) => sources.length === lacking)
      .map((sources): Fix => ({
        id: `connect-nearest:${sources.join()}`,
        title: {
          en: `Connect ${sources.join(' and ')} to ${name}`,
          'zh-CN': `将 ${sources.join(' 和 ')} 连到 ${name}`
        },
        apply: onModel((model) => withInputs(model, name, [...node.inputs, ...sources]))
      }))
  }
})

import type { Project } from '../../shared/project'
import { removeLayers } from '../edits/remove'
import { defineFix, type Fix } from '../mending/define'
import { withTraining } from '../edits/training'
import { onModel } from '../mending/edits'

const resized = <T>(list: readonly T[], count: number): T[] =>
  Array.from({ length: count }, (_, i) => list[Math.min(i, list.length - 1)]!)

function withCount(project: Project, count: number): Project {
  const { loss, loss_weights } = project.training
  return withTraining(project, {
    ...(Array.isArray(loss) && { loss: resized(loss, count) }),
    ...(loss_weights && { loss_weights: resized(loss_weights, count) })
  })
}

/** A loss (and its weight) for each output, or no outputs beyond those that have one. */
export default defineFix({
  codes: ['OUTPUT_COUNT'],
  rank: 0,
  propose({ survey, project, error }) {
    const outputs = survey.model?.outputs ?? []
    const given = Number(error.args.found)
    const match: Fix = {
      id: 'output-count',
      title: {
        en: `One loss for each of the ${outputs.length} outputs`,
        'zh-CN': `为 ${outputs.length} 个输出各设一个损失`
      },
      apply: (before) => withCount(before, outputs.length)
    }
    if (outputs.length === 0) return []
    // The outputs beyond, where they are one layer that was forgotten.
    const loose = outputs.slice(given)
    const order = project.model.nodes.map(({ name }) => name)
    if (loose.length !== 1 || !order.includes(loose[0]!)) return [match]
    const remove: Fix = {
      id: 'output-count:remove',
      title: { en: `Remove ${loose[0]}`, 'zh-CN': `删除 ${loose[0]}` },
      apply: onModel((model) => removeLayers(model, loose))
    }
    return [match, remove]
  }
})

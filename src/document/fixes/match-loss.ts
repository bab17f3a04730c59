import type { Identifier } from '../../shared/training'
import { LOSSES } from '../../layers/terms'
import { nearestName } from '../../layers/nearest-name'
import { defineFix, faultyLayer, type Fix, type FaultyProject } from '../mending/define'
import { indexIn, setLoss } from '../mending/edits'
import { finalActivation, isFromLogits, layerNamed, lossTerm, lossWith, taskOf } from '../mending/head'

/** Losses that go with what is known of targets and outputs. */
function fitting(problem: FaultyProject): string[] {
  const { project, dataset, survey, error } = problem
  const name = faultyLayer(problem)?.node.name ?? survey.model?.outputs[indexIn(String(error.args.where)) ?? 0]
  const output = name === undefined ? null : layerNamed(survey, name)
  const last = output && finalActivation(survey, output)?.name
  const { label_mode } = project.dataset
  const binary = last === 'sigmoid' ? ['binary_crossentropy'] : []
  if (label_mode === 'input') return [...binary, 'mean_squared_error']
  if (taskOf(project, dataset) === 'regression') return ['mean_squared_error']
  if (label_mode === 'categorical') return ['categorical_crossentropy']
  return output?.outputShape.at(-1) === 1 ? ['binary_crossentropy'] : ['sparse_categorical_crossentropy']
}

/** The loss that fits targets and the activation of the output. */
export default defineFix({
  codes: ['LOSS_MISMATCH', 'TERM_UNKNOWN'],
  rank: 8,
  propose(problem) {
    const { error, survey } = problem
    const where = String(error.args.where)
    if (error.code === 'TERM_UNKNOWN' && error.args.kind !== 'loss') return []
    const output = faultyLayer(problem)?.layer
    const isLinear = output ? finalActivation(survey, output)?.name === 'linear' : false
    const meant =
      error.code === 'TERM_UNKNOWN'
        ? [
            nearestName(
              String(error.args.found),
              LOSSES.flatMap(({ names }) => names)
            )
          ]
        : []
    return [...new Set([...meant, ...fitting(problem)])].map((name): Fix => {
      const loss: Identifier = lossWith(name, isLinear && lossTerm(name)!.params.from_logits !== undefined)
      const text = `loss = ${name}${isFromLogits(loss) ? ' (from_logits = true)' : ''}`
      return {
        id: `match-loss:${name}`,
        title: { en: text, 'zh-CN': text },
        apply: (project) => setLoss(project, where, loss)
      }
    })
  }
})

// Changes that several diagnoses suggest.
import type { Project } from '../../shared/project'
import type { CallbackConfig } from '../../shared/training'
import { addCallback, learningRateOf, withLearningRate } from '../edits/training'
import type { Fix } from '../mending/define'
import { shown } from './figures'

/** None where the learning rate follows a schedule. */
export function scaleLearningRate(project: Project, factor: number): Fix[] {
  const rate = learningRateOf(project.training.optimizer)
  if (rate === null || rate === 0) return []
  const next = Number((rate * factor).toPrecision(6))
  const title = `learning_rate = ${shown(next)}`
  return [
    {
      id: 'learning-rate',
      title: { en: title, 'zh-CN': title },
      apply: (before) => {
        const optimizer = withLearningRate(before.training.optimizer, next)
        return { ...before, training: { ...before.training, optimizer } }
      }
    }
  ]
}

/** None where the project has one of its class already. @param what beside the name, e.g. 'patience = 3' */
export function suggestCallback(
  project: Project,
  className: CallbackConfig['class_name'],
  config: object = {},
  what = ''
): Fix[] {
  if (project.training.callbacks.some(({ class_name }) => class_name === className)) return []
  const name = what === '' ? className : `${className} (${what})`
  return [
    {
      id: `callback:${className}`,
      title: { en: `Add ${name}`, 'zh-CN': `添加 ${name}` },
      apply: (before) => addCallback(before, className, config)
    }
  ]
}

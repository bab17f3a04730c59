import { describe, expect, it } from 'vitest'
import { lossChoices, metricChoices } from '../../../src/layers/choices'
import { checkTraining } from '../../../src/layers/check'
import { catalogue } from '../../../src/layers'
import { inferModel } from '../../../src/layers/infer'
import { logNames } from '../../../src/layers/log-names'
import { callbackTerms } from '../../../src/layers/terms/callbacks'
import { callbackSchema } from '../../../src/shared/training'
import { readParams } from '../../../src/shared/schema'
import { example } from '../../support/projects'

const fitting = (choices: { name: string; misfit: unknown }[]): string[] =>
  choices.filter(({ misfit }) => misfit === null).map(({ name }) => name)

describe('choices', () => {
  const digits = example('mnist-mlp')
  const model = inferModel(digits.model, catalogue)
  const dataset = { name: 'mnist', shape: [28, 28], task: 'classification' as const, classes: 10 }

  it('of losses are those that training would take', () => {
    const all = lossChoices(digits, model, dataset, null)
    expect(fitting(all)).toEqual(['sparse_categorical_crossentropy'])
    expect(all.find(({ name }) => name === 'mean_squared_error')!.misfit).toMatchObject({ code: 'LOSS_MISMATCH' })
    const oneHot = { ...digits, dataset: { ...digits.dataset, label_mode: 'categorical' as const } }
    expect(fitting(lossChoices(oneHot, model, dataset, null))).toContain('categorical_crossentropy')
  })

  it('of metrics are those that can be measured', () => {
    const names = fitting(metricChoices(digits, model, dataset))
    expect(names).toContain('accuracy')
    expect(names).toContain('sparse_top_k_categorical_accuracy')
    expect(names).not.toContain('precision')
    // Also while something else of the training is wrong.
    const callbacks = [callbackSchema.parse({ class_name: 'EarlyStopping', config: { monitor: 'val_nothing' } })]
    const faulty = { ...digits, training: { ...digits.training, callbacks } }
    expect(fitting(metricChoices(faulty, model, dataset))).toStrictEqual(names)
  })

  it('of a regression', () => {
    const line = example('line')
    const one = inferModel(line.model, catalogue)
    const data = { name: 'line.csv', shape: [1], task: 'regression' as const, classes: null }
    expect(fitting(lossChoices(line, one, data, null))).toEqual(expect.arrayContaining(['mean_squared_error', 'huber']))
    expect(fitting(lossChoices(line, one, data, null))).not.toContain('sparse_categorical_crossentropy')
  })
})

describe('log names', () => {
  it('are what a run logs', () => {
    const project = example('mnist-mlp')
    const { outputs } = checkTraining(project, inferModel(project.model, catalogue))
    expect(logNames(outputs, true)).toEqual(['val_loss', 'val_accuracy', 'loss', 'accuracy'])
    expect(logNames(outputs, false)).toEqual(['loss', 'accuracy'])
    const two = ['a', 'b'].map((name) => ({ layer: { name }, metrics: [{ label: 'mae' }] }))
    expect(logNames(two, false)).toEqual(['loss', 'a_loss', 'b_loss', 'a_mae', 'b_mae'])
  })
})

describe('the forms of callbacks', () => {
  it('have the parameters and defaults of what the file takes', () => {
    for (const term of callbackTerms(['val_loss', 'loss', 'val_accuracy'])) {
      const given = term.className === 'LearningRateScheduler' ? { schedule: { class_name: 'X', config: {} } } : {}
      const parsed = callbackSchema.parse({ class_name: term.className, config: given })
      expect(Object.keys(term.params).sort()).toEqual(Object.keys(parsed.config).sort())
      const { schedule: _form, ...params } = term.params
      const { schedule: _file, ...config } = parsed.config as Record<string, unknown>
      expect(readParams(params, {}, { className: '', layer: '', where: '' })).toEqual(config)
    }
  })
})

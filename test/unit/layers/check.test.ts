import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../src/layers'
import { checkAgainstData, checkProject } from '../../../src/layers/check'
import type { LabelMode, Project } from '../../../src/shared/project'
import { example, stack } from '../../support/projects'

const digits = { name: 'mnist', shape: [28, 28], task: 'classification', classes: 10 } as const
const check = (project: Project, data: Parameters<typeof checkAgainstData>[2] = digits): void =>
  checkAgainstData(project, checkProject(project, catalogue), data)

function changed(id: string, change: (project: Project) => void): Project {
  const project = example(id)
  change(project)
  return project
}
const lastDense = (project: Project) => project.model.nodes.at(-1)!.config

describe('training must fit the network, and the network the data', () => {
  it.each(['mnist-mlp', 'fashion-mnist-mlp', 'mnist-cnn'])('%s fits', (id) => {
    expect(() => check(example(id))).not.toThrow()
  })

  it.each<[string, Project, string, RegExp]>([
    ['too few outputs', changed('mnist-mlp', (p) => (lastDense(p).units = 5)), 'LOSS_MISMATCH', /10 units/],
    [
      'one-hot loss on class numbers',
      changed('mnist-mlp', (p) => (p.training.loss = 'categorical_crossentropy')),
      'LOSS_MISMATCH',
      /sparse_categorical/
    ],
    [
      'class-number loss on one-hot labels',
      changed('mnist-mlp', (p) => (p.dataset.label_mode = 'categorical')),
      'LOSS_MISMATCH',
      /categorical_crossentropy/
    ],
    [
      'binary loss on ten classes',
      changed('mnist-mlp', (p) => (p.training.loss = 'binary_crossentropy')),
      'LOSS_MISMATCH',
      /two classes/
    ],
    [
      'mse on class numbers, ten outputs',
      changed('mnist-mlp', (p) => (p.training.loss = 'mse')),
      'LOSS_MISMATCH',
      /label_mode/
    ],
    [
      'another input shape',
      changed('mnist-mlp', (p) => (p.model.nodes[0]!.config.shape = [32, 32])),
      'INPUT_MISMATCH',
      /\[28, 28\]/
    ],
    [
      'nothing that learns',
      changed('line', (p) => (p.model.nodes[1] = { name: 'dense', class_name: 'Flatten', config: {} })),
      'MODEL_NO_WEIGHTS',
      /input, dense/
    ],
    ['unknown loss', changed('mnist-mlp', (p) => (p.training.loss = 'crossentropy')), 'TERM_UNKNOWN', /training\.loss/],
    ['unknown optimizer', changed('mnist-mlp', (p) => (p.training.optimizer = 'adamm')), 'TERM_UNKNOWN', /adam/],
    ['unknown metric', changed('mnist-mlp', (p) => (p.training.metrics = ['f1'])), 'TERM_UNKNOWN', /metrics\[0\]/],
    [
      'a parameter that the optimizer lacks',
      changed('mnist-mlp', (p) => (p.training.optimizer = { class_name: 'Adam', config: { lr: 1 } })),
      'LAYER_PARAM',
      /learning_rate/
    ],
    [
      'two outputs',
      changed('mnist-mlp', (p) => (p.model.edges = p.model.edges.slice(0, -1))),
      'LAYER_INPUT_COUNT',
      /dense_2/
    ]
  ])('%s', (_name, project, code, text) => {
    expect(() => check(project)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(text) }))
  })

  it('one-hot labels go with mse and categorical_crossentropy', () => {
    for (const loss of ['mse', 'categorical_crossentropy']) {
      const project = changed('mnist-mlp', (p) => {
        p.dataset.label_mode = 'categorical'
        p.training.loss = loss
      })
      expect(() => check(project)).not.toThrow()
    }
  })

  it('a regression needs a regression loss, one output and no accuracy', () => {
    const line = { name: 'line.csv', shape: [1], task: 'regression', classes: null } as const
    expect(() => check(example('line'), line)).not.toThrow()
    expect(() =>
      check(
        changed('line', (p) => (p.training.loss = 'sparse_categorical_crossentropy')),
        line
      )
    ).toThrow(/mean_squared_error/)
    expect(() =>
      check(
        changed('line', (p) => (p.training.metrics = ['accuracy'])),
        line
      )
    ).toThrow(/accuracy/)
    const wide = changed(
      'line',
      (p) =>
        (p.model = stack([
          ['Input', { shape: [1] }],
          ['Dense', { units: 2 }]
        ]))
    )
    expect(() => check(wide, line)).toThrow(/1 unit/)
  })
})

describe('losses and metrics must fit targets and outputs', () => {
  const pairs = { name: 'pairs', shape: [4], task: 'classification', classes: 2 } as const
  const rows = { ...pairs, name: 'rows', classes: 3 } as const
  const numbers = { name: 'numbers', shape: [4], task: 'regression', classes: null } as const
  const term = (class_name: string, config: Record<string, never> = {}) => ({ class_name, config })
  const config = (values: object) => values as Record<string, never>

  function project(units: number, training: Partial<Project['training']>, label_mode: LabelMode = 'int') {
    return changed('line', (p) => {
      p.model = stack([
        ['Input', { shape: [4] }],
        ['Dense', { units }]
      ])
      p.dataset.label_mode = label_mode
      p.training = { ...p.training, metrics: [], ...training }
    })
  }

  it.each<[string, Project, Parameters<typeof checkAgainstData>[2]]>([
    ['hinge on two classes', project(1, { loss: 'hinge' }), pairs],
    ['hinge on numbers', project(1, { loss: 'hinge' }), numbers],
    ['hinge on one-hot labels', project(3, { loss: 'squared_hinge' }, 'categorical'), rows],
    ['binary_crossentropy on one-hot labels', project(3, { loss: 'binary_crossentropy' }, 'categorical'), rows],
    ['huber on numbers', project(1, { loss: 'huber' }), numbers],
    ['precision of two classes', project(1, { loss: 'hinge', metrics: [term('Precision')] }), pairs],
    ['the example itself', project(4, { loss: 'mse', metrics: ['mae', 'cosine_similarity'] }, 'input'), rows],
    ['chances of the example itself', project(4, { loss: 'binary_crossentropy' }, 'input'), numbers],
    ['errors of class numbers', project(3, { loss: 'sparse_categorical_crossentropy', metrics: ['mae'] }), rows]
  ])('%s fits', (_name, given, data) => {
    expect(() => check(given, data)).not.toThrow()
  })

  const sparse = 'sparse_categorical_crossentropy'
  const categorical = 'categorical_crossentropy'
  it.each<[string, Project, Parameters<typeof checkAgainstData>[2], string, RegExp]>([
    ['hinge on three classes', project(1, { loss: 'hinge' }), rows, 'LOSS_MISMATCH', /two classes.*sparse_cat/s],
    ['hinge with two outputs', project(2, { loss: 'hinge' }), pairs, 'LOSS_MISMATCH', /Dense with 1 unit, or/],
    [
      'an example of four numbers with three outputs',
      project(3, { loss: 'mse' }, 'input'),
      rows,
      'LOSS_MISMATCH',
      /\(None, 4\).*Reshape to \[4\]/s
    ],
    [
      'classes where the example is the target',
      project(4, { loss: sparse }, 'input'),
      rows,
      'LOSS_MISMATCH',
      /mean_squared_error/
    ],
    [
      'accuracy where the example is the target',
      project(4, { loss: 'mse', metrics: ['accuracy'] }, 'input'),
      rows,
      'METRIC_MISMATCH',
      /mean_absolute_error/
    ],
    ['kl_divergence on class numbers', project(3, { loss: 'kl_divergence' }), rows, 'LOSS_MISMATCH', /label_mode/],
    [
      'kl_divergence on numbers',
      project(1, { loss: 'kl_divergence' }, 'categorical'),
      numbers,
      'LOSS_MISMATCH',
      /mean_squ/
    ],
    ['poisson with two outputs', project(2, { loss: 'poisson' }), numbers, 'LOSS_MISMATCH', /1 unit/],
    [
      'AUC of numbers',
      project(1, { loss: 'mse', metrics: ['AUC'] }),
      numbers,
      'METRIC_MISMATCH',
      /mean_absolute_error/
    ],
    [
      'Precision of class numbers',
      project(3, { loss: sparse, metrics: [term('Precision')] }),
      rows,
      'METRIC_MISMATCH',
      /sparse_categorical_accuracy.*label_mode/
    ],
    [
      'a top-k metric for one-hot labels on class numbers',
      project(3, { loss: sparse, metrics: [term('TopKCategoricalAccuracy')] }),
      rows,
      'METRIC_MISMATCH',
      /one-hot/
    ],
    [
      'a class that there is not',
      project(3, { loss: categorical, metrics: [term('Recall', config({ class_id: 3 }))] }, 'categorical'),
      rows,
      'METRIC_MISMATCH',
      /class_id of at most 2/
    ],
    [
      'a score for each class',
      project(3, { loss: categorical, metrics: [term('F1Score')] }, 'categorical'),
      rows,
      'METRIC_MISMATCH',
      /"macro"/
    ],
    [
      'two ways to clip gradients',
      project(1, { loss: 'mse', optimizer: term('Adam', config({ clipnorm: 1, clipvalue: 1 })) }),
      numbers,
      'LAYER_PARAM',
      /at most one of clipnorm, clipvalue, global_clipnorm, found clipnorm and clipvalue/
    ]
  ])('%s: refused', (_name, given, data, code, text) => {
    expect(() => check(given, data)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(text) }))
  })

  it('names metrics as Keras does', () => {
    const metrics = ['accuracy', 'mse', term('MeanSquaredError'), term('LogCoshError'), term('AUC'), term('AUC')]
    const checked = checkProject(project(1, { loss: 'mse', metrics }), catalogue)
    expect(checked.outputs[0]!.metrics.map(({ name, label }) => `${label}: ${name}`)).toEqual([
      'accuracy: binary_accuracy',
      'mse: mean_squared_error',
      'mean_squared_error: mean_squared_error',
      'logcosh: log_cosh_error',
      'auc: auc',
      'auc_1: auc'
    ])
  })

  it.each([
    ['a penalty for matrices on a bias', { bias_regularizer: 'orthogonal_regularizer' }],
    ['a matrix as a bias', { bias_initializer: 'identity' }],
    ['an axis that a kernel has not', { kernel_constraint: { class_name: 'MaxNorm', config: { axis: 2 } } }]
  ])('%s is refused', (_name, params) => {
    const given = project(1, { loss: 'mse' })
    given.model.nodes[1]!.config = { units: 1, ...params }
    expect(() => checkProject(given, catalogue)).toThrow(expect.objectContaining({ code: 'LAYER_INPUT_SHAPE' }))
  })
})

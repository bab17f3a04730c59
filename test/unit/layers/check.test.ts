import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../src/layers'
import { checkAgainstData, checkProject } from '../../../src/layers/check'
import type { Project } from '../../../src/shared/project'
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

import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { defaultAt } from '../../../src/comparison/defaults'
import { groupOf, settingsOf } from '../../../src/comparison/settings'
import { projectSchema, type Project } from '../../../src/shared/project'
import { example, ROOT } from '../../support/projects'

const ids = readdirSync(`${ROOT}/examples`)
  .filter((name) => name.endsWith('.netloom.json'))
  .map((name) => name.replace('.netloom.json', ''))
const given = (id: string, change: { training?: object; dataset?: object; nodes?: object[] }): Project => {
  const project = example(id)
  return projectSchema.parse({
    ...project,
    training: { ...project.training, ...change.training },
    dataset: { ...project.dataset, ...change.dataset },
    model: change.nodes ? { nodes: change.nodes, edges: [] } : project.model
  })
}

describe('settingsOf', () => {
  it.each(ids)('tells all of %s that is not at its default, under paths of one group each', (id) => {
    const project = example(id)
    const settings = settingsOf(project)
    for (const node of project.model.nodes) expect(settings[node.name]).toContain(node.class_name)
    expect(Object.values(settings).every((value) => value === null || typeof value !== 'object')).toBe(true)
    expect(settings).toMatchObject({ epochs: project.training.epochs, seed: project.training.seed })
    expect(settings['optimizer.learning_rate']).toBeDefined()
    expect(groupOf('dataset')).toBe('data')
    // Nothing that is told is what it would stand at anyway, but for what is always told.
    const always = /^(split\.|optimizer\.learning_rate$|[a-z_]+$|dataset)/
    for (const path of Object.keys(settings)) {
      const { [path]: value, ...others } = settings
      if (!always.test(path)) expect([path, defaultAt(others, path)]).not.toStrictEqual([path, value])
    }
  })
  it('tells mnist-mlp', () => {
    expect(settingsOf(example('mnist-mlp'))).toMatchObject({
      dataset: 'mnist',
      preprocessing: 'Rescaling',
      optimizer: 'adam',
      'optimizer.learning_rate': 0.001,
      loss: 'sparse_categorical_crossentropy',
      metrics: 'accuracy',
      batch_size: 128,
      flatten: 'Flatten',
      dense: 'Dense',
      'dense.units': 512,
      'dense.activation': 'relu'
    })
  })
  it('says the same of short and long forms', () => {
    const short = given('line', { training: { optimizer: 'adam', loss: 'mse', metrics: ['mae'] } })
    const long = given('line', {
      training: {
        optimizer: { class_name: 'Adam', config: { learning_rate: 0.001, beta_1: 0.9 } },
        loss: { class_name: 'MeanSquaredError' },
        metrics: [{ class_name: 'MeanAbsoluteError' }]
      }
    })
    expect(settingsOf(long)).toStrictEqual(settingsOf(short))
    const conv = (kernel_size: unknown, kernel_initializer: unknown) =>
      settingsOf(
        given('line', {
          nodes: [{ name: 'conv', class_name: 'Conv2D', config: { filters: 4, kernel_size, kernel_initializer } }]
        })
      )
    expect(conv([3, 3], { class_name: 'HeNormal', config: {} })).toStrictEqual(conv(3, 'he_normal'))
    expect(conv([3, 5], 'glorot_uniform')).toMatchObject({ 'conv.kernel_size': '[3,5]' })
    expect(conv([3, 5], 'glorot_uniform')).not.toHaveProperty(['conv.kernel_initializer'])
  })
  it('tells what is within: schedules, regularizers, wrapped layers, class weights', () => {
    const schedule = { class_name: 'CosineDecay', config: { initial_learning_rate: 0.1, decay_steps: 100 } }
    const settings = settingsOf(
      given('line', {
        training: {
          optimizer: { class_name: 'SGD', config: { learning_rate: schedule, momentum: 0.9 } },
          class_weight: { 0: 1, 1: 5 },
          callbacks: [{ class_name: 'EarlyStopping', config: { patience: 3 } }, { class_name: 'EarlyStopping' }]
        },
        nodes: [
          {
            name: 'loss',
            class_name: 'Dense',
            config: { units: 1, kernel_regularizer: { class_name: 'L2', config: { l2: 0.1 } } }
          },
          { name: 'rnn', class_name: 'Bidirectional', config: { layer: { class_name: 'LSTM', config: { units: 8 } } } }
        ]
      })
    )
    expect(settings).toMatchObject({
      'optimizer.learning_rate': 'CosineDecay',
      'optimizer.learning_rate.decay_steps': 100,
      'optimizer.momentum': 0.9,
      'class_weight.1': 5,
      EarlyStopping: true,
      'EarlyStopping.patience': 3,
      'EarlyStopping#2': true,
      'model.loss': 'Dense',
      'model.loss.kernel_regularizer': 'l2',
      'model.loss.kernel_regularizer.l2': 0.1,
      'rnn.layer': 'LSTM',
      'rnn.layer.units': 8
    })
    expect(
      ['model.loss.units', 'EarlyStopping#2', 'rnn.layer.units', 'class_weight.1', 'split.seed'].map(groupOf)
    ).toEqual(['layers', 'callbacks', 'layers', 'training', 'data'])
  })
  it('tells pictures that are turned, and what is left of the defaults', () => {
    const project = given('mnist-mlp', { dataset: { augmentation: { rotation_range: 10 } } })
    const settings = settingsOf(project)
    expect(Object.keys(settings).filter((path) => path.startsWith('augmentation'))).toEqual([
      'augmentation.rotation_range'
    ])
    expect(defaultAt(settings, 'augmentation.fill_mode')).toBe('nearest')
    expect(defaultAt(settingsOf(example('mnist-mlp')), 'augmentation.fill_mode')).toBeUndefined()
  })
})

describe('defaultAt', () => {
  const settings = settingsOf(
    given('mnist-mlp', {
      training: { callbacks: [{ class_name: 'EarlyStopping' }] },
      dataset: { preprocessing: [{ class_name: 'Normalization', columns: ['age'] }] }
    })
  )
  it.each([
    ['dense.use_bias', true],
    ['dense.kernel_initializer', 'glorot_uniform'],
    ['optimizer.beta_1', 0.9],
    ['EarlyStopping.patience', 0],
    ['validation_freq', undefined], // it is told
    ['nothing.units', undefined],
    ['steps_per_epoch', undefined],
    ['dense.units', undefined],
    ['ReduceLROnPlateau.patience', undefined]
  ])('%s: %s', (path, value) => expect(defaultAt(settings, path)).toBe(value))
})

import { describe, expect, it } from 'vitest'
import { changeName, changeParts, LONGEST_NAME, valuesName } from '../../../src/comparison/names'
import { settingsOf } from '../../../src/comparison/settings'
import { projectSchema, type Project } from '../../../src/shared/project'
import { example } from '../../support/projects'

const mlp = example('mnist-mlp')
const trained = (change: object, project = mlp): Project =>
  projectSchema.parse({ ...project, training: { ...project.training, ...change } })
const data = (change: object): Project => projectSchema.parse({ ...mlp, dataset: { ...mlp.dataset, ...change } })
function layer(name: string, config: object, at = -1): Project {
  const nodes =
    at >= 0
      ? mlp.model.nodes.toSpliced(at, 0, { name, class_name: 'Dropout', config: config as never })
      : mlp.model.nodes.map((node) => (node.name === name ? { ...node, config: { ...node.config, ...config } } : node))
  return projectSchema.parse({ ...mlp, model: { ...mlp.model, nodes } })
}
const name = (after: Project, before: Project = mlp): string => changeName(settingsOf(before), settingsOf(after))
const sgd = { class_name: 'SGD', config: {} }

describe('changeName', () => {
  it.each<[string, Project]>([
    ['', mlp],
    ['dense.units 512 → 64', layer('dense', { units: 64 })],
    ['dense.activation relu → linear', layer('dense', { activation: 'linear' })],
    ['+ Dropout(0.3)', layer('dropout', { rate: 0.3 }, 3)],
    ['learning_rate 0.001 → 0.01', trained({ optimizer: { class_name: 'Adam', config: { learning_rate: 0.01 } } })],
    ['adam → sgd', trained({ optimizer: sgd })],
    ['adam → sgd, batch_size 128 → 64', trained({ optimizer: sgd, batch_size: 64 })],
    [
      'adam → sgd, learning_rate 0.001 → 0.5',
      trained({ optimizer: { class_name: 'SGD', config: { learning_rate: 0.5 } } })
    ],
    ['momentum 0 → 0.9', trained({ optimizer: { class_name: 'SGD', config: { momentum: 0.9 } } })],
    ['+ EarlyStopping', trained({ callbacks: [{ class_name: 'EarlyStopping', config: { patience: 3 } }] })],
    ['epochs 5 → 9, seed 0 → 7', trained({ seed: 7, epochs: 9 })],
    ['mnist → fashion_mnist', data({ source: { name: 'fashion_mnist' } })],
    ['− Rescaling', data({ preprocessing: [] })],
    ['rotation_range 10', data({ augmentation: { rotation_range: 10 } })],
    ['+ mean_squared_error', trained({ metrics: ['accuracy', 'mse'] })],
    ['split.seed 0 → 5', data({ split: { ...mlp.dataset.split, seed: 5 } })]
  ])('%s', (expected, after) => {
    const before = expected.startsWith('momentum') ? trained({ optimizer: sgd }) : mlp
    expect(name(after, before)).toBe(expected)
  })
  it('tells what was taken away, and a layer in the place of another', () => {
    const dropout = layer('dropout', { rate: 0.3 }, 3)
    expect(name(mlp, dropout)).toBe('− Dropout(0.3)')
    const other = structuredClone(dropout)
    other.model.nodes[3] = { name: 'batch_normalization', class_name: 'BatchNormalization', config: {} }
    expect(name(other, dropout)).toBe('Dropout(0.3) → BatchNormalization')
  })
  it('does not take layers that were moved on for others', () => {
    const renamed = layer('dense_new', { rate: 0.5 }, 3)
    renamed.model.nodes = renamed.model.nodes.map((node) =>
      node.name === 'dense_2' ? { ...node, name: 'dense_3' } : node
    )
    expect(name(renamed)).toBe('+ Dropout(0.5)')
  })
  it('counts what there is no room for', () => {
    const much = trained({ optimizer: sgd, batch_size: 64, epochs: 50, seed: 9, shuffle: false, loss: 'mse' })
    expect(name(much)).toBe('adam → sgd +5')
    expect(changeParts(settingsOf(mlp), settingsOf(much))[1]).toBe(
      'sparse_categorical_crossentropy → mean_squared_error'
    )
    const twice = { ...mlp, model: { ...mlp.model, nodes: [...mlp.model.nodes] } }
    for (const i of [3, 5])
      twice.model.nodes.splice(i, 0, { name: `drop_${i}`, class_name: 'Dropout', config: { rate: 0.5 } })
    expect(name(twice)).toBe('+ Dropout(0.5) ×2')
    const long = data({ source: { name: 'a-data-set-with-a-name-that-is-much-too-long-for-anything' } })
    expect(name(long)).toHaveLength(LONGEST_NAME)
  })
  it('tells a trial by its values', () => {
    expect(valuesName({ 'optimizer.learning_rate': 0.003, 'dense.units': 64 })).toBe(
      'learning_rate 0.003, dense.units 64'
    )
  })
})

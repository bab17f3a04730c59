import { describe, expect, it } from 'vitest'
import { diagnose, type Evidence } from '../../../src/document/diagnoses'
import { catalogue } from '../../../src/layers'
import { surveyDesign } from '../../../src/layers/survey'
import { NetloomError } from '../../../src/shared/errors'
import { validateProject, type Project } from '../../../src/shared/project'
import { example } from '../../support/projects'

const digits = example('mnist-mlp')

function evidence(logs: Record<string, number[]>, more: Partial<Evidence> = {}): Evidence {
  const project = more.project ?? digits
  const epochs = Math.max(0, ...Object.values(logs).map(({ length }) => length))
  return {
    project,
    survey: surveyDesign(project.model, catalogue),
    dataset: null,
    leaked: null,
    error: null,
    logs: new Map(Object.entries(logs)),
    epochs,
    deadShares: new Map(),
    classCounts: null,
    ...more
  }
}
const ids = (given: Evidence): string[] => diagnose(given).map(({ id }) => id)
const fixed = (given: Evidence, fix: string): Project => {
  const all = diagnose(given).flatMap(({ fixes }) => fixes)
  const after = all.find(({ id }) => id === fix)!.apply(given.project)
  return validateProject(JSON.parse(JSON.stringify(after)), 'test')
}
const steps = (from: number, factor: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => from * factor ** i)

describe('overfitting', () => {
  const logs = { loss: steps(1, 0.8, 10), val_loss: [1, 0.8, 0.7, 0.6, 0.62, 0.65, 0.68, 0.7, 0.74, 0.8] }

  it('is told with the epoch since which it goes on, and what would stop it', () => {
    const [found] = diagnose(evidence(logs))
    expect(found).toMatchObject({ id: 'overfitting', title: { en: 'Overfitting since epoch 4' } })
    expect(found!.evidence.en).toContain('from 0.6 to 0.8')
    expect(fixed(evidence(logs), 'callback:EarlyStopping').training.callbacks.at(-1)).toMatchObject({
      class_name: 'EarlyStopping',
      config: { monitor: 'val_loss', patience: 3, restore_best_weights: true }
    })
  })
  it('is not told of noise, of both losses rising, or too early', () => {
    expect(ids(evidence({ loss: logs.loss, val_loss: [1, 0.8, 0.7, 0.6, 0.61, 0.6, 0.62, 0.6, 0.61, 0.6] }))).toEqual(
      []
    )
    expect(ids(evidence({ loss: [...logs.val_loss], val_loss: logs.val_loss }))).not.toContain('overfitting')
    expect(ids(evidence({ loss: logs.loss.slice(0, 5), val_loss: logs.val_loss.slice(0, 5) }))).toEqual([])
    expect(ids(evidence({ loss: logs.loss }))).toEqual([])
    // Both are next to nothing, and the training loss is no smaller.
    const tiny = [0.5, 0.1, 0.013, 0.03, 0.035, 0.036, 0.035]
    expect(ids(evidence({ loss: [0.6, 0.2, 0.056, 0.05, 0.045, 0.042, 0.038], val_loss: tiny }))).toEqual([])
  })
  it('reads epochs without validation', () => {
    const every2 = logs.val_loss.flatMap((value) => [NaN, value])
    expect(diagnose(evidence({ loss: steps(1, 0.9, 20), val_loss: every2 }))[0]!.title.en).toBe(
      'Overfitting since epoch 8'
    )
  })
})

describe('a learning rate', () => {
  it('that is too high', () => {
    const given = evidence({ loss: [1, 0.9, 4, 90] })
    expect(ids(given)).toEqual(['diverging'])
    expect(fixed(given, 'learning-rate').training.optimizer).toMatchObject({ config: { learning_rate: 0.0001 } })
    expect(ids(evidence({ loss: [1, 0.9, 1.1, 1] }))).toEqual([])
  })
  it('that is too low', () => {
    const given = evidence({ loss: steps(2.3, 0.9995, 12) })
    expect(ids(given)).toEqual(['plateau'])
    expect(fixed(given, 'learning-rate').training.optimizer).toMatchObject({ config: { learning_rate: 0.01 } })
  })
  it('that could be lowered in the end', () => {
    const given = evidence({ loss: [...steps(2, 0.5, 5), 0.125, 0.1251, 0.1249, 0.125, 0.1249, 0.125, 0.1249] })
    expect(diagnose(given)[0]).toMatchObject({ id: 'plateau', tone: 'hint' })
    expect(fixed(given, 'callback:ReduceLROnPlateau').training.callbacks.at(-1)).toMatchObject({
      config: { monitor: 'loss' }
    })
    expect(ids(evidence({ loss: Array<number>(12).fill(0) }))).toEqual([])
  })
})

describe('a loss that is no number', () => {
  it('is told alone, with where it began', () => {
    const error = new NetloomError('NAN_GRADIENT', {
      layer: 'dense',
      className: 'Dense',
      epoch: 2,
      step: 7,
      found: 'NaN'
    })
    const given = evidence({ loss: [2, NaN] }, { error: error.toPayload(), classCounts: [1, 99] })
    expect(ids(given)).toEqual(['not-finite'])
    expect(diagnose(given)[0]!.evidence.en).toContain('epoch 2, batch 7 with dense')
    expect(fixed(given, 'clipnorm').training.optimizer).toMatchObject({ config: { clipnorm: 1 } })
  })
  it('is found in the logs', () => {
    const plain = { ...digits, training: { ...digits.training, callbacks: [] } }
    const given = evidence({ loss: [2, Infinity] }, { project: plain })
    expect(fixed(given, 'callback:TerminateOnNaN').training.callbacks).toHaveLength(1)
  })
  it('of the data has no fix in training', () => {
    const error = new NetloomError('NAN_INPUT', { layer: 'input', className: 'Input', epoch: 1, step: 1, found: 'NaN' })
    expect(diagnose(evidence({}, { error: error.toPayload() }))[0]!.fixes).toEqual([])
  })
})

describe('others', () => {
  it('classes of very different size', () => {
    const given = evidence({}, { classCounts: [900, 100, 0] })
    expect(ids(given)).toEqual(['class-imbalance'])
    expect(fixed(given, 'class-weight').training.class_weight).toEqual({ 0: 0.5556, 1: 5 })
    const weighed = { ...digits, training: { ...digits.training, class_weight: { 0: 1 } } }
    expect(ids(evidence({}, { classCounts: [900, 100], project: weighed }))).toEqual([])
    expect(ids(evidence({}, { classCounts: [400, 100] }))).toEqual([])
  })
  it('no better than guessing', () => {
    expect(ids(evidence({ accuracy: [0.1, 0.11, 0.1] }, { classCounts: Array<number>(10).fill(10) }))).toEqual([
      'chance'
    ])
    expect(ids(evidence({ accuracy: [0.1, 0.3, 0.5] }, { classCounts: Array<number>(10).fill(10) }))).toEqual([])
    expect(
      ids(evidence({ accuracy: [0.99, 0.99, 0.991] }, { classCounts: [98, 2], project: balancedDigits() }))
    ).toEqual([])
  })
  it('units that are dead', () => {
    const given = evidence(
      {},
      {
        deadShares: new Map([
          ['dense', 0.8],
          ['dense_1', NaN],
          ['dense_2', 0.2]
        ])
      }
    )
    expect(ids(given)).toEqual(['dead-units'])
    expect(fixed(given, 'leaky-relu').model.nodes.find(({ name }) => name === 'dense')!.config.activation).toBe(
      'leaky_relu'
    )
  })
  it('rows that leak, and an activation that does not fit', () => {
    expect(ids(evidence({}, { leaked: { validation: 3, test: 0 } }))).toEqual(['leak'])
    const model = {
      ...digits.model,
      nodes: digits.model.nodes.map((node) =>
        node === digits.model.nodes.at(-1) ? { ...node, config: { ...node.config, activation: 'linear' } } : node
      )
    }
    expect(ids(evidence({}, { project: { ...digits, model } }))).toEqual(['output-activation'])
  })
  it('nothing where all goes well', () => {
    expect(
      ids(evidence({ loss: steps(1, 0.8, 10), val_loss: steps(1, 0.85, 10), accuracy: [0.9, 0.95, 0.97] }))
    ).toEqual([])
  })
})

const balancedDigits = (): Project => ({ ...digits, training: { ...digits.training, class_weight: { 1: 9 } } })

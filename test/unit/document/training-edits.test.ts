import { describe, expect, it } from 'vitest'
import {
  addCallback,
  addMetric,
  moveCallback,
  removeCallback,
  removeMetric,
  setCallbackParam,
  setLoss,
  setLossWeight,
  setOptional,
  splitLoss,
  withParam
} from '../../../src/document/edits/training'
import { validateProject } from '../../../src/shared/project'
import { example } from '../../support/projects'

const start = example('mnist-mlp')
const valid = (project: typeof start): typeof start => validateProject(JSON.parse(JSON.stringify(project)), 'test')

describe('terms', () => {
  it('take a parameter, and lose it with its default', () => {
    const adam = withParam('adam', 'Adam', 'learning_rate', 0.01)
    expect(adam).toEqual({ class_name: 'Adam', config: { learning_rate: 0.01 } })
    expect(withParam(adam, 'Adam', 'learning_rate', undefined)).toEqual({ class_name: 'Adam', config: {} })
    expect(withParam('adam', 'Adam', 'beta_1', undefined)).toBe('adam')
  })
})

describe('losses', () => {
  it('come apart for each output, and together again without weights', () => {
    const apart = splitLoss(start, true, 2)
    expect(apart.training.loss).toHaveLength(2)
    const weighed = setLossWeight(setLoss(apart, 1, 'mse', 2), 1, 0.3, 2)
    expect(weighed.training).toMatchObject({ loss: [start.training.loss, 'mse'], loss_weights: [1, 0.3] })
    expect('loss_weights' in setLossWeight(weighed, 1, 1, 2).training).toBe(false)
    const whole = splitLoss(weighed, false, 2)
    expect(whole.training.loss).toEqual(start.training.loss)
    expect('loss_weights' in whole.training).toBe(false)
    expect(splitLoss(start, false, 2)).toBe(start)
    valid(weighed)
  })
})

describe('metrics', () => {
  it('are added and taken out by place', () => {
    const two = addMetric(start, 'top_k_categorical_accuracy')
    expect(two.training.metrics).toEqual([...start.training.metrics, 'top_k_categorical_accuracy'])
    expect(removeMetric(two, two.training.metrics.length - 1)).toEqual(start)
  })
})

describe('callbacks', () => {
  it('come with their defaults, keep an order and take only what they take', () => {
    const bare = { ...start, training: { ...start.training, callbacks: [] } }
    const two = addCallback(addCallback(bare, 'EarlyStopping', { monitor: 'loss' }), 'TerminateOnNaN')
    expect(two.training.callbacks[0]).toMatchObject({ config: { monitor: 'loss', patience: 0, baseline: null } })
    const names = (project: typeof start): string[] => project.training.callbacks.map(({ class_name }) => class_name)
    expect(names(moveCallback(two, 0, 1))).toEqual(['TerminateOnNaN', 'EarlyStopping'])
    expect(moveCallback(two, 0, 2)).toBe(two)
    expect(names(removeCallback(two, 0))).toEqual(['TerminateOnNaN'])
    const patient = setCallbackParam(two, 0, 'patience', 3)
    expect(patient.training.callbacks[0]!.config).toMatchObject({ monitor: 'loss', patience: 3 })
    expect(setCallbackParam(patient, 0, 'patience', undefined).training).toEqual(two.training)
    expect(setCallbackParam(two, 0, 'patience', -1)).toBe(two)
    expect(setCallbackParam(two, 0, 'nonsense', 1)).toBe(two)
    valid(patient)
  })
})

describe('optional settings', () => {
  it('are there or not', () => {
    const set = setOptional(start, 'steps_per_epoch', 10)
    expect(set.training.steps_per_epoch).toBe(10)
    expect(setOptional(set, 'steps_per_epoch', undefined)).toEqual(start)
  })
})

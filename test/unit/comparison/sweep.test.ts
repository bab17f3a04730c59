import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { settingsOf } from '../../../src/comparison/settings'
import { checkSweep, validateSweep } from '../../../src/comparison/sweep-check'
import { importances } from '../../../src/comparison/sweep-importance'
import { bestByEpoch, byObjective, isPoor } from '../../../src/comparison/sweep-objective'
import { gridValues, planSweep, rungsOf } from '../../../src/comparison/sweep-plan'
import { valuesText } from '../../../src/comparison/sweep-results'
import { settableAt, withSetting, withSettings } from '../../../src/comparison/sweep-setting'
import { settablesOf } from '../../../src/comparison/sweep-settables'
import { triablesOf } from '../../../src/comparison/sweep-suggest'
import { parseDimension, printDimension } from '../../../src/comparison/sweep-text'
import type { Project } from '../../../src/shared/project'
import type { ParamSpec } from '../../../src/shared/schema'
import { dimensionSchema, type Dimension, type SweepSpec } from '../../../src/shared/sweep'
import { example } from '../../support/projects'

const mlp = example('mnist-mlp')
const changed = (project: Project, path: string, value: Parameters<typeof withSetting>[2]) => {
  const [before, after] = [settingsOf(project), settingsOf(withSetting(project, path, value))]
  const paths = new Set([...Object.keys(before), ...Object.keys(after)])
  return Object.fromEntries([...paths].filter((one) => before[one] !== after[one]).map((one) => [one, after[one]]))
}

describe('a setting by its path', () => {
  it('is set in the optimizer, layers, training, callbacks, split, augmentation and the data', () => {
    expect(changed(mlp, 'learning_rate', 0.1)).toEqual({ 'optimizer.learning_rate': 0.1 })
    expect(changed(mlp, 'optimizer.beta_1', 0.5)).toEqual({ 'optimizer.beta_1': 0.5 })
    expect(changed(mlp, 'optimizer', 'sgd')).toEqual({ optimizer: 'sgd', 'optimizer.learning_rate': 0.01 })
    expect(changed(mlp, 'batch_size', 32)).toEqual({ batch_size: 32 })
    expect(changed(mlp, 'dense_1.units', 64)).toEqual({ 'dense_1.units': 64 })
    expect(changed(mlp, 'split.validation', 0.3)).toEqual({ 'split.validation': 0.3 })
    expect(changed(mlp, 'Rescaling.scale', 0.5)).toEqual({ 'Rescaling.scale': 0.5 })
    expect(changed(mlp, 'augmentation.rotation_range', 10)).toMatchObject({ 'augmentation.rotation_range': 10 })
    expect(changed(mlp, 'dataset', 'fashion-mnist')).toEqual({ dataset: 'fashion-mnist' })
    expect(changed(example('circles'), 'dataset.noise', 0.3)).toEqual({ 'dataset.noise': 0.3 })
    expect(changed(mlp, 'steps_per_epoch', 5)).toEqual({ steps_per_epoch: 5 })
    const stopping = { class_name: 'EarlyStopping' as const, config: { patience: 2 } }
    const early = { ...mlp, training: { ...mlp.training, callbacks: [stopping] } } as unknown as Project
    expect(changed(early, 'EarlyStopping.patience', 5)).toMatchObject({ 'EarlyStopping.patience': 5 })
  })

  it('of a class goes to all its layers but those that the output, or a layer behind, needs as they are', () => {
    expect(changed(mlp, 'Dense.units', 64)).toEqual({ 'dense.units': 64, 'dense_1.units': 64 })
    expect(changed(mlp, 'Dense.activation', 'tanh')).toEqual({
      'dense.activation': 'tanh',
      'dense_1.activation': 'tanh'
    })
    expect(() => withSetting(example('line'), 'Dense.units', 4)).toThrow(/no setting "Dense.units".*dense.units/s)
    // Branches that are added have to be as wide as each other.
    const resnet = example('fashion-mnist-resnet')
    expect(Object.values(changed(resnet, 'Conv2D.filters', 5)).every((value) => value === 5)).toBe(true)
    expect(Object.keys(changed(resnet, 'Conv2D.filters', 5)).length).toBeGreaterThan(1)
  })

  it('is told again as it was set, all others staying', () => {
    for (const id of ['mnist-mlp', 'homes-two-inputs']) {
      const project = example(id)
      for (const { path, present, spec } of settablesOf(project)) {
        if (present === undefined || (present === null && !('nullable' in spec))) continue
        const again = settingsOf(withSetting(project, path, present))
        for (const [known, value] of Object.entries(settingsOf(project)))
          expect([id, path, known, again[known]]).toEqual([id, path, known, value])
      }
    }
  })

  it('that is not there, or not of its kind, is refused with what there is', () => {
    expect(() => withSetting(mlp, 'dense1.units', 4)).toThrow(/dense_1\.units|dense\.units/)
    expect(() => withSetting(mlp, 'learning_rat', 4)).toThrow(/optimizer\.learning_rate/)
    expect(() => withSetting(mlp, 'Dense.units', 1.5)).toThrow('Dense.units takes a whole number of at least 1')
    expect(() => withSetting(mlp, 'batch_size', 'many')).toThrow('batch_size takes a whole number')
    expect(() => withSetting(mlp, 'optimizer', 'adamm')).toThrow('optimizer takes one of sgd, ')
    expect(() => withSetting(mlp, 'split.validation', 1.5)).toThrow('split.validation takes a fraction less than 1')
  })

  it("'optimizer' is set before its parameters", () => {
    const tried = withSettings(mlp, { 'optimizer.momentum': 0.5, optimizer: 'sgd' })
    expect(tried.training.optimizer).toEqual({ class_name: 'SGD', config: { momentum: 0.5 } })
  })
})

const setting = fc.oneof(
  fc.constantFrom('Dense.units', 'learning_rate', 'Normalization[a, b].axis'),
  fc.string({ minLength: 1 })
)
const value = fc.oneof(
  fc.string(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => one + 0),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom('1..5', '[3, 3]', 'true', ' adam', 'a, b')
)
const positive = fc.double({ noNaN: true, min: 1e-9, max: 1e9 })
const dimension: fc.Arbitrary<Dimension> = fc.oneof(
  fc.record({ setting, values: fc.array(value, { minLength: 1, maxLength: 4 }) }),
  fc
    .record({
      setting,
      a: positive,
      b: positive,
      step: fc.option(positive),
      sampling: fc.constantFrom('linear' as const, 'log' as const)
    })
    .map(({ a, b, step, sampling, ...rest }) => ({
      ...rest,
      min_value: Math.min(a, b),
      max_value: Math.max(a, b),
      ...(step !== null && { step: sampling === 'log' ? 1 + step : step }),
      sampling
    }))
)

describe('a dimension in one line', () => {
  it('reads as it is written', () => {
    fc.assert(
      fc.property(dimension, (one) => {
        const wanted = dimensionSchema.parse(one)
        expect(parseDimension(printDimension(wanted))).toEqual(plusZero(wanted))
      }),
      { numRuns: 300 }
    )
  })
  it('is typed as people type it', () => {
    expect(parseDimension('Dense.units in 64..512 step 64')).toMatchObject({ min_value: 64, max_value: 512, step: 64 })
    expect(parseDimension(' learning_rate  in 1e-4 .. .1 log step 10')).toMatchObject({
      max_value: 0.1,
      sampling: 'log',
      step: 10
    })
    expect(parseDimension('optimizer in adam,sgd')).toMatchObject({ values: ['adam', 'sgd'] })
    expect(parseDimension('conv2d.kernel_size in [3, 3], 5')).toMatchObject({ values: ['[3, 3]', 5] })
    expect(parseDimension('shuffle in True, false')).toMatchObject({ values: [true, false] })
    expect(printDimension(parseDimension('lr in 1e-4..0.1 log'))).toBe('lr in 0.0001..0.1 log')
  })
  it('says what is expected where it cannot be read', () => {
    for (const text of ['', 'units', 'units 3', 'units in', 'units in a..b', 'units in 1,,2', 'units in 1..2 by 3'])
      expect(() => parseDimension(text)).toThrow(`Cannot read "${text}"`)
    expect(() => parseDimension('a in 5..2')).toThrow('at least min_value')
    expect(() => parseDimension('a in 0..2 log')).toThrow('more than 0')
  })
})
const plusZero = (one: Dimension): Dimension =>
  'values' in one ? { ...one, values: one.values.map((each) => (Object.is(each, -0) ? 0 : each)) } : one

const spec = (given: Partial<SweepSpec>): SweepSpec => validateSweep({ objective: 'val_accuracy', ...given })
const rate: Dimension = { setting: 'learning_rate', min_value: 1e-4, max_value: 1e-1, sampling: 'log' }
const units: Dimension = { setting: 'Dense.units', min_value: 64, max_value: 256, step: 64, sampling: 'linear' }

describe('what a sweep tries', () => {
  it('a grid: every combination, the last setting fastest, steps without dirt', () => {
    const number: ParamSpec = { kind: 'number', help: { en: '', 'zh-CN': '' } }
    expect(gridValues({ ...rate, step: 10 } as Dimension, number)).toEqual([0.0001, 0.001, 0.01, 0.1])
    expect(gridValues({ setting: 'x', min_value: 0.1, max_value: 0.5, step: 0.1, sampling: 'linear' }, number)).toEqual(
      [0.1, 0.2, 0.3, 0.4, 0.5]
    )
    const parameters = [{ setting: 'optimizer', values: ['adam', 'sgd'] }, units]
    const { trials, runs, epochs } = planSweep(mlp, spec({ method: 'GridSearch', parameters, executions_per_trial: 2 }))
    expect(trials).toHaveLength(8)
    expect(trials.slice(0, 2).map(valuesText)).toEqual(['optimizer=adam units=64', 'optimizer=adam units=128'])
    expect([runs, epochs]).toEqual([16, 80])
    expect(planSweep(mlp, spec({ method: 'GridSearch', parameters, max_trials: 3 })).trials).toHaveLength(3)
  })

  it('random: by the seed alone, within bounds, whole numbers where they must be, none twice', () => {
    const ranged: Dimension = { setting: 'Dense.units', min_value: 2, max_value: 6, sampling: 'log' }
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 12 }), (seed, max_trials) => {
        const wanted = spec({ parameters: [rate, ranged], seed, max_trials })
        const { trials } = planSweep(mlp, wanted)
        expect(trials).toHaveLength(max_trials)
        expect(planSweep(mlp, wanted).trials).toEqual(trials)
        for (const trial of trials) {
          expect(trial['learning_rate']).toBeGreaterThanOrEqual(1e-4)
          expect(trial['learning_rate']).toBeLessThanOrEqual(1e-1)
          expect([2, 3, 4, 5, 6]).toContain(trial['Dense.units'])
        }
        const finite = planSweep(mlp, spec({ parameters: [ranged], seed, max_trials })).trials
        expect(new Set(finite.map((trial) => trial['Dense.units'])).size).toBe(Math.min(5, max_trials))
      }),
      { numRuns: 40 }
    )
    const logs = planSweep(mlp, spec({ parameters: [rate], max_trials: 300 })).trials.map((trial) =>
      Math.log10(trial['learning_rate'] as number)
    )
    expect(logs.filter((one) => one < -3).length / 300).toBeCloseTo(1 / 3, 1)
  })

  it('one more dimension leaves the values of the others', () => {
    const of = (parameters: Dimension[]) =>
      planSweep(mlp, spec({ parameters })).trials.map((trial) => trial['learning_rate'])
    expect(of([rate, units])).toEqual(of([rate]))
  })

  it('successive halving: fewer for longer, until one is left or the epochs are over', () => {
    expect(rungsOf(9, { factor: 3, min_epochs: 1 }, 60)).toEqual([
      { trials: 9, epochs: 1 },
      { trials: 3, epochs: 3 },
      { trials: 1, epochs: 9 }
    ])
    expect(rungsOf(27, { factor: 3, min_epochs: 1 }, 5).at(-1)).toEqual({ trials: 3, epochs: 5 })
    expect(rungsOf(4, { factor: 2, min_epochs: 8 }, 5)).toEqual([{ trials: 4, epochs: 5 }])
    const plan = planSweep(mlp, spec({ method: 'SuccessiveHalving', parameters: [rate], factor: 3 }))
    expect([plan.trials.length, plan.epochs]).toEqual([9, 9 + 3 * 2 + 2])
  })

  it('repeat: the same settings', () => {
    const plan = planSweep(mlp, spec({ method: 'Repeat', executions_per_trial: 5 }))
    expect([plan.trials, plan.runs]).toEqual([[{}], 5])
  })

  it('is refused before anything is started, with the place of the fault', () => {
    const refused = (given: Partial<SweepSpec>, project = mlp) => expect(() => checkSweep(project, spec(given)))
    refused({}).toThrow('tries no setting')
    refused({ parameters: [rate], objective: 'val_acuracy' }).toThrow('val_accuracy')
    refused({ parameters: [rate], objective: 'val_loss' }, example('line')).toThrow(/there will be loss, mae/)
    refused({ parameters: [rate, { setting: 'optimizer.learning_rate', values: [1] }] }).toThrow('twice')
    refused({ parameters: [{ ...units, min_value: 0.5 } as Dimension] }).toThrow(
      'whole number of at least 1, but the sweep gives it 0.5'
    )
    refused({ parameters: [{ setting: 'dense_2.units', values: [5] }, rate] }).not.toThrow()
    refused({ method: 'SuccessiveHalving', parameters: [{ setting: 'epochs', values: [1] }] }).toThrow(
      'epochs cannot be tried'
    )
    expect(() => validateSweep({ parameters: [{ setting: 'x', values: [] }] }, 'a.json')).toThrow(
      'a.json, at parameters[0].values'
    )
    expect(() => validateSweep({ metod: 'x' })).toThrow('at metod')
    expect(() => validateSweep({ parameters: [{ setting: 'x', min_value: 3, max_value: 1 }] })).toThrow(
      'at parameters[0].max_value'
    )
  })
})

describe('which runs are poor', () => {
  const rule = { start_from_epoch: 2, min_trials: 3 }
  const others = [
    [0.5, 0.9, 0.9],
    [0.5, 0.7],
    [0.1, 0.6, 0.9]
  ]
  it('their best by an epoch is worse than the median of the others’ best by then', () => {
    expect(isPoor([0.1, 0.69], others, 'max', rule)).toBe(true)
    expect(isPoor([0.7, 0.1], others, 'max', rule)).toBe(false)
    expect(isPoor([0.1], others, 'max', rule)).toBe(false) // too early
    expect(isPoor([0.1, 0.1, 0.1], others, 'max', rule)).toBe(false) // only two came so far
    expect(isPoor([0.9, 0.9], others, 'min', rule)).toBe(true)
    expect(isPoor([NaN, NaN], others, 'min', rule)).toBe(true)
    expect(
      isPoor(
        [NaN, NaN],
        [
          [NaN, NaN],
          [NaN, NaN],
          [1, 1]
        ],
        'max',
        rule
      )
    ).toBe(false)
  })
  it('values that are no numbers come last, either way', () => {
    expect([NaN, 2, null, 1].sort(byObjective('min'))).toEqual([1, 2, NaN, null])
    expect([NaN, 2, null, 3].sort(byObjective('max')).slice(0, 2)).toEqual([3, 2])
    expect(bestByEpoch([undefined, 3, NaN, 2, 4], 'min')).toEqual([null, 3, 3, 2, 2])
  })
})

describe('importance', () => {
  it('is the share of the variance that groups of a setting tell', () => {
    const trials = Array.from({ length: 24 }, (_, i) => ({
      values: { optimizer: i % 2 ? 'adam' : 'sgd', rate: i % 7, constant: 1 },
      objective: i % 2 ? 1 : 0
    }))
    const { settings } = importances([...trials, { values: { optimizer: 'adam' }, objective: null }])
    expect(settings[0]).toMatchObject({ setting: 'optimizer', share: 1, adjusted: 1, groups: 2 })
    expect(settings.find(({ setting }) => setting === 'rate')!.share).toBeLessThan(0.3)
    expect(settings.at(-1)).toMatchObject({ setting: 'constant', share: null })
    const rising = Array.from({ length: 30 }, (_, i) => ({ values: { x: i * 0.1 }, objective: i }))
    expect(importances(rising).settings[0]).toMatchObject({ groups: 6 })
    expect(importances(rising).settings[0]!.share).toBeGreaterThan(0.9)
  })
})

it('settings have what a form needs: what can be suggested can be tried', () => {
  for (const id of ['circles'])
    for (const { path, suggestions } of triablesOf(example(id)))
      for (const text of suggestions) {
        const wanted = parseDimension(`${JSON.stringify(path)} in ${text}`)
        for (const one of gridValues(wanted, settableAt(example(id), path).spec)) withSetting(example(id), path, one)
      }
  expect(
    triablesOf(mlp)
      .slice(0, 3)
      .map(({ path }) => path)
  ).toEqual(['optimizer.learning_rate', 'Dense.units', 'dense.units'])
  expect(settableAt(mlp, 'learning_rate')).toMatchObject({ path: 'optimizer.learning_rate', present: 0.001 })
  expect(settableAt(mlp, 'Dense.units')).toMatchObject({ present: 512, spec: { kind: 'integer' } })
})

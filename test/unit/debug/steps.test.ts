// Step by step is what a run is, to the bit; and what is told of a step is what it does.
import { describe, expect, it } from 'vitest'
import type { DebugStep } from '../../../src/shared/debug-contract'
import { validateProject, type Project } from '../../../src/shared/project'
import { debugged, ran, type AskDebug } from '../../support/debugged'
import { whyMissing } from '../../support/missing'
import { example, stack } from '../../support/projects'

const changed = (id: string, training: object, more: object = {}): Project => {
  const project = example(id)
  const whole = { ...project, ...more, training: { ...project.training, callbacks: [], ...training } }
  return validateProject(whole, id)
}
const small = { validation: 0.2, test: 0.1, seed: 1, stratified: false }
const noisy = stack([
  ['Input', { shape: [1] }],
  ['Dense', { units: 8, activation: 'relu' }],
  ['BatchNormalization'],
  ['Dropout', { rate: 0.3 }],
  ['Dense', { units: 1 }]
])
/** Seven batches of 9 or 7 examples. */
const line = (training: object): Project => {
  const project = changed('line', { optimizer: 'adam', batch_size: 9, ...training })
  return validateProject({ ...project, model: noisy, dataset: { ...project.dataset, split: small } }, 'noisy line')
}
const PLATEAU = { class_name: 'ReduceLROnPlateau', config: { patience: 1, factor: 0.5, min_delta: 10 } }
const SCHEDULE = {
  class_name: 'LearningRateScheduler',
  config: {
    schedule: { class_name: 'PiecewiseConstantDecay', config: { boundaries: [1], values: [0.1, 0.02] } }
  }
}

/** A project, how many epochs are how many steps, and in which portions they are done. */
const CASES: Record<string, { project: (epochs: number) => Project; epochs: number; portions: number[] }> = {
  line: { project: (epochs) => changed('line', { epochs }), epochs: 12, portions: [1, 1, 9, 1] },
  'mnist-mlp': {
    project: (epochs) => changed('mnist-mlp', { epochs, steps_per_epoch: 3 }),
    epochs: 2,
    portions: [1, 4, 1]
  },
  'partial batches, dropout and batch normalization': {
    project: (epochs) => line({ epochs }),
    epochs: 3,
    portions: [1, 8, 1, 14]
  },
  'a rate that callbacks change': {
    project: (epochs) => line({ epochs, callbacks: [PLATEAU] }),
    epochs: 3,
    portions: [8, 8, 8]
  },
  'a rate by epoch, of full batches': {
    project: (epochs) => changed('line', { epochs, callbacks: [SCHEDULE] }),
    epochs: 4,
    portions: [1, 2, 1]
  },
  'augmented pictures': {
    project: (epochs) => {
      const project = changed('mnist-cnn', { epochs, steps_per_epoch: 2, batch_size: 32 })
      const augmentation = { horizontal_flip: true }
      return validateProject({ ...project, dataset: { ...project.dataset, augmentation } }, 'augmented')
    },
    epochs: 2,
    portions: [1, 3]
  },
  float64: {
    project: (epochs) => line({ epochs, dtype_policy: 'float64' }),
    epochs: 1,
    portions: [2, 6]
  }
}

const weightsOf = async (ask: AskDebug, { after }: DebugStep): Promise<Map<string, Float32Array>> =>
  new Map(
    await Promise.all(
      after.map(async ({ id }): Promise<[string, Float32Array]> => [
        id.slice('after/'.length),
        (await ask('tensor', { id, example: null })).values
      ])
    )
  )

if (whyMissing('native-runtime') === null) {
  describe('gone through step by step', { timeout: 120_000 }, () => {
    it.each(Object.keys(CASES))('%s has the weights and logs of a run, to the bit', async (name) => {
      const { project, epochs, portions } = CASES[name]!
      const run = await ran(project(epochs))
      // It is asked of the steps alone, not of the epochs planned.
      const ask = await debugged(project(1))
      const given = project(1)
      const { batches, weights } = await ask('open', { project: given, baseDir: null })
      let step: DebugStep | undefined
      for (const steps of portions) step = await ask('step', { steps })
      expect(step!.step + 1).toBe(batches * epochs)
      expect([step!.epoch, step!.batch]).toEqual([epochs - 1, batches - 1])
      const found = await weightsOf(ask, step!)
      expect([...found.keys()]).toEqual(weights.map((weight) => weight.name))
      for (const [weight, values] of found)
        expect(
          values.every((value, i) => value === Math.fround(run.weights.get(weight)![i]!)),
          weight
        ).toBe(true)
      if (name === 'a rate that callbacks change') expect(step!.learning_rate).toBeLessThan(0.001)
      const last = run.steps.at(-1)!
      expect(step!.logs).toEqual(
        Object.fromEntries(Object.entries(last.logs).map(([key, values]) => [key, values.at(-1)]))
      )
    })
  })
}

// Schedules against keras.optimizers.schedules, and which way each metric of Keras should go (test/fixtures/make/callbacks.py).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { METRICS, ratesOf, resolveOptimizer, resolveSchedule } from '../../../src/layers/terms'
import { directionFor, directionOf } from '../../../src/shared/monitor'
import type { LayerConfig } from '../../../src/shared/design'
import { ROOT } from '../../support/projects'

interface Given {
  class_name: string
  config: LayerConfig
}
const fixture = JSON.parse(readFileSync(join(ROOT, 'test/fixtures/keras/schedules.json'), 'utf8')) as {
  steps: number[]
  schedules: (Given & { float64: number[]; float32: number[] })[]
  directions: Record<string, 'up' | 'down' | null>
}
const rates = (given: Given) => ratesOf(resolveSchedule(given, 'it'))

describe('schedules', () => {
  it.each(fixture.schedules.map((given, i) => [`${given.class_name} ${i}`, given] as const))('%s', (_name, given) => {
    const { float64, float32, class_name, config } = given
    const rate = rates({ class_name, config })
    const largest = Math.max(...float64.map(Math.abs))
    fixture.steps.forEach((step, i) => {
      expect(Math.abs(rate(step) - float64[i]!), `step ${step}`).toBeLessThanOrEqual(1e-10 * largest)
      // Near 0, a cosine in float32 loses digits; after thousands of steps, so does the fraction of a period.
      if (step < 1000) expect(Math.abs(rate(step) - float32[i]!), `step ${step}`).toBeLessThanOrEqual(1e-6 * largest)
    })
  })

  it('are refused as Keras refuses them, by the place of what is wrong', () => {
    const wrong = (class_name: string, config: LayerConfig) => () => rates({ class_name, config })
    const where = (key: string) =>
      expect.objectContaining({
        code: 'LAYER_PARAM',
        args: expect.objectContaining({ where: `it.config.${key}` }) as unknown
      })
    expect(wrong('CosineDecay', { initial_learning_rate: 0.1, decay_steps: 0 })).toThrow(where('decay_steps'))
    expect(wrong('PiecewiseConstantDecay', { boundaries: [1, 2], values: [1, 2] })).toThrow(where('values'))
    expect(wrong('PiecewiseConstantDecay', { boundaries: [2, 1], values: [1, 2, 3] })).toThrow(where('boundaries'))
    expect(wrong('ExponentialDecay', { decay_steps: 1, decay_rate: 1 })).toThrow(where('initial_learning_rate'))
  })

  it('stand in an optimizer as Keras writes them', () => {
    const learning_rate = { class_name: 'CosineDecay', config: { initial_learning_rate: 0.1, decay_steps: 10 } }
    const { params } = resolveOptimizer({ class_name: 'Adam', config: { learning_rate } }, 'it')
    expect(params.learning_rate).toMatchObject({ name: 'CosineDecay', params: { alpha: 0, warmup_target: null } })
    const broken = { ...learning_rate, config: { ...learning_rate.config, decay_steps: 'ten' } }
    expect(() => resolveOptimizer({ class_name: 'Adam', config: { learning_rate: broken } }, 'it')).toThrow(
      expect.objectContaining({
        args: expect.objectContaining({ where: 'it.config.learning_rate.config.decay_steps' }) as unknown
      })
    )
    expect(() =>
      resolveOptimizer({ class_name: 'Adam', config: { learning_rate: { class_name: 'Linear' } } }, 'it')
    ).toThrow('CosineDecayRestarts')
  })
})

describe('which way a log should go', () => {
  it('is that of the metric in Keras', () => {
    const ours = Object.keys(fixture.directions).map((name) => [
      name,
      { min: 'down', max: 'up', none: null }[directionOf(name) ?? 'none']
    ])
    expect(Object.fromEntries(ours)).toEqual(fixture.directions)
  })

  it('is known of every metric, by each of its names, of any output, measured twice or not', () => {
    for (const { names, label } of METRICS) {
      const direction = directionOf(names[0]!)
      expect(direction, names[0]).not.toBeNull()
      for (const name of [...names, label ?? names[0]!])
        for (const log of [name, `val_${name}`, `val_digit_${name}`, `dense_1_${name}`, `${name}_1`])
          expect(directionOf(log), log).toBe(direction)
    }
  })

  it('of losses is down, and of what is no metric unknown', () => {
    expect(['loss', 'val_loss', 'val_digit_loss'].map(directionOf)).toEqual(['min', 'min', 'min'])
    expect(directionOf('speed')).toBeNull()
    expect(directionFor({ monitor: 'speed', mode: 'max' })).toBe('max')
  })
})

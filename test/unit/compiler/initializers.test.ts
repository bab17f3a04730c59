import { describe, expect, it } from 'vitest'
import { initialValues } from '../../../src/compiler/initializers'
import { INITIALIZERS } from '../../../src/layers/terms/initializers'
import { randomStream } from '../../../src/shared/random'

const SHAPE = [300, 200]
const draw = (name: string, shape = SHAPE, seed = 1) => initialValues(name, shape, randomStream(seed, 'init/test'))
const stddev = (values: Float32Array): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
}

describe('initializers', () => {
  it.each(INITIALIZERS.map(({ names }) => names[0]!))('%s repeats for a seed, and fills the shape', (name) => {
    expect(draw(name)).toEqual(draw(name))
    expect(draw(name)).toHaveLength(300 * 200)
    expect(draw(name).every(Number.isFinite)).toBe(true)
    if (!['zeros', 'ones'].includes(name)) expect(draw(name)).not.toEqual(draw(name, SHAPE, 2))
  })

  // Standard deviations by Keras's formulas, for 300 inputs and 200 outputs.
  it.each([
    ['glorot_uniform', Math.sqrt(2 / 500)],
    ['glorot_normal', Math.sqrt(2 / 500)],
    ['he_uniform', Math.sqrt(2 / 300)],
    ['he_normal', Math.sqrt(2 / 300)],
    ['lecun_uniform', Math.sqrt(1 / 300)],
    ['lecun_normal', Math.sqrt(1 / 300)],
    ['random_normal', 0.05],
    ['random_uniform', 0.05 / Math.sqrt(3)],
    ['truncated_normal', 0.05 * 0.8796],
    ['orthogonal', 1 / Math.sqrt(300)]
  ])('%s spreads as Keras’s', (name, expected) => {
    expect(stddev(draw(name)) / expected).toBeGreaterThan(0.98)
    expect(stddev(draw(name)) / expected).toBeLessThan(1.02)
  })

  it('take the receptive field of a filter into account', () => {
    expect(Math.max(...draw('glorot_uniform', [3, 3, 16, 32]))).toBeCloseTo(Math.sqrt(6 / (9 * 16 + 9 * 32)), 3)
  })

  it.each([[[6, 4]], [[4, 6]], [[2, 3, 4]]])('orthogonal %j: orthonormal rows or columns', (shape) => {
    const values = draw('orthogonal', shape)
    const columns = shape.at(-1)!
    const rows = values.length / columns
    const wide = columns > rows
    const vector = (i: number): number[] =>
      Array.from({ length: Math.max(rows, columns) }, (_, j) => values[wide ? i * columns + j : j * columns + i]!)
    for (let i = 0; i < Math.min(rows, columns); i++) {
      for (let j = 0; j <= i; j++) {
        const dot = vector(i).reduce((sum, value, k) => sum + value * vector(j)[k]!, 0)
        expect(dot).toBeCloseTo(i === j ? 1 : 0, 5)
      }
    }
  })
})

// Figures of tensors, and how much of a step there is room for.
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../src/layers'
import { checkProject } from '../../../src/layers/check'
import type { SessionOptions } from '../../../src/trainer/engine'
import { factsOf } from '../../../src/trainer/debug/facts'
import { checkRoom } from '../../../src/trainer/debug/room'
import { example } from '../../support/projects'

const MEGABYTE = 2 ** 20
const facts = (values: number[], Numbers: typeof Float32Array | typeof Float64Array = Float32Array) =>
  factsOf('x', { shape: [values.length], values: Numbers.from(values) as Float32Array<ArrayBuffer> })

describe('figures of a tensor', () => {
  it('are those of its finite values', () => {
    const { histogram, ...told } = facts([0, 1, 2, 3, -0, NaN, Infinity, 30])
    expect(told).toEqual({
      id: 'x',
      shape: [8],
      mean: 6,
      std: Math.sqrt((36 + 25 + 16 + 9 + 36 + 576) / 6),
      min: 0,
      max: 30,
      zeros: 2 / 8,
      notFinite: 2
    })
    expect([...histogram.slice(0, 5)]).toEqual([2, 1, 1, 1, 0])
    expect(histogram[29]).toBe(1)
    expect(histogram).toHaveLength(30)
  })

  it('are told of values that are all the same, all broken, none, or as far apart as numbers can be', () => {
    expect(facts([5, 5])).toMatchObject({ mean: 5, std: 0, min: 5, max: 5 })
    expect(facts([5, 5]).histogram[0]).toBe(2)
    expect(facts([NaN, -Infinity])).toMatchObject({ mean: NaN, std: NaN, min: NaN, max: NaN, zeros: 0, notFinite: 2 })
    expect(facts([])).toMatchObject({ mean: NaN, zeros: 0, notFinite: 0 })
    const { histogram } = facts([-Number.MAX_VALUE, Number.MAX_VALUE], Float64Array)
    expect(histogram.reduce((a, b) => a + b)).toBe(2)
  })
})

describe('the room for a step', () => {
  const project = example('mnist-mlp')
  const options = {
    checked: checkProject(project, catalogue),
    data: { shape: [28, 28, 1] },
    batchSize: 128,
    dtype_policy: 'float32'
  } as unknown as SessionOptions
  const refusal = (most: number): unknown => {
    try {
      checkRoom(options, most)
    } catch (error) {
      return error
    }
  }

  it('is enough for an ordinary network, and else says which batch fits', () => {
    expect(refusal(512 * MEGABYTE)).toBeUndefined()
    const tight = refusal(7 * MEGABYTE) as { args: { fitting: number } }
    expect(tight).toMatchObject({ code: 'DEBUG_MEMORY', args: { batch_size: 128, most: '7 MB' } })
    const { fitting } = tight.args
    expect(fitting).toBeLessThan(128)
    checkRoom({ ...options, batchSize: fitting }, 7 * MEGABYTE)
    expect(() => checkRoom({ ...options, batchSize: fitting + 1 }, 7 * MEGABYTE)).toThrow()
    expect(refusal(MEGABYTE)).toMatchObject({ code: 'DEBUG_WEIGHTS_MEMORY' })
  })
})

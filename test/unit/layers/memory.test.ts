import { describe, expect, it } from 'vitest'
import { catalogue, inferModel } from '../../../src/layers'
import {
  activationBytes,
  estimateMemory,
  estimateModelMemory,
  modelBytes,
  totalBytes
} from '../../../src/layers/memory'
import { stack } from '../../support/projects'

const model = inferModel(
  stack([
    ['Input', { shape: [8, 3] }],
    ['BatchNormalization'],
    ['Flatten'],
    ['Dense', { units: 5 }]
  ]),
  catalogue
)
/** BatchNormalization's gamma and beta, and its two averages; Dense. */
const TRAINABLE = 3 + 3 + (24 + 1) * 5
const TOTAL = TRAINABLE + 3 + 3

describe('memory of a model', () => {
  it('is weights, gradients and two slots, and twice what the layers give', () => {
    const values = 24 + 24 + 24 + 5
    const expected = { weights: (TOTAL + 3 * TRAINABLE) * 4, activations: 2 * values * 32 * 4 }
    expect(estimateModelMemory(model, 32)).toEqual(expected)
    expect(totalBytes(expected)).toBe(expected.weights + expected.activations)
  })

  it('is the same with the examples of a checked project, and twice as much in float64', () => {
    const alone = estimateModelMemory(model, 32, 8)
    expect(alone.activations).toBe(2 * estimateModelMemory(model, 32).activations)
    expect(estimateMemory({ model }, 32, 8, 1000)).toEqual({ ...alone, data: 1000 })
    expect(totalBytes(estimateMemory({ model }, 32, 8, 1000))).toBe(totalBytes(alone) + 1000)
  })

  it('is given for each layer, and as the size of the weights in a file', () => {
    expect(model.layers.map((layer) => activationBytes(layer, 10))).toEqual([24, 24, 24, 5].map((n) => n * 2 * 10 * 4))
    expect(modelBytes(model)).toBe(TOTAL * 4)
  })
})

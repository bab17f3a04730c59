// What the fixtures do not hold of convolution, pooling and resizing: bad shapes, masks, smooth upsampling.
import { describe, expect, it } from 'vitest'
import type { LoweringContext } from '../../../src/compiler/lower'
import { catalogue, ShapeProblem, type Shape } from '../../../src/layers'
import { readParams } from '../../../src/shared/schema'
import { graphFunction, type Value } from '../../support/graphs'
import { whyMissing } from '../../support/missing'

const layer = (className: string, config: Record<string, unknown>) => {
  const type = catalogue.get(className)!
  return { type, params: readParams(type.params, config, { className, layer: 'tested', where: 'config' }) }
}

describe('shapes that do not fit are refused with a remedy', () => {
  const IMAGE = [4, 4, 2]
  it.each<[string, Record<string, unknown>, Shape, string]>([
    ['Conv1D', { filters: 1, kernel_size: 2 }, IMAGE, 'sequences of (None, steps, features)'],
    ['Conv1D', { filters: 1, kernel_size: 7 }, [6, 1], 'a side of at least 7'],
    ['Conv2D', { filters: 3, kernel_size: 1, groups: 2 }, IMAGE, 'input channels and filters that 2 groups divide'],
    ['Conv2D', { filters: 3, kernel_size: 1, groups: 3 }, IMAGE, 'input channels and filters that 3 groups divide'],
    ['Conv2D', { filters: 1, kernel_size: 2, strides: 2, dilation_rate: 2 }, IMAGE, 'strides of 1'],
    ['Conv2DTranspose', { filters: 1, kernel_size: 3, output_padding: 1 }, IMAGE, 'output_padding of 0, 0'],
    [
      'Conv2DTranspose',
      { filters: 1, kernel_size: [2, 3], strides: [2, 3], padding: 'same', output_padding: 0 },
      IMAGE,
      'output_padding of 1, 0 to 2'
    ],
    ['MaxPooling1D', {}, [1, 3], 'a side of at least 2'],
    ['GlobalMaxPooling1D', {}, [3], 'sequences of (None, steps, features)'],
    ['Cropping2D', { cropping: [[1, 3], 0] }, IMAGE, 'sides longer than the 4, 0 that are cut off'],
    ['ZeroPadding2D', {}, [4, 4], 'images of (None, height, width, channels)']
  ])('%s %j on %j', (className, config, input, expected) => {
    const { type, params } = layer(className, config)
    const infer = (): Shape => type.outputShape([input], params)
    expect(infer).toThrow(ShapeProblem)
    expect(infer).toThrow(expected)
  })

  it.each([
    ['Conv2D', { filters: 1, kernel_size: 1, data_format: 'channels_first' }, 'data_format'],
    ['Conv2D', { filters: 1, kernel_size: 1, padding: 'causal' }, 'padding'],
    ['Conv2DTranspose', { filters: 1, kernel_size: 2, dilation_rate: 2 }, 'dilation_rate']
  ])('%s takes no %j', (className, config, key) => {
    expect(() => layer(className, config)).toThrow(expect.objectContaining({ code: 'LAYER_PARAM' }) as Error)
    expect(() => layer(className, config)).toThrow(key)
  })
})

describe.skipIf(whyMissing('native-runtime') !== null)('values that Keras 3.15 gives', () => {
  const lowered = async (className: string, config: Record<string, unknown>, x: Value, mask?: Value) => {
    const { type, params } = layer(className, config)
    const call = await graphFunction({ x, ...(mask && { mask }) }, (g, fed) => {
      const context = { g, mask: () => fed.mask ?? null } as unknown as LoweringContext
      return { y: type.lower(context, [fed.x!], params) }
    })
    return call({}).y!
  }
  const tile: Value = { dims: [1, 3, 2, 1], values: [1, -2, 4, 3, 0.5, 7] }

  it('bicubic upsampling', async () => {
    const found = await lowered('UpSampling2D', { interpolation: 'bicubic' }, tile)
    const expected = [
      1.01557, 0.07731, -1.78319, -2.72145, 1.89169, 1.06916, -0.56186, -1.38439, 3.7491, 3.17075, 2.02391, 1.44555,
      3.36091, 3.59654, 4.06377, 4.2994, 0.77812, 2.29059, 5.2897, 6.80217, -0.44074, 1.67468, 5.86943, 7.98486
    ]
    expect(found).toHaveLength(24)
    found.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 4))
  })

  it('the mean of steps that are not masked', async () => {
    const x: Value = { dims: [2, 3, 2], values: Array.from({ length: 12 }, (_, i) => i) }
    const mask: Value = { dims: [2, 3], values: [1, 0, 1, 0, 1, 0], dtype: 'bool' }
    expect(await lowered('GlobalAveragePooling1D', {}, x, mask)).toEqual([2, 3, 8, 9])
    expect(await lowered('GlobalAveragePooling1D', { keepdims: true }, x)).toEqual([2, 3, 8, 9])
  })
})

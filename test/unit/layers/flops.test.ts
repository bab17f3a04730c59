// Operations worked out by hand, where TensorFlow's profiler has no count or another one (keras-shapes.test.ts).
import { describe, expect, it } from 'vitest'
import { catalogue, inferModel } from '../../../src/layers'
import { ACTIVATIONS } from '../../../src/layers/common'
import { example, stack } from '../../support/projects'

type Config = Parameters<typeof stack>[0][number][1]
const layerFlops = (shape: number[], className: string, config: Config = {}): number =>
  inferModel(stack([['Input', { shape }], [className, config]]), catalogue).layers[1]!.flops

describe('operations of a layer', () => {
  it.each<[string, number[], Config, number]>([
    ['Dense', [784], { units: 512, activation: 'relu' }, 512 * (2 * 784 + 1 + 1)],
    // 25 x 41 places
    ['Conv2D', [33, 47, 6], { filters: 16, kernel_size: [5, 3], dilation_rate: [2, 3] }, 25 * 41 * 16 * (2 * 15 * 6 + 1)],
    ['DepthwiseConv2D', [5, 4, 2], { kernel_size: 2, dilation_rate: 2 }, 3 * 2 * 2 * (2 * 4 + 1)],
    // Each of 5 x 4 x 2 values goes to 3 x 3 places; 7 x 6 outputs.
    ['Conv2DTranspose', [5, 4, 2], { filters: 1, kernel_size: 3 }, 2 * 40 * 9 + 42],
    ['GlobalMaxPooling2D', [7, 7, 512], {}, 7 * 7 * 512],
    ['UpSampling2D', [5, 4, 2], { size: 2 }, 0],
    ['UpSampling2D', [5, 4, 2], { size: 2, interpolation: 'bilinear' }, 9 * 10 * 8 * 2],
    ['RandomRotation', [24, 30, 3], { factor: 0.1 }, 8 * 24 * 30 + 9 * 24 * 30 * 3],
    ['RandomZoom', [24, 30, 3], { height_factor: 0.1, interpolation: 'nearest' }, 8 * 24 * 30],
    ['RandomFlip', [24, 30, 3], {}, 0],
    ['Dropout', [10], { rate: 0.5 }, 0],
    ['Embedding', [20], { input_dim: 100, output_dim: 8 }, 0],
    ['ReLU', [3, 4], { max_value: 6 }, 12],
    ['Softmax', [3, 4], {}, 12]
  ])('%s of %j, %j', (className, shape, config, flops) => {
    expect(layerFlops(shape, className, config)).toBe(flops)
  })

  it('are one a value for any activation function, and none for linear', () => {
    for (const activation of ACTIVATIONS) {
      expect(layerFlops([3, 4], 'Activation', { activation })).toBe(activation === 'linear' ? 0 : 12)
      const ofDense = layerFlops([4], 'Dense', { units: 3, activation })
      expect(ofDense - layerFlops([4], 'Dense', { units: 3 })).toBe(activation === 'linear' ? 0 : 3)
    }
  })

  it.each([
    ['SimpleRNN', 0, 1],
    ['LSTM', 3, 2],
    ['GRU', 2, 1]
  ])('of %s count %d gates and %d other functions of a unit', (className, gates, others) => {
    const config = { units: 6, activation: 'linear' }
    const isGated = gates > 0
    const linear = layerFlops([5, 4], className, isGated ? { ...config, recurrent_activation: 'linear' } : config)
    expect(layerFlops([5, 4], className, { units: 6 }) - linear).toBe(5 * 6 * (gates + others))
  })

  it('are those of a wrapped layer for both directions, and for each step', () => {
    const layer = { class_name: 'GRU', config: { units: 6 } }
    const once = layerFlops([5, 4], 'GRU', layer.config)
    expect(layerFlops([5, 4], 'Bidirectional', { layer })).toBe(2 * once)
    expect(layerFlops([5, 4], 'Bidirectional', { layer, merge_mode: 'sum' })).toBe(2 * once + 6)
    expect(layerFlops([5, 4], 'Bidirectional', { layer, merge_mode: 'ave' })).toBe(2 * once + 2 * 6)
    expect(layerFlops([9, 5, 4], 'TimeDistributed', { layer })).toBe(9 * once)
  })
})

describe('operations of a model', () => {
  it('are those of its layers, each time one is called', () => {
    const { layers, flops } = inferModel(example('mnist-cnn').model, catalogue)
    expect(flops).toBe(layers.reduce((sum, layer) => sum + layer.flops, 0))
    expect(flops).toBeGreaterThan(0)
    const model = stack([['Input', { shape: [4] }], ['Dense', { units: 4 }], ['Dense']])
    const twice = { ...model, nodes: model.nodes.map((node, i) => (i === 2 ? { ...node, layer: 'layer_1' } : node)) }
    expect(inferModel(twice, catalogue).flops).toBe(2 * 4 * (2 * 4 + 1))
  })
})

// Shapes and parameter counts against Keras, operations against TensorFlow's profiler (test/fixtures/keras/shapes.json).
import { describe, expect, it } from 'vitest'
import { catalogue, inferModel, sizeOf, type InferredLayer } from '../../../src/layers'
import type { DesignNode } from '../../../src/shared/design'
import { kerasLayers, type KerasLayer } from '../../support/keras-fixtures'

const cases = kerasLayers()

/** Where the profiler's count is another one. An exception that is no longer needed fails. */
interface Exception {
  of(layer: KerasLayer): boolean
  why: string
  /** The profiler's count, from ours; where left out, ours is worked out by hand in flops.test.ts. */
  expected?(layer: KerasLayer, ours: number): number
}

const isOf =
  (...names: string[]) =>
  ({ class_name }: KerasLayer): boolean =>
    names.includes(class_name)
const isDilated = ({ config }: KerasLayer): boolean => Math.max(...[config.dilation_rate ?? 1].flat().map(Number)) > 1
/** Keras attends along more than one axis, or beside others, in another way. */
const isSeries = ({ inputs }: KerasLayer): boolean => inputs[0]!.length === 2

const none = (): number => 0

/** How many values softmax gives: one for each head, query and key. */
function scores({ config, inputs }: KerasLayer): number {
  const [queries, keys] = inputs.map((shape) => sizeOf(shape.slice(0, -1)))
  return Number(config.num_heads) * queries! * keys!
}

const EXCEPTIONS: Exception[] = [
  {
    of: isOf('Activation', 'ELU', 'LeakyReLU', 'PReLU', 'ReLU', 'Softmax'),
    why: 'it counts none for most activation functions, five a value for softmax, and the parts of those made of others'
  },
  {
    of: (layer) => isOf('MultiHeadAttention')(layer) && isSeries(layer),
    why: 'it counts five a value for softmax',
    expected: (layer, ours) => ours + 4 * scores(layer)
  },
  {
    of: isOf('MultiHeadAttention'),
    why: 'not of a series, Keras scales the queries rather than the scores, and writes softmax over several axes out'
  },
  {
    of: (layer) => isOf('Conv2D', 'DepthwiseConv2D', 'SeparableConv2D')(layer) && isDilated(layer),
    why: 'TensorFlow cuts the image into several that are not dilated, and pads these'
  },
  {
    of: ({ class_name, config: { padding, output_padding } }) =>
      class_name === 'Conv2DTranspose' && (padding !== 'same' || output_padding === 0),
    why: 'it takes the input to be the output divided by the strides'
  },
  { of: isOf('GlobalMaxPooling1D', 'GlobalMaxPooling2D'), why: 'it has no count for Max', expected: none },
  { of: isOf('UpSampling2D'), why: 'it has no count for resizing', expected: none },
  {
    of: isOf('Embedding'),
    why: 'Keras looks for negative token numbers: a comparison and a sum for each',
    expected: ({ inputs }) => 2 * sizeOf(inputs[0]!)
  },
  {
    of: isOf('RandomBrightness', 'RandomContrast', 'RandomRotation', 'RandomTranslation', 'RandomZoom'),
    why: 'we count what they do in training, it counts predictions',
    expected: none
  }
]

function inferred({ class_name, config, inputs }: KerasLayer): InferredLayer {
  const sources = inputs.map((shape, i): DesignNode => ({ name: `input_${i}`, class_name: 'Input', config: { shape } }))
  const nodes = [...sources, { name: 'tested', class_name, config }]
  const edges = sources.map(({ name }, index) => ({ source: name, target: 'tested', index }))
  return inferModel({ nodes, edges }, catalogue).layers.find(({ name }) => name === 'tested')!
}

const exceptionOf = (layer: KerasLayer): Exception | undefined => EXCEPTIONS.find(({ of }) => of(layer))
const named = cases.map((layer): [string, string, string, KerasLayer] => {
  const { class_name, config, inputs } = layer
  return [class_name, JSON.stringify(config), JSON.stringify(inputs), layer]
})

describe('a layer as Keras has it', () => {
  it.each(named)('%s %s of %s', (_name, _config, _inputs, layer) => {
    const { outputShape, parameters, flops } = inferred(layer)
    const { output, trainable, non_trainable } = layer
    expect(outputShape).toEqual(output)
    expect(parameters).toEqual({ total: trainable + non_trainable, trainable })
    const exception = exceptionOf(layer)
    if (!exception) expect(flops).toBe(layer.flops)
    else if (exception.expected) expect(exception.expected(layer, flops)).toBe(layer.flops)
  })

  it.each(EXCEPTIONS)('counts operations otherwise: $why', (exception) => {
    const others = cases.filter((layer) => exceptionOf(layer) === exception)
    expect(others.some((layer) => inferred(layer).flops !== layer.flops)).toBe(true)
  })

  it.each([...catalogue.keys()])('%s is tested with several configs or inputs', (className) => {
    expect(cases.filter(isOf(className)).length).toBeGreaterThan(1)
  })
})

import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../src/layers'
import { inferModel } from '../../../src/layers/infer'
import { describeError, type NetloomError } from '../../../src/shared/errors'
import { example, stack } from '../../support/projects'

const failure = (model: Parameters<typeof inferModel>[0]): NetloomError => {
  try {
    inferModel(model, catalogue)
  } catch (error) {
    return error as NetloomError
  }
  throw new Error('expected a failure')
}

describe('faults of a design are told with place, expectation and finding', () => {
  it('an unknown layer, with the nearest name', () => {
    const error = failure(
      stack([
        ['Input', { shape: [4] }],
        ['Dens', { units: 2 }]
      ])
    )
    expect(error.code).toBe('LAYER_UNKNOWN')
    expect(error.args).toMatchObject({
      layer: 'layer_1',
      where: 'model.nodes[1].class_name',
      found: 'Dens',
      suggestion: 'Dense'
    })
  })

  it('a cycle, by its path', () => {
    const model = stack([['Input', { shape: [4] }], ['Add'], ['Dense', { units: 4 }], ['Dense', { units: 4 }]])
    model.edges.push({ source: 'layer_3', target: 'layer_1' })
    expect(failure(model)).toMatchObject({
      code: 'MODEL_CYCLE',
      args: { path: 'layer_1 → layer_2 → layer_3 → layer_1' }
    })
  })

  it('two layers of one name', () => {
    const model = stack([['Input', { shape: [4] }], ['Flatten']])
    model.nodes[1]!.name = 'layer_0'
    expect(failure(model)).toMatchObject({ code: 'MODEL_DUPLICATE_NAME', args: { where: 'model.nodes[1].name' } })
  })

  it('an edge to nowhere', () => {
    const model = stack([['Input', { shape: [4] }], ['Flatten']])
    model.edges[0]!.target = 'flaten'
    expect(failure(model)).toMatchObject({
      code: 'MODEL_EDGE_UNKNOWN',
      args: { where: 'model.edges[0].target', found: 'flaten' }
    })
  })

  it('an unknown parameter', () => {
    const error = failure(
      stack([
        ['Input', { shape: [4] }],
        ['Dense', { unit: 2 }]
      ])
    )
    expect(error).toMatchObject({ code: 'LAYER_PARAM', args: { where: 'model.nodes[1].config.unit', found: '"unit"' } })
  })

  it.each([
    [{ units: 0 }, 'model.nodes[1].config.units', '0'],
    [{ units: 1.5 }, 'model.nodes[1].config.units', '1.5'],
    [{ units: '8' }, 'model.nodes[1].config.units', '"8"'],
    [{}, 'model.nodes[1].config.units', 'nothing'],
    [{ units: 2, activation: 'rellu' }, 'model.nodes[1].config.activation', '"rellu"'],
    [{ units: 2, use_bias: 'yes' }, 'model.nodes[1].config.use_bias', '"yes"']
  ])('Dense with %j', (config, where, found) => {
    expect(
      failure(
        stack([
          ['Input', { shape: [4] }],
          ['Dense', config]
        ])
      )
    ).toMatchObject({ code: 'LAYER_PARAM', args: { where, found } })
  })

  it('an image layer on flat data, with a hint', () => {
    const error = failure(
      stack([
        ['Input', { shape: [28, 28] }],
        ['Conv2D', { filters: 4, kernel_size: 3 }]
      ])
    )
    expect(error.message).toContain('(None, 28, 28)')
    expect(error.message).toContain('Reshape')
    expect(error.args.hint_zh).toContain('Reshape')
  })

  it('a window larger than what is left', () => {
    const error = failure(
      stack([
        ['Input', { shape: [4, 4, 1] }],
        ['Conv2D', { filters: 1, kernel_size: 5 }]
      ])
    )
    expect(error).toMatchObject({ code: 'LAYER_INPUT_SHAPE', args: { expected: 'a side of at least 5', found: '4' } })
  })

  it('a layer with nothing before it, and a design without Input', () => {
    const loose = stack([['Input', { shape: [4] }], ['Flatten']])
    loose.edges = []
    expect(failure(loose)).toMatchObject({ code: 'LAYER_INPUT_COUNT' })
    expect(failure({ nodes: [], edges: [] })).toMatchObject({ code: 'MODEL_NO_INPUT' })
  })

  it('branches of different shapes', () => {
    const model = stack([['Input', { shape: [4] }], ['Dense', { units: 3 }], ['Add']])
    model.edges.push({ source: 'layer_0', target: 'layer_2' })
    expect(failure(model)).toMatchObject({ code: 'LAYER_INPUT_SHAPE', args: { found: '(None, 4)' } })
  })
})

describe('shapes and parameter counts', () => {
  it.each([
    ['mnist-mlp', 535_818, [10]], // 784*512+512 + 512*256+256 + 256*10+10
    ['fashion-mnist-mlp', 101_770, [10]], // as model.summary() in TensorFlow's tutorial
    ['mnist-cnn', 56_714, [10]], // 160 + 4,640 + 800*64+64 + 650
    ['line', 2, [1]]
  ])('%s', (id, parameters, outputShape) => {
    const model = inferModel(example(id).model, catalogue)
    expect(model.parameters).toEqual({ total: parameters, trainable: parameters })
    expect(model.layers.at(-1)!.outputShape).toEqual(outputShape)
  })

  it('orders layers by data flow, whatever their order in the file', () => {
    const model = stack([
      ['Input', { shape: [4] }],
      ['Dense', { units: 3 }],
      ['Dense', { units: 2 }]
    ])
    model.nodes.reverse()
    expect(inferModel(model, catalogue).layers.map((layer) => layer.name)).toEqual(['layer_0', 'layer_1', 'layer_2'])
  })

  it('keeps the order of inputs that index gives', () => {
    const model = stack([['Input', { shape: [4] }], ['Dense', { units: 3 }], ['Concatenate']])
    model.edges = [
      { source: 'layer_0', target: 'layer_1' },
      { source: 'layer_1', target: 'layer_2', index: 1 },
      { source: 'layer_0', target: 'layer_2', index: 0 }
    ]
    const concatenate = inferModel(model, catalogue).layers.at(-1)!
    expect(concatenate).toMatchObject({ inputs: ['layer_0', 'layer_1'], outputShape: [7] })
  })
})

it('tells what was expected and found in the reader’s language', () => {
  const error = failure(
    stack([
      ['Input', { shape: [28, 28] }],
      ['Conv2D', { filters: 4, kernel_size: 3 }]
    ])
  )
  expect(describeError(error, 'en').message).toContain(
    'images of (None, height, width, channels), but got (None, 28, 28)'
  )
  expect(describeError(error, 'zh-CN').message).toContain('图像 (None, 高, 宽, 通道)，实际得到 (None, 28, 28)')
  expect(describeError(error, 'zh-CN').remedy).toContain('[28, 28, 1]')
})

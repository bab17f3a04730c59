import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../src/layers'
import { dataTerms } from '../../../src/layers/data-facts'
import { checkProject, type DataFacts } from '../../../src/layers/check'
import { LOSSES, METRICS, OPTIMIZERS } from '../../../src/layers/terms'
import type { OpenDataset } from '../../../src/shared/dataset'
import type { Design } from '../../../src/shared/design'
import { describeError, NetloomError, toErrorPayload, type ErrorPayload } from '../../../src/shared/errors'
import { validateProject } from '../../../src/shared/project'
import { readParams, type ParamSpec, type ParamSpecs } from '../../../src/shared/schema'
import { digits, faultsIn, prices, projectOf, sides, type Given } from '../../support/problems'
import { edges, nodes, regression, softmax, type Cases } from './fix-cases/case'
import graph from './fix-cases/graph'
import shapes from './fix-cases/shapes'
import training from './fix-cases/training'

const CASES: Cases = { ...shapes, ...training, ...graph }
type Config = Design['nodes'][number]['config']

/** English that is no name, shape or value: two words in a row, or one that only joins words. */
function englishIn(text: string): string[] {
  const prose = text.replace(/“[^”]*”|"[^"]*"/g, '“”')
  const words = /(?<![\w.])[A-Za-z]+(?: [A-Za-z]+)+(?![\w.])/g
  const joints = /(?<![\w.])(?:an|and|at|by|each|for|from|in|is|nothing|of|one|or|than|that|the|to|with)(?![-\w.])/g
  return [...(prose.match(words) ?? []), ...(prose.match(joints) ?? [])]
}

function expectChinese(errors: readonly ErrorPayload[]): void {
  for (const error of errors) {
    const { message, remedy } = describeError(error, 'zh-CN')
    expect({ message, english: englishIn(message) }).toEqual({ message, english: [] })
    expect({ remedy, english: englishIn(remedy) }).toEqual({ remedy, english: [] })
    expect(`${message}${remedy}`).not.toMatch(/\{\w+\}|\[object|undefined/)
  }
}

function failure(action: () => unknown): ErrorPayload {
  try {
    action()
  } catch (error) {
    if (error instanceof NetloomError) return toErrorPayload(error)
    throw error
  }
  throw new Error('expected a failure')
}

/** A layer that is fed by one Input for each shape. */
const fed = (class_name: string, config: Config, ...inputs: number[][]): Design => ({
  nodes: nodes(...inputs.map((shape, i): [string, string, Config] => [`input_${i}`, 'Input', { shape }]), [
    'layer',
    class_name,
    config
  ]),
  edges: edges(...inputs.map((_shape, i) => `input_${i}>layer`))
})

/** Every reason why a layer does not take what it gets. */
const UNFIT: [className: string, config: Config, ...inputs: number[][]][] = [
  ['Add', {}, [4], [3]],
  ['BatchNormalization', { axis: 3 }, [4]],
  ['Bidirectional', { layer: { class_name: 'LSTM', config: { units: 2, go_backwards: true } } }, [3, 4]],
  ['Concatenate', {}, [3, 4], [2, 4]],
  ['Conv1D', { filters: 2, kernel_size: 3 }, [4]],
  ['Conv1D', { filters: 2, kernel_size: 3 }, [4, 4, 1]],
  ['Conv2D', { filters: 2, kernel_size: 5 }, [4, 4, 1]],
  ['Conv2D', { filters: 2, kernel_size: 3 }, [784]],
  ['Conv2D', { filters: 2, kernel_size: 3 }, [5, 5]],
  ['Conv2D', { filters: 2, kernel_size: 3, strides: 2, dilation_rate: 2 }, [8, 8, 1]],
  ['Conv2D', { filters: 4, kernel_size: 3, groups: 2 }, [8, 8, 3]],
  ['Conv2DTranspose', { filters: 2, kernel_size: 3, strides: 3, output_padding: 3 }, [8, 8, 1]],
  ['Cropping2D', { cropping: 4 }, [8, 8, 1]],
  ['Dense', { units: 2 }, []],
  ['Dense', { units: 2, bias_initializer: 'identity' }, [4]],
  ['Dot', { axes: 1 }, [4], [3]],
  ['Dropout', { rate: 0.5, noise_shape: [null, 3] }, [4]],
  ['GroupNormalization', { groups: 3 }, [4]],
  ['MultiHeadAttention', { num_heads: 2, key_dim: 2 }, [4], [4]],
  ['MultiHeadAttention', { num_heads: 2, key_dim: 2, attention_axes: [3] }, [3, 4], [3, 4]],
  ['MultiHeadAttention', { num_heads: 2, key_dim: 2 }, [3, 4], [3, 3, 4]],
  ['MultiHeadAttention', { num_heads: 2, key_dim: 2 }, [3, 4], [3, 4], [2, 4]],
  ['Normalization', { mean: [1, 2], variance: [1] }, [4]],
  ['Normalization', { axis: null, mean: [1, 2], variance: [1] }, [4]],
  ['Permute', { dims: [1, 1] }, [3, 4]],
  ['RepeatVector', { n: 2 }, [3, 4]],
  ['Rescaling', { scale: [1, 2] }, [4]],
  ['Reshape', { target_shape: [5] }, [4]],
  ['SpatialDropout1D', { rate: 0.5 }, [4]],
  ['SpatialDropout2D', { rate: 0.5 }, [4]],
  ['TimeDistributed', { layer: { class_name: 'Dense', config: { units: 2 } } }, [4]]
]

const calledAgain = (config: Config, owner: string, shape = [4]): Design => ({
  nodes: [
    ...nodes(['input', 'Input', { shape: [4] }], ['other', 'Input', { shape }], ['dense', 'Dense', { units: 4 }]),
    { name: 'again', class_name: 'Dense', config, layer: owner }
  ],
  edges: edges('input>dense', 'other>again')
})

const metric = (class_name: string, config: Config) => ({ class_name, config })
const OTHERS: [string, Given, DataFacts][] = [
  ['no inputs of several', { model: fed('Add', {}) }, digits],
  ['one input of several', { model: fed('Add', {}, [4]) }, digits],
  ['a shared layer that is none', { model: calledAgain({}, 'missing') }, digits],
  ['a shared layer with a config', { model: calledAgain({ units: 3 }, 'dense') }, digits],
  ['a shared layer of other weights', { model: calledAgain({}, 'dense', [5]) }, digits],
  [
    'losses that are too few',
    { model: calledAgain({}, 'dense'), training: { loss: ['mse'] } },
    { ...prices, shape: [8] }
  ],
  ['several inputs', { ...regression, model: fed('Concatenate', {}, [3], [3]) }, digits],
  ...(['categorical', 'int', 'input'] as const).flatMap((label_mode) =>
    [...LOSSES.map(({ names }) => names[0]!)].flatMap((loss) =>
      [digits, { ...sides, shape: [28, 28] }, { ...prices, shape: [28, 28] }].flatMap((data) =>
        [1, 2, 3].map((units): [string, Given, DataFacts] => [
          `${loss} of ${units} for ${data.name}, ${label_mode}`,
          {
            model: [['Input', { shape: [28, 28] }], ...(units > 2 ? [] : [['Flatten'] as [string]]), softmax(units)],
            label_mode,
            training: { loss }
          },
          data
        ])
      )
    )
  ),
  ...[
    metric('F1Score', {}),
    metric('TopKCategoricalAccuracy', { k: 20 }),
    metric('Recall', { class_id: 10 }),
    metric('Recall', { top_k: 11 }),
    metric('AUC', { num_labels: 3 }),
    metric('Precision', {}),
    metric('SparseCategoricalAccuracy', {})
  ].map((given): [string, Given, DataFacts] => [
    `${given.class_name} ${JSON.stringify(given.config)}`,
    {
      model: [['Input', { shape: [28, 28] }], ['Flatten'], softmax(10)],
      label_mode: 'categorical',
      training: { loss: 'categorical_crossentropy', metrics: [given as never] }
    },
    digits
  ]),
  [
    'two ways to clip',
    {
      model: [['Input', { shape: [28, 28] }], ['Flatten'], softmax(10)],
      training: { optimizer: { class_name: 'Adam', config: { clipnorm: 1, clipvalue: 1 } } }
    },
    digits
  ]
]

describe('errors in Chinese hold no English but names and values', () => {
  it.each(Object.entries(CASES))('the faults that %s mends', (_file, cases) => {
    for (const { given, dataset } of cases)
      expectChinese(faultsIn(projectOf(given), dataset === undefined ? digits : dataset))
  })

  it.each(UNFIT)('%s %j of %j', (className, config, ...inputs) => {
    const faults = faultsIn(projectOf({ model: fed(className, config, ...inputs) }), null)
    expect(faults.map(({ code }) => code)).toEqual(['LAYER_INPUT_SHAPE'])
    expectChinese(faults)
  })

  it('designs, losses, metrics and optimizers', () => {
    const faults = OTHERS.flatMap(([, given, dataset]) => faultsIn(projectOf(given), dataset))
    const codes = [
      'LAYER_INPUT_COUNT',
      'LAYER_PARAM',
      'LAYER_SHARED',
      'LOSS_MISMATCH',
      'METRIC_MISMATCH',
      'OUTPUT_COUNT'
    ]
    expect(faults.map(({ code }) => code)).toEqual(expect.arrayContaining(codes))
    expectChinese(faults)
  })

  it('every parameter of layers and terms', () => {
    const odd: Record<ParamSpec['kind'], unknown> = {
      integer: 1.5,
      number: 'x',
      boolean: 1,
      choice: 'x',
      value: true,
      integers: 'x',
      numbers: 'x',
      pairs: 'x',
      sizes: 'x',
      term: 'x',
      layer: 'x'
    }
    const place = { className: 'Any', layer: 'any', where: 'config' }
    const all = [...catalogue.values(), ...LOSSES, ...METRICS, ...OPTIMIZERS].map(({ params }): ParamSpecs => params)
    for (const specs of all) {
      expectChinese([failure(() => readParams(specs, { no_such: 1 }, place))])
      for (const [key, spec] of Object.entries(specs)) {
        expectChinese([failure(() => readParams({ [key]: spec }, { [key]: odd[spec.kind] }, place))])
        if (spec.default === undefined) expectChinese([failure(() => readParams({ [key]: spec }, {}, place))])
      }
    }
  })

  it.each<[OpenDataset['task'], 'int' | 'input', string[] | null]>([
    ['classification', 'int', ['a', 'b']],
    ['classification', 'input', ['a', 'b']],
    ['regression', 'int', null]
  ])('weights of classes that there are not: %s, %s', (task, label_mode, classes) => {
    const project = projectOf({
      model: [
        ['Input', { shape: [4] }],
        ['Dense', { units: 4 }]
      ],
      label_mode,
      training: { loss: 'mse', class_weight: { 7: 2 } }
    })
    const dataset = { name: 'iris', shape: [4], task, classes, train: {} } as unknown as OpenDataset
    const fault = failure(() => dataTerms(project, checkProject(project, catalogue), dataset, { scale: 1, offset: 0 }))
    expect(fault.code).toBe('CLASS_WEIGHT')
    expectChinese([fault])
  })

  it.each([
    ['netloom', { netloom: '1' }],
    ['a name', { name: 5 }],
    ['a layer', { model: { nodes: [{ name: 'a' }], edges: [] } }],
    ['epochs', { training: { loss: 'mse', epochs: 0 } }],
    ['a label mode', { dataset: { source: { name: 'mnist' }, label_mode: 'odd' } }],
    ['an unknown key', { colour: 'red' }]
  ])('a project file with another %s', (_what, change) => {
    const project = projectOf({ model: [['Input', { shape: [4] }]] })
    expectChinese([failure(() => validateProject({ ...project, ...change }, 'a.netloom.json'))])
  })
})

describe('Chinese words', () => {
  it('stand in the sentence without spaces, numbers and names with them', () => {
    const model: Given['model'] = [['Input', { shape: [28, 28] }], softmax(10)]
    const told = (given: Given) =>
      faultsIn(projectOf(given), digits).map((fault) => describeError(fault, 'zh-CN').message)
    expect(told({ model })).toEqual([
      '损失函数 sparse_categorical_crossentropy 不匹配：需要 10 个输出，每类一个，实际为 “layer_1” 输出的 (None, 28, 10)。'
    ])
    expect(told({ model: [...model, ['Dense', { units: 0 }]] })).toEqual([
      'Dense 层 “layer_2” 的 model.nodes[2].config.units：应为至少为 1 的整数，实际为 0。'
    ])
    expect(told({ model: [...model, ['Conv2D', { filters: 4, kernel_size: 3 }]] })).toEqual([
      'Conv2D 层 “layer_2” 需要图像 (None, 高, 宽, 通道)，实际得到 (None, 28, 10)。'
    ])
  })

  it('cross borders between processes', () => {
    const error = new NetloomError('LOSS_MISMATCH', {
      loss: 'mse',
      expected: { en: 'one output', 'zh-CN': '一个输出' },
      found: '(None, 2)',
      hint: { en: 'Change it.', 'zh-CN': '请修改。' }
    })
    const payload = JSON.parse(JSON.stringify(error.toPayload())) as ErrorPayload
    expect(payload.args).toMatchObject({ expected: 'one output', expected_zh: '一个输出' })
    expect(NetloomError.fromPayload(payload).args).toEqual(error.args)
    expect(describeError(payload, 'zh-CN')).toEqual({
      message: '损失函数 mse 不匹配：需要一个输出，实际为 (None, 2)。',
      remedy: '请修改。'
    })
    expect(error.message).toBe('The loss mse does not fit: it expects one output, but found (None, 2). Change it.')
  })
})

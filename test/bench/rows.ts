// What `npm run bench:train` trains: nine projects as a person would write them, and how much data each is given.
import { catalogue } from '../../src/layers'
import { checkProject } from '../../src/layers/check'
import { describeError, NetloomError } from '../../src/shared/errors'
import { validateProject, type Project } from '../../src/shared/project'
import { stack } from '../support/projects'

/** Which examples a row trains on. Counts are multiples of the batch size, so that no contender meets a partial batch. */
export type RowData = { count: number } & (
  | { kind: 'fashion-mnist' }
  | { kind: 'line' }
  /** Random pictures of this shape, ten classes. */
  | { kind: 'pictures'; shape: number[] }
  /** Random token numbers below `vocabulary`, two classes. */
  | { kind: 'tokens'; length: number; vocabulary: number }
)
export interface Row {
  number: number
  title: string
  data: RowData
  project: Project
}
type Layers = Parameters<typeof stack>[0]
type Layer = Layers[number]

const dense = (units: number, activation = 'relu'): Layer => ['Dense', { units, activation }]
const conv = (filters: number, config: Layer[1] = { activation: 'relu' }): Layer => [
  'Conv2D',
  { filters, kernel_size: 3, ...config }
]
const normalized = (filters: number, padding: string): Layers => [
  conv(filters, { padding }),
  ['BatchNormalization'],
  ['Activation', { activation: 'relu' }]
]
const cnn: Layers = [
  conv(32),
  ['MaxPooling2D'],
  conv(64),
  ['MaxPooling2D'],
  ['Flatten'],
  dense(128),
  dense(10, 'softmax')
]
const greyPicture: Layers = [
  ['Input', { shape: [28, 28] }],
  ['Reshape', { target_shape: [28, 28, 1] }]
]
const recurrent = (className: 'LSTM' | 'GRU'): Layers => [
  ['Input', { shape: [50] }],
  ['Embedding', { input_dim: 10_000, output_dim: 128 }],
  [className, { units: 128 }],
  dense(1, 'sigmoid')
]

/** One block of Keras's text classification example, without dropout; 4 heads of 16 are as wide as the 64 they read. */
function encoderBlock(name: string, from: string): { nodes: object[]; edges: object[]; output: string } {
  const node = (part: string, class_name: string, config: object = {}): object => ({
    name: `${name}_${part}`,
    class_name,
    config
  })
  const edge = (source: string, target: string): object => ({ source, target: `${name}_${target}` })
  const own = (part: string): string => `${name}_${part}`
  return {
    nodes: [
      node('attention', 'MultiHeadAttention', { num_heads: 4, key_dim: 16 }),
      node('add', 'Add'),
      node('norm', 'LayerNormalization', { epsilon: 1e-6 }),
      node('wide', 'Dense', { units: 128, activation: 'relu' }),
      node('narrow', 'Dense', { units: 64 }),
      node('add_1', 'Add'),
      node('norm_1', 'LayerNormalization', { epsilon: 1e-6 })
    ],
    edges: [
      ...[edge(from, 'attention'), edge(from, 'attention')], // query and value
      ...[edge(from, 'add'), edge(own('attention'), 'add'), edge(own('add'), 'norm')],
      ...[edge(own('norm'), 'wide'), edge(own('wide'), 'narrow')],
      ...[edge(own('norm'), 'add_1'), edge(own('narrow'), 'add_1'), edge(own('add_1'), 'norm_1')]
    ],
    output: own('norm_1')
  }
}

function transformer(): object {
  const first = encoderBlock('block', 'embedding')
  const second = encoderBlock('block_1', first.output)
  return {
    nodes: [
      { name: 'input', class_name: 'Input', config: { shape: [64] } },
      { name: 'embedding', class_name: 'Embedding', config: { input_dim: 10_000, output_dim: 64 } },
      ...first.nodes,
      ...second.nodes,
      { name: 'pool', class_name: 'GlobalAveragePooling1D', config: {} },
      { name: 'dense', class_name: 'Dense', config: { units: 1, activation: 'sigmoid' } }
    ],
    edges: [
      { source: 'input', target: 'embedding' },
      ...first.edges,
      ...second.edges,
      { source: second.output, target: 'pool' },
      { source: 'pool', target: 'dense' }
    ]
  }
}

const LOSSES = {
  line: 'mean_squared_error',
  'fashion-mnist': 'sparse_categorical_crossentropy',
  pictures: 'sparse_categorical_crossentropy',
  tokens: 'binary_crossentropy'
}

function row(
  number: number,
  title: string,
  data: RowData,
  model: object,
  [optimizer, config, batch_size]: [string, object, number]
): Row {
  const task = data.kind === 'line' ? 'regression' : 'classification'
  const bytes = data.kind === 'fashion-mnist' || data.kind === 'pictures'
  const project = {
    netloom: 1,
    name: `bench-${number}`,
    dataset: {
      source: data.kind === 'fashion-mnist' ? { name: data.kind } : { format: 'csv', path: 'data.csv', task },
      split: { validation: 0 },
      preprocessing: bytes ? [{ class_name: 'Rescaling', config: { scale: 1 / 255 } }] : []
    },
    model,
    training: {
      optimizer: { class_name: optimizer, config },
      loss: LOSSES[data.kind],
      metrics: data.kind === 'line' ? [] : ['accuracy'],
      batch_size
    }
  }
  return { number, title, data, project: validateProject(project, title) }
}

const fashion = (count: number): RowData => ({ kind: 'fashion-mnist', count })
const tokens = (length: number): RowData => ({ kind: 'tokens', count: 64 * 30, length, vocabulary: 10_000 })

export const ROWS: readonly Row[] = [
  row(
    1,
    'linear regression, 100 points, full batch, SGD',
    { kind: 'line', count: 100 },
    stack([
      ['Input', { shape: [1] }],
      ['Dense', { units: 1 }]
    ]),
    ['SGD', { learning_rate: 0.1 }, 100]
  ),
  row(
    2,
    'MLP 784-128-10, Adam, batch 128',
    fashion(128 * 468),
    stack([['Input', { shape: [28, 28] }], ['Flatten'], dense(128), dense(10, 'softmax')]),
    ['Adam', {}, 128]
  ),
  row(
    3,
    'MLP 784-512-256-10, SGD, batch 200',
    fashion(60_000),
    stack([['Input', { shape: [28, 28] }], ['Flatten'], dense(512), dense(256), dense(10, 'softmax')]),
    ['SGD', {}, 200]
  ),
  row(4, 'CNN 32-64-128-10, Adam, batch 128', fashion(128 * 50), stack([...greyPicture, ...cnn]), ['Adam', {}, 128]),
  row(
    5,
    'CNN with BatchNormalization and Dropout, 32x32x3, Adam, batch 128',
    { kind: 'pictures', count: 128 * 10, shape: [32, 32, 3] },
    stack([
      ['Input', { shape: [32, 32, 3] }],
      ...normalized(32, 'same'),
      ...normalized(32, 'valid'),
      ['MaxPooling2D'],
      ['Dropout', { rate: 0.25 }],
      ...normalized(64, 'same'),
      ['MaxPooling2D'],
      ['Flatten'],
      dense(128),
      ['Dropout', { rate: 0.5 }],
      dense(10, 'softmax')
    ]),
    ['Adam', {}, 128]
  ),
  row(6, 'Embedding, LSTM 128, T = 50, Adam, batch 64', tokens(50), stack(recurrent('LSTM')), ['Adam', {}, 64]),
  row(7, 'Embedding, GRU 128, T = 50, Adam, batch 64', tokens(50), stack(recurrent('GRU')), ['Adam', {}, 64]),
  row(8, 'Transformer encoder, 2 blocks, T = 64, d = 64, Adam, batch 64', tokens(64), transformer(), ['Adam', {}, 64]),
  row(
    9,
    'CNN of row 4 with RandomFlip, RandomRotation, RandomZoom, Adam, batch 128',
    fashion(128 * 20),
    stack([
      ...greyPicture,
      ['RandomFlip', { mode: 'horizontal' }],
      ['RandomRotation', { factor: 0.1 }],
      ['RandomZoom', { height_factor: 0.1 }],
      ...cnn
    ]),
    ['Adam', {}, 128]
  )
]

/** Why a row cannot be trained by this version, in one line; null where it can. */
export function whyNot({ project }: Row): string | null {
  const unknown = project.model.nodes.find(({ class_name }) => !catalogue.has(class_name))
  if (unknown) return `${unknown.class_name} is not in the catalogue`
  try {
    checkProject(project, catalogue)
    return null
  } catch (error) {
    return error instanceof NetloomError ? describeError(error).message : String(error)
  }
}

import { describe, expect, it } from 'vitest'
import { kerasCode } from '../../../src/document/code/keras'
import { tfjsCode } from '../../../src/document/code/tfjs'
import { catalogue } from '../../../src/layers'
import { validateProject, type Project } from '../../../src/shared/project'

const project = (dataset: object, shape = [4]): Project =>
  validateProject(
    {
      netloom: 1,
      name: 'test',
      dataset,
      model: {
        nodes: [
          { name: 'in', class_name: 'Input', config: { shape } },
          { name: 'flat', class_name: 'Flatten', config: {} },
          { name: 'out', class_name: 'Dense', config: { units: 3, activation: 'softmax' } }
        ],
        edges: [
          { source: 'in', target: 'flat' },
          { source: 'flat', target: 'out' }
        ]
      },
      training: { loss: 'sparse_categorical_crossentropy', batch_size: 16, seed: 7 }
    },
    'test'
  )
const keras = (dataset: object, shape?: number[]): string => kerasCode(project(dataset, shape), catalogue).text
const tfjs = (dataset: object): string => tfjsCode(project(dataset), catalogue).text

const TABLE = { format: 'csv', path: 'shop.csv', target: 'bought', task: 'classification' }
const step = (class_name: string, config: object = {}, columns?: string[]) => ({
  class_name,
  config,
  ...(columns && { columns })
})
export const CASES: Record<string, [object, number[]?]> = {
  parquet: [{ source: { ...TABLE, format: 'parquet', path: 'shop.parquet' } }],
  steps: [
    {
      source: TABLE,
      split: { validation: 50, test: 0.2, stratified: true },
      preprocessing: [
        step('SimpleImputer', { strategy: 'median' }),
        step('OneHotEncoder', { handle_unknown: 'ignore' }, ['colour']),
        step('TextVectorization', { max_tokens: 100 }, ['note']),
        step('Clip', { min: 0 }, ['age']),
        step('Log', { function: 'log1p' }, ['income']),
        step('Normalization'),
        step('MinMaxScaler', { feature_range: [-1, 1] }, ['age']),
        step('OrdinalEncoder', { handle_unknown: 'use_encoded_value', unknown_value: -1 }, ['size']),
        step('SimpleImputer', { strategy: 'drop' })
      ]
    }
  ],
  column: [{ source: TABLE, split: { column: 'part' } }],
  images: [
    {
      source: { format: 'images', path: 'flowers' },
      preprocessing: [
        step('Resizing', { height: 32, width: 24 }),
        step('Grayscale'),
        step('Rescaling', { scale: 1 / 255 })
      ],
      augmentation: { rotation_range: 10, horizontal_flip: true }
    },
    [32, 24, 1]
  ],
  texts: [{ source: { format: 'texts', path: 'reviews' }, preprocessing: [step('TextVectorization')] }],
  arrays: [
    {
      source: { format: 'arrays', x_train: { path: 'a.npz', member: 'x' }, y_train: { path: 'y.npy' } },
      preprocessing: [step('Normalization', { axis: null })]
    }
  ],
  idx: [{ source: { format: 'arrays', x_train: { path: 'x.gz' }, y_train: { path: 'y.gz' } } }],
  digits: [
    {
      source: { name: 'mnist' },
      preprocessing: [step('Rescaling', { scale: 1 / 255 })],
      augmentation: { zoom_range: 0.1 }
    },
    [28, 28]
  ],
  imdb: [{ source: { name: 'imdb', num_words: 1000, maxlen: 80 } }],
  points: [
    {
      source: {
        format: 'points',
        columns: ['a', 'b', 'c'],
        points: [
          [0, 1, 0],
          [1, 0, 2]
        ],
        task: 'classification'
      }
    },
    [2]
  ],
  ...Object.fromEntries(
    ['linear', 'polynomial', 'sine', 'xor', 'moons', 'circles', 'spirals', 'blobs'].map(
      (generator): [string, [object, number[]]] => [
        generator,
        [{ source: { format: 'synthetic', generator, n_samples: 50 } }, [2]]
      ]
    )
  )
}

describe('Python that prepares data', () => {
  it('reads each kind of table with what reads it', () => {
    expect(keras(...CASES.parquet!)).toContain('pd.read_parquet("shop.parquet")')
    expect(keras({ source: { ...TABLE, format: 'tsv' } })).toContain('pd.read_csv("shop.csv", sep="\\t")')
    expect(keras({ source: { ...TABLE, format: 'json', path: 'a.jsonl' } })).toContain('lines=True')
  })
  it('learns from the training split, after dealing', () => {
    const text = keras(...CASES.steps!)
    expect(text).toContain('from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, OrdinalEncoder')
    expect(text).toContain('SimpleImputer(strategy="median").fit(x_train[columns])')
    expect(text.indexOf('hold_out(x_train')).toBeLessThan(text.indexOf('SimpleImputer(strategy'))
    expect(text).toContain('hold_out(x_train, y_train, 50)')
    expect(text).toContain('share = share / len(y) if share >= 1 else share')
  })
  it('deals by a column', () =>
    expect(keras(...CASES.column!)).toContain('part = data["part"].str.strip().str.lower()'))
  it('augments what training sees, and rescales all alike', () => {
    const text = keras(CASES.digits![0], [28, 28, 1])
    expect(text).toContain('ImageDataGenerator(zoom_range=0.1, rescale=1 / 255)')
    expect(text).toContain('x_test = x_test / 255')
    expect(text).not.toContain('x_train = x_train / 255')
    expect(text).toContain('generator.flow(x_train, y_train, batch_size=16, seed=7)')
  })
  it('augments pictures without a channel axis with one', () => {
    const text = keras(CASES.digits![0], [28, 28])
    expect(text).toContain('generator.flow(x_train[..., np.newaxis], y_train, batch_size=16, seed=7)')
    expect(text).toContain('((x[..., 0], *rest) for x, *rest in flow)')
    expect(text).toContain('steps_per_epoch=len(flow)')
  })
  it('reads a folder of pictures at the size of the first step', () =>
    expect(keras(...CASES.images!)).toContain('image_size=(32, 24)'))
  it('says what it leaves out', () => {
    expect(keras({ source: { name: 'mnist' }, preprocessing: [step('OneHotEncoder')] })).toContain('# Left out')
    const labels = { path: 'l.csv', filename: 'f', label: 'l' }
    expect(keras({ source: { format: 'images', path: 'p', labels } })).toContain('# Left out')
  })
  it.each(Object.entries(CASES))('has no undefined value: %s', (_, given) =>
    expect(keras(...given)).not.toMatch(/undefined|NaN|\[object/)
  )
})

describe('JavaScript that prepares data', () => {
  it('names each step, split and augmentation that it leaves out', () => {
    const text = tfjs({
      source: { ...TABLE, format: 'parquet' },
      split: { column: 'part' },
      preprocessing: [step('OneHotEncoder', {}, ['colour'])],
      augmentation: { horizontal_flip: true }
    })
    for (const left of ['step OneHotEncoder of colour', 'split by column part', 'augmentation', 'parquet'])
      expect(text).toContain(
        `// Left out: ${left === 'split by column part' ? 'the ' : left === 'parquet' ? 'reading ' : ''}${left}`
      )
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { WARNING_RULES, warningsFor } from '../../../src/document/warnings'
import type { DataFacts } from '../../../src/layers/check'
import { parseProject } from '../../../src/shared/project'
import { digits, faultsIn, knownOf, prices, projectOf, sides, type Given } from '../../support/problems'
import { ROOT } from '../../support/projects'

interface Case {
  given: Given
  dataset?: DataFacts | null
  layer: string | null
  leaked?: { validation: number; test: number }
  /** The titles of its fixes in English: each ends the warning, and leaves no fault. */
  fixes: string[]
}
const flat: [string, Record<string, number[]>][] = [
  ['Input', { shape: [28, 28] }],
  ['Flatten', {}]
]
const row: [string, Record<string, number[]>] = ['Input', { shape: [4] }]
const dense = (units: number, activation = 'linear'): [string, Record<string, number | string>] => [
  'Dense',
  { units, activation }
]
const withLoss = (class_name: string, from_logits = false): Given['training'] => ({
  loss: { class_name, config: { from_logits } }
})

const CASES: Record<string, Case[]> = {
  'output-activation': [
    {
      given: { model: [...flat, dense(10)] },
      layer: 'layer_2',
      fixes: ['layer_2: activation = softmax', 'loss: from_logits = true']
    },
    { given: { model: [...flat, dense(10, 'sigmoid')] }, layer: 'layer_2', fixes: ['layer_2: activation = softmax'] },
    {
      given: { model: [...flat, dense(10, 'softmax')], training: withLoss('SparseCategoricalCrossentropy', true) },
      layer: 'layer_2',
      fixes: ['loss: from_logits = false', 'layer_2: activation = linear']
    },
    {
      given: { model: [row, dense(1)], training: { loss: 'binary_crossentropy' } },
      dataset: sides,
      layer: 'layer_1',
      fixes: ['layer_1: activation = sigmoid', 'loss: from_logits = true']
    },
    {
      given: { model: [row, dense(1), ['ReLU', {}]], training: { loss: 'mse' } },
      dataset: prices,
      layer: 'layer_2',
      fixes: ['layer_2: linear']
    },
    {
      given: { model: [...flat, dense(10, 'softmax')], training: { loss: 'mse' }, label_mode: 'categorical' },
      layer: 'layer_2',
      fixes: ['loss = categorical_crossentropy']
    }
  ],
  'linear-dense': [
    {
      given: { model: [...flat, dense(128), dense(10, 'softmax')] },
      layer: 'layer_2',
      fixes: ['layer_2: activation = relu']
    }
  ],
  'noise-at-output': [
    {
      given: { model: [...flat, dense(10, 'softmax'), ['Dropout', { rate: 0.5 }]] },
      layer: 'layer_3',
      fixes: ['Remove layer_3']
    }
  ],
  'softmax-of-one': [
    {
      given: { model: [row, dense(1, 'softmax')], training: { loss: 'binary_crossentropy' } },
      dataset: sides,
      layer: 'layer_1',
      fixes: ['layer_1: activation = sigmoid']
    }
  ],
  'idle-input': [
    {
      given: {
        model: {
          nodes: [
            { name: 'a', class_name: 'Input', config: { shape: [4] } },
            { name: 'idle', class_name: 'Input', config: { shape: [1] } },
            { name: 'out', class_name: 'Dense', config: { units: 1 } }
          ],
          edges: [{ source: 'a', target: 'out' }]
        },
        training: { loss: 'mse' }
      },
      dataset: prices,
      layer: 'idle',
      fixes: ['Remove idle']
    }
  ],
  'leaked-rows': [
    {
      given: { model: [...flat, dense(10, 'softmax')] },
      leaked: { validation: 0, test: 12 },
      layer: null,
      fixes: []
    }
  ]
}

describe('every warning', () => {
  it('has a case', () => expect(Object.keys(CASES).sort()).toEqual([...WARNING_RULES.keys()].sort()))

  const all = Object.entries(CASES).flatMap(([id, cases]) =>
    cases.map((one, i): [string, number, Case] => [id, i, one])
  )
  it.each(all)('%s, case %i', (id, _i, { given, dataset = digits, leaked, layer, fixes }) => {
    const project = projectOf(given)
    const found = warningsFor({ ...knownOf(project, dataset), leaked: leaked ?? null }).filter((warning) => warning.id === id)
    expect(found.map((warning) => warning.layer)).toEqual([layer])
    const [warning] = found
    expect(warning!.fixes.map(({ title }) => title.en)).toEqual(expect.arrayContaining(fixes))
    for (const fix of warning!.fixes.filter(({ title }) => fixes.includes(title.en))) {
      const mended = fix.apply(project)
      expect(faultsIn(mended, dataset)).toEqual([])
      expect(warningsFor(knownOf(mended, dataset)).filter((one) => one.id === id)).toEqual([])
    }
  })
})

describe('no warning', () => {
  const folder = join(ROOT, 'examples')
  it.each(readdirSync(folder).filter((file) => file.endsWith('.netloom.json')))('for %s', (file) => {
    const project = parseProject(readFileSync(join(folder, file), 'utf8'), file)
    for (const dataset of [digits, sides, null]) {
      const known = knownOf(project, dataset && 'name' in project.dataset.source ? dataset : null)
      expect(warningsFor(known)).toEqual([])
    }
  })

  it.each<[string, Given, DataFacts]>([
    [
      'logits with from_logits',
      { model: [...flat, dense(10)], training: withLoss('SparseCategoricalCrossentropy', true) },
      digits
    ],
    [
      'a sigmoid autoencoder',
      { model: [row, dense(2), dense(4, 'sigmoid')], training: { loss: 'mse' }, label_mode: 'input' },
      prices
    ],
    ['a narrow linear layer', { model: [...flat, dense(3), dense(10, 'softmax')] }, digits],
    ['sigmoid in a regression', { model: [row, dense(1, 'sigmoid')], training: { loss: 'mse' } }, prices],
    ['hinge', { model: [row, dense(1, 'tanh')], training: { loss: 'hinge' } }, sides],
    [
      'an LSTM as output',
      {
        model: [
          ['Input', { shape: [4, 1] }],
          ['LSTM', { units: 1 }]
        ],
        training: { loss: 'mse' }
      },
      prices
    ]
  ])('for %s', (_title, given, dataset) => expect(warningsFor(knownOf(projectOf(given), dataset))).toEqual([]))
})

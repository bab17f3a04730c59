import { describe, expect, it } from 'vitest'
import type { OpenDataset, Split } from '../../../src/shared/dataset'
import { gatherBatch } from '../../../src/trainer/feed'
import { splitDataset } from '../../../src/main/datasets/split'

/** `count` examples of one value each, of classes 0, 0, 0, 1 in turn; and five of a test split of its own. */
function dataset(count: number, withTest = true): OpenDataset {
  const examples = (length: number) => ({
    x: Uint8Array.from({ length }, (_, i) => i),
    y: Uint8Array.from({ length }, (_, i) => (i % 4 === 3 ? 1 : 0)),
    count: length
  })
  return {
    name: 'd',
    task: 'classification',
    shape: [1],
    classes: ['a', 'b'],
    train: examples(count),
    test: withTest ? examples(5) : null,
    hashes: {}
  }
}
const split = (change: Partial<Split>): Split => ({ validation: 0, test: 'own', seed: 0, stratified: false, ...change })
const sizes = (views: ReturnType<typeof splitDataset>) => Object.values(views).map((view) => view.indices.length)

describe('splitDataset', () => {
  it('deals every example into exactly one split', () => {
    const views = splitDataset(dataset(100), split({ validation: 0.25, test: 0.2 }))
    expect(sizes(views)).toEqual([60, 20, 20])
    const all = [...views.train.indices, ...views.validation.indices, ...views.test.indices].sort((a, b) => a - b)
    expect(all).toEqual(Array.from({ length: 100 }, (_, i) => i))
  })

  it('leaves a test split of its own alone, and has none where there is none', () => {
    expect(sizes(splitDataset(dataset(100), split({ validation: 0.1 })))).toEqual([90, 10, 5])
    expect(sizes(splitDataset(dataset(100, false), split({ validation: 0.1 })))).toEqual([90, 10, 0])
  })

  it('repeats for a seed and changes with it', () => {
    const of = (seed: number) => [...splitDataset(dataset(100), split({ validation: 0.3, seed })).validation.indices]
    expect(of(1)).toEqual(of(1))
    expect(of(1)).not.toEqual(of(2))
  })

  it('stratified: keeps the share of each class', () => {
    const data = dataset(100)
    const { validation } = splitDataset(data, split({ validation: 0.2, stratified: true }))
    expect(validation.indices).toHaveLength(20)
    expect([...validation.indices].filter((i) => data.train.y[i] === 1)).toHaveLength(5)
  })

  it('says so when a split that was asked for is empty', () => {
    expect(() => splitDataset(dataset(3), split({ validation: 0.1 }))).toThrow(
      expect.objectContaining({ code: 'SPLIT_EMPTY', args: { part: 'validation', total: 3 } })
    )
    expect(() => splitDataset(dataset(1), split({ validation: 0.9 }))).toThrow(
      expect.objectContaining({ code: 'SPLIT_EMPTY', args: { part: 'train', total: 1 } })
    )
  })
})

describe('gatherBatch', () => {
  const data = (targets: 'int' | 'categorical' | 'numbers') => ({
    shape: [1],
    targets,
    classes: 3,
    classWeights: null,
    sampleWeights: false,
    rescaling: { scale: 0.5, offset: 1 },
    augmentation: null,
    splits: splitDataset(dataset(8), split({}))
  })

  it('follows the order of the epoch and rescales', () => {
    const batch = gatherBatch(data('int'), data('int').splits.train, Uint32Array.of(7, 6, 5, 4, 3, 2, 1, 0), 2, 3)
    expect([...batch.x]).toEqual([3.5, 3, 2.5])
    expect([...batch.y]).toEqual([0, 0, 1])
    expect([...batch.w]).toEqual([1, 1, 1])
  })

  it('takes weights along', () => {
    const given = data('int')
    const examples = { ...given.splits.train.examples, w: Float32Array.of(0, 1, 2, 3, 4, 5, 6, 7) }
    const view = { examples, indices: Uint32Array.of(1, 3, 5, 7) }
    expect([...gatherBatch(given, view, Uint32Array.of(3, 2, 1, 0), 1, 2).w]).toEqual([5, 3])
  })

  it('makes one-hot rows', () => {
    const batch = gatherBatch(data('categorical'), data('categorical').splits.train, null, 2, 2)
    expect([...batch.y]).toEqual([1, 0, 0, 0, 1, 0])
  })
})

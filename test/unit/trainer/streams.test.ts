// Everything random in a run draws from a stream of its own: what changes one of them leaves the others as they are.
import { describe, expect, it } from 'vitest'
import { orderOfEpoch } from '../../../src/pipeline/augment/replay'
import { dealRows } from '../../../src/pipeline/split'
import type { SessionOptions } from '../../../src/trainer/engine'
import { splitSchema } from '../../../src/shared/dataset'
import { loadNativeEngine } from '../../../src/trainer/engines/native'
import { kerasCases, sessionOptions } from '../../support/keras-fixtures'
import { whyMissing } from '../../support/missing'
import { stack } from '../../support/projects'

const given = kerasCases().find(({ name }) => name === 'losses/mean-squared-error')!
const shape = given.project.model.nodes[0]!.config.shape as number[]

function options(layers: [string, Record<string, never> | object][], seed: number): SessionOptions {
  const model = stack([['Input', { shape }], ...(layers as [string, Record<string, never>][])])
  return { ...sessionOptions({ ...given, project: { ...given.project, model } }), seed }
}

describe('the streams of a run', () => {
  it('shuffling draws by the seed and the number of the epoch alone', () => {
    const order = (seed: number, epoch: number): string => orderOfEpoch(50, { seed, shuffle: true }, epoch).join(' ')
    expect(order(1, 3)).toBe(order(1, 3))
    expect(new Set([order(1, 3), order(2, 3), order(1, 4)]).size).toBe(3)
  })

  it('the deal into splits draws by the seed of the split', () => {
    const deal = (seed: number): string =>
      dealRows(40, [], null, null, splitSchema.parse({ validation: 0.2, test: 0.2, seed })).validation.join(' ')
    expect(deal(1)).toBe(deal(1))
    expect(deal(1)).not.toBe(deal(2))
  })
})

if (whyMissing('native-runtime') === null)
  describe('the weights of a run', { timeout: 60_000 }, () => {
    const weightsOf = async (given: SessionOptions, epochs = 0) => {
      const session = await (await loadNativeEngine())!.open(given)
      session.startEpoch(Uint32Array.from([3, 1, 4, 0, 5, 9, 2, 6, 8, 7]), 0)
      for (let epoch = 0; epoch < epochs; epoch++) await session.train(0, 3)
      const weights = new Map(session.weights().map(({ name, values }) => [name, [...values].join(' ')]))
      session.dispose()
      return weights
    }
    const dense = (units: number): [string, object] => ['Dense', { units }]

    it('a layer begins with the same ones whatever follows it, and another seed gives others', async () => {
      const short = await weightsOf(options([dense(8), dense(1)], 7))
      const long = await weightsOf(options([dense(8), dense(1), ['Dropout', { rate: 0.5 }], dense(1)], 7))
      expect(long.get('layer_1/kernel')).toBe(short.get('layer_1/kernel'))
      expect(long.get('layer_2/kernel')).toBe(short.get('layer_2/kernel'))
      const other = await weightsOf(options([dense(8), dense(1)], 8))
      expect(other.get('layer_1/kernel')).not.toBe(short.get('layer_1/kernel'))
    })

    it('one dropout draws what it drew, whatever another one does', async () => {
      const dropout = (rate: number): [string, object] => ['Dropout', { rate }]
      const one = await weightsOf(
        options([dense(8), dropout(0.5), ['Activation', { activation: 'linear' }], dense(1)], 7),
        2
      )
      // A rate of nearly nothing drops nothing, and draws all the same.
      const two = await weightsOf(options([dense(8), dropout(0.5), dropout(1e-9), dense(1)], 7), 2)
      expect(two.get('layer_1/kernel')).toBe(one.get('layer_1/kernel'))
    })
  })

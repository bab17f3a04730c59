import type { GraphBuilder } from '../../compiler/builder'
import type { Tensor } from '../../compiler/ir'
import type { ParamSpec } from '../../shared/schema'
import { defineLayer, kerasShape, oneInput, plainTerm, ShapeProblem, type Shape } from '../define'
import { perOutput } from '../flops'
import { placesOf } from '../families/axes'
import { spanning } from '../families/normalization'

/** keras.config.epsilon(): the least that values are divided by. */
const LEAST = 1e-7

const given = (what: string, whatZh: string, range: { min?: number }) =>
  ({
    kind: 'numbers',
    ...range,
    nullable: true,
    default: null,
    help: {
      en: `The ${what}, one for all or one for each place of the axis; null takes that of the training examples.`,
      'zh-CN': `${whatZh}：一个数，或沿该轴每处一个；为 null 时由训练样本计算。`
    }
  }) as const satisfies ParamSpec

interface Params {
  axis: readonly number[] | null
  mean: readonly number[] | null
  variance: readonly number[] | null
  invert: boolean
}

/** @throws ShapeProblem where mean and variance do not fit together, or not the shape */
function check(shape: Shape, { axis, mean, variance }: Params): readonly number[] {
  const places = placesOf(axis ?? [], shape)
  const last = places.length > 0 ? shape[places.at(-1)! - 1]! : 1
  const count = (list: readonly number[] | null): string => (list ? String(list.length) : 'null')
  if (count(mean) === count(variance) && (!mean || mean.length === 1 || mean.length === last)) return places
  const numbers = last === 1 ? '1 number' : `1 or ${last} numbers`
  throw new ShapeProblem(
    {
      en: `mean and variance of ${numbers} each, or both null, for ${kerasShape(shape)}`,
      'zh-CN': `对 ${kerasShape(shape)}，mean 和 variance 各 ${last === 1 ? '1' : `1 或 ${last}`} 个数，或均为 null`
    },
    { en: `${count(mean)} and ${count(variance)}`, 'zh-CN': `${count(mean)} 和 ${count(variance)}` },
    {
      en: 'Give both or neither, one for all or one for each place of the last of the axes.',
      'zh-CN': '两者须同时给出或同时省略：各一个数，或沿最后一个轴每处一个。'
    }
  )
}

/** The shape of mean and variance that are computed. */
const kept = (shape: Shape, places: readonly number[]): number[] => places.map((place) => shape[place - 1]!)

const exampleShape = ({ dims }: Tensor): number[] => dims.slice(1) as number[]

/** Numbers of the config, as they stand against a batch. */
function broadcastable(g: GraphBuilder, values: readonly number[], places: readonly number[], x: Tensor): Tensor {
  if (values.length === 1) return g.float(values[0]!)
  return spanning(g, g.floats([values.length], values), places.slice(-1), x)
}

export default defineLayer({
  className: 'Normalization',
  group: 'normalization',
  title: { en: 'Normalization', 'zh-CN': '标准化' },
  synonyms: ['standardize', 'z-score', 'feature scaling', 'adapt', '归一化', '特征缩放', '零均值'],
  summary: {
    en: 'Brings each feature to mean 0 and variance 1 by numbers that are given, or taken from all training examples once.',
    'zh-CN': '用给定的、或训练前由全部训练样本算出的均值和方差，将每个特征标准化为均值 0、方差 1。'
  },
  params: {
    axis: {
      kind: 'integers',
      single: true,
      nullable: true,
      default: -1,
      help: {
        en: 'Axes whose places have a mean of their own, the batch as 0; null takes one mean for all.',
        'zh-CN': '在哪些轴上各处分别求均值，批量维为 0；为 null 时全部共用一个均值。'
      }
    },
    mean: given('mean', '均值', {}),
    variance: given('variance', '方差', { min: 0 }),
    invert: {
      kind: 'boolean',
      default: false,
      help: { en: 'Undo the normalization instead.', 'zh-CN': '改为执行反标准化。' }
    }
  },
  inputs: oneInput,
  supportsMasking: true,
  outputShape: ([input], params) => check(input!, params) && input!,
  weights: ([input], params) => {
    const shape = kept(input!, check(input!, params))
    if (params.mean) return []
    return [
      { name: 'mean', shape, trainable: false, initializer: plainTerm('zeros') },
      { name: 'variance', shape, trainable: false, initializer: plainTerm('ones') },
      // Keras keeps it for models of earlier versions, and leaves it 0.
      { name: 'count', shape: [], trainable: false, initializer: plainTerm('zeros') }
    ]
  },
  adapt: {
    statistics: (g, [x], params) => {
      if (params.mean) return null
      const axes = g.allAxes(x!).filter((axis) => !check(exampleShape(x!), params).includes(axis))
      const mean = g.mean(x!, axes, true)
      const variance = g.mean(g.square(g.minus(x!, mean)), axes, true)
      return g.concat(
        [mean, variance].map((value) => g.reshape(value, [value.dims.reduce<number>((size, one) => size * one!, 1)])),
        0
      )
    },
    weights: (batches) => {
      const examples = batches.reduce((sum, batch) => sum + batch.examples, 0)
      const share = ({ examples: own }: { examples: number }): number => own / examples
      const size = batches[0]!.statistics.length / 2
      const total = (of: (batch: (typeof batches)[number], i: number) => number): Float64Array =>
        Float64Array.from({ length: size }, (_, i) =>
          batches.reduce((sum, batch) => sum + share(batch) * of(batch, i), 0)
        )
      const mean = total(({ statistics }, i) => statistics[i]!)
      // A batch's variance is about its own mean; what that is off adds to it.
      const variance = total(({ statistics }, i) => statistics[size + i]! + (statistics[i]! - mean[i]!) ** 2)
      return { mean, variance }
    }
  },
  flops: perOutput(2),
  lower: ({ g, weight }, [x], params) => {
    const places = check(exampleShape(x!), params)
    const { mean: center, variance: spread, invert } = params
    const mean = center ? broadcastable(g, center, places, x!) : spanning(g, weight('mean'), places, x!)
    const variance = spread ? broadcastable(g, spread, places, x!) : spanning(g, weight('variance'), places, x!)
    const deviation = g.op('Maximum', [g.op('Sqrt', [variance]), g.float(LEAST)])
    return invert ? g.plus(mean, g.times(x!, deviation)) : g.over(g.minus(x!, mean), deviation)
  }
})

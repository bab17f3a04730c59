import { elementsOf, rowsOf } from '../../shared/columns'
import { NetloomError } from '../../shared/errors'
import { words } from '../../shared/locale'
import type { ParamSpec, ParamValues } from '../../shared/schema'
import { defineStep, type NamedValues } from '../define'
import { groupsOf } from '../families/axes'
import {
  asFloats,
  finite,
  isMissing,
  isNumeric,
  kept,
  keptList,
  mapNumbers,
  notBoolean,
  NUMBERS,
  numbersOf,
  someOf
} from '../families/numbers'

const className = 'Normalization'
/** keras.config.epsilon(): the least that values are divided by. */
const LEAST = 1e-7

const given = (what: string, whatZh: string, range: { min?: number }) =>
  ({
    kind: 'numbers',
    ...range,
    nullable: true,
    default: null,
    help: {
      en: `The ${what}, one for all or one for each place of the axis; null takes that of the training split.`,
      'zh-CN': `${whatZh}：一个数，或沿该轴每处一个；为 null 时由训练集计算。`
    }
  }) as const satisfies ParamSpec

const params = {
  axis: {
    kind: 'integers',
    single: true,
    nullable: true,
    default: -1,
    help: {
      en: 'Axes whose places have a mean of their own, the examples as 0; null takes one mean for all. It tells only where a column holds more than one number a row.',
      'zh-CN': '在哪些轴上各处分别求均值，样本维为 0；为 null 时全部共用一个均值。仅当该列每行有多个数时起作用。'
    }
  },
  mean: given('mean', '均值', {}),
  variance: given('variance', '方差', { min: 0 })
} as const

/** Mean and variance of each group, of the population. float64; two passes, so that large means cost no digits. */
function learn(
  column: NamedValues,
  { of, count }: ReturnType<typeof groupsOf>
): { mean: number[]; variance: number[] } {
  const values = numbersOf(column)
  const [rows, size] = [rowsOf(values), elementsOf(values.shape)]
  const each = (visit: (value: number, group: number) => void): void => {
    for (let row = 0; row < rows; row++) {
      if (isMissing(values, row)) continue
      for (let place = 0; place < size; place++) {
        const value = values.data[row * size + place]!
        if (!Number.isNaN(value)) visit(value, of[place]!)
      }
    }
  }
  const [counts, sums, squares] = [0, 0, 0].map(() => new Float64Array(count)) as [
    Float64Array,
    Float64Array,
    Float64Array
  ]
  each((value, group) => {
    counts[group]! += 1
    sums[group]! += value
  })
  someOf(className, column.name, counts)
  const mean = finite(
    className,
    column.name,
    Array.from(sums, (sum, group) => sum / counts[group]!)
  )
  each((value, group) => (squares[group]! += (value - mean[group]!) ** 2))
  const variance = Array.from(squares, (sum, group) => sum / counts[group]!)
  return { mean, variance: finite(className, column.name, variance) }
}

/** @throws NetloomError PIPELINE_PARAM where mean and variance are not given alike, or not for the groups */
function checkGiven({ mean, variance }: ParamValues<typeof params>, count: number): void {
  const fits = (list: readonly number[] | null): boolean => !list || list.length === 1 || list.length === count
  if (!mean === !variance && fits(mean) && fits(variance)) return
  const key = !variance || fits(mean) ? 'variance' : 'mean'
  const expected = words(
    `mean and variance of 1 or ${count} numbers, or both null`,
    `mean 和 variance 各 1 或 ${count} 个数，或均为 null`
  )
  throw new NetloomError('PIPELINE_PARAM', { className, key, expected, found: JSON.stringify({ mean, variance }[key]) })
}

export default defineStep({
  className,
  title: { en: 'Normalization', 'zh-CN': '标准化' },
  summary: {
    en: 'Subtracts the mean of the training split and divides by its standard deviation, so that a feature in thousands counts no more than one in tenths.',
    'zh-CN': '减去训练集的均值，再除以其标准差，使数值上千的特征与零点几的特征同等重要。'
  },
  takes: NUMBERS,
  params,
  accepts: isNumeric,
  byDefault: notBoolean,
  fit: (column, values) => {
    if (values.mean && values.variance) {
      return { mean: kept(column, values.mean), variance: kept(column, values.variance) }
    }
    const { mean, variance } = learn(column, groupsOf(className, numbersOf(column).shape, values.axis))
    return { mean: kept(column, mean), variance: kept(column, variance) }
  },
  shapes: (column, values) => {
    if (column.shape) checkGiven(values, groupsOf(className, column.shape, values.axis).count)
    return [asFloats(column)]
  },
  apply: (column, { axis }, fitted) => {
    const { of } = groupsOf(className, numbersOf(column).shape, axis)
    const means = keptList(fitted.mean)
    const deviations = keptList(fitted.variance).map((variance) => Math.max(Math.sqrt(variance), LEAST))
    // One number stands for all groups.
    const pick = (list: readonly number[], group: number): number => list[list.length === 1 ? 0 : group]!
    const change = (value: number, place: number): number =>
      (value - pick(means, of[place]!)) / pick(deviations, of[place]!)
    return [mapNumbers(className, column, asFloats(column), change)]
  },
  inverse: (value, _params, fitted) =>
    value * Math.max(Math.sqrt(keptList(fitted.variance)[0]!), LEAST) + keptList(fitted.mean)[0]!,
  rowwise: false
})

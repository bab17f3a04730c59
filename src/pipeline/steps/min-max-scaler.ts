import { elementsOf, rowsOf } from '../../shared/columns'
import { NetloomError } from '../../shared/errors'
import { words } from '../../shared/locale'
import { defineStep, type Fitted } from '../define'
import {
  asFloats,
  finite,
  isFlat,
  isMissing,
  kept,
  keptList,
  mapNumbers,
  notBoolean,
  NUMBERS,
  numbersOf,
  someOf
} from '../families/numbers'

const className = 'MinMaxScaler'
/** scikit-learn's: what varies less is taken as constant, and not divided by. */
const CONSTANT = 10 * Number.EPSILON

/** x * scale + shift, by place. */
function mapping([lower, upper]: readonly number[], fitted: Fitted): { scale: number[]; shift: number[] } {
  const [least, most] = [keptList(fitted.data_min), keptList(fitted.data_max)]
  const scale = most.map((value, place) => {
    const range = value - least[place]!
    return (upper! - lower!) / (range < CONSTANT ? 1 : range)
  })
  return { scale, shift: least.map((value, place) => lower! - value * scale[place]!) }
}

export default defineStep({
  className,
  title: { en: 'Min-max scaling', 'zh-CN': '最小-最大缩放' },
  summary: {
    en: 'Moves each feature into a range such as 0 to 1: the least value of the training split becomes the lower end, the greatest the upper one.',
    'zh-CN': '把每个特征变换到指定范围（如 0 到 1）：训练集中的最小值对应下限，最大值对应上限。'
  },
  takes: NUMBERS,
  params: {
    feature_range: {
      kind: 'numbers',
      least: 2,
      most: 2,
      default: [0, 1],
      help: { en: 'The lower and the upper end.', 'zh-CN': '下限与上限。' }
    },
    clip: {
      kind: 'boolean',
      default: false,
      help: {
        en: 'Cut values of validation and test that lie outside what training has seen.',
        'zh-CN': '验证集和测试集中超出训练集范围的值，截到上下限。'
      }
    }
  },
  accepts: isFlat,
  byDefault: (column) => isFlat(column) && notBoolean(column),
  fit: (column) => {
    const values = numbersOf(column)
    const [rows, size] = [rowsOf(values), elementsOf(values.shape)]
    const least = new Array<number>(size).fill(Infinity)
    const most = new Array<number>(size).fill(-Infinity)
    const counts = new Uint32Array(size)
    for (let row = 0; row < rows; row++) {
      if (isMissing(values, row)) continue
      for (let place = 0; place < size; place++) {
        const value = values.data[row * size + place]!
        if (Number.isNaN(value)) continue
        counts[place]! += 1
        least[place] = Math.min(least[place]!, value)
        most[place] = Math.max(most[place]!, value)
      }
    }
    someOf(className, column.name, counts)
    finite(
      className,
      column.name,
      most.map((value, place) => value - least[place]!)
    )
    return {
      data_min: kept(column, finite(className, column.name, least)),
      data_max: kept(column, finite(className, column.name, most))
    }
  },
  shapes: (column, { feature_range: [lower, upper] }) => {
    if (lower! < upper!) return [asFloats(column)]
    const expected = words('the lower end before the upper one', '下限小于上限')
    throw new NetloomError('PIPELINE_PARAM', {
      className,
      key: 'feature_range',
      expected,
      found: `[${lower}, ${upper}]`
    })
  },
  apply: (column, { feature_range, clip }, fitted) => {
    const [lower, upper] = feature_range
    const { scale, shift } = mapping(feature_range, fitted)
    const change = (value: number, place: number): number => {
      const scaled = value * scale[place]! + shift[place]!
      return clip ? Math.min(Math.max(scaled, lower!), upper!) : scaled
    }
    return [mapNumbers(className, column, asFloats(column), change)]
  },
  inverse: (value, { feature_range }, fitted) => {
    const { scale, shift } = mapping(feature_range, fitted)
    return (value - shift[0]!) / scale[0]!
  },
  rowwise: false
})

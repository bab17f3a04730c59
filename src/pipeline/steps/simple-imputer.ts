import { NetloomError } from '../../shared/errors'
import { elementsOf } from '../../shared/columns'
import { words } from '../../shared/locale'
import { defineStep, type ColumnShape, type Fitted } from '../define'
import { isText, type Category } from '../families/categories'
import { completeRows, learnFilling, type Statistic } from '../families/imputing'
import { asFloats, isFlat, keptList, mapNumbers, numbersOf } from '../families/numbers'

const className = 'SimpleImputer'

interface Params {
  strategy: string
  fill_value: number | string | null
}

/** scikit-learn's defaults. @throws NetloomError PIPELINE_PARAM for a text among numbers, and the reverse */
function constantOf(column: ColumnShape, { fill_value }: Params): Category {
  const text = isText(column)
  const value = fill_value ?? (text ? 'missing_value' : 0)
  if ((typeof value === 'string') === text) return value
  const expected = text
    ? words(`a text for "${column.name}"`, `文本（列 “${column.name}”）`)
    : words(`a number for "${column.name}"`, `数值（列 “${column.name}”）`)
  throw new NetloomError('PIPELINE_PARAM', { className, key: 'fill_value', expected, found: JSON.stringify(value) })
}

const WHOLE = { uint8: [0, 255], int32: [-(2 ** 31), 2 ** 31 - 1] } as const

/** Whole numbers stay whole where what is filled in is. */
function filled(column: ColumnShape, params: Params): ColumnShape {
  if (isText(column) || params.strategy === 'drop' || params.strategy === 'most_frequent') return column
  if (params.strategy === 'constant' && (column.dtype === 'uint8' || column.dtype === 'int32')) {
    const [least, most] = WHOLE[column.dtype]
    const value = Number(constantOf(column, params))
    if (Number.isInteger(value) && value >= least && value <= most) return column
  }
  return asFloats(column)
}

export default defineStep({
  className,
  title: { en: 'Missing values', 'zh-CN': '缺失值处理' },
  summary: {
    en: 'Fills in values that are missing, with what is typical of the training split, or drops the rows that miss one: a network cannot compute with gaps.',
    'zh-CN': '用训练集的典型值填充缺失值，或删除有缺失的行：网络无法处理空缺。'
  },
  takes: words('single numbers, lists of numbers and texts', '单个数值、数列和文本'),
  params: {
    strategy: {
      kind: 'choice',
      options: ['mean', 'median', 'most_frequent', 'constant', 'drop'],
      default: 'mean',
      help: {
        en: 'mean or median (numbers), most_frequent (texts too), constant (fill_value), or drop to leave such rows out. A median is not moved by a few extreme values.',
        'zh-CN':
          'mean（均值）或 median（中位数）用于数值；most_frequent（众数）也可用于文本；constant 填入 fill_value；drop 删除这样的行。中位数不受少数极端值影响。'
      }
    },
    fill_value: {
      kind: 'value',
      nullable: true,
      default: null,
      help: {
        en: 'What strategy constant fills in; null takes 0, and for texts missing_value.',
        'zh-CN': 'strategy 为 constant 时填入的值；为 null 时数值填 0，文本填 missing_value。'
      }
    }
  },
  accepts: (column, { strategy }) =>
    strategy === 'drop' || isFlat(column) || (isText(column) && ['most_frequent', 'constant'].includes(strategy)),
  fit: (column, params): Fitted => {
    if (params.strategy === 'drop') return {}
    if (params.strategy === 'constant') return { value: constantOf(column, params) }
    const values = learnFilling(className, column, params.strategy as Statistic)
    return { value: values.length === 1 ? values[0]! : values }
  },
  shapes: (column, params) => {
    if (params.strategy === 'constant') constantOf(column, params)
    return [filled(column, params)]
  },
  keeps: (column, { strategy }) => (strategy === 'drop' ? completeRows(column) : null),
  apply: (column, params, fitted) => {
    const { values } = column
    if (params.strategy === 'drop') {
      return [{ ...column, values: values.kind === 'numbers' ? { ...values, missing: null } : values }]
    }
    if (values.kind === 'texts') {
      const text = fitted.value as string
      return [{ ...column, values: { kind: 'texts', values: values.values.map((value) => value ?? text) } }]
    }
    const fill = keptList(fitted.value)
    const { missing } = numbersOf(column)
    const size = elementsOf(numbersOf(column).shape)
    // Without marks: then no row is skipped, and each missing number is seen.
    const shown = { ...column, values: { ...numbersOf(column), missing: null } }
    const to = filled(column, params)
    return [fillIn(shown, to, missing, (place) => fill[size === fill.length ? place : 0]!)]
  },
  rowwise: false
})

function fillIn(
  column: Parameters<typeof mapNumbers>[1],
  to: ColumnShape,
  missing: Uint8Array | null,
  fill: (place: number) => number
): ReturnType<typeof mapNumbers> {
  // As a list of one number, a NaN is not yet a missing row.
  const values = numbersOf(column)
  const shape = values.shape.length === 0 ? [1] : values.shape
  const change = (value: number, place: number, row: number): number =>
    missing?.[row] === 1 || Number.isNaN(value) ? fill(place) : value
  const result = mapNumbers(className, { ...column, values: { ...values, shape } }, to, change)
  return { ...result, values: { ...numbersOf(result), shape: values.shape, missing: null } }
}

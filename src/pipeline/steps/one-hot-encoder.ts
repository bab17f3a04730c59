import { rowsOf } from '../../shared/columns'
import { NetloomError } from '../../shared/errors'
import { defineStep, type ColumnShape, type NamedValues } from '../define'
import { CATEGORICAL, categoryOf, isCategorical, isText, learnCategories, type Category } from '../families/categories'

const className = 'OneHotEncoder'
/** More columns than this are hardly meant. */
const MOST = 1000

const columnOf = (column: ColumnShape, category: Category): ColumnShape => ({
  name: `${column.name}_${category}`,
  type: 'boolean',
  shape: [],
  dtype: 'uint8'
})

export default defineStep({
  className,
  title: { en: 'One-hot encoding', 'zh-CN': '独热编码' },
  summary: {
    en: 'Makes one column of zeros and ones for each value: colour becomes colour_blue, colour_red ... So no colour is more than another, as it would be with numbers.',
    'zh-CN':
      '为每个取值生成一个由 0 和 1 组成的列：colour 变为 colour_blue、colour_red 等。这样各取值没有大小之分，而编号会有。'
  },
  takes: CATEGORICAL,
  params: {
    handle_unknown: {
      kind: 'choice',
      options: ['error', 'ignore'],
      default: 'error',
      help: {
        en: 'What to do with a value that is not in the training split: error, or ignore (all columns are 0).',
        'zh-CN': '遇到训练集中没有的值时：error 报错，ignore 则各列均为 0。'
      }
    }
  },
  accepts: isCategorical,
  byDefault: isText,
  fit: (column) => {
    const categories = learnCategories(className, column, rowsOf(column.values))
    if (categories.length > MOST) {
      throw new NetloomError('PIPELINE_CATEGORIES', {
        ...{ className, column: column.name },
        ...{ found: categories.length, most: MOST }
      })
    }
    return { categories }
  },
  shapes: (column, _params, fitted) =>
    fitted
      ? (fitted.categories as Category[]).map((category) => columnOf(column, category))
      : [{ name: column.name, type: 'boolean', shape: null, dtype: 'uint8' }],
  apply: (column, { handle_unknown }, fitted) => {
    const categories = fitted.categories as Category[]
    const rows = rowsOf(column.values)
    const data = categories.map(() => new Uint8Array(rows))
    const places = new Map(categories.map((category, i) => [category, i]))
    const marks = new Uint8Array(rows)
    for (let row = 0; row < rows; row++) {
      const category = categoryOf(column.values, row)
      const place = category === null ? undefined : places.get(category)
      if (category === null) marks[row] = 1
      else if (place !== undefined) data[place]![row] = 1
      else if (handle_unknown === 'error') {
        throw new NetloomError('PIPELINE_UNKNOWN', { className, column: column.name, row, found: String(category) })
      }
    }
    const missing = marks.includes(1) ? marks : null
    return categories.map((category, i): NamedValues => {
      return { ...columnOf(column, category), values: { kind: 'numbers', shape: [], data: data[i]!, missing } }
    })
  },
  rowwise: false
})

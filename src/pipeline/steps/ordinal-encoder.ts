import { rowsOf } from '../../shared/columns'
import { NetloomError } from '../../shared/errors'
import { words } from '../../shared/locale'
import { defineStep, type ColumnShape } from '../define'
import { CATEGORICAL, categoryOf, isCategorical, isText, learnCategories, type Category } from '../families/categories'

const className = 'OrdinalEncoder'

const numbered = ({ name }: ColumnShape): ColumnShape => ({ name, type: 'integer', shape: [], dtype: 'int32' })

export default defineStep({
  className,
  title: { en: 'Label encoding', 'zh-CN': '标签编码' },
  summary: {
    en: 'Numbers the values 0, 1, 2 ... in sorted order (numbers by value, texts by character): for an Embedding, or values that have an order.',
    'zh-CN': '将取值按顺序编号为 0、1、2……（数值按大小，文本按字符）：用于 Embedding 层，或本身有顺序的取值。'
  },
  takes: CATEGORICAL,
  params: {
    handle_unknown: {
      kind: 'choice',
      options: ['error', 'use_encoded_value'],
      default: 'error',
      help: {
        en: 'What to do with a value that is not in the training split: error, or use_encoded_value (unknown_value).',
        'zh-CN': '遇到训练集中没有的值时：error 报错，use_encoded_value 则用 unknown_value。'
      }
    },
    unknown_value: {
      kind: 'integer',
      min: -(2 ** 31),
      max: 2 ** 31 - 1,
      nullable: true,
      default: null,
      help: {
        en: 'The number of a value that training has not seen, e.g. -1.',
        'zh-CN': '训练集中没有的值的编号，如 -1。'
      }
    }
  },
  accepts: isCategorical,
  byDefault: isText,
  fit: (column) => ({ categories: learnCategories(className, column, rowsOf(column.values)) }),
  shapes: (column, { handle_unknown, unknown_value }) => {
    if ((handle_unknown === 'error') === (unknown_value === null)) return [numbered(column)]
    const expected =
      handle_unknown === 'error'
        ? words('null, since handle_unknown is error', 'null（handle_unknown 为 error）')
        : words(
            'a whole number, since handle_unknown is use_encoded_value',
            '整数（handle_unknown 为 use_encoded_value）'
          )
    throw new NetloomError('PIPELINE_PARAM', {
      className,
      key: 'unknown_value',
      expected,
      found: String(unknown_value)
    })
  },
  apply: (column, { unknown_value }, fitted) => {
    const numbers = new Map((fitted.categories as Category[]).map((category, i) => [category, i]))
    const rows = rowsOf(column.values)
    const data = new Int32Array(rows)
    const marks = new Uint8Array(rows)
    for (let row = 0; row < rows; row++) {
      const category = categoryOf(column.values, row)
      if (category === null) {
        marks[row] = 1
        continue
      }
      const number = numbers.get(category) ?? unknown_value
      if (number === null) {
        const found = String(category)
        throw new NetloomError('PIPELINE_UNKNOWN_NUMBER', { className, column: column.name, row, found })
      }
      data[row] = number
    }
    const missing = marks.includes(1) ? marks : null
    return [{ ...numbered(column), values: { kind: 'numbers', shape: [], data, missing } }]
  },
  rowwise: false
})

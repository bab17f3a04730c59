import { rowsOf, type SequenceValues } from '../../shared/columns'
import { words } from '../../shared/locale'
import { defineStep, type ColumnShape, type NamedValues } from '../define'
import { arrayOf } from '../families/numbers'

const className = 'pad_sequences'
/** imdb.load_data's oov_char: what stands for words that are left out. */
const OUT_OF_VOCABULARY = 2

const sequencesOf = ({ values, name }: NamedValues): SequenceValues => {
  if (values.kind !== 'sequences') throw new TypeError(`${name} is of ${values.kind}`)
  return values
}
const padded = ({ name }: ColumnShape, length: number | null): ColumnShape => ({
  name,
  type: 'tensor',
  shape: length === null ? null : [length],
  dtype: 'int32'
})

const side = (en: string, zh: string) =>
  ({ kind: 'choice', options: ['pre', 'post'], default: 'pre', help: { en, 'zh-CN': zh } }) as const

export default defineStep({
  className,
  title: { en: 'Pad sequences', 'zh-CN': '序列填充' },
  summary: {
    en: 'Makes all sequences equally long, since the examples of a batch must be: shorter ones are filled with zeros, longer ones cut.',
    'zh-CN': '使所有序列等长（同一批的样本须形状相同）：短的用 0 填充，长的截断。'
  },
  takes: words('sequences of whole numbers', '整数序列'),
  params: {
    maxlen: {
      kind: 'integer',
      min: 1,
      nullable: true,
      default: null,
      help: {
        en: 'The length that all get; null takes the longest of the training split.',
        'zh-CN': '统一的长度；为 null 时取训练集中最长的长度。'
      }
    },
    padding: side(
      'Where zeros go: pre (before) or post (behind). With pre, a recurrent layer ends on the text itself.',
      '0 填在前面（pre）还是后面（post）。填在前面时，循环层最后读到的是正文。'
    ),
    truncating: side(
      'What is cut of longer ones: pre (the beginning) or post (the end).',
      '过长时截去开头（pre）还是结尾（post）。'
    ),
    num_words: {
      kind: 'integer',
      min: 3,
      nullable: true,
      default: null,
      help: {
        en: 'Numbers from this on (rarer words) become 2, which stands for unknown ones; null keeps all.',
        'zh-CN': '编号不小于它的（较少见的）词改为 2，即未知词；为 null 时全部保留。'
      }
    }
  },
  accepts: ({ type }) => type === 'sequence',
  fit: (column, { maxlen }) => {
    const { offsets } = sequencesOf(column)
    let longest = 1
    for (let row = 1; row < offsets.length; row++) longest = Math.max(longest, offsets[row]! - offsets[row - 1]!)
    return { maxlen: maxlen ?? longest }
  },
  shapes: (column, { maxlen }, fitted) => [padded(column, (fitted?.maxlen as number | undefined) ?? maxlen)],
  apply: (column, { padding, truncating, num_words }, fitted) => {
    const values = sequencesOf(column)
    const rows = rowsOf(values)
    const length = fitted.maxlen as number
    const data = arrayOf('int32', rows, [length], className, column.name)
    for (let row = 0; row < rows; row++) {
      const [first, end] = [values.offsets[row]!, values.offsets[row + 1]!]
      const count = Math.min(end - first, length)
      const from = truncating === 'pre' ? end - count : first
      const to = row * length + (padding === 'pre' ? length - count : 0)
      for (let i = 0; i < count; i++) {
        const word = values.data[from + i]!
        data[to + i] = num_words !== null && word >= num_words ? OUT_OF_VOCABULARY : word
      }
    }
    return [{ ...padded(column, length), values: { kind: 'numbers', shape: [length], data, missing: null } }]
  },
  rowwise: false
})

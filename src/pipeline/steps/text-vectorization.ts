import { rowsOf } from '../../shared/columns'
import { NetloomError } from '../../shared/errors'
import { words } from '../../shared/locale'
import { defineStep, type ColumnShape, type Fitted, type NamedValues } from '../define'
import { isText } from '../families/categories'
import { arrayOf } from '../families/numbers'
import { countTokens, PADDING, SPLIT, STANDARDIZE, tokensOf, UNKNOWN, vocabularyOf } from '../families/tokens'

const className = 'TextVectorization'

const DTYPES = { int: 'int32', multi_hot: 'uint8', count: 'float32', tf_idf: 'float32' } as const
type Mode = keyof typeof DTYPES

/** What stands before the words: Keras pads sequences of numbers only. */
const specials = (mode: string): string[] => (mode === 'int' ? [PADDING, UNKNOWN] : [UNKNOWN])

const textsOf = ({ values, name }: NamedValues): readonly (string | null)[] => {
  if (values.kind !== 'texts') throw new TypeError(`${name} is of ${values.kind}`)
  return values.values
}
const asTensor = ({ name }: ColumnShape, mode: string, size: number | null): ColumnShape => ({
  name,
  type: 'tensor',
  shape: size === null ? null : [size],
  dtype: DTYPES[mode as Mode]
})

export default defineStep({
  className,
  title: { en: 'Text vectorization', 'zh-CN': '文本向量化' },
  summary: {
    en: 'Turns texts into numbers: it learns the words of the training split, the most frequent first, and writes each text as the numbers of its words, or as which words it has.',
    'zh-CN': '将文本变为数值：从训练集学习词表（按词频排序），再把每段文本写成词的编号序列，或各词是否出现。'
  },
  takes: words('texts', '文本'),
  params: {
    max_tokens: {
      kind: 'integer',
      min: 3,
      nullable: true,
      default: null,
      help: {
        en: 'The most words to know, with padding and [UNK] among them; rarer ones become [UNK]. null takes all.',
        'zh-CN': '词表的最大容量，包括填充符和 [UNK]；更少见的词记为 [UNK]。为 null 时收录全部。'
      }
    },
    standardize: {
      kind: 'choice',
      options: STANDARDIZE,
      nullable: true,
      default: 'lower_and_strip_punctuation',
      help: {
        en: 'What is done to texts first: ASCII letters to small ones, ASCII punctuation removed, both, or nothing (null). Chinese punctuation stays.',
        'zh-CN': '先对文本做的处理：ASCII 字母转为小写、去除 ASCII 标点、两者都做，或不处理（null）。中文标点会保留。'
      }
    },
    split: {
      kind: 'choice',
      options: SPLIT,
      default: 'whitespace',
      help: {
        en: 'Where words end: at whitespace, or after each character. Chinese has no spaces between words: take character, or each sentence becomes one word.',
        'zh-CN':
          '如何切分：按空白切分，或逐字切分（character）。中文词间没有空格，请选 character，否则整句会被当作一个词。'
      }
    },
    output_mode: {
      kind: 'choice',
      options: Object.keys(DTYPES),
      default: 'int',
      help: {
        en: 'int: the number of each word, in order, for an Embedding. For a Dense layer, one number for each word of the vocabulary: multi_hot (is it there), count (how often), tf_idf (how often, weighing rare words more).',
        'zh-CN':
          'int：按顺序给出每个词的编号，用于 Embedding 层。其余为词表中每个词一个数，用于 Dense 层：multi_hot（是否出现）、count（出现次数）、tf_idf（次数乘以权重，少见的词权重更大）。'
      }
    },
    output_sequence_length: {
      kind: 'integer',
      min: 1,
      nullable: true,
      default: null,
      help: {
        en: 'With output_mode int, how many words each text has: longer ones are cut at their end, shorter ones filled with 0. null takes the longest of the training split.',
        'zh-CN':
          'output_mode 为 int 时每段文本的词数：超出的从末尾截去，不足的用 0 填充。为 null 时取训练集中最长的长度。'
      }
    }
  },
  accepts: isText,
  fit: (column, params): Fitted => {
    const counts = countTokens(textsOf(column), params)
    if (counts.tokens.size === 0) throw new NetloomError('PIPELINE_NO_VALUES', { className, column: column.name })
    const first = specials(params.output_mode)
    const learnt = vocabularyOf(counts.tokens, (params.max_tokens ?? Infinity) - first.length)
    const vocabulary = [...first, ...learnt]
    if (params.output_mode === 'int') return { vocabulary, length: params.output_sequence_length ?? counts.longest }
    if (params.output_mode !== 'tf_idf') return { vocabulary }
    // Keras: log(1 + texts / (1 + texts with the word)); unknown words weigh the mean of all.
    const idf = learnt.map((token) => Math.log(1 + counts.texts / (1 + counts.documents.get(token)!)))
    return { vocabulary, idf_weights: [idf.reduce((sum, weight) => sum + weight, 0) / idf.length, ...idf] }
  },
  shapes: (column, { output_mode, output_sequence_length }, fitted) => {
    if (output_mode !== 'int' && output_sequence_length !== null) {
      const expected = words(`null with output_mode ${output_mode}`, `null（output_mode 为 ${output_mode}）`)
      const found = output_sequence_length
      throw new NetloomError('PIPELINE_PARAM', { className, key: 'output_sequence_length', expected, found })
    }
    const size = output_mode === 'int' ? fitted?.length : (fitted?.vocabulary as string[] | undefined)?.length
    return [asTensor(column, output_mode, (size as number | undefined) ?? output_sequence_length)]
  },
  apply: (column, params, fitted) => {
    const texts = textsOf(column)
    const vocabulary = fitted.vocabulary as string[]
    const mode = params.output_mode as Mode
    const first = specials(mode).length
    const numbers = new Map(vocabulary.slice(first).map((token, i) => [token, i + first]))
    const size = mode === 'int' ? (fitted.length as number) : vocabulary.length
    const data = arrayOf(DTYPES[mode], texts.length, [size], className, column.name)
    const weights = mode === 'tf_idf' ? (fitted.idf_weights as number[]) : null
    const missing = texts.includes(null) ? new Uint8Array(rowsOf(column.values)) : null
    texts.forEach((text, row) => {
      if (text === null) return void (missing![row] = 1)
      const tokens = tokensOf(text, params)
      const begin = row * size
      const numberOf = (token: string): number => numbers.get(token) ?? first - 1
      if (mode === 'int') tokens.slice(0, size).forEach((token, i) => (data[begin + i] = numberOf(token)))
      else if (mode === 'multi_hot') for (const token of tokens) data[begin + numberOf(token)] = 1
      else for (const token of tokens) data[begin + numberOf(token)]! += 1
      weights?.forEach((weight, i) => (data[begin + i]! *= weight))
    })
    return [{ ...asTensor(column, mode, size), values: { kind: 'numbers', shape: [size], data, missing } }]
  },
  rowwise: false
})

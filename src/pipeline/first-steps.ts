// The steps that a source begins with, so that it trains at once: all of them are seen in the Data view, and can be changed.
import type { ColumnStatistics, DataDescription } from '../shared/data-contract'
import type { Preprocessing } from '../shared/preprocessing'

type Column = DataDescription['columns'][number]
type Known = Pick<ColumnStatistics, 'rows' | 'missing' | 'distinct' | 'numbers' | 'top'>

/** A text feature with at most so many different values is a category, else it is read as words. */
export const MOST_CATEGORIES = 50
/** Pictures that differ in size, or are larger than LARGEST_SIDE, are brought to this. */
const SIDE = 64
const LARGEST_SIDE = 128
/** For Dense layers beside other columns, and for an Embedding alone. */
const WORDS_BESIDE = 1000
const WORDS_ALONE = 10_000
const SEQUENCE_LENGTH = 200

const step = (class_name: string, config: Preprocessing['config'], columns?: readonly Column[]): Preprocessing => ({
  class_name,
  ...(columns && { columns: columns.map(({ name }) => name) }),
  config
})
/** Nothing where there are no such columns. */
const stepFor = (columns: readonly Column[], class_name: string, config: Preprocessing['config']): Preprocessing[] =>
  columns.length > 0 ? [step(class_name, config, columns)] : []

/** Columns whose statistics firstSteps looks at: single values of features, and the target. */
export const columnsToCount = ({ columns }: Pick<DataDescription, 'columns'>): string[] =>
  columns.filter(({ role, shape }) => (role === 'feature' || role === 'target') && shape?.length === 0).map(nameOf)
const nameOf = ({ name }: Column): string => name

/**
 * Pictures become equally large and 0 to 1; in tables, gaps are filled, categories become one-hot, texts become words, and
 * numbers get mean 0 and variance 1. Rows without a target are left out.
 * @param statistics of `columnsToCount`; of a column without any, nothing is missing and a text is taken for words
 */
export function firstSteps(
  { columns }: Pick<DataDescription, 'columns'>,
  statistics: readonly ColumnStatistics[]
): Preprocessing[] {
  const features = columns.filter(({ role }) => role === 'feature')
  const known = new Map(statistics.map((one) => [one.column, one]))
  const gaps = gapsOf(columns, known)
  const pictures = features.filter(({ type }) => type === 'picture')
  if (pictures.length > 0) return [...gaps, resizing(pictures[0]!), step('Rescaling', { scale: 1 / 255, offset: 0 })]

  const texts = features.filter(({ type }) => type === 'text')
  const categories = texts.filter((column) => (known.get(column.name)?.distinct ?? Infinity) <= MOST_CATEGORIES)
  const sentences = texts.filter((column) => !categories.includes(column))
  const sequences = features.filter(({ type }) => type === 'sequence')
  const bytes = features.filter(({ type, dtype }) => type === 'tensor' && dtype === 'uint8')
  const numbers = features.filter(isMeasured)
  const others = features.length - texts.length
  // Named only where other columns of the kind must stay as they are: so a column that becomes a feature is taken too.
  const some = sentences.length > 0 || sequences.length > 0 || bytes.length > 0
  const named = some ? numbers : undefined
  return [
    ...gaps,
    ...sentences.map((column) => vectorization(column, known.get(column.name), others === 0 && texts.length === 1)),
    ...stepFor(sequences, 'pad_sequences', { maxlen: SEQUENCE_LENGTH }),
    ...(categories.length > 0
      ? [step('OneHotEncoder', { handle_unknown: 'ignore' }, sentences.length > 0 ? categories : undefined)]
      : []),
    ...(bytes.length > 0
      ? [step('Rescaling', { scale: 1 / 255, offset: 0 }, bytes.length < features.length ? bytes : undefined)]
      : []),
    ...(numbers.length > 0 ? [step('Normalization', {}, named)] : [])
  ]
}

/** Single numbers, and lists of them that are no pictures. */
const isMeasured = ({ type, dtype, shape }: Column): boolean =>
  ['number', 'integer', 'time'].includes(type) || (type === 'tensor' && dtype !== 'uint8' && shape?.length === 1)

function gapsOf(columns: readonly Column[], known: ReadonlyMap<string, Known>): Preprocessing[] {
  const incomplete = (column: Column): boolean => {
    const found = known.get(column.name)
    return found !== undefined && (found.missing > 0 || (found.numbers?.notFinite ?? 0) > 0)
  }
  const isEmpty = ({ name }: Column): boolean => known.get(name)!.missing === known.get(name)!.rows
  const isWords = ({ name, type }: Column): boolean =>
    type === 'text' && (known.get(name)?.distinct ?? 0) > MOST_CATEGORIES
  const features = columns.filter((column) => column.role === 'feature' && incomplete(column))
  const filled = features.filter((column) => !isEmpty(column))
  const target = columns.filter((column) => column.role === 'target' && incomplete(column))
  return [
    ...stepFor(target, 'SimpleImputer', { strategy: 'drop' }),
    ...stepFor(features.filter(isEmpty), 'SimpleImputer', { strategy: 'constant' }),
    ...stepFor(filled.filter(isMeasured), 'SimpleImputer', { strategy: 'median' }),
    ...stepFor(filled.filter(isWords), 'SimpleImputer', { strategy: 'constant', fill_value: '' }),
    ...stepFor(
      filled.filter((column) => !isMeasured(column) && !isWords(column)),
      'SimpleImputer',
      { strategy: 'most_frequent' }
    )
  ]
}

function resizing({ shape }: Column): Preprocessing {
  const [height, width] = shape ?? []
  const fits = height !== undefined && width !== undefined && Math.max(height, width) <= LARGEST_SIDE
  return step('Resizing', fits ? { height, width } : { height: SIDE, width: SIDE })
}

const CHINESE = /[\u3040-\u30ff\u3400-\u9fff]/
function vectorization(column: Column, known: Known | undefined, alone: boolean): Preprocessing {
  const seen = known?.top ?? []
  const chinese = seen.length > 0 && seen.filter(({ value }) => CHINESE.test(value)).length * 2 >= seen.length
  const config: Preprocessing['config'] = alone
    ? { max_tokens: WORDS_ALONE, output_mode: 'int', output_sequence_length: SEQUENCE_LENGTH }
    : { max_tokens: WORDS_BESIDE, output_mode: 'multi_hot' }
  return step('TextVectorization', { ...config, ...(chinese && { split: 'character' }) }, [column])
}

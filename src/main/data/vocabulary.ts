// Words of texts, how often each comes, and how long texts are.
import { byCodePoint } from '../../pipeline/families/categories'
import { tokensOf } from '../../pipeline/families/tokens'
import type { ColumnValues } from '../../shared/columns'

const BINS = 30
/** Keras's TextVectorization as it is by default. */
const TOKENIZING = { standardize: 'lower_and_strip_punctuation', split: 'whitespace' }
/** Its number 0 is padding, 1 is [UNK]. */
const FIRST_ID = 2

export interface Vocabulary {
  /** Most frequent first; `id` as Keras's TextVectorization would give it if its vocabulary is not limited, or a sequence's own. */
  words: { word: string; count: number; id: number }[]
  distinct: number
  total: number
  lengths: { min: number; max: number; mean: number; histogram: number[] }
}

/** @param nameOf words of the numbers of sequences, where they are known */
export function vocabularyOf(
  values: ColumnValues,
  most: number,
  nameOf?: (id: number) => string | undefined
): Vocabulary {
  const counts = new Map<string | number, number>()
  const lengths: number[] = []
  let total = 0
  const count = (word: string | number): void => void counts.set(word, (counts.get(word) ?? 0) + 1)
  if (values.kind === 'texts') {
    for (const text of values.values) {
      const words = text === null ? [] : tokensOf(text, TOKENIZING)
      words.forEach((word) => count(word))
      lengths.push(words.length)
      total += words.length
    }
  } else if (values.kind === 'sequences') {
    values.data.forEach((word) => count(word))
    for (let row = 0; row + 1 < values.offsets.length; row++)
      lengths.push(values.offsets[row + 1]! - values.offsets[row]!)
    total = values.data.length
  }
  const sorted = [...counts].sort(([a, counted], [b, times]) => times - counted || inOrder(a, b))
  const words = sorted.slice(0, most).map(([word, times], rank) => ({
    word: typeof word === 'number' ? (nameOf?.(word) ?? String(word)) : word,
    count: times,
    id: typeof word === 'number' ? word : rank + FIRST_ID
  }))
  return { words, distinct: counts.size, total, lengths: lengthsOf(lengths) }
}

/** Equally frequent words as Keras sorts them, the last first; numbers from the least. */
const inOrder = (a: string | number, b: string | number): number =>
  typeof a === 'string' && typeof b === 'string' ? byCodePoint(b, a) : Number(a) - Number(b)

function lengthsOf(lengths: readonly number[]): Vocabulary['lengths'] {
  let [min, max, sum] = [Infinity, 0, 0]
  for (const length of lengths) {
    min = Math.min(min, length)
    max = Math.max(max, length)
    sum += length
  }
  if (lengths.length === 0) min = 0
  const histogram = new Array<number>(BINS).fill(0)
  const perBin = max > min ? BINS / (max - min) : 0
  for (const length of lengths) histogram[Math.min(BINS - 1, Math.floor((length - min) * perBin))]!++
  return { min, max, mean: lengths.length > 0 ? sum / lengths.length : 0, histogram }
}

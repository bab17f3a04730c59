// Words of texts, how often each comes, and how long texts are.
import { byCodePoint } from '../../pipeline/families/categories'
import { tokensOf } from '../../pipeline/families/tokens'
import type { ColumnValues } from '../../shared/columns'

const BINS = 30
/** As Keras's TextVectorization does without settings. */
const DEFAULTS = { standardize: 'lower_and_strip_punctuation', split: 'whitespace' }

export interface Vocabulary {
  /** Most frequent first; `id` as Keras's TextVectorization would give it (0 is padding, 1 is [UNK]), or a sequence's own. */
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
      const words = text === null ? [] : tokensOf(text, DEFAULTS)
      words.forEach(count)
      lengths.push(words.length)
      total += words.length
    }
  } else if (values.kind === 'sequences') {
    values.data.forEach(count)
    for (let row = 0; row + 1 < values.offsets.length; row++)
      lengths.push(values.offsets[row + 1]! - values.offsets[row]!)
    total = values.data.length
  }
  // Of equally frequent ones in Keras's order: its ids follow from it.
  const sorted = [...counts].sort(
    ([a, counted], [b, counts]) => counts - counted || (typeof a === 'string' ? byCodePoint(String(b), a) : a - +b)
  )
  const words = sorted.slice(0, most).map(([word, times], rank) => ({
    word: typeof word === 'number' ? (nameOf?.(word) ?? String(word)) : word,
    count: times,
    id: typeof word === 'number' ? word : rank + 2
  }))
  return { words, distinct: counts.size, total, lengths: lengthsOf(lengths) }
}

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

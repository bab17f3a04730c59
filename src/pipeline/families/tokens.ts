// Texts as tokens, as Keras's TextVectorization makes them, which leaves it to TensorFlow's string operations.
import { byCodePoint } from './categories'

export const STANDARDIZE = ['lower_and_strip_punctuation', 'lower', 'strip_punctuation'] as const
export const SPLIT = ['whitespace', 'character'] as const

/** Only ASCII, both letters and punctuation: tf.strings.lower without an encoding, and Keras's regular expression. */
const CAPITALS = /[A-Z]+/g
const PUNCTUATION = /[!-/:-@[-`{-~]/g
const WHITESPACE = /[ \t\n\v\f\r]+/

export interface Tokenizing {
  standardize: string | null
  split: string
}

export function tokensOf(text: string, { standardize, split }: Tokenizing): string[] {
  let standard = text
  if (standardize === 'lower' || standardize === 'lower_and_strip_punctuation') {
    standard = standard.replace(CAPITALS, (letters) => letters.toLowerCase())
  }
  if (standardize === 'strip_punctuation' || standardize === 'lower_and_strip_punctuation') {
    standard = standard.replace(PUNCTUATION, '')
  }
  if (split === 'character') return [...standard]
  return standard.split(WHITESPACE).filter((token) => token !== '')
}

/** What Keras keeps for padding and for words that are not in the vocabulary. */
export const PADDING = ''
export const UNKNOWN = '[UNK]'

export interface TokenCounts {
  tokens: Map<string, number>
  /** In how many texts each occurs. */
  documents: Map<string, number>
  texts: number
  /** Tokens of the longest text. */
  longest: number
}

export function countTokens(texts: readonly (string | null)[], tokenizing: Tokenizing): TokenCounts {
  const counts: TokenCounts = { tokens: new Map(), documents: new Map(), texts: 0, longest: 0 }
  for (const text of texts) {
    if (text === null) continue
    const tokens = tokensOf(text, tokenizing)
    counts.texts += 1
    counts.longest = Math.max(counts.longest, tokens.length)
    for (const token of tokens) counts.tokens.set(token, (counts.tokens.get(token) ?? 0) + 1)
    for (const token of new Set(tokens)) counts.documents.set(token, (counts.documents.get(token) ?? 0) + 1)
  }
  counts.tokens.delete(UNKNOWN)
  return counts
}

/** The most frequent first; of equally frequent ones the last in the order of characters, as Keras sorts them. */
export const vocabularyOf = (tokens: ReadonlyMap<string, number>, most: number): string[] =>
  [...tokens]
    .sort(([a, counted], [b, counts]) => counts - counted || byCodePoint(b, a))
    .slice(0, most)
    .map(([token]) => token)

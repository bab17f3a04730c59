import { tokensOf, UNKNOWN } from '../../../pipeline/families/tokens'
import type { ColumnValues } from '../../../shared/columns'
import type { FittedStep, Preprocessing } from '../../../shared/preprocessing'

export interface Token {
  text: string
  /** null where it is not known. */
  id: number | null
  /** Not in the vocabulary. */
  unknown: boolean
}
export interface Vocabulary {
  ids: ReadonlyMap<string, number>
  words: ReadonlyMap<number, string>
}

const CLASS_NAME = 'TextVectorization'
/** Its defaults, as Keras has them. */
const DEFAULTS = { standardize: 'lower_and_strip_punctuation', split: 'whitespace' }

/** The project's step that makes tokens of a column; null where it has none. */
export const vectorizationOf = (steps: readonly Preprocessing[], column: string): Preprocessing | null =>
  steps.find(({ class_name, columns }) => class_name === CLASS_NAME && (!columns || columns.includes(column))) ?? null

/** What such a step has learnt of a column. */
export function learntWords(
  fitted: readonly FittedStep[],
  column: string
): { words: string[]; length: number | null } | null {
  for (const { class_name, fitted: learnt } of fitted) {
    const of = learnt[column] as { vocabulary?: string[]; length?: number } | undefined
    if (class_name === CLASS_NAME && of?.vocabulary) return { words: of.vocabulary, length: of.length ?? null }
  }
  return null
}

export const vocabularyFrom = (words: readonly { word: string; id: number }[]): Vocabulary => ({
  ids: new Map(words.map(({ word, id }) => [word, id])),
  words: new Map(words.map(({ word, id }) => [id, word]))
})

/** @param step null takes Keras's defaults; ids of words that are not known are those of [UNK] */
export function tokensOfText(text: string, step: Preprocessing | null, vocabulary: Vocabulary | null): Token[] {
  const config = { ...DEFAULTS, ...step?.config } as typeof DEFAULTS
  const unknown = vocabulary?.ids.get(UNKNOWN) ?? 1
  return tokensOf(text, config).map((token) => {
    const id = vocabulary?.ids.get(token)
    return { text: token, id: vocabulary ? (id ?? unknown) : null, unknown: vocabulary !== null && id === undefined }
  })
}

/** Numbers of words, with the words where they are known. */
export const tokensOfSequence = (numbers: ArrayLike<number>, vocabulary: Vocabulary | null): Token[] =>
  Array.from(numbers, (id) => ({ text: vocabulary?.words.get(id) ?? String(id), id, unknown: false }))

/** A document as it reads in a list. */
export function documentText(values: ColumnValues, at: number, vocabulary: Vocabulary | null): string | null {
  if (values.kind === 'texts') return values.values[at] ?? null
  if (values.kind !== 'sequences') return null
  const first = values.offsets[at]!
  const shown = values.data.subarray(first, Math.min(values.offsets[at + 1]!, first + LISTED_TOKENS))
  return tokensOfSequence(shown, vocabulary)
    .map(({ text }) => text)
    .join(' ')
}
/** About two lines. */
const LISTED_TOKENS = 60

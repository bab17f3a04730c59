import { describe, expect, it } from 'vitest'
import {
  documentText,
  learntWords,
  tokensOfSequence,
  tokensOfText,
  vectorizationOf,
  vocabularyFrom
} from '../../../src/renderer/data/texts/tokens'
import { vocabularyOf } from '../../../src/main/data/vocabulary'

const words = vocabularyFrom(['', '[UNK]', 'film', 'good'].map((word, id) => ({ word, id })))
const step = { class_name: 'TextVectorization', columns: ['text'], config: { standardize: null, split: 'character' } }

describe('tokens', () => {
  it('are Keras’s default ones where the project has no step for them', () => {
    expect(tokensOfText('Good, good FILM noir!', null, words)).toStrictEqual([
      { text: 'good', id: 3, unknown: false },
      { text: 'good', id: 3, unknown: false },
      { text: 'film', id: 2, unknown: false },
      { text: 'noir', id: 1, unknown: true }
    ])
    expect(tokensOfText('Good', null, null)).toStrictEqual([{ text: 'good', id: null, unknown: false }])
  })
  it('are those of the project’s step', () => {
    expect(vectorizationOf([step], 'text')).toBe(step)
    expect(vectorizationOf([step], 'title')).toBeNull()
    expect(tokensOfText('Ab!', step, null).map(({ text }) => text)).toStrictEqual(['A', 'b', '!'])
    const fitted = [{ ...step, fitted: { text: { vocabulary: ['', '[UNK]', 'a'], length: 4 } } }]
    expect(learntWords(fitted, 'text')).toStrictEqual({ words: ['', '[UNK]', 'a'], length: 4 })
    expect(learntWords(fitted, 'title')).toBeNull()
  })
  it('of sequences are words where they are known', () => {
    expect(tokensOfSequence([3, 9], words).map(({ text }) => text)).toStrictEqual(['good', '9'])
    const sequences = { kind: 'sequences', offsets: Uint32Array.of(0, 1, 3), data: Int32Array.of(2, 3, 2) } as const
    expect([documentText(sequences, 1, words), documentText(sequences, 1, null)]).toStrictEqual(['good film', '3 2'])
  })
  it('have the ids that Keras gives: of equally frequent words the last in the order of characters first', () => {
    const { words: counted } = vocabularyOf({ kind: 'texts', values: ['b a c b', null] }, 10)
    expect(counted.map(({ word, id }) => `${word}${id}`)).toStrictEqual(['b2', 'c3', 'a4'])
  })
})

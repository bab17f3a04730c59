// Texts as the numbers of the words that Keras's datasets have.
import { wordsOf } from '../../main/datasets/frames/words'
import { INDEX_FROM, OUT_OF_VOCABULARY, START } from '../../main/datasets/sequences'
import { NetloomError } from '../../shared/errors'
import type { SequenceValues } from '../../shared/columns'

/** Letters, digits and apostrophes, of which the words of the index are made. */
const WORD = /[\p{L}\p{N}']+/gu

/** @throws NetloomError MODEL_WORDS where the file with the words is not here */
export async function textNumbers(dataset: string, text: string, most: number | null): Promise<SequenceValues> {
  const words = await wordsOf(dataset)
  if (!words) throw new NetloomError('MODEL_WORDS', { dataset })
  const numbers = new Map(words.slice(INDEX_FROM + 1).map((word, i) => [word, i + INDEX_FROM + 1]))
  const found = [...text.toLowerCase().matchAll(WORD)].map(([word]) => numbers.get(word) ?? OUT_OF_VOCABULARY)
  const kept = found.map((number) => (most !== null && number >= most ? OUT_OF_VOCABULARY : number))
  const data = Int32Array.from([START, ...kept])
  return { kind: 'sequences', offsets: Uint32Array.of(0, data.length), data }
}

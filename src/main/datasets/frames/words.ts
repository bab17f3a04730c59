// The words behind the numbers of IMDB's and Reuters' texts.
import { join } from 'node:path'
import { NetloomError } from '../../../shared/errors'
import { CATALOG, knownDataset } from '../catalog'
import { thisMachine, type KnownDataset, type Machine } from '../catalog/known'
import { readFileBytes } from '../formats'
import { isFile } from '../locate'
import { INDEX_FROM, OUT_OF_VOCABULARY, START } from '../sequences'

const MAX_BYTES = 1 << 26
const MAX_WORDS = 1 << 22

/** As Keras's documentation writes them. */
const MARKS = [
  [0, '[PAD]'],
  [START, '[START]'],
  [OUT_OF_VOCABULARY, '[OOV]']
] as const

/**
 * The word of each number in the column `text`; '' for numbers that no word has. null where the dataset has no index of words, or
 * its file is not here.
 * @throws NetloomError DATASET_UNKNOWN, WORD_INDEX_INVALID, and for a file that cannot be read
 */
export async function wordsOf(
  name: string,
  { machine = thisMachine(), catalog = CATALOG }: { machine?: Machine; catalog?: readonly KnownDataset[] } = {}
): Promise<string[] | null> {
  const { wordIndex } = knownDataset(name, catalog)
  if (wordIndex === undefined) return null
  const file = join(machine.kerasHome, wordIndex)
  return (await isFile(file)) ? parseWordIndex(await readFileBytes(file, MAX_BYTES), file) : null
}

/** Of Keras's get_word_index(): an object of word: number from 1 on. */
export function parseWordIndex(bytes: Uint8Array, file: string): string[] {
  const invalid = (reason: string): NetloomError => new NetloomError('WORD_INDEX_INVALID', { file, reason })
  let index: unknown
  try {
    index = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw invalid((error as Error).message)
  }
  if (typeof index !== 'object' || index === null || Array.isArray(index)) throw invalid('no object of word: number')
  const words: string[] = []
  for (const [word, number] of Object.entries(index)) {
    if (!Number.isInteger(number) || number < 1 || number > MAX_WORDS)
      throw invalid(`"${word.slice(0, 40)}": ${JSON.stringify(number).slice(0, 40)}`)
    words[number + INDEX_FROM] = word
  }
  for (const [number, mark] of MARKS) words[number] = mark
  return Array.from(words, (word) => word ?? '')
}

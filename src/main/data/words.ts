// The words behind the numbers of a dataset of texts, where its index is on this machine.
import type { ResolvedDataset } from '../../shared/dataset'
import { wordsOf } from '../datasets/frames/words'

/** @returns undefined where the words are not known */
export async function wordNamesOf({
  source
}: ResolvedDataset): Promise<((id: number) => string | undefined) | undefined> {
  const words = 'name' in source ? await wordsOf(source.name) : null
  return words ? (id) => words[id] : undefined
}

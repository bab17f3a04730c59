// Texts as sequences of word numbers: Keras's imdb.load_data and pad_sequences in one. Examples keep the order of the file,
// which load_data shuffles; the split does that here.
import { basename } from 'node:path'
import type { SequenceValues } from '../../shared/columns'
import type { Examples, OpenDataset, ResolvedDataset, SequenceOptions } from '../../shared/dataset'
import { NetloomError } from '../../shared/errors'
import { asLabels } from './arrays'
import { urlOf, type KnownDataset } from './catalog/known'
import { openFile } from './formats'
import { shapeText, type ArrayFile, type ObjectArray } from './formats/format'
import { checkHash, fileSha256 } from './hash'

/** load_data's: where a text starts, and words that are left out; words in the file count from INDEX_FROM. */
export const START = 1
export const OUT_OF_VOCABULARY = 2
export const INDEX_FROM = 3

/** As many as 1 GiB holds. */
const MAX_WORDS = 2 ** 28
const MAX_WORD = 2 ** 31 - 1 - INDEX_FROM

/** @throws NetloomError DATASET_HASH, DATA_* and those of the formats */
export async function openSequences(
  resolved: ResolvedDataset,
  options: SequenceOptions,
  known: KnownDataset | undefined
): Promise<OpenDataset> {
  const [{ path: file, sha256: expected }] = resolved.files as [ResolvedDataset['files'][number]]
  const opened = await openFile(file)
  if (opened.kind !== 'arrays' || !opened.readObjects) throw new NetloomError('DATA_FORM', { file, found: 'CSV, IDX' })
  const found = await fileSha256(file)
  checkHash(expected, found, { file, role: basename(file), url: urlOf(known, 'x_train') })
  const classes = resolved.classes?.length ?? 2
  return {
    name: resolved.name,
    task: resolved.task,
    shape: [options.maxlen],
    classes: resolved.classes,
    train: await examples(opened, 'train', file, classes, options),
    test: await examples(opened, 'test', file, classes, options),
    hashes: { data: found }
  }
}

async function examples(
  arrays: ArrayFile,
  split: 'train' | 'test',
  file: string,
  classes: number,
  options: SequenceOptions
): Promise<Examples> {
  const [xRole, yRole] = [`x_${split}`, `y_${split}`]
  const texts = await arrays.readObjects!(xRole)
  const y = asLabels(await arrays.read(yRole), yRole, file, classes)
  const [count = 0, ...rest] = texts.shape
  if (count === 0 || rest.length > 0)
    throw new NetloomError('DATA_SHAPE', { file, role: xRole, expected: '[n]', found: shapeText(texts.shape) })
  if (count !== y.shape[0]) {
    throw new NetloomError('DATA_COUNT_MISMATCH', {
      ...{ xRole, yRole, xCount: count, yCount: y.shape[0] ?? 0 },
      ...{ xFile: file, yFile: file }
    })
  }
  return { x: padded(sequencesOf(texts, { file, role: xRole }, options.num_words), options), y: y.data, count }
}

/**
 * Texts as load_data gives them: behind START, words counted from INDEX_FROM on, the rare ones left out.
 * @param role of `texts` within `file`, for errors
 * @throws NetloomError DATA_DTYPE, DATA_TOO_LARGE
 */
export function sequencesOf(
  { values }: Pick<ObjectArray, 'values'>,
  about: { file: string; role: string },
  num_words: number | null
): SequenceValues {
  // A pickle may name one list a million times: it is looked at once, and may not grow into more than fits.
  const checked = new Set<unknown>()
  const offsets = new Uint32Array(values.length + 1)
  const texts = values.map((text, row) => {
    if (!checked.has(text) && !isWordNumbers(text)) {
      const expected = { en: 'lists of word numbers', 'zh-CN': '词编号列表' }
      throw new NetloomError('DATA_DTYPE', { ...about, expected, found: 'object' })
    }
    checked.add(text)
    const words = text as readonly number[]
    const end = offsets[row]! + words.length + 1
    if (end > MAX_WORDS) throw new NetloomError('DATA_TOO_LARGE', { file: about.file, expected: 4 * MAX_WORDS })
    offsets[row + 1] = end
    return words
  })
  const data = new Int32Array(offsets.at(-1)!)
  texts.forEach((words, row) => {
    let at = offsets[row]!
    data[at++] = START
    for (const number of words) {
      const word = number + INDEX_FROM
      data[at++] = num_words !== null && word >= num_words ? OUT_OF_VOCABULARY : word
    }
  })
  return { kind: 'sequences', offsets, data }
}

/** Keras's pad_sequences: float32 [count, maxlen] */
export function padded(
  { offsets, data }: SequenceValues,
  { maxlen, padding, truncating }: Pick<SequenceOptions, 'maxlen' | 'padding' | 'truncating'>
): Float32Array {
  const count = offsets.length - 1
  const x = new Float32Array(count * maxlen)
  for (let row = 0; row < count; row++) {
    const [start, end] = [offsets[row]!, offsets[row + 1]!]
    const kept = Math.min(end - start, maxlen)
    const from = truncating === 'pre' ? end - kept : start
    x.set(data.subarray(from, from + kept), row * maxlen + (padding === 'pre' ? maxlen - kept : 0))
  }
  return x
}

const isWordNumbers = (text: unknown): text is readonly number[] =>
  Array.isArray(text) && text.every((word) => Number.isInteger(word) && word >= 0 && word <= MAX_WORD)

// Texts as sequences of word numbers: Keras's imdb.load_data and pad_sequences in one. Examples keep the order of the file,
// which load_data shuffles; the split does that here.
import type { Examples, OpenDataset, ResolvedDataset, SequenceOptions } from '../../shared/dataset'
import { NetloomError } from '../../shared/errors'
import { asLabels } from './arrays'
import { urlOf, type KnownDataset } from './catalog/known'
import { openFile } from './formats'
import { shapeText, type ArrayFile, type ObjectArray } from './formats/format'
import { fileSha256 } from './hash'

/** load_data's: where a text starts, and words that are left out; words in the file count from INDEX_FROM. */
const START = 1
const OUT_OF_VOCABULARY = 2
const INDEX_FROM = 3

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
  if (expected !== null && found !== expected) {
    throw new NetloomError('DATASET_HASH', { file, role: 'imdb.npz', expected, found, url: urlOf(known, 'x_train') })
  }
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
  return { x: padded(texts, xRole, file, options), y: y.data, count }
}

/** float32 [count, maxlen] */
function padded({ values }: ObjectArray, role: string, file: string, options: SequenceOptions): Float32Array {
  const { num_words, maxlen, padding, truncating } = options
  const x = new Float32Array(values.length * maxlen)
  values.forEach((text, row) => {
    const words = wordNumbers(text)
    if (!words)
      throw new NetloomError('DATA_DTYPE', {
        file,
        role,
        expected: { en: 'lists of word numbers', 'zh-CN': '词编号列表' },
        found: 'object'
      })
    const length = words.length + 1 // behind its start
    const skipped = truncating === 'pre' ? Math.max(0, length - maxlen) : 0
    const kept = Math.min(length, maxlen)
    const begin = row * maxlen + (padding === 'pre' ? maxlen - kept : 0)
    for (let i = 0; i < kept; i++) {
      const at = skipped + i
      const word = at === 0 ? START : words[at - 1]! + INDEX_FROM
      x[begin + i] = num_words !== null && word >= num_words ? OUT_OF_VOCABULARY : word
    }
  })
  return x
}

const wordNumbers = (text: unknown): readonly number[] | null =>
  Array.isArray(text) && text.every((word) => Number.isSafeInteger(word) && word >= 0) ? text : null

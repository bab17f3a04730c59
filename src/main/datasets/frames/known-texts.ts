// IMDB and Reuters: texts as sequences of word numbers.
import { takeRows, type SequenceValues } from '../../../shared/columns'
import { NetloomError } from '../../../shared/errors'
import { asLabels } from '../arrays'
import { sniffFile } from '../formats'
import { shapeText, type ArrayHeader, type ObjectArray } from '../formats/format'
import type { Frame } from '../frame'
import { checkHash, fileSha256 } from '../hash'
import { sequencesOf } from '../sequences'
import { ArrayFiles, partsOf, type NamedArray } from './arrays'
import { assembledFrame, copyingFrom, once, type NumberPiece, type SequencePiece } from './assembled'
import type { KnownSource } from './known'
import { labelColumn } from './known-pictures'
import { splitOfWhole } from './known-split'

/**
 * Column `text`: as load_data(num_words=...) gives them, of their own lengths; and `label`. Rows keep the order of the file where
 * it has a test split of its own, else they are those of load_data.
 */
export async function openTextsOfKnown(source: KnownSource): Promise<Frame> {
  const whole = source.known.form?.kind === 'whole'
  const [first = 'x'] = whole ? ['x'] : ['x_train']
  const path = source.pathOf(first)
  const { name, title } = await sniffFile(path)
  if (name !== 'npz') {
    const expected = { en: 'an NPZ file', 'zh-CN': 'NPZ 文件' }
    throw new NetloomError('DATA_FORM_OTHER', { file: path, found: title, expected })
  }
  const hash = once(() => fileSha256(path))
  if (source.expectedOf(first) !== null)
    checkHash(source.expectedOf(first), await hash(), { file: path, role: first, url: source.urlOf(first) })
  const files = new ArrayFiles()
  const pairs: Pair[] = []
  for (const suffix of whole ? [''] : ['_train', '_test']) pairs.push(await pairOf(files, source, suffix))
  const counts = pairs.map(({ count }) => count)
  const split = whole ? splitOfWhole(counts[0]!) : null
  const texts = pairs.map(({ count, texts }): SequencePiece => ({
    rows: count,
    open: once(inOrder(texts, split?.order))
  }))
  const labels = pairs.map(({ count, labels }): NumberPiece => {
    const opened = once(async () => {
      const values = await labels()
      return split ? Uint8Array.from(split.order, (row) => values[row]!) : values
    })
    return { rows: count, open: async () => copyingFrom(await opened(), 1) }
  })
  return assembledFrame(
    path,
    {
      format: title,
      rows: counts.reduce((sum, count) => sum + count, 0),
      parts: split?.parts ?? partsOf({ train: counts[0]!, test: counts[1]! }),
      classes: source.known.classes,
      notes: [],
      faults: [],
      hashes: async () => ({ data: await hash() })
    },
    [
      { name: 'text', type: 'sequence', dtype: 'int32', shape: null, kind: 'sequences', pieces: texts },
      labelColumn('uint8', labels)
    ]
  )
}

interface Pair {
  count: number
  texts(): Promise<SequenceValues>
  labels(): Promise<Uint8Array<ArrayBuffer>>
}

async function pairOf(files: ArrayFiles, { resolved, known, pathOf }: KnownSource, suffix: string): Promise<Pair> {
  const [xRole, yRole] = [`x${suffix}`, `y${suffix}`]
  const [x, y] = [await textsIn(files, pathOf(xRole), xRole), await files.open(pathOf(yRole), yRole, yRole)]
  const [count, yCount] = [x.array.shape[0] ?? 0, y.array.shape[0] ?? 0]
  if (count === 0 || x.array.shape.length > 1)
    throw new NetloomError('DATA_SHAPE', {
      file: x.file,
      role: xRole,
      expected: '[n]',
      found: shapeText(x.array.shape)
    })
  if (count !== yCount) {
    throw new NetloomError('DATA_COUNT_MISMATCH', {
      ...{ xRole, xFile: x.file, xCount: count },
      ...{ yRole, yFile: y.file, yCount }
    })
  }
  return {
    count,
    texts: async () =>
      sequencesOf(await x.objects(), { file: x.file, role: xRole }, resolved.sequences?.num_words ?? null),
    async labels() {
      const { data } = asLabels(await y.source.read(yRole), yRole, y.file, known.classes?.length ?? 256)
      return data as Uint8Array<ArrayBuffer>
    }
  }
}

async function textsIn(
  files: ArrayFiles,
  path: string,
  role: string
): Promise<Pick<NamedArray, 'file'> & { array: ArrayHeader; objects(): Promise<ObjectArray> }> {
  const { source, ...named } = await files.open(path, role, role, 'objects')
  return { ...named, objects: () => source.readObjects!(role) }
}

const inOrder =
  (texts: () => Promise<SequenceValues>, order: Uint32Array | undefined) => async (): Promise<SequenceValues> => {
    const values = await texts()
    return order ? (takeRows(values, order) as SequenceValues) : values
  }

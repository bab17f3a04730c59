// MNIST and its like: arrays x_train, y_train, x_test and y_test of bytes.
import { NetloomError } from '../../../shared/errors'
import { asLabels, asPictures } from '../arrays'
import { sniffFile } from '../formats'
import { shapeText } from '../formats/format'
import type { Frame } from '../frame'
import { checkHash, contentSha256 } from '../hash'
import { ArrayFiles, checkTargets, countOf, partsOf, type NamedArray } from './arrays'
import { assembledFrame, copyingFrom, once, type AssembledColumn, type NumberPiece } from './assembled'
import type { KnownSource } from './known'

const SPLITS = ['train', 'test'] as const

interface Checked {
  piece: NumberPiece
  hash(): Promise<string>
}

export async function openPicturesFrame(source: KnownSource): Promise<Frame> {
  const files = new ArrayFiles()
  const checked = new Map<string, Checked>()
  const counts = { train: 0, test: 0 }
  for (const split of SPLITS) {
    const [x, y] = [await open(files, source, `x_${split}`), await open(files, source, `y_${split}`)]
    checkTargets(x, y)
    const { shape } = source.known
    if (shapeText(x.array.shape.slice(1)) !== shapeText(shape)) {
      const [expected, found] = [`[n, ${shape.join(', ')}]`, shapeText(x.array.shape)]
      throw new NetloomError('DATA_SHAPE', { file: x.file, role: x.role, expected, found })
    }
    counts[split] = countOf(x)
    for (const named of [x, y]) checked.set(named.role, checkedPiece(named, source))
  }
  const piecesOf = (kind: 'x' | 'y'): NumberPiece[] => SPLITS.map((split) => checked.get(`${kind}_${split}`)!.piece)
  const [{ title }, file] = [await sniffFile(source.pathOf('x_train')), source.pathOf('x_train')]
  return assembledFrame(
    file,
    {
      format: title,
      rows: counts.train + counts.test,
      parts: partsOf(counts),
      classes: source.known.classes,
      notes: [],
      faults: [],
      async hashes() {
        const hashes: Record<string, string> = {}
        for (const [role, { hash }] of checked) hashes[role] = await hash()
        return hashes
      }
    },
    [pictureColumn(source.known.shape, piecesOf('x')), labelColumn('uint8', piecesOf('y'))]
  )
}

export const pictureColumn = (shape: readonly number[], pieces: NumberPiece[]): AssembledColumn => ({
  ...{ name: 'image', type: 'tensor', dtype: 'uint8', shape, kind: 'numbers' },
  ...{ create: (length) => new Uint8Array(length), pieces }
})

export const labelColumn = (dtype: string, pieces: NumberPiece[]): AssembledColumn => ({
  ...{ name: 'label', type: 'integer', dtype, shape: [], kind: 'numbers' },
  ...{ create: (length) => new Uint8Array(length), pieces }
})

async function open(files: ArrayFiles, source: KnownSource, role: string): Promise<NamedArray> {
  const named = await files.open(source.pathOf(role), role)
  const { dtype } = named.array
  if (role.startsWith('x_') && dtype !== 'uint8')
    throw new NetloomError('DATA_DTYPE', { file: named.file, role, expected: 'uint8', found: dtype })
  return named
}

function checkedPiece({ file, role, array, source: arrays, member }: NamedArray, source: KnownSource): Checked {
  const opened = once(async () => {
    const read = await arrays.read(member)
    const { shape, data } = role.startsWith('x_')
      ? asPictures(read, role, file)
      : asLabels(read, role, file, source.known.classes?.length ?? 256)
    const expected = source.expectedOf(role)
    const hash = once(() => contentSha256(shape, data))
    if (expected !== null) checkHash(expected, await hash(), { file, role, url: source.urlOf(role) })
    return { data: data as Uint8Array<ArrayBuffer>, hash }
  })
  const [rows = 0, ...shape] = array.shape
  const size = shape.reduce((product, length) => product * length, 1)
  return {
    piece: { rows, open: async () => copyingFrom((await opened()).data, size) },
    hash: async () => (await opened()).hash()
  }
}

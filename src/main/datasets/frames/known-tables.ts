// Boston and California Housing: arrays x [n, columns] and y [n] in one .npz.
import { NetloomError } from '../../../shared/errors'
import type { Form } from '../catalog/known'
import { sniffFile } from '../formats'
import { shapeText } from '../formats/format'
import type { Frame } from '../frame'
import { checkHash, fileSha256 } from '../hash'
import { ArrayFiles, countOf, type NamedArray } from './arrays'
import { assembledFrame, inMemory, type AssembledColumn } from './assembled'
import type { KnownSource } from './known'
import { splitOfWhole } from './known-split'
import { asNumbers, createNumbers } from './numbers'

type WholeForm = Extract<Form, { kind: 'whole' }>

/** A number column for each of x, then the target; rows and parts as load_data has them. */
export async function openTableOfKnown(
  source: KnownSource,
  { first, columns = [], target }: WholeForm
): Promise<Frame> {
  const path = source.pathOf('x')
  const hash = await fileSha256(path)
  checkHash(source.expectedOf('x'), hash, { file: path, role: 'x, y', url: source.urlOf('x') })
  const files = new ArrayFiles()
  const [x, y] = [await files.open(path, 'x', 'x'), await files.open(path, 'y', 'y')]
  const all = countOf(x)
  checkShape(x, [all, columns.length])
  checkShape(y, [all])
  const count = Math.min(first ?? all, all)
  const { order, parts } = splitOfWhole(count)
  const [features, targets] = [await valuesOf(x), await valuesOf(y)]
  const column = (name: string, { dtype }: { dtype: string }, valueOf: (row: number) => number): AssembledColumn => {
    const create = createNumbers(dtype)
    const data = create(count)
    for (let i = 0; i < count; i++) data[i] = valueOf(order[i]!)
    return { name, type: 'number', dtype, shape: [], kind: 'numbers', create, pieces: [inMemory(data)] }
  }
  return assembledFrame(
    path,
    {
      format: (await sniffFile(path)).title,
      rows: count,
      parts,
      classes: null,
      notes: [],
      faults: [],
      hashes: async () => ({ data: hash })
    },
    [
      ...columns.map((name, at) => column(name, x.array, (row) => features[row * columns.length + at]!)),
      column(target, y.array, (row) => targets[row]!)
    ]
  )
}

const valuesOf = async ({ source, member, file, role }: NamedArray) => asNumbers(await source.read(member), file, role)

function checkShape({ file, role, array }: NamedArray, expected: number[]): void {
  const [wanted, found] = [shapeText(expected), shapeText(array.shape)]
  if (found !== wanted) throw new NetloomError('DATA_SHAPE', { file, role, expected: wanted, found })
}

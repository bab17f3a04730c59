// Arrays of the user's own: .npy, .npz and IDX, as Keras's load_data() names them.
import { basename } from 'node:path'
import { elementsOf } from '../../../shared/columns'
import type { ArraysSource } from '../../../shared/dataset'
import { NetloomError } from '../../../shared/errors'
import { openFile, sniffFile } from '../formats'
import { shapeText, type ArrayFile, type ArrayHeader } from '../formats/format'
import type { Frame, FramePart } from '../frame'
import { fileSha256 } from '../hash'
import { assembledFrame, copyingFrom, once, type AssembledColumn, type NumberPiece } from './assembled'
import { asNumbers, columnOf, commonDtype, createNumbers } from './numbers'

const ROLES = ['x_train', 'y_train', 'x_test', 'y_test'] as const
type Role = (typeof ROLES)[number]

/** One array of a file, known by its header. */
export interface NamedArray {
  file: string
  role: string
  array: ArrayHeader
  source: ArrayFile
  /** Within the file; '' where it holds but one. */
  member: string
}

/**
 * Columns `x` and, with targets, `y`: tensors, or numbers where an example has but one. Parts train and test where there is a
 * test split. Elements are read when they are asked for.
 * @param source with absolute paths
 * @throws NetloomError DATA_PAIR, DATA_FORM_OTHER, DATA_MEMBER_MISSING, DATA_SHAPE, DATA_COUNT_MISMATCH, and those of the formats
 */
export async function openArraysFrame(source: ArraysSource): Promise<Frame> {
  for (const [found, expected] of [
    ['x_test', 'y_test'],
    ['y_test', 'x_test'],
    ['y_test', 'y_train']
  ] as const) {
    if (source[found] && !source[expected] && (source.y_train || expected !== 'y_test'))
      throw new NetloomError('DATA_PAIR', { found, expected })
  }
  const files = new ArrayFiles()
  const opened = new Map<Role, NamedArray>()
  for (const role of ROLES) {
    const given = source[role]
    if (given) opened.set(role, await files.open(given.path, role, given.member))
  }
  const train = opened.get('x_train')!
  const counts = { train: countOf(train), test: opened.has('x_test') ? countOf(opened.get('x_test')!) : 0 }
  const columns = [columnOfArrays('x', [train, opened.get('x_test')])]
  if (opened.has('y_train')) {
    for (const split of ['train', 'test'] as const) checkTargets(opened.get(`x_${split}`), opened.get(`y_${split}`))
    columns.push(columnOfArrays('y', [opened.get('y_train')!, opened.get('y_test')]))
  }
  const titles = await Promise.all([...files.paths].map(async (path) => (await sniffFile(path)).title))
  return assembledFrame(
    train.file,
    {
      format: [...new Set(titles)].join(', '),
      rows: counts.train + counts.test,
      parts: counts.test > 0 ? partsOf(counts) : [],
      classes: null,
      notes: [],
      faults: [],
      hashes: () => hashesOf(files.paths)
    },
    columns
  )
}

export const partsOf = ({ train, test }: { train: number; test: number }): FramePart[] => [
  { name: 'train', first: 0, count: train },
  { name: 'test', first: train, count: test }
]

/** SHA-256 by file name, or by path where two files share a name. */
export async function hashesOf(paths: ReadonlySet<string>): Promise<Record<string, string>> {
  const names = [...paths].map((path) => basename(path))
  const keys = new Set(names).size === names.length ? names : [...paths]
  const hashes = await Promise.all([...paths].map(fileSha256))
  return Object.fromEntries(keys.map((key, i) => [key, hashes[i]!]))
}

/** Opens each file once, however many arrays it holds. */
export class ArrayFiles {
  readonly #opened = new Map<string, Promise<ArrayFile>>()

  get paths(): ReadonlySet<string> {
    return new Set(this.#opened.keys())
  }

  /**
   * Without a member, the array of the role's name, or the only one. Of Python's objects only where they are asked for.
   * @throws NetloomError DATA_FORM_OTHER, DATA_MEMBER_MISSING, NPY_DTYPE, and what the format has to say
   */
  async open(path: string, role: string, member?: string, objects?: 'objects'): Promise<NamedArray> {
    const opening = this.#opened.get(path) ?? arrayFile(path)
    this.#opened.set(path, opening)
    const source = await opening
    const { names } = source
    const name = member ?? (names.length === 1 && !names.includes(role) ? names[0]! : names[0] === '' ? '' : role)
    if (!names.includes(name)) {
      const known = names.join(', ')
      throw new NetloomError('DATA_MEMBER_MISSING', { file: path, found: name, known })
    }
    const array = await source.header(name)
    // Each of the two readers says by itself that it cannot read what the other one can.
    if (objects && array.dtype !== 'object') await source.readObjects!(name)
    if (!objects && array.dtype === 'object') await source.read(name)
    return { file: path, role, array, source, member: name }
  }
}

async function arrayFile(path: string): Promise<ArrayFile> {
  const file = await openFile(path)
  if (file.kind === 'arrays') return file
  const expected = { en: 'an array (NPY, NPZ or IDX)', 'zh-CN': '数组（NPY、NPZ 或 IDX）' }
  throw new NetloomError('DATA_FORM_OTHER', { file: path, found: (await sniffFile(path)).title, expected })
}

const shapeError = ({ file, role, array }: NamedArray, expected: string): NetloomError =>
  new NetloomError('DATA_SHAPE', { file, role, expected, found: shapeText(array.shape) })

/** Examples of an array: at least one. @throws NetloomError DATA_SHAPE */
export function countOf(named: NamedArray): number {
  const [count = 0, ...rest] = named.array.shape
  if (count === 0 || elementsOf(rest) === 0) throw shapeError(named, '[n, ...]')
  return count
}

/** @throws NetloomError DATA_COUNT_MISMATCH */
export function checkTargets(x: NamedArray | undefined, y: NamedArray | undefined): void {
  if (!x || !y) return
  const [xCount, yCount] = [countOf(x), countOf(y)]
  if (xCount === yCount) return
  throw new NetloomError('DATA_COUNT_MISMATCH', {
    ...{ xRole: x.role, xFile: x.file, xCount },
    ...{ yRole: y.role, yFile: y.file, yCount }
  })
}

/** One column out of an array for each part; all of one example's shape. */
function columnOfArrays(name: string, [first, second]: readonly [NamedArray, NamedArray | undefined]): AssembledColumn {
  const { type, shape } = columnOf(first.array)
  if (second && columnOf(second.array).shape.join() !== shape.join())
    throw shapeError(second, `[n, ${shape.join(', ')}]`.replace(', ]', ']'))
  const dtype = second ? commonDtype(first.array.dtype, second.array.dtype) : first.array.dtype
  const used = columnOf({ dtype, shape: [1, ...shape] })
  const pieces = [first, second].flatMap((named) => (named ? [pieceOf(named)] : []))
  return {
    name,
    type: type === 'tensor' ? type : used.type,
    dtype,
    shape,
    kind: 'numbers',
    create: createNumbers(dtype),
    pieces
  }
}

/** @throws NetloomError when it is opened: DATA_INTEGER, and what the format has to say of damage */
function pieceOf(named: NamedArray): NumberPiece {
  const rows = countOf(named)
  const size = elementsOf(named.array.shape.slice(1))
  return {
    rows,
    open: once(async () => {
      const array = await named.source.read(named.member)
      return copyingFrom(asNumbers(array, named.file, named.role), size)
    })
  }
}

// Arrays of the user's own, of every type that NumPy writes, and as frames.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { NumberValues } from '../../../src/shared/columns'
import type { ArraysSource } from '../../../src/shared/dataset'
import { openArraysFrame } from '../../../src/main/datasets/frames/arrays'
import { asNumbers } from '../../../src/main/datasets/frames/numbers'
import { openFile } from '../../../src/main/datasets/formats'
import type { ArrayFile } from '../../../src/main/datasets/formats/format'
import { failure, file, fixture, idxBytes, npyBytes, zipBytes, type Bytes } from './build'
import { consistent, expected, kerasFixture, numbersOf, type ArrayFacts } from './keras-cache'

const arrays = async (path: string): Promise<ArrayFile> => {
  const opened = await openFile(path)
  if (opened.kind !== 'arrays') throw new Error('not arrays')
  return opened
}
const check = async (path: string, { dtype, shape, values }: ArrayFacts): Promise<void> => {
  const opened = await arrays(path)
  expect(await opened.header('')).toMatchObject({ dtype, shape })
  const array = await opened.read('')
  expect(array).toMatchObject({ dtype, shape })
  const want = values.map((value) => (value === 'inf' ? Infinity : value === '-inf' ? -Infinity : Number(value)))
  const got = Array.from(asNumbers(array, path, 'x'))
  if (dtype === 'float16')
    expect(got.map((value) => Math.fround(value))).toEqual(want.map((value) => (Number.isFinite(value) ? expect.closeTo(value, 7) : value))) // prettier-ignore
  else expect(got).toEqual(want)
}

describe('what NumPy writes', () => {
  it.each(Object.entries(expected.npy))('as .npy: %s', async (name, facts) => {
    await check(kerasFixture(`npy/${name}.npy`), facts)
  })
  it.each(Object.entries(expected.idx))('as IDX: %s', async (name, facts) => {
    await check(kerasFixture(`idx/${name}`), facts)
    await check(file(gzipSync(readFileSync(kerasFixture(`idx/${name}`)))), facts)
  })
  it.each([
    ['complex128', 'complex128 (<c16)'],
    ['bytes', 'bytes (|S2)'],
    ['timedelta', 'timedelta64 (<m8[s])'],
    ['void', 'void (|V3)'],
    ['nested', "structured [('a', '<f4', (2,)), ('b', [('c', '|i1')])]"]
  ])('but not numbers: %s is refused by name', async (name, found) => {
    const opened = await arrays(kerasFixture(`npy/refused-${name}.npy`))
    for (const read of [opened.header(''), opened.read('')])
      expect((await failure('NPY_DTYPE', read)).args.found).toBe(found)
  })
  it.each(['huge-i8', 'huge-u8'])('with integers that float64 cannot hold is refused: %s', async (name) => {
    const path = kerasFixture(`npy/${name}.npy`)
    const frame = await openArraysFrame({ format: 'arrays', x_train: { path }, task: 'regression' })
    const { args } = await failure('DATA_INTEGER', frame.read(['x'], { first: 0, count: 1 }))
    expect(args).toMatchObject({ where: 1, role: 'x_train' })
  })
  it('begins where the header says, at whatever byte', async () => {
    const whole = npyBytes('<f8', '(2,)', new Uint8Array(Float64Array.of(1.5, -2).buffer))
    const text = Buffer.from(whole).indexOf('}') + 1
    const unaligned = Uint8Array.from([...whole.subarray(0, text), 10, ...whole.subarray(128)])
    new DataView(unaligned.buffer).setUint16(8, text + 1 - 10, true)
    expect((await (await arrays(file(unaligned))).read('')).data).toEqual(Float64Array.of(1.5, -2))
  })
})

const floats = (...values: number[]): Uint8Array => new Uint8Array(Float32Array.from(values).buffer)
const open = (source: Omit<ArraysSource, 'format' | 'task'>) =>
  openArraysFrame({ format: 'arrays', task: 'classification', ...source })
const npz = async (members: Record<string, Uint8Array>): Promise<string> =>
  file(
    await zipBytes(Object.fromEntries(Object.entries(members).map(([name, bytes]) => [`${name}.npy`, bytes]))),
    'a.npz'
  )
const x = npyBytes('<f4', '(3, 2)', floats(1, 2, 3, 4, 5, 6))
const y = npyBytes('<i8', '(3,)', new Uint8Array(BigInt64Array.of(0n, 1n, -1n).buffer))

describe('a frame of arrays', () => {
  it('takes members by their names, and has parts where there is a test split', async () => {
    const path = fixture('pictures.npz')
    const frame = await open({ x_train: { path }, y_train: { path }, x_test: { path }, y_test: { path } })
    expect(frame).toMatchObject({ format: 'NPZ', rows: 5, classes: null, parts: [{ name: 'train', first: 0, count: 3 }, { name: 'test', first: 3, count: 2 }] }) // prettier-ignore
    expect(frame.columns).toEqual([
      { name: 'x', type: 'tensor', dtype: 'uint8', shape: [28, 28] },
      { name: 'y', type: 'integer', dtype: 'int64', shape: [] }
    ])
    const [pictures, labels] = (await consistent(frame, 2)) as [NumberValues, NumberValues]
    expect(Array.from(pictures.data)).toEqual(Array.from({ length: 5 * 784 }, (_, i) => i % 251))
    expect(numbersOf(labels)).toEqual([0, 9, 4, 7, 1])
    expect(Object.keys(await frame.hashes())).toEqual(['a.npz'.replace('a', 'pictures')])
    await failure('FRAME_COLUMN', frame.read(['z'], { first: 0, count: 1 }))
    await frame.close()
  })
  it('takes the members that are named, the only one, or a file of one array', async () => {
    const path = await npz({ a: x, b: y })
    const named = await open({ x_train: { path, member: 'a' }, y_train: { path, member: 'b' } })
    const single = await open({ x_train: { path: await npz({ a: x }) }, y_train: { path: file(y, 'y.npy') } })
    for (const frame of [named, single]) {
      const [values, labels] = (await consistent(frame, 2)) as [NumberValues, NumberValues]
      expect(values).toEqual({ kind: 'numbers', shape: [2], data: Float32Array.of(1, 2, 3, 4, 5, 6), missing: null })
      expect(labels).toEqual({ kind: 'numbers', shape: [], data: Float64Array.of(0, 1, -1), missing: null })
      expect(frame.parts).toEqual([])
    }
    expect(single.format).toBe('NPZ, NPY')
    const { args } = await failure('DATA_MEMBER_MISSING', open({ x_train: { path }, y_train: { path } }))
    expect(args).toMatchObject({ found: 'x_train', known: 'a, b' })
    await failure('DATA_MEMBER_MISSING', open({ x_train: { path: file(x), member: 'a' } }))
  })
  it('has one number a row where an example has one', async () => {
    const frame = await open({
      x_train: { path: file(npyBytes('<f4', '(2,)', floats(1, 2))) },
      y_train: { path: file(npyBytes('|b1', '(2, 1)', Uint8Array.of(1, 0))) }
    })
    expect(frame.columns).toEqual([
      { name: 'x', type: 'number', dtype: 'float32', shape: [] },
      { name: 'y', type: 'boolean', dtype: 'bool', shape: [] }
    ])
    expect((await consistent(frame, 1)).map(numbersOf)).toEqual([[1, 2], [1, 0]]) // prettier-ignore
  })
  it('has the type that holds both parts', async () => {
    const bytes = (values: number[]) => file(npyBytes('|u1', '(2,)', Uint8Array.from(values)))
    const train = {
      x_train: { path: file(npyBytes('<f4', '(2, 1)', floats(1.5, 2))) },
      y_train: { path: bytes([0, 1]) }
    }
    const big = file(npyBytes('>i4', '(2,)', Uint8Array.of(0, 0, 1, 0, 255, 255, 255, 255)))
    const frame = await open({ ...train, x_test: { path: bytes([3, 4]) }, y_test: { path: big } })
    expect(frame.columns.map(({ dtype, type }) => [dtype, type])).toEqual([['float64', 'number'], ['int64', 'integer']]) // prettier-ignore
    expect((await consistent(frame, 3)).map(numbersOf)).toEqual([[1.5, 2, 3, 4], [0, 1, 256, -1]]) // prettier-ignore
  })
  it('without targets has the column x alone', async () => {
    const frame = await open({ x_train: { path: file(idxBytes([2, 3], [1, 2, 3, 4, 5, 6])) } })
    expect(frame.columns.map(({ name }) => name)).toEqual(['x'])
    const tested = await open({ x_train: { path: file(x) }, x_test: { path: file(x) } })
    expect(tested.parts).toEqual([{ name: 'train', first: 0, count: 3 }, { name: 'test', first: 3, count: 3 }]) // prettier-ignore
  })
  it('is refused where arrays do not belong together', async () => {
    const [xPath, yPath] = [{ path: file(x) }, { path: file(y) }]
    const short = { path: file(npyBytes('<i4', '(2,)', new Uint8Array(8))) }
    const count = await failure('DATA_COUNT_MISMATCH', open({ x_train: xPath, y_train: short }))
    expect(count.args).toMatchObject({ xCount: 3, yCount: 2 })
    await failure('DATA_SHAPE', open({ x_train: xPath, y_train: yPath, x_test: short, y_test: short }))
    await failure('DATA_COUNT_MISMATCH', open({ x_train: xPath, y_train: yPath, x_test: xPath, y_test: short }))
    await failure('DATA_PAIR', open({ x_train: xPath, y_train: yPath, x_test: xPath }))
    await failure('DATA_PAIR', open({ x_train: xPath, y_train: yPath, y_test: yPath }))
    await failure('DATA_PAIR', open({ x_train: xPath, x_test: xPath, y_test: yPath }))
  })
  it('is refused where there are no examples, or no numbers', async () => {
    const of = (bytes: Bytes | string) => open({ x_train: { path: file(bytes) } })
    await failure('DATA_SHAPE', of(npyBytes('<f4', '()', floats(1))))
    await failure('DATA_SHAPE', of(npyBytes('<f4', '(0, 3)', floats())))
    await failure('DATA_SHAPE', of(npyBytes('<f4', '(3, 0)', floats())))
    await failure('DATA_FORM_OTHER', of('a,b\n1,2\n'))
    await failure('NPY_DTYPE', open({ x_train: { path: fixture('object.npy') } }))
    await failure('FILE_NOT_FOUND', open({ x_train: { path: '/no/such.npy' } }))
    await failure('NPY_SIZE', (await of(x.slice(0, -1))).read(['x'], { first: 0, count: 1 }))
  })
})

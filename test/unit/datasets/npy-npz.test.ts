import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { MAX_ROWS, openFrame } from '../../../src/main/datasets/open-frame'
import { resolveDataset } from '../../../src/main/datasets/resolve'
import { openFile } from '../../../src/main/datasets/formats'
import { failure, file, fixture, npyBytes, zipBytes, type Bytes } from './build'

const read = async (path: string, name = '', maxBytes?: number) => {
  const opened = await openFile(path, maxBytes === undefined ? {} : { maxBytes })
  if (opened.kind !== 'arrays') throw new Error('not arrays')
  return opened.read(name)
}
const header = async (path: string, name = '') => {
  const opened = await openFile(path)
  return opened.kind === 'arrays' ? opened.header(name) : null
}
const bytesOf = (name: string): Bytes => Uint8Array.from(readFileSync(fixture(name)))
const npy = npyBytes('<i4', '(2, 3)', new Uint8Array(24))

describe('NPY', () => {
  it.each([
    ['object', 'object (|O)'],
    ['text', 'str (<U2)'],
    ['record', "structured [('a', '<i4'), ('b', '<f4')]"],
    ['complex', 'complex64 (<c8)'],
    ['time', 'datetime64 (<M8[s])']
  ])('refuses %s arrays, naming the type', async (kind, found) => {
    expect((await failure('NPY_DTYPE', read(fixture(`${kind}.npy`)))).args.found).toBe(found)
    if (kind !== 'object') await failure('NPY_DTYPE', header(fixture(`${kind}.npy`)))
  })
  it('refuses a length that does not fit the shape', async () => {
    await failure('NPY_SIZE', read(file(npy.slice(0, -4))))
    await failure('NPY_SIZE', read(file(Uint8Array.from([...npy, 0, 0, 0, 0]))))
    await failure('NPY_SIZE', read(file(npyBytes('<i4', '(4294967296, 4294967296)', new Uint8Array(4)))))
  })
  it('refuses a header that is cut off or malformed', async () => {
    await failure('NPY_HEADER', read(file(npy.slice(0, 9))))
    await failure('NPY_HEADER', read(file(npy.slice(0, 60))))
    await failure('NPY_HEADER', read(file(npyBytes('<i4', '(-2, 3)', new Uint8Array(24)))))
    const version9 = npy.slice()
    version9[6] = 9
    await failure('NPY_HEADER', read(file(version9)))
  })
  it('reads what NumPy writes', async () => {
    const shape = [2, 3]
    const quarters = [0, 0.25, 0.5, 0.75, 1, 1.25]
    expect(await read(fixture('uint8.npy'))).toEqual({ dtype: 'uint8', shape, data: Uint8Array.of(0, 1, 2, 3, 4, 5) })
    expect(await read(fixture('int64.npy'))).toEqual({
      dtype: 'int64',
      shape,
      data: BigInt64Array.of(-3n, -2n, -1n, 0n, 1n, 2n)
    })
    expect(await read(fixture('float16.npy'))).toEqual({ dtype: 'float16', shape, data: Float32Array.from(quarters) })
    expect(await read(fixture('float32.npy'))).toEqual({ dtype: 'float32', shape, data: Float32Array.from(quarters) })
    expect(await read(fixture('float64.npy'))).toEqual({ dtype: 'float64', shape, data: Float64Array.from(quarters) })
    expect(await read(fixture('bool.npy'))).toEqual({ dtype: 'bool', shape, data: Uint8Array.of(0, 0, 0, 1, 1, 1) })
    expect(await read(fixture('scalar.npy'))).toEqual({ dtype: 'float32', shape: [], data: Float32Array.of(1.5) })
  })
  it('turns column order into row order', async () => {
    const { shape, data } = await read(fixture('fortran.npy'))
    expect(shape).toEqual([2, 3, 4])
    expect(data).toEqual(Uint8Array.from({ length: 24 }, (_, i) => i))
  })
})

describe('NPZ', () => {
  const member = npyBytes(
    '|u1',
    '(2000,)',
    new Uint8Array(2000).map((_, i) => i % 7)
  )
  const zip = () => zipBytes({ 'a.npy': member }, false)
  const patched = async (patch: (zip: Buffer) => void): Promise<string> => {
    const bytes = Buffer.from(await zip())
    patch(bytes)
    return file(bytes)
  }
  const central = (bytes: Buffer): number => bytes.indexOf(Buffer.from('PK\x01\x02', 'latin1'))

  it('refuses content that does not fit its checksum', async () => {
    const path = await patched((bytes) => bytes.writeUInt8(bytes.readUInt8(500) ^ 1, 500))
    const error = await failure('NPZ_CRC', read(path, 'a'))
    expect(error.args.member).toBe('a.npy')
  })
  it('refuses a small file that unpacks to more rows than anything can be kept of', async () => {
    const count = MAX_ROWS + 1
    const path = file(await zipBytes({ 'x.npy': npyBytes('|u1', `(${count},)`, new Uint8Array(count)) }), 'a.npz')
    const source = { format: 'arrays', x_train: { path, member: 'x' }, task: 'regression' } as const
    const resolved = await resolveDataset(source, { baseDir: null })
    await failure('DATA_TOO_MANY_ROWS', openFrame(resolved))
  })

  it('refuses a bomb: declared too large, or larger than declared', async () => {
    const big = await zipBytes({ 'a.npy': new Uint8Array(3_000_000) })
    await failure('DATA_TOO_LARGE', read(file(big), 'a', 1_000_000))
    const lying = Buffer.from(big)
    lying.writeUInt32LE(1000, central(lying) + 24)
    await failure('NPZ_INVALID', read(file(lying), 'a', 1_000_000))
  })
  it('refuses an archive that is cut off, empty or not of arrays', async () => {
    const bytes = await zip()
    await failure('NPZ_INVALID', read(file(bytes.slice(0, -30)), 'a'))
    await failure('NPZ_INVALID', read(file(bytes.slice(0, 10)), 'a'))
    await failure('DATA_MEMBER_MISSING', read(file(await zipBytes({})), 'a'))
    await failure('DATA_MEMBER_MISSING', read(file(await zipBytes({ 'word/document.xml': new Uint8Array(3) })), 'a'))
  })
  it('refuses names that lead out of the archive, and two of one name', async () => {
    const rename = (name: string) => (bytes: Buffer) => bytes.write(name, central(bytes) + 46, 'latin1')
    const long = Buffer.from(await zipBytes({ 'aaaaaaaa.npy': member }))
    long.write('../aaaaa.npy', central(long) + 46)
    await failure('NPZ_INVALID', read(file(long), 'a'))
    await failure('NPZ_INVALID', read(await patched(rename('/.npy')), 'a'))
    const two = Buffer.from(await zipBytes({ 'a.npy': member, 'b.npy': member }))
    two.write('a.npy', two.lastIndexOf('b.npy'))
    await failure('NPZ_INVALID', read(file(two), 'a'))
  })
  it('refuses encrypted members and unknown compression', async () => {
    await failure('NPZ_INVALID', read(await patched((bytes) => bytes.writeUInt16LE(1, central(bytes) + 8)), 'a'))
    await failure('NPZ_INVALID', read(await patched((bytes) => bytes.writeUInt16LE(12, central(bytes) + 10)), 'a'))
  })
  it('names the member whose content is damaged', async () => {
    const path = file(await zipBytes({ 'a.npy': member.slice(0, -5) }))
    expect((await failure('NPY_SIZE', read(path, 'a'))).args.file).toBe(`${path} (a.npy)`)
  })
  it('reads what NumPy writes, stored and deflated', async () => {
    for (const name of ['pictures.npz', 'pictures-compressed.npz']) {
      expect((await read(fixture(name), 'x_train')).shape).toEqual([3, 28, 28])
      expect((await read(fixture(name), 'y_test')).data).toEqual(BigInt64Array.of(7n, 1n))
    }
    expect(bytesOf('pictures.npz').length).toBeGreaterThan(bytesOf('pictures-compressed.npz').length)
  })
})

import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { Header, Pax } from 'tar'
import { describe, expect, it } from 'vitest'
import { readTar, readTarBytes } from '../../../src/main/datasets/formats/tar'
import { failure, file, tempFolder, type Bytes } from './build'
import { kerasFixture } from './keras-cache'

type Entry = { path: string; content?: string; type?: 'File' | 'Directory' | 'SymbolicLink' | 'Link' | 'FIFO' | 'CharacterDevice'; linkpath?: string } // prettier-ignore

function tarBytes(entries: readonly Entry[], end = 1024): Bytes {
  const blocks = entries.flatMap(({ path, content = '', type = 'File', linkpath }) => {
    const body = Buffer.alloc(Math.ceil(content.length / 512) * 512)
    body.write(content, 'latin1')
    const header = new Header({ path, type, size: content.length, mode: 0o644, ...(linkpath && { linkpath }) })
    header.encode()
    return [header.block!, body]
  })
  return Uint8Array.from(Buffer.concat([...blocks, Buffer.alloc(end)]))
}
const read = async (bytes: Uint8Array, maxBytes?: number): Promise<Record<string, string>> => {
  const options = { wanted: (path: string) => !path.includes('other'), ...(maxBytes !== undefined && { maxBytes }) }
  const members = await readTarBytes('a.tar', bytes, options)
  return Object.fromEntries([...members].map(([path, content]) => [path, Buffer.from(content).toString('latin1')]))
}
const two: Entry[] = [
  { path: 'a/', type: 'Directory' },
  { path: 'a/b', content: 'x'.repeat(600) },
  { path: './a/c', content: 'y' },
  { path: 'a/other', content: 'z' },
  { path: 'a/empty' }
]

describe('TAR', () => {
  it('gives the files that are wanted, packed or not, whatever the chunks', async () => {
    const want = { 'a/b': 'x'.repeat(600), 'a/c': 'y', 'a/empty': '' }
    expect(await read(tarBytes(two))).toEqual(want)
    expect(await read(gzipSync(tarBytes(two)))).toEqual(want)
  })
  it('gives what Python packs', async () => {
    const path = kerasFixture('cifar-100-python.tar.gz')
    const members = await readTar(path, { wanted: (name) => name === 'cifar-100-python/test' })
    expect([...members.keys()]).toEqual(['cifar-100-python/test'])
    const plain = readFileSync(kerasFixture('cifar-100-python/test'))
    expect(Buffer.compare(members.get('cifar-100-python/test')!, plain)).toBe(0)
  })
  it.each([
    ['../b', /leads out/],
    ['a/../../b', /leads out/],
    ['/etc/passwd', /leads out/],
    ['a\\..\\b', /leads out/],
    ['C:/b', /leads out/]
  ])('refuses the path %s', async (path, reason) => {
    expect((await failure('TAR_INVALID', read(tarBytes([...two, { path, content: 'x' }])))).args.reason).toMatch(reason)
  })
  it.each(['SymbolicLink', 'Link', 'FIFO', 'CharacterDevice'] as const)('refuses a %s by name', async (type) => {
    const link = { path: 'a/link', type, ...(type.endsWith('Link') && { linkpath: '/etc/passwd' }) }
    expect((await failure('TAR_INVALID', read(tarBytes([link])))).args.reason).toBe(
      `a/link is of type ${type}, where only files and folders are read`
    )
  })
  it('refuses a path of a longer header that leads out', async () => {
    const pax = new Pax({ path: '../../b' }).encode()
    await failure('TAR_INVALID', read(Uint8Array.from([...pax, ...tarBytes([{ path: 'b', content: 'x' }])])))
  })
  it('refuses a bomb', async () => {
    const bomb = gzipSync(tarBytes([{ path: 'a/b', content: '\0'.repeat(3_000_000) }]))
    expect(bomb.length).toBeLessThan(10_000)
    expect((await failure('DATA_TOO_LARGE', read(bomb, 1_000_000))).args.expected).toBe(1_000_000)
    await failure('DATA_TOO_LARGE', read(gzipSync(new Uint8Array(3_000_000)), 1_000_000))
    await failure('TAR_INVALID', read(gzipSync(bomb), 1_000_000))
    const many = tarBytes(Array.from({ length: 10_001 }, (_, i) => ({ path: `other${i}` })))
    await failure('TAR_INVALID', read(many))
  })
  it('refuses two members of one name', async () => {
    expect((await failure('TAR_INVALID', read(tarBytes([...two, two[1]!])))).args.reason).toMatch(/two members/)
  })
  it('refuses what was cut off, changed, or is no archive', async () => {
    const whole = tarBytes(two)
    await failure('TAR_INVALID', read(whole.slice(0, 1000)))
    await failure('TAR_INVALID', read(whole.slice(0, 1024)))
    await failure('TAR_INVALID', read(gzipSync(whole).subarray(0, 60)))
    const changed = whole.slice()
    changed[512]! ^= 1
    await failure('TAR_INVALID', read(changed))
    await failure('TAR_INVALID', read(new Uint8Array(512).fill(65)))
    await failure('DATA_EMPTY', read(new Uint8Array()))
    await failure('DATA_EMPTY', readTar(file(''), { wanted: () => true }))
    await failure('FILE_NOT_FOUND', readTar('/no/such.tar', { wanted: () => true }))
    await failure('IS_FOLDER', readTar(tempFolder(), { wanted: () => true }))
  })
})

import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openFile } from '../../../src/main/datasets/formats'
import { failure, file, idxBytes, tempFolder } from './build'

const read = async (path: string, maxBytes?: number) => {
  const opened = await openFile(path, maxBytes === undefined ? {} : { maxBytes })
  if (opened.kind !== 'arrays') throw new Error('not arrays')
  return opened.read('')
}
const good = idxBytes([2, 3], [1, 2, 3, 4, 5, 6])

describe('IDX', () => {
  it('refuses a header that is cut off', async () => {
    await failure('IDX_HEADER', read(file(good.slice(0, 10))))
    await failure('IDX_HEADER', read(file(good.slice(0, 3))))
  })
  it('refuses a body that is cut off, naming sizes', async () => {
    const error = await failure('IDX_SIZE', read(file(good.slice(0, -1))))
    expect(error.args).toMatchObject({ shape: '[2, 3]', expected: 18, found: 17 })
  })
  it('refuses bytes after the end', async () => {
    await failure('IDX_SIZE', read(file(Uint8Array.from([...good, 0]))))
  })
  it('refuses a wrong magic number, showing it', async () => {
    const error = await failure('FORMAT_UNKNOWN', read(file(Uint8Array.from([0, 1, ...good.slice(2)]))))
    expect(error.message).toContain('00 01 08 02')
  })
  it('refuses an unknown element type and no dimensions', async () => {
    await failure('FORMAT_UNKNOWN', read(file(idxBytes([2, 3], [1, 2, 3, 4, 5, 6], 0x0a))))
    await failure('IDX_HEADER', read(file(idxBytes([], [1]))))
  })
  it('refuses sizes that multiply to more than any file', async () => {
    await failure('IDX_SIZE', read(file(idxBytes([0xffffffff, 0xffffffff, 0xffffffff], [1]))))
  })
  it('reads bytes, and wider numbers in big-endian order', async () => {
    expect(await read(file(good))).toEqual({ dtype: 'uint8', shape: [2, 3], data: good.slice(12) })
    const wide = await read(file(idxBytes([2], [0, 0, 1, 2, 0xff, 0xff, 0xff, 0xff], 0x0c)))
    expect(wide).toEqual({ dtype: 'int32', shape: [2], data: Int32Array.from([258, -1]) })
    expect((await read(file(idxBytes([1], [0x3f, 0xc0, 0, 0], 0x0d)))).data).toEqual(Float32Array.from([1.5]))
    expect((await read(file(idxBytes([1], [0xff, 0xfe], 0x0b)))).data).toEqual(Int16Array.from([-2]))
    expect((await read(file(idxBytes([1], [0x3f, 0xf8, 0, 0, 0, 0, 0, 0], 0x0e)))).data).toEqual(
      Float64Array.from([1.5])
    )
  })
})

describe('gzip', () => {
  const packed = gzipSync(
    idxBytes(
      [100, 100],
      new Uint8Array(10_000).map((_, i) => (i * i) % 251)
    )
  )

  it('refuses a file that is cut off', async () => {
    await failure('GZIP_INVALID', read(file(packed.subarray(0, packed.length - 20))))
    await failure('GZIP_INVALID', read(file(packed.subarray(0, 5))))
  })
  it('refuses flipped bits, in the content as in the checksum', async () => {
    for (const at of [packed.length >> 1, packed.length - 6]) {
      const flipped = Buffer.from(packed)
      flipped[at]! ^= 4
      await failure('GZIP_INVALID', read(file(flipped)))
    }
  })
  it('refuses to unpack more than the limit', async () => {
    await failure('DATA_TOO_LARGE', read(file(gzipSync(Buffer.alloc(5_000_000))), 1_000_000))
    await failure('DATA_TOO_LARGE', read(file(Buffer.alloc(2000)), 1000))
  })
  it('names what is wrong inside', async () => {
    await failure('DATA_EMPTY', read(file(gzipSync(''))))
    await failure('GZIP_INVALID', read(file(gzipSync(packed))))
    await failure('FORMAT_UNKNOWN', read(file(gzipSync(Buffer.from([1, 2, 3])))))
  })
  it('recognises what is inside', async () => {
    expect((await read(file(packed))).shape).toEqual([100, 100])
  })
})

describe('any file', () => {
  it('tells what is missing, empty, a folder, or unknown', async () => {
    const error = await failure('FILE_NOT_FOUND', read('/no/such/file.gz'))
    expect(error.args.path).toBe('/no/such/file.gz')
    await failure('DATA_EMPTY', read(file('')))
    await failure('IS_FOLDER', read(tempFolder()))
    await failure('FORMAT_UNKNOWN', read(file(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))))
  })
})

// Makes small files of every format, whole or damaged.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect } from 'vitest'
import { ZipFile } from 'yazl'
import { describeError, NetloomError, type ErrorCode } from '../../../src/shared/errors'
import { byRole, IDX_NAMES, type ByRole, type KnownDataset } from '../../../src/main/datasets/catalog/known'
import { contentSha256 } from '../../../src/main/datasets/hash'
import { tempFolder } from '../../support/temp'

export type Bytes = Uint8Array<ArrayBuffer>

export const fixture = (name: string): string => join(import.meta.dirname, '../../fixtures/datasets', name)

export { tempFolder }

/** Writes a file into a folder of its own and gives its path. */
export function file(content: Uint8Array | string, name = 'data'): string {
  const path = join(tempFolder(), name)
  writeFileSync(path, content)
  return path
}

export function idxBytes(shape: number[], data: ArrayLike<number>, type = 0x08): Bytes {
  const sizes = shape.flatMap((size) => [size >>> 24, (size >>> 16) & 255, (size >>> 8) & 255, size & 255])
  return Uint8Array.from([0, 0, type, shape.length, ...sizes, ...Array.from(data)])
}

export function npyBytes(descr: string, shape: string, data: Uint8Array, fortran = false): Bytes {
  const text = `{'descr': '${descr}', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': ${shape}, }`
  const header = `${text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11)}\n` // elements begin at a multiple of 64
  const bytes = Buffer.concat([
    Buffer.from([0x93]),
    Buffer.from('NUMPY'),
    Buffer.from([1, 0, 0, 0]),
    Buffer.from(header),
    data
  ])
  bytes.writeUInt16LE(header.length, 8)
  return Uint8Array.from(bytes)
}

export async function zipBytes(members: Record<string, Uint8Array>, compress = true): Promise<Bytes> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(members)) zip.addBuffer(Buffer.from(content), name, { compress })
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer)
  return Uint8Array.from(Buffer.concat(chunks))
}

/** Seeded, uniform in [0, 1). */
export function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** A small dataset of MNIST's form: 6 and 4 pictures of 2 x 3, three classes. */
export const tinyArrays: ByRole<{ shape: number[]; data: Bytes }> = {
  x_train: { shape: [6, 2, 3], data: Uint8Array.from({ length: 36 }, (_, i) => i * 7) },
  y_train: { shape: [6], data: Uint8Array.from([0, 1, 2, 0, 1, 2]) },
  x_test: { shape: [4, 2, 3], data: Uint8Array.from({ length: 24 }, (_, i) => 255 - i) },
  y_test: { shape: [4], data: Uint8Array.from([2, 2, 0, 1]) }
}
export const tinyIdx = byRole((role) => idxBytes(tinyArrays[role].shape, tinyArrays[role].data))
export const tinyGz = byRole((role) => Uint8Array.from(gzipSync(tinyIdx[role])))
export const tinyNpz = (): Promise<Bytes> =>
  zipBytes(
    Object.fromEntries(
      Object.entries(tinyArrays).map(([role, { shape, data }]) => [
        `${role}.npy`,
        npyBytes('|u1', `(${shape.join(', ')},)`, data)
      ])
    )
  )

/** The tiny dataset in the catalogue's terms, published in `base` as four .gz files. */
export async function tinyDataset(base: string): Promise<KnownDataset> {
  const hash = (role: keyof typeof tinyArrays): Promise<string> =>
    contentSha256(tinyArrays[role].shape, tinyArrays[role].data)
  return {
    name: 'tiny',
    title: 'Tiny',
    task: 'classification',
    shape: [2, 3],
    dtype: 'uint8',
    classes: ['a', 'b', 'c'],
    examples: { train: 6, test: 4 },
    homepage: base,
    licence: 'CC0-1.0',
    contentSha256: {
      x_train: await hash('x_train'),
      y_train: await hash('y_train'),
      x_test: await hash('x_test'),
      y_test: await hash('y_test')
    },
    downloads: (['x_train', 'y_train', 'x_test', 'y_test'] as const).map((role) => ({
      url: `${base}${IDX_NAMES[role]}.gz`,
      path: `datasets/tiny/${IDX_NAMES[role]}.gz`,
      bytes: tinyGz[role].length,
      sha256: null,
      roles: [role]
    })),
    places: ({ kerasHome }) => {
      const folder = join(kerasHome, 'datasets/tiny')
      return [{ origin: 'Keras cache', folder, files: byRole((role) => join(folder, `${IDX_NAMES[role]}.gz`)) }]
    }
  }
}

/** Expects a NetloomError of this code whose two texts, in both languages, have all their arguments. */
export async function failure(code: ErrorCode, work: Promise<unknown> | (() => unknown)): Promise<NetloomError> {
  const promise = typeof work === 'function' ? (async () => work())() : work
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason
  )
  expect(error, `${code} was expected`).toBeInstanceOf(NetloomError)
  const failed = error as NetloomError
  expect(failed.code, failed.message).toBe(code)
  for (const locale of ['en', 'zh-CN'] as const) {
    const { message, remedy } = describeError(failed, locale)
    expect(message + remedy).not.toMatch(/\{\w+\}/)
  }
  return failed
}

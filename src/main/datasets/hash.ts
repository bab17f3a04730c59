import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { NetloomError } from '../../shared/errors'
import { uint8IdxHeader } from './formats/idx'

/** @throws NetloomError DATASET_HASH unless nothing is expected, or that */
export function checkHash(
  expected: string | null,
  found: string,
  about: { file: string; role: string; url: string }
): void {
  if (expected === null || expected === found) return
  const hash = expected.length === MD5_DIGITS ? 'MD5' : 'SHA-256'
  throw new NetloomError('DATASET_HASH', { ...about, hash, expected, found })
}

const MD5_DIGITS = 32
const CHUNK_BYTES = 4 << 20

/**
 * SHA-256 (hex) of a uint8 array as an uncompressed IDX file: what known datasets publish, whatever the array came in.
 * Others have their turn between chunks.
 */
export const contentSha256 = (shape: readonly number[], data: Uint8Array): Promise<string> =>
  hashInTurns(createHash('sha256').update(uint8IdxHeader(shape)), data)

/** MD5 (hex) of content that is in memory. */
export const md5Of = (data: Uint8Array): Promise<string> => hashInTurns(createHash('md5'), data)

async function hashInTurns(hash: Hash, data: Uint8Array): Promise<string> {
  for (let start = 0; start < data.length; start += CHUNK_BYTES) {
    hash.update(data.subarray(start, start + CHUNK_BYTES))
    await nextTurn()
  }
  return hash.digest('hex')
}

/** SHA-256 (hex) of a file as it lies on disk. */
export const fileSha256 = (path: string): Promise<string> => fileHash(path, 'sha256')

export async function fileHash(path: string, algorithm: 'sha256' | 'md5'): Promise<string> {
  const hash = createHash(algorithm)
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

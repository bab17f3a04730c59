import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { uint8IdxHeader } from './formats/idx'

const CHUNK_BYTES = 4 << 20

/**
 * SHA-256 (hex) of a uint8 array as an uncompressed IDX file: what known datasets publish, whatever the array came in.
 * Others have their turn between chunks.
 */
export async function contentSha256(shape: readonly number[], data: Uint8Array): Promise<string> {
  const hash = createHash('sha256').update(uint8IdxHeader(shape))
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

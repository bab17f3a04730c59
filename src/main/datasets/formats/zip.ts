// What yauzl leaves to its callers.
import { crc32 } from 'node:zlib'
import type { Entry, ZipFile } from 'yauzl'

/** A member unpacked, and the CRC-32 of what came out. yauzl holds it to the size that the archive tells. */
export async function readEntry(zip: ZipFile, entry: Entry): Promise<{ content: Buffer; checksum: number }> {
  // Taken as a whole at once, and by the system given only as it is filled: what is large is never there twice.
  const content = Buffer.allocUnsafeSlow(entry.uncompressedSize)
  let checksum = 0
  let filled = 0
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    checksum = crc32(chunk as Buffer, checksum)
    filled += (chunk as Buffer).copy(content, filled)
  }
  return { content, checksum }
}

/** The first bytes of a member, at least `count` if it has as many; what follows is not unpacked. */
export async function readEntryHead(zip: ZipFile, entry: Entry, count: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let read = 0
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    chunks.push(chunk as Buffer)
    read += (chunk as Buffer).length
    if (read >= count) break
  }
  return Buffer.concat(chunks)
}

import { createHash } from 'node:crypto'
import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname, isAbsolute, join, relative } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32 } from 'node:zlib'

/**
 * Unpacks chosen members of a zip file, one after the other, each checked against its CRC-32 and its size.
 * @param {object} options
 * @param {string} options.zip path of the archive
 * @param {string} options.into folder to write to
 * @param {(member: string) => string | undefined} options.select path below `into` for a member, undefined to skip it
 * @param {(bytes: number) => void} [options.onBytes] unpacked so far
 * @returns {Promise<Map<string, { path: string, sha256: string, size: number }>>} by member; sha256 in hex
 * @throws {Error} on a member that leads outside `into`, a CRC that does not match, or an archive that is cut off
 */
export async function unzip({ zip, into, select, onBytes }) {
  // Imported here: at the time this file is loaded, the dependencies may not be installed yet.
  const { default: yauzl } = await import('yauzl')
  const archive = await yauzl.openPromise(zip, { lazyEntries: true, autoClose: false, strictFileNames: true })
  const written = new Map()
  let total = 0
  try {
    for await (const entry of archive.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue
      const path = select(entry.fileName)
      if (path === undefined) continue
      const target = safeJoin(into, path, entry.fileName)
      mkdirSync(dirname(target), { recursive: true })
      const sha = createHash('sha256')
      let crc = 0
      const check = new Transform({
        highWaterMark: 1 << 20,
        transform(chunk, _encoding, done) {
          crc = crc32(chunk, crc)
          sha.update(chunk)
          total += chunk.length
          onBytes?.(total)
          done(null, chunk)
        }
      })
      const source = await archive.openReadStreamPromise(entry)
      await pipeline(source, check, createWriteStream(target, { highWaterMark: 4 << 20 }))
      if (crc >>> 0 !== entry.crc32 >>> 0) throw new Error(`${entry.fileName} is damaged: its CRC-32 does not match`)
      written.set(entry.fileName, { path, sha256: sha.digest('hex'), size: entry.uncompressedSize })
    }
  } finally {
    archive.close()
  }
  return written
}

/**
 * @param {string} folder
 * @param {string} path
 * @param {string} member for the message
 */
function safeJoin(folder, path, member) {
  const target = join(folder, path)
  const inside = relative(folder, target)
  if (inside === '' || inside.startsWith('..') || isAbsolute(inside))
    throw new Error(`${member} would be written outside the folder`)
  return target
}

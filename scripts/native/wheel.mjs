import { mkdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { HEADERS, PINNED } from './target.mjs'
import { unzip } from './unzip.mjs'

const HEADER_ROOT = 'tensorflow/include/'

/**
 * Unpacks TensorFlow's C library and its headers from a wheel into `into/lib` and `into/include`, and checks the
 * libraries against the wheel's own list of hashes (RECORD) and, for a known wheel, against the pinned ones.
 * @param {object} options
 * @param {string} options.wheel path of the .whl
 * @param {string} options.into an empty folder
 * @param {import('./target.mjs').Target} options.target
 * @param {(bytes: number) => void} [options.onBytes]
 * @param {Record<string, Record<string, string>>} [options.pinned]
 * @returns {Promise<Record<string, string>>} SHA-256 (hex) of each library by its path below `into`
 */
export async function unpackWheel({ wheel, into, target, onBytes, pinned = PINNED }) {
  mkdirSync(into, { recursive: true })
  const written = await unzip({ zip: wheel, into, select: (member) => place(member, target), onBytes })
  const record = [...written.values()].find((file) => file.path === 'RECORD')
  const expected = record ? readRecord(readFileSync(join(into, 'RECORD'), 'utf8')) : new Map()
  /** @type {Record<string, string>} */
  const hashes = {}
  for (const [member, name] of Object.entries(target.libraries)) {
    const file = written.get(member)
    if (!file) throw new Error(`${basename(wheel)} does not hold ${member}`)
    const known = pinned[basename(wheel)]?.[member]
    for (const hash of [expected.get(member), known]) {
      if (hash !== undefined && hash !== file.sha256)
        throw new Error(`${member} is not the file that ${basename(wheel)} should hold: its SHA-256 differs`)
    }
    if (!expected.has(member)) throw new Error(`${basename(wheel)} gives no hash for ${member}`)
    hashes[`lib/${name}`] = file.sha256
  }
  if (![...written.values()].some((file) => file.path === 'include/tensorflow/c/c_api.h')) {
    throw new Error(`${basename(wheel)} does not hold the C headers`)
  }
  return hashes
}

/**
 * @param {string} member
 * @param {import('./target.mjs').Target} target
 * @returns {string | undefined} where it goes
 */
function place(member, target) {
  if (Object.hasOwn(target.libraries, member)) return `lib/${target.libraries[member]}`
  if (/^[^/]+\.dist-info\/RECORD$/.test(member)) return 'RECORD'
  if (!member.startsWith(HEADER_ROOT)) return undefined
  const header = member.slice(HEADER_ROOT.length)
  return HEADERS.some((folder) => header.startsWith(folder)) ? `include/${header}` : undefined
}

/**
 * A wheel's RECORD: lines of `path,sha256=<base64url>,size`.
 * @param {string} text
 * @returns {Map<string, string>} SHA-256 in hex by member
 */
export function readRecord(text) {
  const hashes = new Map()
  for (const line of text.split(/\r?\n/)) {
    const match = /^"?(.+?)"?,sha256=([\w-]+),\d*$/.exec(line)
    if (match?.[1] && match[2]) hashes.set(match[1], Buffer.from(match[2], 'base64url').toString('hex'))
  }
  return hashes
}

import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/**
 * All files under a folder, sorted, as paths relative to root with forward slashes. A missing folder has none;
 * a path of a file is that file.
 * @param {string} root
 * @param {string} start relative to root
 * @returns {string[]}
 */
export function listFiles(root, start) {
  const full = join(root, start)
  const stat = statSync(full, { throwIfNoEntry: false })
  if (!stat) return []
  if (stat.isFile()) return [start]
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      relative(root, join(entry.parentPath ?? entry.path, entry.name))
        .split(sep)
        .join('/')
    )
    .sort()
}

/**
 * SHA-256 over the names and the contents of files: the same on every machine, whatever their times.
 * @param {string} root
 * @param {string[]} paths relative to root
 * @returns {string} hex
 */
export function hashFiles(root, paths) {
  const hash = createHash('sha256')
  for (const path of paths) {
    const content = readFileSync(join(root, path))
    hash.update(`${path}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/**
 * SHA-256 of one large file, streamed.
 * @param {string} path
 * @returns {Promise<string>} hex
 */
export async function hashFile(path) {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk)
  return hash.digest('hex')
}

/**
 * @param {string} path
 * @returns {unknown} undefined where the file is missing or is not JSON
 */
export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * Writes a small file so that it is there whole or not at all.
 * @param {string} path
 * @param {unknown} value
 */
export function writeJson(path, value) {
  const temporary = `${path}.${randomBytes(4).toString('hex')}.tmp`
  try {
    writeFileSync(temporary, `${JSON.stringify(value, null, 2)}\n`)
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

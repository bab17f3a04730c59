import { lstatSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { hashFile, readJson } from '../setup/files.mjs'

/**
 * What a set of large files looked like when it was whole. A warm check compares sizes and times only (instant); a
 * changed time with the same size is settled by the hash.
 *
 * @typedef {{ path: string, size: number, mtimeMs: number, sha256: string }} StampedFile path relative to the folder
 * @typedef {{ source: string, tfVersion: string, files: StampedFile[] }} RuntimeStamp
 */

/**
 * @param {string} folder
 * @param {Record<string, string>} hashes SHA-256 (hex) by path relative to the folder
 * @returns {StampedFile[]}
 */
export function stampFiles(folder, hashes) {
  return Object.entries(hashes).map(([path, sha256]) => {
    const stat = statSync(join(folder, path))
    return { path, size: stat.size, mtimeMs: stat.mtimeMs, sha256 }
  })
}

/**
 * @param {string} path of a stamp
 * @returns {RuntimeStamp | undefined}
 */
export function readRuntimeStamp(path) {
  const stamp = /** @type {RuntimeStamp | undefined} */ (readJson(path))
  return stamp && Array.isArray(stamp.files) && stamp.files.length > 0 ? stamp : undefined
}

/**
 * The check without reading the files.
 * @param {string} folder
 * @param {StampedFile[]} files
 * @returns {{ broken: string[], touched: StampedFile[] }} broken: what is missing or has another size; touched: files
 *   of the right size whose time changed
 */
export function compareSizes(folder, files) {
  /** @type {string[]} */
  const broken = []
  /** @type {StampedFile[]} */
  const touched = []
  for (const file of files) {
    const stat = statSync(join(folder, file.path), { throwIfNoEntry: false })
    if (!stat?.isFile()) broken.push(`${file.path} is missing`)
    else if (stat.size !== file.size) broken.push(`${file.path} has ${stat.size} bytes instead of ${file.size}`)
    else if (Math.abs(stat.mtimeMs - file.mtimeMs) > 1) touched.push(file)
  }
  return { broken, touched }
}

/**
 * The whole check: sizes, then the hash of each file whose time changed; a good one gets its old time back, so that it
 * is not hashed again.
 * @param {string} folder
 * @param {StampedFile[]} files
 * @returns {Promise<string[]>} what is wrong; empty if the files are whole
 */
export async function verifyFiles(folder, files) {
  const { broken, touched } = compareSizes(folder, files)
  if (broken.length > 0) return broken
  for (const file of touched) {
    const path = join(folder, file.path)
    if ((await hashFile(path)) !== file.sha256) broken.push(`${file.path} has changed (its SHA-256 differs)`)
    else restoreTime(path, file.mtimeMs)
  }
  return broken
}

/**
 * @param {string} path
 * @param {number} mtimeMs
 */
function restoreTime(path, mtimeMs) {
  try {
    utimesSync(path, lstatSync(path).atimeMs / 1000, mtimeMs / 1000)
  } catch {
    // A read-only cache is hashed at each check: slower, not wrong.
  }
}

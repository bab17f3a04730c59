import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statfsSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { explainFileError, SetupError } from '../setup/failure.mjs'
import { writeJson } from '../setup/files.mjs'
import { megabytes } from '../setup/progress.mjs'
import { downloadWheel, findPip } from './pip.mjs'
import { readRuntimeStamp, stampFiles, verifyFiles } from './stamp.mjs'
import { TF_VERSION } from './target.mjs'
import { unpackWheel } from './wheel.mjs'

/** The wheel, pip's copy of it while it downloads, and the unpacked libraries lie side by side for a moment. */
const SPACE_NEEDED = 1_500_000_000
const TEMPORARY = '.tmp-'

/**
 * @typedef {object} RuntimeContext
 * @property {import('./target.mjs').NativePaths} paths
 * @property {import('./target.mjs').Target} target
 * @property {import('../setup/progress.mjs').Progress} progress
 * @property {import('../setup/cleanup.mjs').Cleanup} cleanup
 *
 * @typedef {{ text: string, remedy?: string }} Problem why one way of getting the runtime failed; remedy: where it is
 *   another one than installing tools
 */

/**
 * Checks the runtime in the cache; a broken one is removed.
 * @param {RuntimeContext} context
 * @returns {Promise<boolean>}
 */
export async function runtimeIsWhole({ paths, progress }) {
  const stamp = readRuntimeStamp(paths.runtimeStamp)
  const problems = stamp ? await verifyFiles(paths.runtime, stamp.files) : []
  if (stamp && problems.length === 0) return true
  if (existsSync(paths.runtime)) {
    progress.line(`the runtime in ${paths.runtime} is not whole (${problems[0] ?? 'no stamp'}): it is set up anew`)
    rmSync(paths.runtime, { recursive: true, force: true })
  }
  return false
}

/**
 * Fetches a wheel and unpacks it. Everything happens in a folder next to the target, which is renamed at the end: a
 * runtime is there whole or not at all.
 * @param {RuntimeContext} context
 * @returns {Promise<Problem | undefined>} what went wrong
 */
export async function provideFromWheel({ paths, target, progress, cleanup }) {
  const pip = await findPip(cleanup)
  if (!pip) return { text: 'no pip was found (python3 -m pip, pip3, pip, python -m pip)' }
  let temporary
  try {
    mkdirSync(paths.native, { recursive: true })
    removeLeftOvers(paths.native)
    const { bavail, bsize } = statfsSync(paths.native)
    if (bavail * bsize < SPACE_NEEDED) {
      const text = `${paths.native} has ${megabytes(bavail * bsize)} free, ${megabytes(SPACE_NEEDED)} are needed`
      return {
        text,
        remedy: 'free some space there, or let NETLOOM_HOME name a folder on another disk, then: npm run setup'
      }
    }
    temporary = mkdtempSync(join(paths.native, `${TEMPORARY}${process.pid}-`))
  } catch (error) {
    return describe(error, paths.native)
  }
  const folder = temporary
  const remove = () => rmSync(folder, { recursive: true, force: true })
  const forget = cleanup.add(remove)
  try {
    const download = await downloadWheel({ pip, packages: target.packages, into: folder, progress, cleanup })
    if ('problem' in download) return { text: download.problem, remedy: download.remedy }
    const unpacked = join(folder, 'runtime')
    const onBytes = (/** @type {number} */ bytes) => progress.note(`unpacking: ${megabytes(bytes)}`)
    const hashes = await unpackWheel({ wheel: download.wheel, into: unpacked, target, onBytes })
    for (const [name, to] of Object.entries(target.links)) symlinkSync(to, join(unpacked, 'lib', name))
    const source = `wheel ${download.wheel.split(/[\\/]/).pop()}`
    writeJson(join(unpacked, 'stamp.json'), { source, tfVersion: TF_VERSION, files: stampFiles(unpacked, hashes) })
    renameSync(unpacked, paths.runtime)
    return undefined
  } catch (error) {
    return describe(error, paths.native)
  } finally {
    forget()
    remove()
  }
}

/**
 * Temporary folders of set-ups that were killed. The caller holds the lock, so no other one is alive here.
 * @param {string} native
 */
function removeLeftOvers(native) {
  for (const name of readdirSync(native)) {
    if (name.startsWith(TEMPORARY)) rmSync(join(native, name), { recursive: true, force: true })
  }
}

/**
 * @param {unknown} error
 * @param {string} where
 * @returns {Problem}
 */
export function describe(error, where) {
  const explained = explainFileError(error, where)
  if (explained instanceof SetupError) {
    return {
      text: explained.where ? `${explained.what}: ${explained.where}` : explained.what,
      remedy: explained.remedy
    }
  }
  return { text: explained instanceof Error ? explained.message : String(explained) }
}

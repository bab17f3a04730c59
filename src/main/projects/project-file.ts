// Project files on disk: read whole, written whole, and never over what someone else has written meanwhile.
import { createHash } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { access, constants, readFile, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { NetloomError } from '../../shared/errors'
import { prettyJson } from '../../shared/json'
import { parseProject, type Project } from '../../shared/project'
import { writeFileAtomic } from '../atomic-file'
import { exclusively } from './exclusively'
import { errorCode } from '../error-code'
import { projectFailure } from './failure'

/** A design of some 100,000 layers; beyond it, someone has picked another kind of file. */
const LARGEST_MB = 32

export interface ProjectFile {
  /** Absolute. */
  path: string
  project: Project
  /** SHA-256 of the file's bytes, in hex. */
  version: string
}

/** @throws NetloomError FILE_NOT_FOUND, IS_FOLDER, NOT_PERMITTED, PROJECT_* */
export async function readProjectFile(path: string): Promise<ProjectFile> {
  const file = resolve(path)
  const bytes = await readBytes(file, path)
  return { path: file, project: parseProject(bytes.toString('utf8'), path), version: versionOf(bytes) }
}

async function readBytes(file: string, shown: string): Promise<Buffer> {
  try {
    const found = await stat(file)
    if (found.isDirectory()) throw new NetloomError('IS_FOLDER', { path: file })
    // A pipe or a device would never end.
    if (!found.isFile()) throw new NetloomError('FILE_NOT_FOUND', { path: file })
    if (found.size > LARGEST_MB * 1e6) {
      const args = { file: shown, found: Math.ceil(found.size / 1e6), expected: LARGEST_MB }
      throw new NetloomError('PROJECT_TOO_LARGE', args)
    }
    return await readFile(file)
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new NetloomError('FILE_NOT_FOUND', { path: file }, { cause: error })
    throw error
  }
}

const versionOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** What the file has to be for a save to replace it; null: it must not exist. */
export interface Expectation {
  version: string | null
  /** Replaces whatever is there. */
  overwrite: boolean
}

/**
 * Writes a project in one step, behind a link if the path is one, and keeps the file's permissions.
 * @returns the file as it is now
 * @throws NetloomError PROJECT_CHANGED_ON_DISK, PROJECT_EXISTS, PROJECT_NOT_WRITABLE, PROJECT_FOLDER_MISSING, IS_FOLDER,
 *   DISK_FULL
 */
export async function saveProjectFile(
  path: string,
  project: Project,
  expected: Expectation
): Promise<Pick<ProjectFile, 'path' | 'version'>> {
  const shown = resolve(path)
  const bytes = Buffer.from(`${prettyJson(project)}\n`)
  try {
    const file = await behindLinks(shown)
    const mode = await modeOf(file)
    await writeFileAtomic(file, bytes, {
      ...(mode !== undefined && { mode }),
      publish: (finished) => exclusively(file, () => replaceIfExpected(finished, file, expected))
    })
  } catch (error) {
    throw projectFailure(error, shown)
  }
  return { path: shown, version: versionOf(bytes) }
}

// A rename would put the file in the place of the link.
async function behindLinks(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
    return join(await realpath(dirname(path)), basename(path))
  }
}

/** The permissions of a file that may be written; undefined where there is none yet. A rename would not ask. */
async function modeOf(file: string): Promise<number | undefined> {
  try {
    const found = await stat(file)
    if (found.isDirectory()) throw new NetloomError('IS_FOLDER', { path: file })
    await access(file, constants.W_OK)
    return found.mode & 0o777
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

function replaceIfExpected(finished: string, file: string, { version, overwrite }: Expectation): void {
  if (overwrite) return renameSync(finished, file)
  const current = currentVersion(file)
  if (current === null) return createExclusively(finished, file)
  if (version === null) throw new NetloomError('PROJECT_EXISTS', { path: file })
  if (current !== version) throw new NetloomError('PROJECT_CHANGED_ON_DISK', { path: file })
  renameSync(finished, file)
}

function currentVersion(file: string): string | null {
  try {
    return versionOf(readFileSync(file))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}

// A link never replaces a file that has appeared meanwhile.
function createExclusively(finished: string, file: string): void {
  try {
    linkSync(finished, file)
    rmSync(finished)
  } catch (error) {
    const code = errorCode(error)
    if (code === 'EEXIST') throw new NetloomError('PROJECT_EXISTS', { path: file })
    if (code === 'ENOENT') throw error
    renameSync(finished, file) // No hard links here (exFAT, some network folders).
  }
}

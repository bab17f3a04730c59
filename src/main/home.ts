import { accessSync, constants, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { NetloomError } from '../shared/errors'
import { errorCode, errorReason } from './error-code'
import { makeFolder } from './make-folder'

const UNWRITABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EEXIST', 'ENAMETOOLONG', 'ELOOP'])
const FULL = new Set(['ENOSPC', 'EDQUOT'])

/** A failure to write in NETLOOM_HOME, told as such; anything else is left as it is. */
export function homeFailure(error: unknown, home: string): unknown {
  const code = errorCode(error)
  // The error of a write names no path.
  if (FULL.has(code)) return new NetloomError('DISK_FULL', { path: home }, { cause: error })
  if (!UNWRITABLE.has(code)) return error
  return new NetloomError('HOME_UNWRITABLE', { path: home, reason: reasonOf(error, home) }, { cause: error })
}

/**
 * Makes NETLOOM_HOME.
 * @throws NetloomError HOME_UNWRITABLE, DISK_FULL
 */
export function makeHome(home: string): void {
  try {
    makeFolder(home)
  } catch (error) {
    throw homeFailure(error, home)
  }
}

// On a read-only disk, a recursive mkdir says ENOENT: the folder that is there knows better.
function reasonOf(error: unknown, home: string): string {
  if (errorCode(error) !== 'ENOENT') return wordsOf(error)
  let folder = home
  while (!existsSync(folder) && folder !== dirname(folder)) folder = dirname(folder)
  try {
    accessSync(folder, constants.W_OK)
    return wordsOf(error)
  } catch (better) {
    return wordsOf(better)
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? errorReason(error) : String(error))

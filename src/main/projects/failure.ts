import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { NetloomError } from '../../shared/errors'
import { errorCode, errorReason } from '../error-code'

/** A failure to write a project, told as such; it names the project, not the file beside it that was written first. */
export function projectFailure(error: unknown, path: string): unknown {
  if (error instanceof NetloomError) return new NetloomError(error.code, { ...error.args, path }, { cause: error })
  const code = errorCode(error)
  const options = { cause: error }
  if (code === '') return error
  if (code === 'ENOSPC' || code === 'EDQUOT') return new NetloomError('DISK_FULL', { path }, options)
  const folder = dirname(path)
  if (code === 'ENOTDIR' || (code === 'ENOENT' && !existsSync(folder))) {
    return new NetloomError('PROJECT_FOLDER_MISSING', { path, folder }, options)
  }
  return new NetloomError('PROJECT_NOT_WRITABLE', { path, reason: errorReason(error as Error) }, options)
}

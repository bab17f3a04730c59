/**
 * One clear error of the set-up: what went wrong, where, and the remedy.
 * Thrown by every step; the entry scripts print it and exit with code 1.
 */
export class SetupError extends Error {
  /** @param {{ what: string, where?: string, remedy: string, detail?: string, cause?: unknown }} parts */
  constructor(parts) {
    super(parts.what, { cause: parts.cause })
    this.name = 'SetupError'
    this.what = parts.what
    this.where = parts.where
    this.remedy = parts.remedy
    /** Last lines of the tool that failed, if any. */
    this.detail = parts.detail
  }
}

const DISK_FULL = {
  what: 'The disk is full',
  remedy: 'Free some space (about 2 GB for everything) and run the command again.'
}

/** @type {Record<string, { what: string, remedy: string }>} */
const FILE_SYSTEM = {
  ENOSPC: DISK_FULL,
  EDQUOT: {
    what: 'The disk quota is used up',
    remedy: 'Free some space (about 2 GB for everything) and run the command again.'
  },
  EROFS: {
    what: 'The file system is read-only',
    remedy: 'Move the project (or NETLOOM_HOME) to a folder that can be written.'
  },
  EACCES: { what: 'No permission to write', remedy: 'Give your user write permission there, or use another folder.' },
  EPERM: { what: 'No permission to write', remedy: 'Give your user write permission there, or use another folder.' }
}

const NETWORK =
  /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|network timeout|Name or service not known|Failed to establish a new connection|fetch failed/

/**
 * Turns an error of the file system into one with a cause and a remedy; others are returned as they are.
 * @param {unknown} error
 * @param {string} where the folder or file that was written
 * @returns {unknown}
 */
export function explainFileError(error, where) {
  if (error instanceof SetupError) return error
  const code = /** @type {NodeJS.ErrnoException} */ (error)?.code ?? ''
  const known = FILE_SYSTEM[code]
  if (!known) return error
  const path = /** @type {NodeJS.ErrnoException} */ (error).path ?? where
  return new SetupError({ what: `${known.what} (${code})`, where: path, remedy: known.remedy, cause: error })
}

/**
 * The cause that a tool's output names: a file-system error, no network, or nothing known.
 * @param {string} output
 * @returns {{ kind: 'files' | 'network', what: string, remedy: string } | undefined}
 */
export function causeInOutput(output) {
  for (const [code, known] of Object.entries(FILE_SYSTEM)) {
    if (new RegExp(`\\b${code}\\b`).test(output))
      return { kind: 'files', what: `${known.what} (${code})`, remedy: known.remedy }
  }
  if (/No space left on device/i.test(output)) return { kind: 'files', ...DISK_FULL }
  if (NETWORK.test(output)) {
    return {
      kind: 'network',
      what: 'The network or the package registry cannot be reached',
      remedy: 'Check the connection or the proxy, then run: npm run setup'
    }
  }
  return undefined
}

/**
 * The text printed for an error.
 * @param {unknown} error
 * @returns {string}
 */
export function describeFailure(error) {
  if (!(error instanceof SetupError))
    return `error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
  const lines = [`error: ${error.what}`]
  if (error.where) lines.push(`  where:  ${error.where}`)
  lines.push(`  remedy: ${error.remedy}`)
  if (error.detail) lines.push('  output:', ...error.detail.split('\n').map((line) => `    ${line}`))
  return lines.join('\n')
}

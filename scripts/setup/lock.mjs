import { randomBytes } from 'node:crypto'
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync
} from 'node:fs'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { explainFileError, SetupError } from './failure.mjs'

/** The holder touches its file this often; a file not touched for STALE_MS has no holder any more (its pid was reused). */
const BEAT_MS = 5_000
const STALE_MS = 120_000
/** Between creating the file and writing its content a moment passes: an unreadable file is only stale after it. */
const UNREADABLE_MS = 5_000

/**
 * Takes a lock file, waiting for another holder; a lock left behind by a process that is gone is taken over.
 * @param {string} path
 * @param {{ onWait?: (pid: number | undefined) => void, waitMs?: number, pollMs?: number,
 *   cleanup?: import('./cleanup.mjs').Cleanup }} [options] waitMs: after which a wait fails (default 30 minutes)
 * @returns {Promise<() => void>} releases the lock
 */
export async function takeLock(path, { onWait, waitMs = 30 * 60_000, pollMs = 250, cleanup } = {}) {
  const token = randomBytes(8).toString('hex')
  const startedAt = Date.now()
  let told = false
  for (;;) {
    if (create(path, token)) break
    const holder = inspect(path)
    if (holder.stale) {
      discard(path, holder.text)
      continue
    }
    if (!told) onWait?.(holder.pid)
    told = true
    if (Date.now() - startedAt > waitMs) {
      throw new SetupError({
        what: `Another set-up (process ${holder.pid ?? 'unknown'}) has been running for a long time`,
        where: path,
        remedy: 'End that process, or delete the lock file, and run the command again.'
      })
    }
    await sleep(pollMs)
  }
  const beat = setInterval(() => {
    try {
      utimesSync(path, new Date(), new Date())
    } catch {
      // Deleted by hand: the next holder may go ahead.
    }
  }, BEAT_MS)
  beat.unref()
  const remove = () => {
    clearInterval(beat)
    if (read(path).includes(token)) rmSync(path, { force: true })
  }
  const forget = cleanup?.add(remove)
  return () => {
    forget?.()
    remove()
  }
}

/**
 * @param {string} path
 * @param {string} token
 * @returns {boolean} whether the lock is ours
 */
function create(path, token) {
  try {
    mkdirSync(dirname(path), { recursive: true })
    const file = openSync(path, 'wx')
    writeSync(file, JSON.stringify({ pid: process.pid, host: hostname(), token }))
    closeSync(file)
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw explainFileError(error, path)
  }
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/**
 * @param {string} path
 * @returns {{ stale: boolean, pid?: number, text: string }}
 */
function inspect(path) {
  const text = read(path)
  const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
  /** @type {{ pid?: number, host?: string }} */
  let content = {}
  try {
    content = JSON.parse(text)
  } catch {
    return { stale: age > UNREADABLE_MS, text }
  }
  const here = content.host === hostname()
  // Our own pid in a file that we did not write: a container was restarted and numbers its processes alike.
  const gone = here && (content.pid === process.pid ? age > BEAT_MS * 2 : !isAlive(content.pid))
  return { stale: gone || age > STALE_MS, pid: content.pid, text }
}

/** @param {number | undefined} pid */
function isAlive(pid) {
  if (!pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}

/**
 * Removes a stale lock, unless another process replaced it meanwhile: it is moved aside first (only one mover wins) and
 * put back if it turns out to be a new one.
 * @param {string} path
 * @param {string} text content that was judged stale
 */
function discard(path, text) {
  const aside = `${path}.${randomBytes(4).toString('hex')}`
  try {
    renameSync(path, aside)
  } catch {
    return
  }
  if (read(aside) === text) rmSync(aside, { force: true })
  else renameSync(aside, path)
}

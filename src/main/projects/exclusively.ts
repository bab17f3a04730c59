import { closeSync, openSync, rmSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { errorCode } from '../error-code'

const RETRY_MS = 5
/** The lock is held for less than a millisecond: one this old belongs to a process that was killed right then. */
const STALE_MS = 3000

/**
 * Runs `work`, which must not pause, while no other process runs its own on the same file: the file beside it,
 * `<file>.lock`, can be made only once.
 */
export async function exclusively(file: string, work: () => void): Promise<void> {
  const lock = `${file}.lock`
  while (!taken(lock)) await sleep(RETRY_MS)
  try {
    work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function taken(lock: string): boolean {
  try {
    closeSync(openSync(lock, 'wx'))
    return true
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
    if (Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > STALE_MS)
      rmSync(lock, { force: true })
    return false
  }
}

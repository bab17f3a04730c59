import { mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { readJson, writeJson } from './files.mjs'

/**
 * A failure that is not tried again at every start, kept in a small file.
 *
 * @typedef {object} RememberedFailure
 * @property {string} reason
 * @property {string} conditions what was there when it failed (versions, tools found): a change makes a retry worthwhile
 * @property {number} failedAt milliseconds since 1970
 */

export const REMEMBER_MS = 24 * 3600_000

/**
 * @param {string} path
 * @param {string} conditions
 * @param {number} [now]
 * @returns {RememberedFailure | undefined} the failure, unless it is older than a day or was under other conditions
 */
export function recallFailure(path, conditions, now = Date.now()) {
  const failure = /** @type {RememberedFailure | undefined} */ (readJson(path))
  if (!failure || failure.conditions !== conditions) return undefined
  const age = now - failure.failedAt
  return age >= 0 && age < REMEMBER_MS ? failure : undefined
}

/**
 * Best effort: where it cannot be written, the next start simply tries again.
 * @param {string} path
 * @param {string} conditions
 * @param {string} reason
 */
export function rememberFailure(path, conditions, reason) {
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeJson(path, { reason, conditions, failedAt: Date.now() })
  } catch {
    // An unwritable folder has been reported where it matters.
  }
}

/** @param {string} path */
export function forgetFailure(path) {
  try {
    rmSync(path, { force: true })
  } catch {
    // As above.
  }
}

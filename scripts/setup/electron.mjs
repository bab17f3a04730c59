import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { causeInOutput } from './failure.mjs'
import { readJson } from './files.mjs'
import { forgetFailure, recallFailure, rememberFailure } from './remembered.mjs'
import { run, tail } from './run.mjs'

/** The archive has about 120 MB: ten minutes are enough at 0.2 MB/s. */
const LIMIT_MS = 10 * 60_000
export const RETRY_ELECTRON = 'npm run setup -- --electron'

/**
 * The Electron program, found without importing `electron` (whose index.js would start a download).
 * @param {string} root
 * @param {NodeJS.ProcessEnv} [env] ELECTRON_EXEC_PATH names another program
 * @returns {string | undefined} its path
 */
export function electronBinary(root, env = process.env) {
  if (env.ELECTRON_EXEC_PATH) return existsSync(env.ELECTRON_EXEC_PATH) ? env.ELECTRON_EXEC_PATH : undefined
  const folder = join(root, 'node_modules', 'electron')
  try {
    const version = /** @type {{ version: string }} */ (readJson(join(folder, 'package.json'))).version
    const dist = env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist')
    const installed = readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '')
    const program = join(dist, readFileSync(join(folder, 'path.txt'), 'utf8').trim())
    return installed === version && existsSync(program) ? program : undefined
  } catch {
    return undefined
  }
}

/** @param {string} root */
const memory = (root) => join(root, 'node_modules', '.netloom-electron.json')

/** @param {string} root */
function conditions(root) {
  const manifest = /** @type {{ version?: string } | undefined} */ (
    readJson(join(root, 'node_modules', 'electron', 'package.json'))
  )
  return `electron ${manifest?.version} ${process.platform} ${process.arch} ${process.env.ELECTRON_MIRROR ?? ''}`
}

/**
 * Why there is no Electron program, from the last attempt.
 * @param {string} root
 * @returns {string | undefined}
 */
export function electronFailure(root) {
  return recallFailure(memory(root), conditions(root))?.reason
}

/**
 * Fetches Electron's program with Electron's own downloader, which checks it against the checksums it ships.
 * @param {{ root: string, progress: import('./progress.mjs').Progress, cleanup: import('./cleanup.mjs').Cleanup }} context
 * @returns {Promise<string | undefined>} the reason of a failure; it is kept for a day
 */
export async function fetchElectron({ root, progress, cleanup }) {
  const startedAt = Date.now()
  const ticker = setInterval(() => progress.note(`downloading, ${Math.round((Date.now() - startedAt) / 1000)} s`), 1000)
  const script = join(root, 'node_modules', 'electron', 'install.js')
  const result = await run(process.execPath, [script], { cwd: root, timeoutMs: LIMIT_MS, cleanup })
  clearInterval(ticker)
  if (electronBinary(root)) {
    forgetFailure(memory(root))
    return undefined
  }
  const firstError =
    result.output
      .split('\n')
      .find((line) => /error/i.test(line))
      ?.trim() ?? tail(result.output, 1)
  const reason = result.timedOut
    ? `the download took longer than ${LIMIT_MS / 60_000} minutes`
    : `the download failed: ${causeInOutput(result.output)?.what ?? (firstError || `exit code ${result.code}`)}`
  rememberFailure(memory(root), conditions(root), reason)
  return reason
}

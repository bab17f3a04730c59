import { createHash } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { causeInOutput, explainFileError, SetupError } from './failure.mjs'
import { readJson, writeJson } from './files.mjs'
import { npmCommand, run, tail } from './run.mjs'

/** What decides about node_modules; a changed script or description must not cost a reinstallation. */
const FIELDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies', 'overrides']

/** @param {string} root */
const stampPath = (root) => join(root, 'node_modules', '.netloom-stamp')

/**
 * What node_modules must have been installed from.
 * @param {string} root
 * @returns {string} hex
 */
export function dependenciesHash(root) {
  const manifest = /** @type {Record<string, unknown>} */ (readJson(join(root, 'package.json')) ?? {})
  const wanted = FIELDS.map((field) => manifest[field] ?? null)
  return createHash('sha256')
    .update(JSON.stringify([wanted, process.platform, process.arch]))
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
}

/**
 * @param {string} root
 * @returns {boolean} whether node_modules is whole and of this package-lock.json
 */
export function dependenciesCurrent(root) {
  const stamp = /** @type {{ hash?: string } | undefined} */ (readJson(stampPath(root)))
  return stamp !== undefined && stamp.hash === dependenciesHash(root)
}

/**
 * Says that node_modules is whole: written last, so that an interrupted installation never looks complete.
 * @param {string} root
 */
export function stampDependencies(root) {
  writeJson(stampPath(root), { hash: dependenciesHash(root) })
}

/**
 * `npm ci` without install scripts (tfjs-node's would download libtensorflow).
 * @param {{ root: string, progress: import('./progress.mjs').Progress, cleanup: import('./cleanup.mjs').Cleanup }} context
 */
export async function installDependencies({ root, progress, cleanup }) {
  try {
    rmSync(stampPath(root), { force: true })
  } catch (error) {
    throw explainFileError(error, stampPath(root))
  }
  const npm = npmCommand()
  const args = [...npm.args, 'ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=warn']
  const startedAt = Date.now()
  const ticker = setInterval(() => progress.note(`npm ci, ${Math.round((Date.now() - startedAt) / 1000)} s`), 1000)
  const result = await run(npm.command, args, { cwd: root, cleanup })
  clearInterval(ticker)
  // On a full disk npm warns of files that it could not unpack, and still ends with 0.
  if (result.code !== 0 || /TAR_ENTRY_ERROR|ENOSPC/.test(result.output)) {
    const cause = causeInOutput(result.output)
    throw new SetupError({
      what: `npm ci failed: ${cause?.what ?? `exit code ${result.code}`}`,
      where: join(root, 'node_modules'),
      remedy: cause?.remedy ?? 'Read the output below, then run: npm run setup',
      detail: tail(result.output)
    })
  }
  try {
    stampDependencies(root)
  } catch (error) {
    throw explainFileError(error, stampPath(root))
  }
}

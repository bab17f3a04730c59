import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { causeInOutput } from '../setup/failure.mjs'
import { run, tail } from '../setup/run.mjs'

const LIMIT_MS = 15 * 60_000

/**
 * tfjs-node's own installer: libtensorflow 2.9.1 and a binding built for it, from Google's storage.
 * @param {{ paths: import('./target.mjs').NativePaths, root: string, progress: import('../setup/progress.mjs').Progress,
 *   cleanup: import('../setup/cleanup.mjs').Cleanup }} context
 * @returns {Promise<string | undefined>} what went wrong
 */
export async function runOwnInstaller({ paths, root, progress, cleanup }) {
  const startedAt = Date.now()
  const ticker = setInterval(
    () => progress.note(`tfjs-node's own installer, ${Math.round((Date.now() - startedAt) / 1000)} s`),
    1000
  )
  const manifest = join(paths.tfjs, 'package.json')
  // The installer rewrites tfjs-node's package.json while it runs, and leaves it so when it fails.
  const original = readFileSync(manifest)
  rmSync(paths.deps, { recursive: true, force: true })
  rmSync(paths.bindingFolder, { recursive: true, force: true })
  const env = { ...process.env, PATH: join(root, 'node_modules', '.bin') + delimiter + (process.env.PATH ?? '') }
  const options = { cwd: paths.tfjs, env, cleanup, timeoutMs: LIMIT_MS }
  const result = await run(process.execPath, [join(paths.tfjs, 'scripts', 'install.js')], options)
  clearInterval(ticker)
  writeFileSync(manifest, original)
  if (result.code === 0) return undefined
  rmSync(paths.deps, { recursive: true, force: true })
  rmSync(paths.bindingFolder, { recursive: true, force: true })
  const error = result.output
    .split('\n')
    .find((line) => /error/i.test(line))
    ?.trim()
  return `tfjs-node's own installer failed: ${causeInOutput(result.output)?.what ?? error ?? tail(result.output, 1)}`
}

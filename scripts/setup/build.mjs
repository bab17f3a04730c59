import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { causeInOutput, explainFileError, SetupError } from './failure.mjs'
import { hashFiles, listFiles, readJson, writeJson } from './files.mjs'
import { run, tail } from './run.mjs'

/** @param {string} root */
const stampPath = (root) => join(root, 'out', '.stamp')

/**
 * The files that the build is made from, relative to root.
 * @param {string} root
 */
function inputs(root) {
  const configs = readdirSync(root).filter((name) =>
    /^(electron\.vite\.config\.ts|tsconfig.*\.json|package-lock\.json)$/.test(name)
  )
  return [...configs.sort(), ...listFiles(root, 'src'), ...listFiles(root, 'resources')]
}

/**
 * @param {string} root
 * @returns {Record<string, number>} size in bytes of every built file, by path relative to root
 */
function outputs(root) {
  const files = listFiles(root, 'out').filter((path) => path !== 'out/.stamp')
  return Object.fromEntries(files.map((path) => [path, statSync(join(root, path)).size]))
}

/**
 * Whether out/ is whole and made from the present sources. A packaged program has no src/: its out/ is what it is.
 * @param {string} root
 */
export function buildCurrent(root) {
  if (!statSync(join(root, 'src'), { throwIfNoEntry: false })) return true
  const stamp = /** @type {{ hash?: string, files?: Record<string, number> } | undefined} */ (readJson(stampPath(root)))
  if (!stamp?.files || !stamp.hash) return false
  for (const [path, size] of Object.entries(stamp.files)) {
    if (statSync(join(root, path), { throwIfNoEntry: false })?.size !== size) return false
  }
  return stamp.hash === hashFiles(root, inputs(root))
}

/**
 * `electron-vite build`. The stamp is removed first and written last: an interrupted build never looks complete.
 * The hash is taken before the build, so that a source edited meanwhile makes the next run build again.
 * @param {{ root: string, progress: import('./progress.mjs').Progress, cleanup: import('./cleanup.mjs').Cleanup }} context
 */
export async function build({ root, progress, cleanup }) {
  try {
    rmSync(stampPath(root), { force: true })
  } catch (error) {
    throw explainFileError(error, stampPath(root))
  }
  const hash = hashFiles(root, inputs(root))
  const script = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const result = await run(process.execPath, [script, 'build'], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1' },
    cleanup,
    onLine: (line) => progress.note(line.slice(0, 60))
  })
  if (result.code !== 0) {
    const cause = causeInOutput(result.output)
    throw new SetupError({
      what: `The build failed: ${cause?.what ?? `electron-vite build ended with code ${result.code}`}`,
      where: join(root, 'out'),
      remedy: cause?.remedy ?? 'Read the output below; npm run typecheck shows errors in the sources.',
      detail: tail(result.output, 25)
    })
  }
  try {
    writeJson(stampPath(root), { hash, files: outputs(root) })
  } catch (error) {
    throw explainFileError(error, stampPath(root))
  }
}

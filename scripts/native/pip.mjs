import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { causeInOutput } from '../setup/failure.mjs'
import { megabytes } from '../setup/progress.mjs'
import { findOnPath, run, tail } from '../setup/run.mjs'
import { TF_VERSION } from './target.mjs'

/** The wheel that has been tried and whose hashes are pinned is built for this Python; any pip can fetch it. */
const PYTHON = '3.11'
/** A download that has not ended after an hour will not end. */
const LIMIT_MS = 60 * 60_000

/** @typedef {{ program: string, args: string[] }} Pip how a pip is started */

/** @type {Pip[]} */
const CANDIDATES = [
  { program: 'python3', args: ['-m', 'pip'] },
  { program: 'pip3', args: [] },
  { program: 'pip', args: [] },
  { program: 'python', args: ['-m', 'pip'] },
  ...(process.platform === 'win32' ? [{ program: 'py', args: ['-3', '-m', 'pip'] }] : [])
]

/**
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string[]} names of the programs on the PATH that may be or have a pip; nothing is started
 */
export function pipOnPath(env = process.env) {
  return [...new Set(CANDIDATES.map(({ program }) => program).filter((program) => findOnPath(program, env)))]
}

/**
 * @param {import('../setup/cleanup.mjs').Cleanup} cleanup
 * @returns {Promise<Pip | undefined>} the first pip that answers
 */
export async function findPip(cleanup) {
  for (const candidate of CANDIDATES) {
    if (!findOnPath(candidate.program)) continue
    const result = await run(candidate.program, [...candidate.args, '--version'], { cleanup, timeoutMs: 30_000 })
    if (result.code === 0 && /^pip \d/m.test(result.output)) return candidate
  }
  return undefined
}

/**
 * Fetches a TensorFlow wheel with pip, which checks it against the hash in the package index. Nothing is installed.
 * @param {object} options
 * @param {Pip} options.pip
 * @param {string[]} options.packages tried in this order
 * @param {string} options.into an empty folder, also used for pip's own temporary files
 * @param {import('../setup/progress.mjs').Progress} options.progress
 * @param {import('../setup/cleanup.mjs').Cleanup} options.cleanup
 * @returns {Promise<{ wheel: string } | { problem: string, remedy?: string }>}
 */
export async function downloadWheel({ pip, packages, into, progress, cleanup }) {
  const wheels = join(into, 'wheel')
  const temporary = join(into, 'pip')
  for (const folder of [wheels, temporary]) mkdirSync(folder, { recursive: true })
  const env = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary, PIP_DISABLE_PIP_VERSION_CHECK: '1' }
  const ticker = setInterval(
    () => progress.note(`downloading TensorFlow ${TF_VERSION}: ${megabytes(folderSize(into))}`),
    500
  )
  /** @type {{ problem: string, remedy?: string } | undefined} */
  let problem
  try {
    for (const name of packages) {
      for (const extra of [['--only-binary=:all:', `--python-version=${PYTHON}`], ['--only-binary=:all:']]) {
        const args = [
          'download',
          '--no-deps',
          '--no-cache-dir',
          '--progress-bar=off',
          ...extra,
          '--dest',
          wheels,
          `${name}==${TF_VERSION}`
        ]
        const result = await run(pip.program, [...pip.args, ...args], { env, cleanup, timeoutMs: LIMIT_MS })
        const wheel = readdirSync(wheels).find((file) => file.endsWith('.whl'))
        if (result.code === 0 && wheel) return { wheel: join(wheels, wheel) }
        // The first attempt tells most: the others ask for less usual wheels.
        problem ??= explain(name, result)
        if (causeInOutput(result.output)?.kind === 'files') return problem
      }
      // Without a network the next package cannot be had either; a local index has been asked for this one.
      if (problem?.remedy) break
    }
  } finally {
    clearInterval(ticker)
  }
  return problem ?? { problem: 'there is no wheel for this platform' }
}

/**
 * @param {string} name
 * @param {import('../setup/run.mjs').RunResult} result
 * @returns {{ problem: string, remedy?: string }}
 */
function explain(name, result) {
  if (result.timedOut) return { problem: `pip download ${name} took longer than an hour` }
  const cause = causeInOutput(result.output)
  const error =
    result.output
      .split('\n')
      .filter((line) => /^ERROR/.test(line))
      .pop() ?? ''
  const command = `pip download ${name}==${TF_VERSION}`
  if (!cause) return { problem: `${command}: ${error.trim() || tail(result.output, 1)}` }
  return { problem: `${command}: ${cause.what}`, remedy: cause.remedy }
}

/**
 * @param {string} folder
 * @returns {number} bytes
 */
function folderSize(folder) {
  let bytes = 0
  try {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) bytes += statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0
    }
  } catch {
    // pip removes folders while they are counted.
  }
  return bytes
}

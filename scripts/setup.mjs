import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, buildCurrent } from './setup/build.mjs'
import { createCleanup } from './setup/cleanup.mjs'
import { dependenciesCurrent, installDependencies } from './setup/dependencies.mjs'
import { electronBinary, electronFailure, fetchElectron } from './setup/electron.mjs'
import { describeFailure } from './setup/failure.mjs'
import { takeLock } from './setup/lock.mjs'
import { requireNode } from './setup/node-version.mjs'
import { createProgress } from './setup/progress.mjs'
import { projectRoot } from './setup/root.mjs'
import { nativeAdvice, nativeCurrent, nativeFailure, setupNative } from './setup-native.mjs'
import { nativeTurnedOff } from './native/target.mjs'

/**
 * @typedef {object} SetupOptions
 * @property {string} [root]
 * @property {NodeJS.WritableStream & { isTTY?: boolean }} [stream] for the progress; stderr where stdout must stay clean
 * @property {'no' | 'try' | 'retry'} [electron] whether to fetch Electron's program; try: not again within a day of a failure
 * @property {boolean} [retryNative] try the native runtime again although it failed within the last day
 * @property {boolean} [quiet] print nothing as long as everything is up to date
 */

/**
 * @typedef {object} Step
 * @property {string} label
 * @property {() => string | undefined} settled why there is nothing to do, undefined if there is
 * @property {(progress: import('./setup/progress.mjs').Progress, cleanup: import('./setup/cleanup.mjs').Cleanup)
 *   => Promise<string | void>} work returns the outcome to print; the seconds taken by default
 */

/**
 * Makes everything ready: dependencies, native runtime, build and, if wanted, Electron's program. What is up to date is
 * skipped; a second set-up of the same folder waits for the first.
 * @param {SetupOptions} [options]
 * @throws {import('./setup/failure.mjs').SetupError}
 */
export async function setup(options = {}) {
  requireNode()
  const root = options.root ?? projectRoot()
  const steps = listSteps(root, options)
  const allSettled = steps.every((step) => step.settled() !== undefined)
  if (allSettled && options.quiet) return
  const progress = createProgress({ stream: options.stream ?? process.stdout, total: steps.length })
  if (allSettled) return runSteps(steps, progress)
  const cleanup = createCleanup()
  const onWait = (/** @type {number | undefined} */ pid) =>
    progress.line(`another set-up of this folder is running (process ${pid}): waiting for it`)
  const release = await takeLock(join(root, '.setup.lock'), { cleanup, onWait })
  try {
    await runSteps(steps, progress, cleanup)
  } finally {
    release()
    cleanup.dispose()
  }
}

/**
 * Whether setup() would have nothing to do for the command line: dependencies and build only.
 * @param {string} [root]
 */
export function readyToRun(root = projectRoot()) {
  return dependenciesCurrent(root) && buildCurrent(root)
}

/**
 * @param {Step[]} steps
 * @param {import('./setup/progress.mjs').Progress} progress
 * @param {import('./setup/cleanup.mjs').Cleanup} [cleanup] absent when every step is settled
 */
async function runSteps(steps, progress, cleanup) {
  for (const step of steps) {
    progress.begin(step.label)
    try {
      // Asked again: what a set-up before this one has done under the lock is done.
      const settled = step.settled()
      progress.end(settled === undefined && cleanup ? ((await step.work(progress, cleanup)) ?? undefined) : settled)
    } catch (error) {
      progress.end('failed')
      throw error
    }
  }
}

/**
 * @param {string} root
 * @param {SetupOptions} options
 * @returns {Step[]}
 */
function listSteps(root, { electron = 'no', retryNative = false }) {
  /** @type {Step[]} */
  const steps = [
    {
      label: 'dependencies',
      settled: () => (dependenciesCurrent(root) ? 'up to date' : undefined),
      work: (progress, cleanup) => installDependencies({ root, progress, cleanup })
    },
    {
      label: 'native runtime',
      settled: () => nativeSettled(root, retryNative),
      work: (progress, cleanup) => native(root, progress, cleanup)
    },
    {
      label: 'build',
      settled: () => (dependenciesCurrent(root) && buildCurrent(root) ? 'up to date' : undefined),
      work: (progress, cleanup) => build({ root, progress, cleanup })
    }
  ]
  if (electron !== 'no') {
    steps.push({
      label: 'Electron',
      settled: () => electronSettled(root, electron === 'retry'),
      work: async (progress, cleanup) => {
        const reason = await fetchElectron({ root, progress, cleanup })
        return reason && `not available: ${reason}`
      }
    })
  }
  return steps
}

/**
 * @param {string} root
 * @param {boolean} retry
 */
function nativeSettled(root, retry) {
  if (nativeTurnedOff()) return 'turned off by NETLOOM_NATIVE=off'
  if (!dependenciesCurrent(root)) return undefined
  const version = nativeCurrent(root)
  if (version) return `up to date (TensorFlow ${version})`
  const failure = retry ? undefined : nativeFailure(root)
  return failure && `not available (tried within the last day): ${failure.reason}. To try again: npm run setup`
}

/**
 * @param {string} root
 * @param {import('./setup/progress.mjs').Progress} progress
 * @param {import('./setup/cleanup.mjs').Cleanup} cleanup
 */
async function native(root, progress, cleanup) {
  const startedAt = Date.now()
  const outcome = await setupNative({ root, progress, cleanup })
  if (outcome.state === 'missing') for (const line of nativeAdvice(outcome)) progress.line(line)
  return outcome.state === 'missing'
    ? 'not available'
    : `${Math.ceil((Date.now() - startedAt) / 1000)} s (TensorFlow ${outcome.tfVersion})`
}

/**
 * @param {string} root
 * @param {boolean} retry
 */
function electronSettled(root, retry) {
  if (electronBinary(root)) return 'up to date'
  const failure = retry ? undefined : electronFailure(root)
  return failure && `not available (tried within the last day): ${failure}`
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await setup({ electron: process.argv.includes('--electron') ? 'retry' : 'no', retryNative: true })
  } catch (error) {
    process.stderr.write(`${describeFailure(error)}\n`)
    process.exitCode = 1
  }
}

import { mkdirSync, readdirSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { bindingFromCache, buildBinding, cacheBinding, dropCachedBinding } from './native/binding.mjs'
import { checkBinding } from './native/check.mjs'
import { failureConditions, inspectNative, readBindingStamp } from './native/inspect.mjs'
import { runOwnInstaller } from './native/installer.mjs'
import { linkDeps, placeDlls } from './native/link.mjs'
import { describe, provideFromWheel, runtimeIsWhole } from './native/runtime.mjs'
import { readRuntimeStamp, stampFiles } from './native/stamp.mjs'
import { nativePaths, nativeTarget, nativeTurnedOff } from './native/target.mjs'
import { missingTools, remedyFor } from './native/tools.mjs'
import { createCleanup } from './setup/cleanup.mjs'
import { hashFile, writeJson } from './setup/files.mjs'
import { takeLock } from './setup/lock.mjs'
import { createProgress } from './setup/progress.mjs'
import { forgetFailure, recallFailure, rememberFailure } from './setup/remembered.mjs'
import { projectRoot } from './setup/root.mjs'

/**
 * @typedef {object} NativeOutcome
 * @property {'current' | 'ready' | 'off' | 'missing'} state current: nothing had to be done
 * @property {string} [tfVersion]
 * @property {string[]} [problems] one for each way that was tried
 * @property {string} [remedy]
 *
 * @typedef {import('./native/runtime.mjs').RuntimeContext & { root: string }} Context
 * @typedef {import('./native/runtime.mjs').Problem} Problem
 */

/**
 * Whether the native runtime is set up and was checked with this Node; instant.
 * @param {string} root
 * @returns {string | undefined} TensorFlow's version
 */
export function nativeCurrent(root) {
  const report = inspectNative({ root })
  const stamp = readBindingStamp(nativePaths({ root }))
  return report.found && stamp?.node === process.versions.node ? report.tfVersion : undefined
}

/**
 * The failure of an earlier set-up, as long as nothing has changed that could make another attempt succeed.
 * @param {string} root
 */
export function nativeFailure(root) {
  return recallFailure(nativePaths({ root }).failure, failureConditions())
}

/**
 * Gives tfjs-node a TensorFlow library and a binding, tried in order: a runtime set up before, TensorFlow's Python
 * wheel, tfjs-node's own installer. Never throws for a runtime that cannot be had: training then uses the portable engine.
 * @param {{ root: string, progress: import('./setup/progress.mjs').Progress, cleanup: import('./setup/cleanup.mjs').Cleanup }} options
 * @returns {Promise<NativeOutcome>}
 */
export async function setupNative({ root, progress, cleanup }) {
  if (nativeTurnedOff()) return { state: 'off' }
  const current = nativeCurrent(root)
  if (current) return { state: 'current', tfVersion: current }
  const target = nativeTarget()
  const paths = nativePaths({ root, target })
  /** @type {Context} */
  const context = { root, paths, target, progress, cleanup }
  /** @type {Problem[]} */
  const problems = []
  let release
  try {
    release = await takeLock(paths.lock, {
      cleanup,
      onWait: (pid) => progress.line(`waiting for another set-up (process ${pid})`)
    })
    const tfVersion = (await fromWheel(context, problems)) ?? (await fromInstaller(context, problems))
    if (tfVersion) {
      forgetFailure(paths.failure)
      return { state: 'ready', tfVersion }
    }
  } catch (error) {
    problems.push(describe(error, paths.native))
  } finally {
    release?.()
  }
  const texts = problems.map((problem) => problem.text)
  rememberFailure(paths.failure, failureConditions(), texts.join('; '))
  return {
    state: 'missing',
    problems: texts,
    remedy: problems.find((problem) => problem.remedy)?.remedy ?? remedyFor(missingTools())
  }
}

/**
 * @param {Context} context
 * @param {Problem[]} problems
 * @returns {Promise<string | undefined>} TensorFlow's version
 */
async function fromWheel(context, problems) {
  const { paths } = context
  const buildTools = missingTools().filter((tool) => tool.id !== 'pip')
  if (!(await runtimeIsWhole(context))) {
    // Without a compiler the wheel would be fetched for nothing.
    const problem = buildTools.length > 0 ? needed(buildTools) : await provideFromWheel(context)
    if (problem) return void problems.push(problem)
  }
  linkDeps(paths)
  const stamp = () =>
    writeBindingStamp(context, 'wheel', paths.library, readRuntimeStamp(paths.runtimeStamp)?.source ?? 'wheel')
  if (await bindingFromCache(paths)) {
    const tfVersion = await stamp()
    if (!('problem' in tfVersion)) return tfVersion.tfVersion
    // Built on another system than this one, or damaged: build it here.
    dropCachedBinding(paths)
  }
  if (buildTools.length > 0) return void problems.push(needed(buildTools))
  const problem = await buildBinding(context)
  if (problem) return void problems.push({ text: problem })
  const checked = await stamp()
  if ('problem' in checked) return void problems.push({ text: `tfjs-node does not load: ${checked.problem}` })
  await cacheBinding(paths)
  return checked.tfVersion
}

/**
 * @param {Context} context
 * @param {Problem[]} problems
 * @returns {Promise<string | undefined>} TensorFlow's version
 */
async function fromInstaller(context, problems) {
  const problem = await runOwnInstaller(context)
  if (problem) return void problems.push({ text: problem })
  const checked = await writeBindingStamp(
    context,
    'tfjs-node',
    `${context.paths.deps}/lib`,
    "tfjs-node's own installer"
  )
  if ('problem' in checked) return void problems.push({ text: `tfjs-node's own installer: ${checked.problem}` })
  return checked.tfVersion
}

/**
 * Loads the binding and, if it works, writes down what it looks like.
 * @param {Context} context
 * @param {'wheel' | 'tfjs-node'} source
 * @param {string} library
 * @param {string} detail
 */
async function writeBindingStamp({ paths, cleanup, progress }, source, library, detail) {
  progress.note('checking that tfjs-node calculates')
  if (source === 'wheel' && process.platform === 'win32') placeDlls(paths)
  const checked = await checkBinding(paths.tfjs, cleanup)
  if ('problem' in checked) return checked
  const files = stampFiles(paths.bindingFolder, { 'tfjs_binding.node': await hashFile(paths.binding) })
  const names = source === 'tfjs-node' ? readdirSync(library) : []
  const libraryFiles = stampFiles(library, Object.fromEntries(names.map((name) => [name, ''])))
  mkdirSync(paths.bindingFolder, { recursive: true })
  writeJson(paths.bindingStamp, {
    source,
    detail,
    tfVersion: checked.tfVersion,
    node: process.versions.node,
    library,
    files,
    libraryFiles
  })
  return checked
}

/**
 * @param {import('./native/tools.mjs').MissingTool[]} tools
 * @returns {Problem}
 */
const needed = (tools) => ({
  text: `to build tfjs-node's binding, this is missing: ${tools.map((tool) => tool.text).join(', ')}`
})

/**
 * What is printed when there is no native runtime.
 * @param {NativeOutcome} outcome
 * @returns {string[]}
 */
export function nativeAdvice({ problems = [], remedy }) {
  return [...problems, 'Training works without it, slower. To mend it:', `  ${remedy}`]
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const progress = createProgress({ stream: process.stdout, total: 1 })
  progress.begin('native runtime')
  const outcome = await setupNative({ root: projectRoot(), progress, cleanup: createCleanup() })
  progress.end(
    outcome.state === 'missing' ? 'not available' : `${outcome.state} (TensorFlow ${outcome.tfVersion ?? 'off'})`
  )
  if (outcome.state === 'missing') for (const line of nativeAdvice(outcome)) progress.line(line)
  process.exit(0)
}

import { dirname, join } from 'node:path'
import { readJson } from '../setup/files.mjs'
import { recallFailure } from '../setup/remembered.mjs'
import { pipOnPath } from './pip.mjs'
import { linkedLibrary } from './link.mjs'
import { compareSizes, readRuntimeStamp } from './stamp.mjs'
import { NAPI, nativePaths, nativeTurnedOff, netloomHome, TF_VERSION } from './target.mjs'
import { missingTools, remedyFor } from './tools.mjs'

/**
 * What is known about the native runtime, without loading it. Plain JSON.
 *
 * @typedef {object} NativeReport
 * @property {boolean} found whether tfjs-node's binding and its library are set up and unchanged since they last worked
 * @property {'wheel' | 'tfjs-node' | 'off' | 'none'} source where the library comes from; off: NETLOOM_NATIVE=off
 * @property {string} [sourceDetail] e.g. the name of the wheel
 * @property {string} [tfVersion] as the library itself said when it was checked, e.g. 2.21.0
 * @property {string} [bindingPath] the .node file
 * @property {string} [libPath] folder of the TensorFlow library
 * @property {string[]} missing what is not there, in words; empty if found
 * @property {string} [reason] why the last set-up failed
 * @property {string} [remedy] the one command that mends it
 *
 * @typedef {object} BindingStamp
 * @property {'wheel' | 'tfjs-node'} source
 * @property {string} detail
 * @property {string} tfVersion
 * @property {string} node version of the Node that loaded it
 * @property {string} library folder of the TensorFlow library
 * @property {import('./stamp.mjs').StampedFile[]} files the binding, relative to its folder
 * @property {import('./stamp.mjs').StampedFile[]} [libraryFiles] only for the library in deps/, relative to deps/lib
 */

/**
 * @param {{ root: string, home?: string, env?: NodeJS.ProcessEnv }} options root: of Netloom, with node_modules
 * @returns {NativeReport}
 */
export function inspectNative({ root, env = process.env, home = netloomHome(env) }) {
  if (nativeTurnedOff(env))
    return {
      found: false,
      source: 'off',
      missing: ['turned off by NETLOOM_NATIVE=off'],
      remedy: 'unset NETLOOM_NATIVE'
    }
  const paths = nativePaths({ root, home })
  const stamp = readBindingStamp(paths)
  const problems = stamp ? stampProblems(paths, stamp) : ['tfjs-node has no native binding']
  if (stamp && problems.length === 0) {
    return {
      found: true,
      source: stamp.source,
      sourceDetail: stamp.detail,
      tfVersion: stamp.tfVersion,
      bindingPath: paths.binding,
      libPath: stamp.library,
      missing: []
    }
  }
  const tools = missingTools(env)
  const reason = recallFailure(paths.failure, failureConditions(env))?.reason
  return {
    found: false,
    source: 'none',
    missing: [...problems, ...tools.map((tool) => tool.text)],
    reason,
    remedy: remedyFor(tools, env)
  }
}

/**
 * @param {import('./target.mjs').NativePaths} paths
 * @returns {BindingStamp | undefined}
 */
export function readBindingStamp(paths) {
  const stamp = /** @type {BindingStamp | undefined} */ (readJson(paths.bindingStamp))
  return stamp?.library && Array.isArray(stamp.files) ? stamp : undefined
}

/**
 * @param {import('./target.mjs').NativePaths} paths
 * @param {BindingStamp} stamp
 * @returns {string[]}
 */
function stampProblems(paths, stamp) {
  const binding = compareSizes(paths.bindingFolder, stamp.files)
  const problems = [...binding.broken, ...binding.touched.map((file) => `${file.path} has changed`)]
  if (problems.length > 0) return problems
  if (stamp.source === 'tfjs-node') return compareSizes(stamp.library, stamp.libraryFiles ?? []).broken
  if (linkedLibrary(paths.deps) !== stamp.library)
    return ['deps/lib of tfjs-node does not point at the TensorFlow library']
  const runtime = dirname(stamp.library)
  const whole = readRuntimeStamp(join(runtime, 'stamp.json'))
  if (!whole) return [`the TensorFlow library in ${runtime} is missing`]
  const libraries = compareSizes(runtime, whole.files)
  return [...libraries.broken, ...libraries.touched.map((file) => `${file.path} has changed`)]
}

/**
 * What a failed set-up depends on: with another pip or compiler it is worth another try.
 * @param {NodeJS.ProcessEnv} [env]
 */
export function failureConditions(env = process.env) {
  const missing = missingTools(env).map((tool) => tool.id)
  return `${TF_VERSION} napi${NAPI} pip:${pipOnPath(env).join()} missing:${missing.join()}`
}

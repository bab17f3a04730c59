import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** The TensorFlow whose C library is used. */
export const TF_VERSION = '2.21.0'
/** tfjs-node's newest N-API level: its binding is at lib/napi-v8, and works on every later Node. */
export const NAPI = 8

/**
 * What a platform's wheel holds and what tfjs-node's binding.gyp wants to find.
 *
 * @typedef {object} Target
 * @property {string} platform
 * @property {string} arch
 * @property {string[]} packages Python packages that have the library, in the order tried
 * @property {Record<string, string>} libraries file name in lib/ by member of the wheel
 * @property {Record<string, string>} links further names in lib/, by name: the library they stand for
 */

/** Headers that tfjs-node's binding includes, directly or not. */
export const HEADERS = ['tensorflow/c/', 'tensorflow/core/platform/', 'xla/tsl/c/', 'tsl/']

/**
 * SHA-256 of the libraries in wheels that have been tried, by file name of the wheel. PyPI never replaces a file, so a
 * difference means a damaged or foreign one. Other wheels are held to pip's own check and to the hashes in their RECORD.
 * @type {Record<string, Record<string, string>>}
 */
export const PINNED = {
  'tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl': {
    'tensorflow/libtensorflow_cc.so.2': '6505a4b9657e62100c6bdacb683957a395cb047725042945aaa50e40a71e429e',
    'tensorflow/libtensorflow_framework.so.2': 'f060b323b26ef80add21b9df9428de3aeaf2843d772c5bb098745f7abff3709b'
  }
}

/**
 * @param {string} [platform]
 * @param {string} [arch]
 * @returns {Target}
 */
export function nativeTarget(platform = process.platform, arch = process.arch) {
  if (platform === 'darwin') {
    return {
      platform,
      arch,
      packages: ['tensorflow'],
      libraries: {
        'tensorflow/libtensorflow_cc.2.dylib': 'libtensorflow_cc.2.dylib',
        'tensorflow/libtensorflow_framework.2.dylib': 'libtensorflow_framework.2.dylib'
      },
      links: { 'libtensorflow.2.dylib': 'libtensorflow_cc.2.dylib' }
    }
  }
  if (platform === 'win32') {
    return {
      platform,
      arch,
      packages: ['tensorflow-cpu', 'tensorflow'],
      // The binding is linked against an import library, so both are needed.
      libraries: {
        'tensorflow/tensorflow_cc.dll': 'tensorflow_cc.dll',
        'tensorflow/tensorflow_cc.lib': 'tensorflow.lib'
      },
      links: {}
    }
  }
  return {
    platform,
    arch,
    packages: ['tensorflow-cpu', 'tensorflow'],
    libraries: {
      'tensorflow/libtensorflow_cc.so.2': 'libtensorflow_cc.so.2',
      'tensorflow/libtensorflow_framework.so.2': 'libtensorflow_framework.so.2'
    },
    links: { 'libtensorflow.so': 'libtensorflow_cc.so.2', 'libtensorflow_framework.so': 'libtensorflow_framework.so.2' }
  }
}

/**
 * Where everything lives.
 * @param {{ root: string, home?: string, target?: Target }} options home: default NETLOOM_HOME, else ~/.netloom
 */
export function nativePaths({ root, home = netloomHome(), target = nativeTarget() }) {
  const native = join(home, 'native')
  const key = `${TF_VERSION}-${target.platform}-${target.arch}`
  const tfjs = join(root, 'node_modules', '@tensorflow', 'tfjs-node')
  const bindingFolder = join(tfjs, 'lib', `napi-v${NAPI}`)
  return {
    native,
    lock: join(native, '.lock'),
    runtime: join(native, key),
    runtimeStamp: join(native, key, 'stamp.json'),
    library: join(native, key, 'lib'),
    include: join(native, key, 'include'),
    bindings: join(native, key, 'bindings'),
    failure: join(native, `${key}.failure.json`),
    tfjs,
    deps: join(tfjs, 'deps'),
    bindingFolder,
    binding: join(bindingFolder, 'tfjs_binding.node'),
    bindingStamp: join(bindingFolder, 'netloom-stamp.json')
  }
}

/** @typedef {ReturnType<typeof nativePaths>} NativePaths */

/** @param {NodeJS.ProcessEnv} [env] */
export function netloomHome(env = process.env) {
  return resolve(env.NETLOOM_HOME || join(homedir(), '.netloom'))
}

/** @param {NodeJS.ProcessEnv} [env] */
export function nativeTurnedOff(env = process.env) {
  return env.NETLOOM_NATIVE === 'off'
}

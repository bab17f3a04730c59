import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { hashFile, hashFiles, listFiles, readJson, writeJson } from '../setup/files.mjs'
import { npmScript, run } from '../setup/run.mjs'
import { readRuntimeStamp, stampFiles, verifyFiles } from './stamp.mjs'
import { NAPI } from './target.mjs'

const NAME = 'tfjs_binding.node'

/** @param {import('./target.mjs').NativePaths} paths */
export function tfjsVersion(paths) {
  return (
    /** @type {{ version?: string } | undefined} */ (readJson(join(paths.tfjs, 'package.json')))?.version ?? 'unknown'
  )
}

/**
 * Folder in the cache for the binding that fits this tfjs-node, N-API level and library.
 * @param {import('./target.mjs').NativePaths} paths
 */
function cacheFolder(paths) {
  const sources = ['binding.gyp', ...listFiles(paths.tfjs, 'binding')]
  const libraries = readRuntimeStamp(paths.runtimeStamp)?.files.map((file) => file.sha256) ?? []
  const hash = createHash('sha256').update(hashFiles(paths.tfjs, sources)).update(libraries.join())
  return join(paths.bindings, `${tfjsVersion(paths)}-napi${NAPI}-${hash.digest('hex').slice(0, 16)}`)
}

/**
 * @param {import('./target.mjs').NativePaths} paths
 * @returns {Promise<boolean>} whether a whole binding came from the cache
 */
export async function bindingFromCache(paths) {
  const folder = cacheFolder(paths)
  const stamp = readRuntimeStamp(join(folder, 'stamp.json'))
  if (!stamp || (await verifyFiles(folder, stamp.files)).length > 0) return false
  mkdirSync(paths.bindingFolder, { recursive: true })
  copyFileSync(join(folder, NAME), `${paths.binding}.tmp`)
  renameSync(`${paths.binding}.tmp`, paths.binding)
  return true
}

/** @param {import('./target.mjs').NativePaths} paths */
export function dropCachedBinding(paths) {
  rmSync(cacheFolder(paths), { recursive: true, force: true })
}

/** @param {import('./target.mjs').NativePaths} paths */
export async function cacheBinding(paths) {
  const folder = cacheFolder(paths)
  mkdirSync(paths.bindings, { recursive: true })
  const temporary = mkdtempSync(join(paths.bindings, '.tmp-'))
  try {
    cpSync(paths.binding, join(temporary, NAME))
    const hashes = { [NAME]: await hashFile(paths.binding) }
    writeJson(join(temporary, 'stamp.json'), {
      source: 'built here',
      tfVersion: '',
      files: stampFiles(temporary, hashes)
    })
    rmSync(folder, { recursive: true, force: true })
    renameSync(temporary, folder)
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

/**
 * Builds the binding with node-pre-gyp, tfjs-node's own way.
 * @param {{ paths: import('./target.mjs').NativePaths, progress: import('../setup/progress.mjs').Progress,
 *   cleanup: import('../setup/cleanup.mjs').Cleanup }} context
 * @returns {Promise<string | undefined>} what went wrong
 */
export async function buildBinding({ paths, progress, cleanup }) {
  const startedAt = Date.now()
  const ticker = setInterval(
    () => progress.note(`building tfjs-node's binding, ${Math.round((Date.now() - startedAt) / 1000)} s`),
    1000
  )
  rmSync(paths.bindingFolder, { recursive: true, force: true })
  const preGyp = createRequire(join(paths.tfjs, 'package.json')).resolve('@mapbox/node-pre-gyp/bin/node-pre-gyp')
  const args = [preGyp, 'install', '--build-from-source']
  const result = await run(process.execPath, args, {
    cwd: paths.tfjs,
    env: buildEnvironment(),
    cleanup,
    timeoutMs: 20 * 60_000
  })
  clearInterval(ticker)
  for (const leftOver of ['build', `build-tmp-napi-v${NAPI}`])
    rmSync(join(paths.tfjs, leftOver), { recursive: true, force: true })
  if (result.code !== 0 || !existsSync(paths.binding)) {
    rmSync(paths.bindingFolder, { recursive: true, force: true })
    const error = result.output.split('\n').find((line) => /\berror:|gyp ERR! stack|command not found/i.test(line))
    return `building tfjs-node's binding failed: ${error?.trim() ?? `code ${result.code}`}`
  }
  return process.platform === 'darwin' ? mendInstallNames(paths, cleanup) : undefined
}

/**
 * node-gyp comes with npm; Node's headers lie beside Node in most installations, which saves fetching them.
 * @returns {NodeJS.ProcessEnv}
 */
function buildEnvironment() {
  const env = { ...process.env }
  const npm = npmScript()
  const gyp = npm && join(dirname(npm), '..', 'node_modules', 'node-gyp', 'bin', 'node-gyp.js')
  if (gyp && existsSync(gyp)) env.npm_config_node_gyp = gyp
  const prefix = join(dirname(process.execPath), '..')
  const [major, minor] = process.versions.node.split('.')
  try {
    const header = readFileSync(join(prefix, 'include', 'node', 'node_version.h'), 'utf8')
    const same = [
      ['MAJOR', major],
      ['MINOR', minor]
    ].every(([part, value]) => new RegExp(`NODE_${part}_VERSION ${value}\\b`).test(header))
    if (same) env.npm_config_nodedir ??= prefix
  } catch {
    // node-gyp fetches them.
  }
  return env
}

/**
 * macOS: binding.gyp rewrites the load path of libtensorflow.2.dylib only; the wheel's library calls itself
 * libtensorflow_cc.2.dylib. A changed file has to be signed anew on Apple silicon.
 * @param {import('./target.mjs').NativePaths} paths
 * @param {import('../setup/cleanup.mjs').Cleanup} cleanup
 */
async function mendInstallNames(paths, cleanup) {
  for (const name of ['libtensorflow_cc.2.dylib', 'libtensorflow_framework.2.dylib']) {
    const args = ['-change', `@rpath/${name}`, `@loader_path/../../deps/lib/${name}`, paths.binding]
    const changed = await run('install_name_tool', args, { cleanup })
    if (changed.code !== 0) return `install_name_tool failed: ${changed.output.trim()}`
  }
  const signed = await run('codesign', ['--force', '--sign', '-', paths.binding], { cleanup })
  return signed.code === 0 ? undefined : `codesign failed: ${signed.output.trim()}`
}

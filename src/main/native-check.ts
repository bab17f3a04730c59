// Whether native TensorFlow works is known only by loading it, which takes seconds and may crash the process: so a short
// child process does it, and its answer is kept for as long as the files are the same.
import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from '../shared/zod'
import { trainerEnvironment } from './fork-trainer'

const answerSchema = z.union([z.object({ version: z.string() }), z.object({ problem: z.string() })])
/** TensorFlow's version as the library itself tells it, or why it cannot be loaded. */
export type NativeAnswer = z.infer<typeof answerSchema>

const cacheSchema = z.object({ key: z.string(), answer: answerSchema })
const LIMIT_MS = 60_000
const MARK = 'netloom-native:'

/** @param root folder with Netloom's node_modules */
export async function checkNative(root: string, home: string, fresh = false): Promise<NativeAnswer> {
  const files = nativeFiles(root)
  if (files.length === 0) return { problem: 'the native binding of tfjs-node is not built' }
  const key = fingerprint(files)
  const cachePath = join(home, 'runtime.json')
  const cached = fresh ? null : readCache(cachePath)
  if (cached?.key === key) return cached.answer
  const answer = await loadInChild(root)
  keep(cachePath, { key, answer })
  return answer
}

/** The binding and the libraries that it loads; empty where there is no binding. */
function nativeFiles(root: string): string[] {
  try {
    const folder = dirname(createRequire(join(root, 'package.json')).resolve('@tensorflow/tfjs-node/package.json'))
    const bindings = readdirSync(join(folder, 'lib'))
      .map((name) => join(folder, 'lib', name, 'tfjs_binding.node'))
      .filter((path) => existsSync(path))
    const libraries = join(folder, 'deps', 'lib')
    const names = existsSync(libraries) ? readdirSync(libraries).sort() : []
    return bindings.length === 0 ? [] : [...bindings, ...names.map((name) => join(libraries, name))]
  } catch {
    return []
  }
}

// Another Node (or Electron) may fail where this one did not, so it is a part of what the answer holds for.
function fingerprint(files: readonly string[]): string {
  const stamps = files.map((path) => {
    const found = statSync(path, { throwIfNoEntry: false })
    return found ? `${realpathSync(path)} ${found.size} ${found.mtimeMs}` : `${path} dangling`
  })
  return [process.versions.node, process.arch, ...stamps].join('\n')
}

// Runs as plain text in the child. tfjs-node 4.22 calls two functions that Node 23 has taken out of util.
const PROBE = `
const util = require('node:util')
util.isNullOrUndefined ??= (value) => value === null || value === undefined
util.isArray ??= Array.isArray
const tf = require('node:module').createRequire(process.argv[1])('@tensorflow/tfjs-node')
const three = tf.add(tf.scalar(1), tf.scalar(2)).dataSync()[0]
if (three !== 3) throw new Error('TensorFlow calculates wrongly: 1 + 2 = ' + three)
console.log('${MARK}' + tf.backend().binding.TF_Version)
`

function loadInChild(root: string): Promise<NativeAnswer> {
  const args = ['--input-type=commonjs', '--eval', PROBE, join(root, 'package.json')]
  // In Electron, process.execPath is Electron itself, which this variable makes a plain Node.
  const env = { ...trainerEnvironment(), ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' }
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env, timeout: LIMIT_MS, killSignal: 'SIGKILL' }, (error, stdout, stderr) => {
      const version = stdout.split('\n').find((line) => line.startsWith(MARK))
      if (!error && version) resolve({ version: version.slice(MARK.length) })
      else resolve({ problem: whyNot(error, stderr) })
    })
  })
}

function whyNot(error: (Error & { signal?: string | null; killed?: boolean }) | null, stderr: string): string {
  if (error?.killed) return `loading TensorFlow took longer than ${LIMIT_MS / 1000} s`
  const lines = stderr.split('\n')
  const line = lines.find((text) => /^\w*Error\b/.test(text)) ?? lines.find((text) => /error/i.test(text))
  if (line) return line.trim()
  // Without a word, usually a processor without AVX, which TensorFlow's builds need.
  return `TensorFlow crashed while it was loaded (${error?.signal ?? error?.message ?? 'no answer'})`
}

function readCache(path: string): z.infer<typeof cacheSchema> | null {
  try {
    return cacheSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}

// Only spares time: without it the question is asked again.
function keep(path: string, cache: z.infer<typeof cacheSchema>): void {
  try {
    writeFileSync(path, `${JSON.stringify(cache, null, 2)}\n`)
  } catch {
    // A home that cannot be written is told elsewhere.
    removeQuietly(path)
  }
}

/** What is half written would not be believed anyway. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // A read-only disk, or a home that is a file.
  }
}

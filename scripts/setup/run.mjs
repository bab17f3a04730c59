import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename, delimiter, dirname, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

/**
 * @typedef {object} RunResult
 * @property {number} code exit code; 128 + n after a signal, 127 if the program could not be started
 * @property {string} output stdout and stderr, the last KEEP characters
 * @property {boolean} timedOut
 */

const KEEP = 200_000

/**
 * Runs a program to its end and keeps its output; nothing is printed. Never rejects.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, onLine?: (line: string) => void,
 *   cleanup?: import('./cleanup.mjs').Cleanup }} [options]
 * @returns {Promise<RunResult>}
 */
export function run(command, args, { cwd, env, timeoutMs, onLine, cleanup } = {}) {
  return new Promise((resolve) => {
    // A .cmd file needs a shell on Windows, where quoting is then ours; programs proper are started without one.
    const shell = process.platform === 'win32' && !/\.exe$/i.test(command)
    const quote = (/** @type {string} */ part) => (shell && /[\s&|<>^()]/.test(part) ? `"${part}"` : part)
    const child = spawn(quote(command), args.map(quote), {
      cwd,
      env,
      shell,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe']
    })
    const forget = cleanup?.add(() => child.kill('SIGKILL'))
    let output = ''
    let timedOut = false
    const expire = () => {
      timedOut = true
      child.kill('SIGKILL')
    }
    const timer = timeoutMs ? setTimeout(expire, timeoutMs) : undefined
    /** @param {Buffer} chunk */
    const take = (chunk) => {
      const text = chunk.toString('utf8')
      output = (output + text).slice(-KEEP)
      if (onLine) for (const line of text.split(/\r?\n|\r/)) if (line.trim()) onLine(line.trim())
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    /** @param {number} code */
    const finish = (code) => {
      clearTimeout(timer)
      forget?.()
      resolve({ code, output, timedOut })
    }
    child.once('error', (error) => {
      output += error.message
      finish(127)
    })
    child.once('close', (code, signal) => finish(code ?? (signal === 'SIGKILL' ? 137 : 134)))
  })
}

/**
 * The last lines of a tool's output, for an error message.
 * @param {string} output
 * @param {number} [lines]
 */
export function tail(output, lines = 12) {
  return stripVTControlCharacters(output).trim().split(/\r?\n/).slice(-lines).join('\n')
}

/**
 * How to run npm: through Node and npm's own script where it is found (no shell, so it is safe on Windows as well).
 * @returns {{ command: string, args: string[] }}
 */
export function npmCommand() {
  const script = npmScript()
  return script
    ? { command: process.execPath, args: [script] }
    : { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] }
}

/** @returns {string | undefined} the path of npm-cli.js */
export function npmScript() {
  const given = process.env.npm_execpath
  const bin = dirname(process.execPath)
  const candidates = [
    ...(given && /^np[mx]-cli\.c?js$/.test(basename(given)) ? [join(dirname(given), 'npm-cli.js')] : []),
    join(bin, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(bin, 'node_modules', 'npm', 'bin', 'npm-cli.js')
  ]
  return candidates.find((path) => existsSync(path))
}

/**
 * Where a program is on the PATH, without starting anything.
 * @param {string} name
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined}
 */
export function findOnPath(name, env = process.env) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : ['']
  for (const folder of (env.PATH ?? env.Path ?? '').split(delimiter)) {
    if (!folder) continue
    for (const ending of endings) {
      const path = join(folder, name + ending)
      if (existsSync(path)) return path
    }
  }
  return undefined
}

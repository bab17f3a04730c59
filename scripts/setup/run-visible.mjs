import { spawn } from 'node:child_process'
import { constants } from 'node:os'

const FORWARDED = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/**
 * Runs a program that uses this terminal, to its end. Ctrl+C reaches both processes through the terminal, so it is only
 * passed on where there is none; this process waits for the program to end in its own way.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} exit code; 128 + n after signal n; 127 if it could not be started
 */
export function runVisible(command, args, { cwd, env } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: 'inherit' })
    const handlers = FORWARDED.map((signal) => {
      const handle = () => {
        if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
      }
      process.on(signal, handle)
      return () => process.off(signal, handle)
    })
    /** @param {number} code */
    const finish = (code) => {
      for (const remove of handlers) remove()
      resolve(code)
    }
    child.once('error', (error) => {
      process.stderr.write(`${command} could not be started: ${error.message}\n`)
      finish(127)
    })
    child.once('exit', (code, signal) =>
      finish(code ?? 128 + (constants.signals[/** @type {NodeJS.Signals} */ (signal)] ?? 0))
    )
  })
}

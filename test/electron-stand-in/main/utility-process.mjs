import { fork } from 'node:child_process'
import { constants } from 'node:os'
import { checkOptions, covered, coveredEmitter, notCovered } from '../core/coverage.mjs'

/** @import { PartOf } from '../core/coverage.mjs' */

const PARENT_PORT = new URL('../utility/parent-port.mjs', import.meta.url).href
const OPTIONS = ['env', 'execArgv', 'cwd', 'stdio', 'serviceName']

/**
 * A Node process with what Electron's utility process has: `process.parentPort` and no `process.send`.
 * @implements {PartOf<Electron.UtilityProcess>}
 */
class StandInUtilityProcess extends coveredEmitter('utilityProcess', ['spawn', 'message', 'exit']) {
  /** @type {import('node:stream').Readable | null} */
  stdout
  /** @type {import('node:stream').Readable | null} */
  stderr
  #child
  #isGone = false

  /**
   * @param {string} modulePath
   * @param {string[]} args
   * @param {Electron.ForkOptions} options
   */
  constructor(modulePath, args, options) {
    super()
    checkOptions('utilityProcess.fork', options, OPTIONS)
    this.#child = fork(modulePath, args, {
      serialization: 'advanced',
      cwd: options.cwd,
      env: /** @type {NodeJS.ProcessEnv} */ (options.env ?? process.env),
      execArgv: [...(options.execArgv ?? []), '--import', PARENT_PORT],
      stdio: [...readStdio(options.stdio), 'ipc']
    })
    this.stdout = this.#child.stdout
    this.stderr = this.#child.stderr
    this.#child.on('spawn', () => this.emit('spawn'))
    this.#child.on('message', (message) => this.emit('message', /** @type {{ copy: unknown }} */ (message).copy))
    this.#child.on('error', () => undefined) // a message to a process that is just dying
    this.#child.on('exit', (code, signal) => {
      this.#isGone = true
      this.emit('exit', code ?? constants.signals[/** @type {NodeJS.Signals} */ (signal)])
    })
  }

  get pid() {
    return this.#isGone ? undefined : this.#child.pid
  }

  /**
   * @param {unknown} message
   * @param {unknown[]} transfer
   */
  postMessage(message, transfer = []) {
    if (transfer.length > 0) notCovered('transferring ports to a utility process')
    const copy = structuredClone(message)
    if (!this.#isGone) this.#child.send({ copy }, () => undefined)
  }

  kill() {
    return !this.#isGone && this.#child.kill('SIGTERM')
  }
}

/**
 * @param {Electron.ForkOptions['stdio']} stdio
 * @returns {('ignore' | 'inherit' | 'pipe')[]}
 */
function readStdio(stdio = 'inherit') {
  const [stdin, stdout, stderr] = Array.isArray(stdio) ? stdio : ['ignore', stdio, stdio]
  if (stdin !== 'ignore') throw new Error('stdin value other than ignore is not supported.')
  for (const value of [stdout, stderr])
    if (value !== 'ignore' && value !== 'inherit' && value !== 'pipe')
      throw new Error('stdio must be of the following values: inherit, pipe, ignore')
  return /** @type {('ignore' | 'inherit' | 'pipe')[]} */ ([stdin, stdout, stderr])
}

/** The app's utility processes, and `electron.utilityProcess` over them. */
export class UtilityProcesses {
  /** @type {Set<StandInUtilityProcess>} */
  #running = new Set()

  killAll() {
    for (const child of this.#running) child.kill()
  }

  /** @param {import('./app.mjs').StandInApp} app */
  createModule(app) {
    /** @type {typeof Electron.utilityProcess} */
    const module = covered('utilityProcess', {
      /**
       * @param {string} modulePath
       * @param {string[] | Electron.ForkOptions} [args]
       * @param {Electron.ForkOptions} [options]
       */
      fork: (modulePath, args = [], options = Array.isArray(args) ? {} : args) => {
        if (!app.isReady()) throw new Error('utilityProcess cannot be created before app is ready.')
        const child = new StandInUtilityProcess(modulePath, Array.isArray(args) ? args : [], options)
        this.#running.add(child)
        child.on('exit', (exitCode) => {
          this.#running.delete(child)
          if (exitCode !== 0) app.emit('child-process-gone', {}, describeEnd(exitCode, options.serviceName))
        })
        return /** @type {Electron.UtilityProcess} */ (/** @type {unknown} */ (child))
      }
    })
    return module
  }
}

/**
 * @param {number} exitCode
 * @param {string} name
 */
function describeEnd(exitCode, name = 'Node Utility Process') {
  const { SIGTERM, SIGKILL, SIGSEGV, SIGABRT, SIGILL, SIGBUS } = constants.signals
  /** @type {Electron.Details['reason']} */
  let reason = 'abnormal-exit'
  if ([SIGTERM, SIGKILL].includes(exitCode)) reason = 'killed'
  else if ([SIGSEGV, SIGABRT, SIGILL, SIGBUS].includes(exitCode)) reason = 'crashed'
  return { type: 'Utility', reason, exitCode, serviceName: 'node.mojom.NodeService', name }
}

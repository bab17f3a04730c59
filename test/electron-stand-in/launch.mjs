import { fork } from 'node:child_process'
import { chromium } from 'playwright-core'

const REGISTER = new URL('./register.mjs', import.meta.url).href
const POLL_MS = 25
const QUIT_MS = 5000

/** @type {typeof import('./launch.mjs').launchStandIn} */
export async function launchStandIn({ main, args = [], userData, env = {}, cwd, timeoutMs = 30_000 }) {
  // as with the real binary: the app may look for the switch
  const switches = userData ? [`--user-data-dir=${userData}`] : []
  const child = fork(main, [...switches, ...args], {
    cwd,
    serialization: 'advanced',
    execArgv: ['--import', REGISTER],
    env: { ...process.env, ...env, NETLOOM_STANDIN_CONTROL: '1' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc']
  })
  const remote = new RemoteMain(child)
  const endpoint = await remote.waitForEndpoint(timeoutMs)
  const browser = await chromium.connectOverCDP(endpoint, { noDefaults: true })
  const context = browser.contexts()[0]
  if (!context) throw new Error('Chromium has no context')
  const windows = () => context.pages().filter((page) => isWindow(page.url()))

  return {
    context: () => context,
    process: () => child,
    output: () => remote.output,
    windows,
    async firstWindow({ timeout = 30_000 } = {}) {
      const deadline = Date.now() + timeout
      for (;;) {
        const [first] = windows()
        if (first) return first
        if (remote.hasEnded) throw new Error(`the main process ended before it opened a window\n${remote.output}`)
        if (Date.now() > deadline) throw new Error(`no window within ${timeout} ms\n${remote.output}`)
        await new Promise((resolve) => setTimeout(resolve, POLL_MS))
      }
    },
    // the function runs in the main process: only its text goes there
    evaluate: (/** @type {Function | string} */ run, /** @type {unknown} */ argument) =>
      remote.evaluate(String(run), argument),
    waitForExit: () => remote.exit,
    async close() {
      if (!remote.hasEnded) remote.evaluate('({ app }) => app.quit()', undefined).catch(() => undefined)
      const kill = setTimeout(() => child.kill('SIGKILL'), QUIT_MS)
      await remote.exit
      clearTimeout(kill)
      await browser.close().catch(() => undefined)
    }
  }
}

/**
 * Chromium's own first page, a window that has loaded nothing, and a refused pop-up are none.
 * @param {string} url
 */
const isWindow = (url) => /^(https?|file|data):/.test(url)

/** This end of the channel to the main process: core/control.mjs is the other. */
class RemoteMain {
  output = ''
  hasEnded = false
  /** @type {Promise<{ code: number | null, signal: string | null }>} */
  exit
  #child
  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: Error) => void }>} */
  #evaluations = new Map()
  #lastId = 0
  /** @type {(endpoint: string) => void} */
  #onEndpoint = () => undefined

  /** @param {import('node:child_process').ChildProcess} child */
  constructor(child) {
    this.#child = child
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (this.output += chunk))
    child.on('message', (/** @type {any} */ message) => this.#receive(message))
    this.exit = new Promise((resolve) =>
      child.once('close', (code, signal) => {
        this.hasEnded = true
        for (const { reject } of this.#evaluations.values()) reject(this.#endedError())
        resolve({ code, signal })
      })
    )
  }

  /** @param {any} message */
  #receive(message) {
    if (message?.standIn === 'endpoint') this.#onEndpoint(message.endpoint)
    if (message?.standIn !== 'result') return
    const evaluation = this.#evaluations.get(message.id)
    this.#evaluations.delete(message.id)
    if ('error' in message) evaluation?.reject(new Error(message.error))
    else evaluation?.resolve(message.value)
  }

  /**
   * @param {number} timeoutMs
   * @returns {Promise<string>}
   */
  waitForEndpoint(timeoutMs) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#child.kill('SIGKILL')
        reject(new Error(`the main process did not get ready within ${timeoutMs} ms\n${this.output}`))
      }, timeoutMs)
      this.#onEndpoint = (endpoint) => {
        clearTimeout(timer)
        resolve(endpoint)
      }
      void this.exit.then(() => {
        clearTimeout(timer)
        reject(this.#endedError())
      })
    })
  }

  /**
   * @param {string} source
   * @param {unknown} argument
   * @returns {Promise<any>}
   */
  evaluate(source, argument) {
    if (this.hasEnded) return Promise.reject(this.#endedError())
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId
      this.#evaluations.set(id, { resolve, reject })
      this.#child.send({ standIn: 'evaluate', id, source, argument }, (error) => error && reject(error))
    })
  }

  #endedError() {
    const { exitCode, signalCode } = this.#child
    return new Error(`the main process ended (${signalCode ?? `exit code ${exitCode}`})\n${this.output}`)
  }
}

import { covered, coveredEmitter } from '../core/coverage.mjs'
import { PreventableEvent } from '../core/preventable.mjs'
import { createAppPaths } from './app-paths.mjs'
import { SingleInstanceLock } from './single-instance.mjs'

/** @import { PartOf } from '../core/coverage.mjs' */

const EVENTS = [
  'will-finish-launching',
  'ready',
  'before-quit',
  'will-quit',
  'quit',
  'window-all-closed',
  'browser-window-created',
  'web-contents-created',
  'second-instance',
  'child-process-gone',
  // never of themselves: a test emits them
  'activate',
  'open-file',
  'open-url',
  'render-process-gone',
  'browser-window-focus',
  'browser-window-blur',
  'certificate-error',
  'accessibility-support-changed'
]

/** @implements {PartOf<Electron.App>} */
export class StandInApp extends coveredEmitter('app', EVENTS) {
  name
  isPackaged
  commandLine
  #config
  #recorder
  #windows
  #paths
  #instance
  /** @type {string[]} appended by the app, for Chromium */
  #switches = []
  /** @type {'starting' | 'ready' | 'quitting' | 'exiting'} */
  #phase = 'starting'
  #isReady = false
  /** @type {() => Promise<void>} */
  #shutDown = async () => undefined
  /** @type {(value: void) => void} */
  #resolveReady = () => undefined
  #ready = /** @type {Promise<void>} */ (new Promise((resolve) => (this.#resolveReady = resolve)))

  /**
   * @param {import('../core/config.mjs').StandInConfig} config
   * @param {import('../core/recorder.mjs').Recorder} recorder
   * @param {Set<Electron.BrowserWindow>} windows
   */
  constructor(config, recorder, windows) {
    super()
    this.#config = config
    this.#recorder = recorder
    this.#windows = windows
    this.#paths = createAppPaths(config)
    this.#instance = new SingleInstanceLock(config.userData)
    this.name = config.manifest.productName ?? config.manifest.name
    this.isPackaged = config.isPackaged
    this.commandLine = this.#createCommandLine()
  }

  #createCommandLine() {
    /** @param {string} name */
    const find = (name) =>
      [...process.argv.slice(2), ...this.#switches].find(
        (item) => item === `--${name}` || item.startsWith(`--${name}=`)
      )
    /** @type {Electron.CommandLine} */
    const commandLine = covered('commandLine', {
      appendSwitch: (name, value) => void this.#switches.push(value ? `--${name}=${value}` : `--${name}`),
      hasSwitch: (name) => find(name) !== undefined,
      getSwitchValue: (name) => find(name)?.split('=').slice(1).join('=') ?? ''
    })
    return commandLine
  }

  /**
   * For register.mjs, once the app's main module has run: in Electron too, `ready` never comes before that.
   * @param {(userData: string, switches: readonly string[]) => Promise<void>} startChromium
   * @param {() => Promise<void>} shutDown ends Chromium and the utility processes
   */
  async start(startChromium, shutDown) {
    this.#shutDown = shutDown
    if (this.#phase !== 'starting') return
    await startChromium(this.getPath('userData'), this.#switches)
    if (this.#phase !== 'starting') return
    this.#phase = 'ready'
    this.#isReady = true
    this.emit('will-finish-launching')
    this.emit('ready', {}, {})
    this.#resolveReady()
  }

  whenReady() {
    return this.#ready
  }

  isReady() {
    return this.#isReady
  }

  quit() {
    if (this.#phase === 'quitting' || this.#phase === 'exiting') return
    const event = new PreventableEvent()
    this.emit('before-quit', event)
    if (event.defaultPrevented) return
    const phase = this.#phase
    this.#phase = 'quitting'
    void this.#closeWindows().then((areClosed) => {
      if (!areClosed || !this.#willQuit()) this.#phase = phase
      else this.exit(0)
    })
  }

  /** @returns {Promise<boolean>} false when a window prevented it */
  async #closeWindows() {
    for (const window of [...this.#windows]) {
      window.close()
      await new Promise((resolve) => setTimeout(resolve, 0)) // a window that closes does so in a turn of its own
      if (!window.isDestroyed()) return false
    }
    return true
  }

  #willQuit() {
    const event = new PreventableEvent()
    this.emit('will-quit', event)
    return !event.defaultPrevented
  }

  /** Without asking the windows, as in Electron. */
  exit(exitCode = 0) {
    if (this.#phase === 'exiting') return
    this.#phase = 'exiting'
    for (const window of [...this.#windows]) window.destroy()
    this.emit('quit', {}, exitCode)
    void this.#shutDown().finally(() => process.exit(exitCode))
  }

  /** For the windows. */
  onWindowClosed() {
    if (this.#windows.size > 0 || this.#phase !== 'ready') return
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed')
    else this.quit()
  }

  relaunch() {
    this.#recorder.add('app.relaunch')
  }

  focus() {
    this.#recorder.add('app.focus')
  }

  getName() {
    return this.name
  }

  /** @param {string} name */
  setName(name) {
    this.name = name
  }

  getVersion() {
    return this.#config.manifest.version
  }

  getAppPath() {
    return this.#config.appPath
  }

  /** @param {string} name */
  getPath(name) {
    const path = this.#paths.get(name)
    if (path === undefined) throw new Error(`Failed to get '${name}' path`)
    return path
  }

  /**
   * @param {string} name
   * @param {string} path
   */
  setPath(name, path) {
    this.getPath(name)
    this.#paths.set(name, path)
    if (name === 'userData') this.#instance = new SingleInstanceLock(path)
  }

  getLocale() {
    return this.#config.locale
  }

  getSystemLocale() {
    return this.#config.languages[0] ?? this.#config.locale
  }

  getPreferredSystemLanguages() {
    return [...this.#config.languages]
  }

  /** @param {Record<any, any>} [additionalData] */
  requestSingleInstanceLock(additionalData) {
    return this.#instance.request(
      ({ argv, cwd, data }) => this.emit('second-instance', {}, argv, cwd, data),
      additionalData
    )
  }

  hasSingleInstanceLock() {
    return this.#instance.isHeld
  }

  releaseSingleInstanceLock() {
    this.#instance.release()
  }

  enableSandbox() {
    if (this.#isReady) throw new Error('app.enableSandbox() can only be called before app is ready')
  }

  disableHardwareAcceleration() {
    if (this.#isReady) throw new Error('app.disableHardwareAcceleration() can only be called before app is ready')
  }

  /** @param {string} id */
  setAppUserModelId(id) {
    this.#recorder.add('app.setAppUserModelId', id)
  }

  /** @param {Electron.AboutPanelOptionsOptions} options */
  setAboutPanelOptions(options) {
    this.#recorder.add('app.setAboutPanelOptions', options)
  }
}

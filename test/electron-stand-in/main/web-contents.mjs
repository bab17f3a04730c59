import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { covered, coveredEmitter, failLoudly, notCovered, NotCoveredError } from '../core/coverage.mjs'
import { PreventableEvent } from '../core/preventable.mjs'
import { StandInIpcMain } from './ipc-main.mjs'
import { readLoadError } from './load-error.mjs'
import { PreloadLink } from './preload-link.mjs'
import { createMainFrame } from './web-frame.mjs'

/** @import { PartOf } from '../core/coverage.mjs' */

/**
 * @typedef {object} WebContentsHost what a window's contents need from the rest of the stand-in
 * @property {import('./chromium-host.mjs').ChromiumHost} chromium
 * @property {import('./custom-schemes.mjs').CustomSchemes} schemes
 * @property {StandInIpcMain} ipcMain
 * @property {Electron.Session} session
 * @property {import('../core/recorder.mjs').Recorder} recorder
 * @property {string} appPath
 */

const EVENTS = [
  'did-start-loading',
  'did-stop-loading',
  'did-finish-load',
  'did-fail-load',
  'dom-ready',
  'did-navigate',
  'will-navigate',
  'page-title-updated',
  'console-message',
  'render-process-gone',
  'destroyed',
  // never of themselves: a test emits them
  'unresponsive',
  'responsive',
  'preload-error',
  'context-menu',
  'before-input-event',
  'zoom-changed',
  'will-attach-webview',
  'will-redirect',
  'will-frame-navigate'
]

/** @implements {PartOf<Electron.WebContents>} */
export class StandInWebContents extends coveredEmitter('webContents', EVENTS) {
  ipc = new StandInIpcMain()
  mainFrame
  session
  id
  #host
  #preferences
  #close
  /** @type {Promise<import('playwright-core').Page>} */
  #page
  /** @type {PreloadLink | undefined} */
  #link
  /** @type {Parameters<Electron.WebContents['setWindowOpenHandler']>[0] | undefined} */
  #openHandler
  #url = ''
  #title = ''
  #ownLoads = 0
  #isRequestedByPage = false
  #isDestroyed = false
  #zoom = 1

  /**
   * @param {number} id
   * @param {Electron.WebPreferences} preferences checked by the window
   * @param {WebContentsHost} host
   * @param {() => void} close closes the window
   */
  constructor(id, preferences, host, close) {
    super()
    this.#close = close
    this.id = id
    this.session = host.session
    this.mainFrame = createMainFrame(() => this.#url || 'about:blank')
    this.#host = host
    this.#preferences = preferences
    this.#page = this.#open()
    this.#page.catch(failLoudly)
  }

  /** For the window. */
  get page() {
    return this.#page
  }

  async #open() {
    const { chromium, schemes } = this.#host
    const page = await chromium.newPage()
    chromium.adopt(page, this)
    this.#link = await PreloadLink.open(page, this.#preferences.preload, await this.#processInPreload(), (message) =>
      this.#receive(message)
    )
    const { session, mainFrameId } = this.#link
    session.on('Page.frameRequestedNavigation', ({ frameId, disposition }) => {
      if (frameId === mainFrameId && disposition === 'currentTab') this.#isRequestedByPage = true
    })
    session.on('Page.navigatedWithinDocument', () => (this.#isRequestedByPage = false))
    session.on('Page.windowOpen', ({ url, windowName, windowFeatures }) =>
      this.#askToOpen(schemes.toApp(url), windowName, windowFeatures.join(','))
    )
    page.on('popup', (popup) => void popup.close().catch(() => undefined))
    page.on('domcontentloaded', () => this.emit('dom-ready', {}))
    page.on('load', () => {
      if (this.#isDestroyed) return
      this.emit('did-finish-load', {})
      this.emit('did-stop-loading', {})
    })
    page.on('crash', () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 139 }))
    page.on('framenavigated', (frame) => {
      if (frame !== page.mainFrame()) return
      this.#url = schemes.toApp(frame.url())
      this.emit('did-navigate', {}, this.#url, 200, 'OK')
    })
    page.on('console', (message) => {
      const { url, lineNumber } = message.location()
      const level = message.type() === 'log' ? 'info' : message.type()
      this.emit('console-message', { level, message: message.text(), lineNumber, sourceId: schemes.toApp(url) })
    })
    return page
  }

  async #processInPreload() {
    const versions = { ...process.versions, chrome: await this.#host.chromium.version() }
    const { platform, arch } = process
    const argv = this.#preferences.additionalArguments ?? []
    return { platform, arch, versions, argv, type: 'renderer', sandboxed: true, contextIsolated: true }
  }

  /** @param {import('./preload-link.mjs').PageMessage} message */
  #receive(message) {
    if (message.kind === 'invoke') void this.#answer(message)
    else if (message.kind === 'open')
      this.#askToOpen(this.#host.schemes.toApp(message.url), message.frameName, message.features)
    else if (message.kind === 'close') this.#close()
    else if (message.kind === 'send') {
      const event = this.#ipcEvent()
      this.ipc.emit(message.channel, event, ...message.args)
      this.#host.ipcMain.emit(message.channel, event, ...message.args)
    } else if (message.title !== this.#title) {
      this.#title = message.title
      this.emit('page-title-updated', new PreventableEvent(), message.title, true)
    }
  }

  #ipcEvent() {
    return covered('ipc event', {
      type: 'frame',
      sender: this,
      senderFrame: this.mainFrame,
      frameId: 1,
      processId: 1,
      ports: []
    })
  }

  /** @param {{ id: string, channel: string, args: unknown[] }} call */
  async #answer({ id, channel, args }) {
    try {
      const handler = this.ipc.findHandler(channel) ?? this.#host.ipcMain.findHandler(channel)
      if (!handler) throw new Error(`No handler registered for '${channel}'`)
      const event = /** @type {Electron.IpcMainInvokeEvent} */ (/** @type {unknown} */ (this.#ipcEvent()))
      const value = await handler(event, ...args)
      this.#link?.post({ kind: 'reply', id, value })
    } catch (error) {
      console.error(`Error occurred in handler for '${channel}':`, error)
      this.#link?.post({ kind: 'reply', id, error: `Error invoking remote method '${channel}': ${String(error)}` })
    }
  }

  /**
   * @param {string} url
   * @param {string} frameName
   * @param {string} features
   */
  #askToOpen(url, frameName, features) {
    const referrer = { url: this.#url, policy: /** @type {const} */ ('strict-origin-when-cross-origin') }
    const response = this.#openHandler?.({ url, frameName, features, disposition: 'foreground-tab', referrer })
    if (response?.action !== 'deny') failLoudly(new NotCoveredError('a child window (setWindowOpenHandler must deny)'))
  }

  /**
   * Asked before the page leaves for `url`. The app's own loads and reloads are free; everything else, a test's
   * page.goto() too, is taken for the page's doing and asks `will-navigate`.
   * @param {string} url
   */
  allowsNavigation(url) {
    const isReload = url === this.#url && !this.#isRequestedByPage
    this.#isRequestedByPage = false
    if (this.#ownLoads > 0 || isReload) return true
    const event = Object.assign(new PreventableEvent(), {
      url,
      isSameDocument: false,
      isMainFrame: true,
      frame: this.mainFrame
    })
    this.emit('will-navigate', event, url)
    return !event.defaultPrevented
  }

  /** @param {Parameters<Electron.WebContents['setWindowOpenHandler']>[0]} handler */
  setWindowOpenHandler(handler) {
    this.#openHandler = handler
  }

  /**
   * @param {string} channel
   * @param {unknown[]} args
   */
  send(channel, ...args) {
    this.#checkAlive()
    structuredClone(args) // throws even if there is no page yet
    this.#link?.post({ kind: 'event', channel, args })
  }

  /** @param {string} url */
  async loadURL(url) {
    this.#checkAlive()
    const page = await this.#page
    await this.#load(url, () => page.goto(this.#host.schemes.toPage(url)))
  }

  /** @param {string} file */
  loadFile(file) {
    return this.loadURL(pathToFileURL(resolve(this.#host.appPath, file)).href)
  }

  reload() {
    this.#checkAlive()
    void this.#page.then((page) => this.#load(this.#url, () => page.reload())).catch(() => undefined)
  }

  /**
   * @param {string} url
   * @param {() => Promise<unknown>} go
   */
  async #load(url, go) {
    this.#ownLoads++
    this.emit('did-start-loading', {})
    try {
      await go()
    } catch (error) {
      if (this.#isDestroyed) return
      const { code, name } = readLoadError(error)
      this.emit('did-fail-load', {}, code, name, url, true, 1, 1)
      throw Object.assign(new Error(`${name} (${code}) loading '${url}'`), { code: name, errno: code, url })
    } finally {
      this.#ownLoads--
    }
  }

  getURL() {
    return this.#url
  }

  getTitle() {
    return this.#title
  }

  isLoading() {
    return this.#ownLoads > 0
  }

  isDestroyed() {
    return this.#isDestroyed
  }

  /** @param {string} code */
  async executeJavaScript(code) {
    this.#checkAlive()
    return (await this.#page).evaluate(code)
  }

  /** @param {unknown[]} unsupported */
  async capturePage(...unsupported) {
    if (unsupported.length) notCovered('capturePage of a part')
    const png = await (await this.#page).screenshot()
    const size = { width: png.readUInt32BE(16), height: png.readUInt32BE(20) } // of the PNG's first chunk
    /** @type {Electron.NativeImage} */
    const image = covered('nativeImage', { toPNG: () => png, isEmpty: () => false, getSize: () => size })
    return image
  }

  forcefullyCrashRenderer() {
    void this.#link?.session.send('Page.crash').catch(() => undefined)
  }

  openDevTools() {
    this.#host.recorder.add('webContents.openDevTools')
  }

  isDevToolsOpened() {
    return false
  }

  /** @param {number} factor */
  setZoomFactor(factor) {
    this.#zoom = factor
    this.#host.recorder.add('webContents.setZoomFactor', factor)
  }

  getZoomFactor() {
    return this.#zoom
  }

  /** For the window, when it is gone. */
  markDestroyed() {
    this.#isDestroyed = true
    this.emit('destroyed')
  }

  #checkAlive() {
    if (this.#isDestroyed) throw new TypeError('Object has been destroyed')
  }
}

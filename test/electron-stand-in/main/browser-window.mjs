import { checkOptions, coveredEmitter, notCovered } from '../core/coverage.mjs'
import { PreventableEvent } from '../core/preventable.mjs'
import { StandInWebContents } from './web-contents.mjs'
import { CHECKED_PREFERENCES, WINDOW_EVENTS, WINDOW_OPTIONS } from './window-options.mjs'

/** @import { PartOf } from '../core/coverage.mjs' */

/**
 * @typedef {import('./web-contents.mjs').WebContentsHost & {
 *   windows: Set<Electron.BrowserWindow>,
 *   app: import('./app.mjs').StandInApp,
 *   nativeTheme: Electron.NativeTheme
 * }} WindowHost
 */

/** @param {WindowHost} host */
export function createBrowserWindowClass(host) {
  let lastId = 0

  /** @implements {PartOf<Electron.BrowserWindow>} */
  class StandInBrowserWindow extends coveredEmitter('BrowserWindow', WINDOW_EVENTS) {
    static getAllWindows() {
      return [...host.windows]
    }

    /** The window shown last: headless pages have no focus of their own. */
    static getFocusedWindow() {
      return [...host.windows].findLast((window) => window.isVisible()) ?? null
    }

    /** @param {number} id */
    static fromId(id) {
      return [...host.windows].find((window) => window.id === id) ?? null
    }

    /** @param {Electron.WebContents} contents */
    static fromWebContents(contents) {
      return [...host.windows].find((window) => window.webContents === contents) ?? null
    }

    id = ++lastId
    #contents
    #bounds
    #title
    #isVisible
    #isDestroyed = false
    /** What macOS shows of it in the title bar. */
    #file = { path: '', isEdited: false }
    #state = { isMaximized: false, isMinimized: false, isFullScreen: false }

    /** @param {Electron.BrowserWindowConstructorOptions} options */
    constructor(options = {}) {
      super()
      if (!host.app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
      checkOptions('BrowserWindow', options, WINDOW_OPTIONS)
      const { webPreferences = {}, width = 800, height = 600, x = 0, y = 0, show = true, title } = options
      checkPreferences(webPreferences)
      this.#bounds = { x, y, width, height }
      this.#isVisible = show
      this.#title = title ?? host.app.getName()
      this.#contents = new StandInWebContents(this.id, webPreferences, host, () => this.close())
      const self = /** @type {Electron.BrowserWindow} */ (/** @type {unknown} */ (this))
      host.windows.add(self)
      this.#follow()
      host.app.emit('web-contents-created', {}, this.#contents)
      host.app.emit('browser-window-created', {}, self)
    }

    #follow() {
      // A page may finish loading while its window is being closed; Electron tells nothing of a destroyed one.
      this.#contents.once('did-finish-load', () => {
        if (!this.#isDestroyed) this.emit('ready-to-show', {})
      })
      this.#contents.on('page-title-updated', (event, title) => {
        this.emit('page-title-updated', event, title, true)
        if (!event.defaultPrevented) this.#title = title
      })
      const applyTheme = () =>
        this.#onPage((page) =>
          page.emulateMedia({ colorScheme: host.nativeTheme.shouldUseDarkColors ? 'dark' : 'light' })
        )
      host.nativeTheme.on('updated', applyTheme)
      this.once('closed', () => host.nativeTheme.off('updated', applyTheme))
      applyTheme()
      this.#applySize()
      this.#onPage((page) => void page.on('close', () => this.#closedByPage()))
    }

    /** @param {(page: import('playwright-core').Page) => unknown} act */
    #onPage(act) {
      // a page that closes meanwhile needs nothing any more
      void this.#contents.page.then(act).catch(() => undefined)
    }

    #applySize() {
      const { width, height } = this.#bounds
      this.#onPage((page) => page.setViewportSize({ width, height }))
    }

    get webContents() {
      this.#checkAlive()
      return /** @type {Electron.WebContents} */ (/** @type {unknown} */ (this.#contents))
    }

    /** @param {string} url */
    loadURL(url) {
      this.#checkAlive()
      return this.#contents.loadURL(url)
    }

    /** @param {string} file */
    loadFile(file) {
      this.#checkAlive()
      return this.#contents.loadFile(file)
    }

    reload() {
      this.#contents.reload()
    }

    show() {
      this.#checkAlive()
      this.#isVisible = true
      host.windows.delete(/** @type {any} */ (this))
      host.windows.add(/** @type {any} */ (this)) // the one on top is the last
      this.emit('show', {})
      this.emit('focus', {})
    }

    hide() {
      this.#isVisible = false
      this.emit('hide', {})
    }

    isVisible() {
      return this.#isVisible && !this.#isDestroyed
    }

    focus() {
      this.#checkAlive()
      this.emit('focus', {})
    }

    isFocused() {
      return StandInBrowserWindow.getFocusedWindow() === /** @type {unknown} */ (this)
    }

    maximize() {
      this.#state.isMaximized = true
      this.emit('maximize', {})
    }

    unmaximize() {
      this.#state.isMaximized = false
      this.emit('unmaximize', {})
    }

    isMaximized() {
      return this.#state.isMaximized
    }

    minimize() {
      this.#state.isMinimized = true
      this.emit('minimize', {})
    }

    restore() {
      this.#checkAlive()
      this.#state.isMinimized = false
      this.emit('restore', {})
    }

    isMinimized() {
      return this.#state.isMinimized
    }

    /** @param {boolean} isFullScreen */
    setFullScreen(isFullScreen) {
      this.#state.isFullScreen = isFullScreen
      this.emit(isFullScreen ? 'enter-full-screen' : 'leave-full-screen', {})
    }

    isFullScreen() {
      return this.#state.isFullScreen
    }

    getBounds() {
      this.#checkAlive()
      return { ...this.#bounds }
    }

    getNormalBounds() {
      return this.getBounds()
    }

    /** @param {Partial<Electron.Rectangle>} bounds */
    setBounds(bounds) {
      this.#checkAlive()
      Object.assign(this.#bounds, bounds)
      this.#applySize()
      this.emit('resize', {})
      this.emit('resized', {})
    }

    getSize() {
      return [this.#bounds.width, this.#bounds.height]
    }

    /**
     * @param {number} width
     * @param {number} height
     */
    setSize(width, height) {
      this.setBounds({ width, height })
    }

    getTitle() {
      return this.#title
    }

    /** @param {string} title */
    setTitle(title) {
      this.#title = title
    }

    /** @param {string} path */
    setRepresentedFilename(path) {
      this.#file.path = path
    }

    getRepresentedFilename() {
      return this.#file.path
    }

    /** @param {boolean} isEdited */
    setDocumentEdited(isEdited) {
      this.#file.isEdited = isEdited
    }

    isDocumentEdited() {
      return this.#file.isEdited
    }

    /** @param {string} color */
    setBackgroundColor(color) {
      host.recorder.add('BrowserWindow.setBackgroundColor', color)
    }

    /** @param {number} progress */
    setProgressBar(progress) {
      host.recorder.add('BrowserWindow.setProgressBar', progress)
    }

    /** @param {boolean} isVisible */
    setMenuBarVisibility(isVisible) {
      host.recorder.add('BrowserWindow.setMenuBarVisibility', isVisible)
    }

    /** @param {Electron.Menu | null} menu */
    setMenu(menu) {
      host.recorder.add('BrowserWindow.setMenu', menu)
    }

    removeMenu() {
      host.recorder.add('BrowserWindow.removeMenu')
    }

    isDestroyed() {
      return this.#isDestroyed
    }

    close() {
      if (this.#isDestroyed) return
      const event = new PreventableEvent()
      this.emit('close', event)
      if (!event.defaultPrevented) setImmediate(() => this.destroy())
    }

    destroy() {
      if (this.#isDestroyed) return
      this.#markClosed()
      this.#onPage((page) => page.close())
    }

    /** The page has gone by itself: a test's page.close(), or the end of Chromium. */
    #closedByPage() {
      if (this.#isDestroyed) return
      const event = new PreventableEvent()
      this.emit('close', event)
      this.#markClosed()
      if (event.defaultPrevented) notCovered("preventing a close that a test's page.close() asked for")
    }

    #markClosed() {
      this.#isDestroyed = true
      host.windows.delete(/** @type {any} */ (this))
      this.#contents.markDestroyed()
      this.emit('closed')
      host.app.onWindowClosed()
    }

    #checkAlive() {
      if (this.#isDestroyed) throw new TypeError('Object has been destroyed')
    }
  }
  return /** @type {typeof Electron.BrowserWindow} */ (/** @type {unknown} */ (StandInBrowserWindow))
}

/** @param {Electron.WebPreferences} preferences */
function checkPreferences(preferences) {
  checkOptions('webPreferences', preferences, Object.keys(CHECKED_PREFERENCES))
  for (const [key, value] of Object.entries(preferences)) {
    const only = /** @type {Record<string, unknown>} */ (CHECKED_PREFERENCES)[key]
    if (only !== undefined && only !== value) notCovered(`webPreferences.${key} = ${String(value)}`)
  }
}

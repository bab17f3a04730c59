import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { notCovered } from '../core/coverage.mjs'

/**
 * @typedef {import('playwright-core').BrowserContext} BrowserContext
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Route} Route
 * @typedef {{ allowsNavigation(url: string): boolean }} PageOwner
 */

/** The one Chromium whose pages are the app's windows, and the gate that all their requests go through. */
export class ChromiumHost {
  #config
  #schemes
  #recorder
  /** @type {Promise<BrowserContext> | undefined} */
  #context
  /** @type {Map<Page, PageOwner>} */
  #owners = new Map()

  /**
   * @param {import('../core/config.mjs').StandInConfig} config
   * @param {import('./custom-schemes.mjs').CustomSchemes} schemes
   * @param {import('../core/recorder.mjs').Recorder} recorder
   */
  constructor(config, schemes, recorder) {
    this.#config = config
    this.#schemes = schemes
    this.#recorder = recorder
  }

  /**
   * @param {string} userData the profile is kept under it, so localStorage outlives a restart as in Electron
   * @param {readonly string[]} switches
   * @returns {Promise<{ endpoint: string }>}
   */
  async start(userData, switches) {
    const profile = join(userData, 'chromium')
    this.#context = chromium.launchPersistentContext(profile, {
      executablePath: this.#config.chromium,
      headless: !this.#config.headed,
      viewport: null,
      colorScheme: null,
      locale: this.#config.locale,
      chromiumSandbox: false, // Chromium refuses to run as root with it
      args: ['--remote-debugging-port=0', '--disable-gpu', '--disable-background-networking', ...switches]
    })
    const context = await this.#context
    await context.route('**', (route) => this.#gate(route))
    const [port, path] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n')
    return { endpoint: `ws://127.0.0.1:${port}${path}` }
  }

  /** Chromium's first page is left alone: without a page it would exit. */
  async newPage() {
    const context = await this.#running()
    return context.newPage()
  }

  /**
   * @param {Page} page
   * @param {PageOwner} owner asked before the page goes elsewhere
   */
  adopt(page, owner) {
    this.#owners.set(page, owner)
    page.on('close', () => this.#owners.delete(page))
  }

  async version() {
    return (await this.#running()).browser()?.version() ?? 'unknown'
  }

  async close() {
    await (await this.#context?.catch(() => undefined))?.close().catch(() => undefined)
  }

  #running() {
    return this.#context ?? notCovered('a window before Chromium is started')
  }

  /** @param {Route} route */
  async #gate(route) {
    const request = route.request()
    const url = this.#schemes.toApp(request.url())
    const owner = this.#ownerOf(request)
    if (!owner) return route.abort('aborted') // a pop-up, which is about to be closed
    if (isMainNavigation(request) && !owner.allowsNavigation(url)) return route.abort('aborted')
    if (this.#schemes.owns(url)) return this.#answer(route, url)
    if (isLocal(url)) return route.continue()
    this.#recorder.add('blocked request', url) // tests are offline
    return route.abort('internetdisconnected')
  }

  /** @param {import('playwright-core').Request} request */
  #ownerOf(request) {
    try {
      return this.#owners.get(request.frame().page())
    } catch {
      return undefined // the frame of a pop-up is not known yet
    }
  }

  /**
   * @param {Route} route
   * @param {string} url
   */
  async #answer(route, url) {
    const request = route.request()
    const body = request.postDataBuffer()
    try {
      const response = await this.#schemes.respond(
        new Request(url, {
          method: request.method(),
          headers: await request.allHeaders(),
          ...(body && { body: Uint8Array.from(body) })
        })
      )
      await route.fulfill({
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: Buffer.from(await response.arrayBuffer())
      })
    } catch (error) {
      console.error(`protocol handler failed for ${url}:`, error)
      await route.abort('failed')
    }
  }
}

/** @param {import('playwright-core').Request} request */
const isMainNavigation = (request) =>
  request.isNavigationRequest() && request.frame() === request.frame().page().mainFrame()

/** @param {string} url */
function isLocal(url) {
  const { protocol, hostname } = new URL(url)
  return !/^(https?|wss?):$/.test(protocol) || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
}

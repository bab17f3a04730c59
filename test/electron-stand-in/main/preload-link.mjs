import { readFileSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { createCodec } from '../page/codec.mjs'
import { mainWorldScript, preloadWorldScript } from '../page/source.mjs'

const WORLD = 'netloom stand-in preload'
const BINDING = 'netloomStandInSend'
const RECEIVER = 'netloomStandInReceive'

/**
 * What a page's preload world sends.
 * @typedef {{ kind: 'invoke', id: string, channel: string, args: unknown[] }
 *   | { kind: 'send', channel: string, args: unknown[] }
 *   | { kind: 'open', url: string, frameName: string, features: string }
 *   | { kind: 'close' }
 *   | { kind: 'title', title: string }} PageMessage
 */

/** The DevTools session of one page: injects the two worlds' scripts and carries messages to and from the preload's. */
export class PreloadLink {
  #codec = createCodec()
  #session
  mainFrameId = ''
  /** @type {number | undefined} the preload world of the document shown now */
  #world

  /** @param {import('playwright-core').CDPSession} session */
  constructor(session) {
    this.#session = session
  }

  get session() {
    return this.#session
  }

  /**
   * @param {import('playwright-core').Page} page
   * @param {string | undefined} preloadFile absolute
   * @param {Record<string, unknown>} processInPreload
   * @param {(message: PageMessage) => void} onMessage
   */
  static async open(page, preloadFile, processInPreload, onMessage) {
    if (preloadFile && !isAbsolute(preloadFile)) throw new Error('webPreferences.preload must be an absolute path')
    const link = new PreloadLink(await page.context().newCDPSession(page))
    await link.#inject(preloadFile ? readFileSync(preloadFile, 'utf8') : null, processInPreload, onMessage)
    return link
  }

  /**
   * @param {string | null} preload
   * @param {Record<string, unknown>} processInPreload
   * @param {(message: PageMessage) => void} onMessage
   */
  async #inject(preload, processInPreload, onMessage) {
    const session = this.#session
    await session.send('Page.enable')
    const { frameTree } = await session.send('Page.getFrameTree')
    this.mainFrameId = frameTree.frame.id
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === WORLD && context.auxData?.frameId === this.mainFrameId) this.#world = context.id
    })
    session.on('Runtime.executionContextsCleared', () => (this.#world = undefined))
    session.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === BINDING) onMessage(this.#codec.unpack(payload))
    })
    await session.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD })
    await session.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript() })
    const settings = { binding: BINDING, receiver: RECEIVER, process: processInPreload }
    const source = preloadWorldScript(preload, settings)
    await session.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: WORLD })
    await session.send('Runtime.enable')
  }

  /**
   * Lost when the page has no document with a preload just now, as in Electron.
   * @param {{ kind: 'event', channel: string, args: unknown[] } | { kind: 'reply', id: string, value?: unknown, error?: string }} message
   */
  post(message) {
    const expression = `${RECEIVER}(${JSON.stringify(this.#codec.pack(message))})`
    if (this.#world === undefined) return
    this.#session.send('Runtime.evaluate', { expression, contextId: this.#world }).catch(() => undefined)
  }
}

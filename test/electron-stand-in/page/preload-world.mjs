/**
 * The isolated world: runs the preload script with what a sandboxed preload has. The function's text runs in the page.
 * @param {typeof import('./world-bridge.mjs').createWorldBridge} createWorldBridge
 * @param {typeof import('./codec.mjs').createCodec} createCodec
 * @param {{ binding: string, receiver: string, process: Record<string, unknown> }} settings
 * @param {((...scope: unknown[]) => void) | null} preload
 */
export function startPreloadWorld(createWorldBridge, createCodec, settings, preload) {
  if (window !== window.top) return
  const world = /** @type {Record<string, any>} */ (/** @type {unknown} */ (globalThis))
  const codec = createCodec()
  /** @param {unknown} message */
  const toMain = (message) => world[settings.binding](codec.pack(message))

  /**
   * @param {string} name
   * @param {object} members
   */
  const refuse = (name, members) =>
    new Proxy(members, {
      get(target, key, receiver) {
        if (typeof key === 'symbol' || key in target || key === 'then' || key === '__esModule')
          return Reflect.get(target, key, receiver)
        throw new Error(`electron stand-in: ${name}.${key} is not covered`)
      }
    })

  /** @type {Map<string, { resolve: (value: unknown) => void, reject: (reason: Error) => void }>} */
  const invoked = new Map()
  /** @type {Map<string, { listener: Function, isOnce: boolean }[]>} */
  const listeners = new Map()
  // unlike a number alone, it can't name a call of the document before a reload
  const document = Math.random().toString(36).slice(2)
  let calls = 0

  /**
   * @param {string} channel
   * @param {Function} listener
   * @param {boolean} isOnce
   */
  const listen = (channel, listener, isOnce = false) => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, isOnce }])
    return ipcRenderer
  }
  /**
   * @param {string} channel
   * @param {Function} listener
   */
  const unlisten = (channel, listener) => {
    const known = listeners.get(channel) ?? []
    const index = known.findLastIndex((entry) => entry.listener === listener)
    listeners.set(
      channel,
      known.filter((_, i) => i !== index)
    )
    return ipcRenderer
  }
  /** @type {any} */
  const ipcRenderer = refuse('ipcRenderer', {
    invoke: (/** @type {string} */ channel, /** @type {unknown[]} */ ...args) =>
      new Promise((resolve, reject) => {
        const id = `${document}:${++calls}`
        toMain({ kind: 'invoke', id, channel, args }) // throws, and so rejects, when an argument can't be cloned
        invoked.set(id, { resolve, reject })
      }),
    send: (/** @type {string} */ channel, /** @type {unknown[]} */ ...args) => toMain({ kind: 'send', channel, args }),
    on: (/** @type {string} */ channel, /** @type {Function} */ listener) => listen(channel, listener),
    addListener: (/** @type {string} */ channel, /** @type {Function} */ listener) => listen(channel, listener),
    once: (/** @type {string} */ channel, /** @type {Function} */ listener) => listen(channel, listener, true),
    off: unlisten,
    removeListener: unlisten,
    removeAllListeners: (/** @type {string} */ channel) => {
      listeners.delete(channel)
      return ipcRenderer
    },
    listenerCount: (/** @type {string} */ channel) => listeners.get(channel)?.length ?? 0
  })

  world[settings.receiver] = (/** @type {string} */ text) => {
    const message = codec.unpack(text)
    if (message.kind === 'event') {
      for (const { listener, isOnce } of listeners.get(message.channel) ?? []) {
        if (isOnce) unlisten(message.channel, listener)
        listener(refuse('event', { sender: ipcRenderer, ports: [] }), ...message.args)
      }
      return
    }
    const call = invoked.get(message.id)
    invoked.delete(message.id)
    if ('error' in message) call?.reject(new Error(message.error))
    else call?.resolve(message.value)
  }

  const bridge = createWorldBridge('netloom-stand-in:preload', 'netloom-stand-in:page', toMain)
  const electron = refuse('electron (in a preload)', {
    ipcRenderer,
    contextBridge: refuse('contextBridge', {
      exposeInMainWorld: (/** @type {string} */ name, /** @type {unknown} */ api) => void bridge.enter(name, api)
    }),
    // Chromium tells no page of paths: a test names them in the document, by the name of the file
    webUtils: refuse('webUtils', {
      getPathForFile: (/** @type {File} */ file) => {
        if (!(file instanceof File)) throw new TypeError('getPathForFile takes a File')
        return JSON.parse(window.document.documentElement.dataset.standInPaths ?? '{}')[file.name] ?? ''
      }
    })
  })
  const require = (/** @type {string} */ name) => {
    if (['electron', 'electron/renderer', 'electron/common'].includes(name)) return electron
    if (['events', 'timers', 'url'].includes(name.replace('node:', '')))
      throw new Error(`electron stand-in: require('${name}') in a preload is not covered`)
    throw new Error(`module not found: ${name} (a sandboxed preload has electron, events, timers and url only)`)
  }

  const reportTitle = () => toMain({ kind: 'title', title: window.document.title })
  window.addEventListener('DOMContentLoaded', () => {
    reportTitle()
    const watched = { subtree: true, childList: true, characterData: true }
    new MutationObserver(reportTitle).observe(window.document.head, watched)
  })

  const module = { exports: {} }
  const process = refuse('process (in a preload)', settings.process)
  preload?.(require, module, module.exports, process, globalThis, refuse('Buffer (in a preload)', {}))
}

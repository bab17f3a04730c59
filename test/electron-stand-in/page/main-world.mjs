/**
 * The page's own world: receives what the preload exposes, and sends window.open() and window.close() to the app.
 * The function's text runs in the page.
 * @param {typeof import('./world-bridge.mjs').createWorldBridge} createWorldBridge
 */
export function startMainWorld(createWorldBridge) {
  if (window !== window.top) return

  /** @param {unknown} value */
  const freeze = (value) => {
    if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value
    Object.values(value).forEach(freeze)
    return Object.freeze(value)
  }
  const bridge = createWorldBridge('netloom-stand-in:page', 'netloom-stand-in:preload', (name, api) => {
    if (name in window) throw new Error('Cannot bind an API on top of an existing property on the window object')
    Object.defineProperty(window, name, { value: freeze(api), enumerable: true })
  })
  // Only { action: 'deny' } is covered, so null is always the answer that Electron would give.
  window.open = (url = '', target = '_blank', features = '') => {
    bridge.enter({ kind: 'open', url: String(new URL(url, document.baseURI)), frameName: target, features })
    return null
  }
  // Chromium lets a script close only what a script opened; Electron lets it close any window.
  window.close = () => void bridge.enter({ kind: 'close' })
}

import { covered } from '../core/coverage.mjs'

/**
 * The main frame of a window, and with it `event.senderFrame`: one object for the window's life, its URL the app's.
 * @param {() => string} getUrl
 */
export function createMainFrame(getUrl) {
  /** @type {Electron.WebFrameMain} */
  const frame = covered('webFrameMain', {
    get url() {
      return getUrl()
    },
    get origin() {
      const { protocol, host } = new URL(getUrl())
      return protocol === 'file:' || protocol === 'about:' ? 'null' : `${protocol}//${host}`
    },
    get top() {
      return frame
    },
    parent: null,
    detached: false,
    name: '',
    isDestroyed: () => false
  })
  return frame
}

import { covered } from '../core/coverage.mjs'

/**
 * Headless Chromium denies every permission by itself and asks no one, so the app's handlers are kept, and a test asks
 * them through `standIn.askPermission`.
 * @param {Electron.Protocol} protocol
 */
export function createSession(protocol) {
  /** @type {{ request: Parameters<Electron.Session['setPermissionRequestHandler']>[0], check: Parameters<Electron.Session['setPermissionCheckHandler']>[0] }} */
  const handlers = { request: null, check: null }
  /** @type {Electron.Session} */
  const defaultSession = covered('session.defaultSession', {
    protocol,
    setPermissionRequestHandler: (handler) => void (handlers.request = handler),
    setPermissionCheckHandler: (handler) => void (handlers.check = handler),
    setSpellCheckerEnabled: () => undefined
  })
  /** @type {typeof Electron.session} */
  const session = covered('session', { defaultSession })

  /**
   * What the app answers when a page asks for a permission; with no handler Electron grants it.
   * @param {Electron.WebContents} contents
   * @param {Parameters<NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>>[1]} permission
   * @returns {Promise<boolean>}
   */
  const askPermission = (contents, permission) => {
    const details = { isMainFrame: true, requestingUrl: contents.getURL() }
    const { request } = handlers
    return request ? new Promise((resolve) => request(contents, permission, resolve, details)) : Promise.resolve(true)
  }
  return { session, defaultSession, askPermission }
}

import { covered, notCovered, checkOptions } from '../core/coverage.mjs'

const PRIVILEGES = ['standard', 'secure', 'supportFetchAPI', 'stream', 'corsEnabled', 'codeCache']

/**
 * Chromium can't be taught a scheme from outside, so `netloom://app/x` is `http://app.netloom.localhost/x` in the page:
 * a secure context and an origin of its own, as a standard and secure scheme is. The main process sees its own URLs.
 */
export class CustomSchemes {
  /** @type {Set<string>} */
  #privileged = new Set()
  /** @type {Map<string, (request: Request) => Response | Promise<Response>>} */
  #handlers = new Map()

  /** @param {Electron.CustomScheme[]} schemes */
  register(schemes) {
    for (const { scheme, privileges = {} } of schemes) {
      checkOptions(`the scheme ${scheme}`, privileges, PRIVILEGES)
      if (!privileges.standard || !privileges.secure) notCovered(`a scheme that isn't standard and secure (${scheme})`)
      this.#privileged.add(scheme)
    }
  }

  /**
   * @param {string} scheme
   * @param {(request: Request) => Response | Promise<Response>} handler
   */
  handle(scheme, handler) {
    if (!this.#privileged.has(scheme)) notCovered(`protocol.handle of the unprivileged scheme ${scheme}`)
    if (this.#handlers.has(scheme)) throw new Error('The scheme has been registered')
    this.#handlers.set(scheme, handler)
  }

  /** @param {string} scheme */
  unhandle(scheme) {
    if (!this.#handlers.delete(scheme)) throw new Error('The scheme has not been registered')
  }

  /** @param {string} scheme */
  isHandled(scheme) {
    return this.#handlers.has(scheme)
  }

  /** @param {string} url the app's URL */
  toPage(url) {
    const [, scheme, host, rest] = /^([a-z][\w+.-]*):\/\/([^/?#]*)(.*)$/i.exec(url) ?? []
    return scheme && this.#privileged.has(scheme) ? `http://${host}.${scheme}.localhost${rest || '/'}` : url
  }

  /** @param {string} url the page's URL */
  toApp(url) {
    const [, host, scheme, rest] = /^http:\/\/([^/]+)\.([^./]+)\.localhost(.*)$/.exec(url) ?? []
    return scheme && this.#privileged.has(scheme) ? `${scheme}://${host}${rest}` : url
  }

  /** @param {string} url the app's URL */
  owns(url) {
    return this.#privileged.has(new URL(url).protocol.slice(0, -1))
  }

  /** @param {Request} request its URL is the app's */
  async respond(request) {
    const scheme = new URL(request.url).protocol.slice(0, -1)
    const handler = this.#handlers.get(scheme)
    if (!handler) throw new Error(`net::ERR_UNKNOWN_URL_SCHEME: no protocol.handle for ${scheme}`)
    return handler(request)
  }
}

/**
 * @param {CustomSchemes} schemes
 * @param {() => boolean} isReady
 */
export function createProtocol(schemes, isReady) {
  /** @type {Electron.Protocol} */
  const protocol = covered('protocol', {
    registerSchemesAsPrivileged(list) {
      if (isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
      schemes.register(list)
    },
    handle: (scheme, handler) => schemes.handle(scheme, /** @type {(request: Request) => Response} */ (handler)),
    unhandle: (scheme) => schemes.unhandle(scheme),
    isProtocolHandled: (scheme) => schemes.isHandled(scheme)
  })
  return protocol
}

// Who may talk to browser mode's server. It listens on this machine only, but any page in any browser of this machine,
// and any program of any user, can reach it there: so a one-time token admits a browser, and a cookie keeps it in.
import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { sha256, type Sessions } from './sessions'

const SECRET_BYTES = 32
const secret = (): string => randomBytes(SECRET_BYTES).toString('base64url')

export class Access {
  readonly #cookieName: string
  readonly #hosts: readonly string[]
  #token = secret()

  /**
   * @param port on which the server listens
   * @param devOrigin a further origin to let in: the development server of the page, e.g. 'http://localhost:5173'
   */
  constructor(
    port: number,
    private readonly sessions: Sessions,
    private readonly devOrigin?: string
  ) {
    // Cookies do not know ports: two workbenches on one machine must not overwrite each other's.
    this.#cookieName = `netloom-${port}`
    this.#hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  }

  /** Opens the door once. */
  get token(): string {
    return this.#token
  }

  /** Refuses a foreign name that was made to point here (DNS rebinding). */
  hostAllowed(request: IncomingMessage): boolean {
    return this.#hosts.includes(request.headers.host ?? '')
  }

  /** Refuses other pages of this browser. */
  originAllowed({ headers }: IncomingMessage): boolean {
    if (headers.origin === undefined) return false
    return headers.origin === `http://${headers.host}` || headers.origin === this.devOrigin
  }

  sessionAllowed(request: IncomingMessage): boolean {
    const start = `${this.#cookieName}=`
    const cookie = (request.headers.cookie ?? '').split(/;\s*/).find((part) => part.startsWith(start))
    return cookie !== undefined && this.sessions.has(cookie.slice(start.length))
  }

  /** Takes the token in payment for a session, and mints the next token. Returns the Set-Cookie header, or null. */
  redeem(token: string): string | null {
    if (!timingSafeEqual(sha256(token), sha256(this.#token))) return null
    this.#token = secret()
    const session = secret()
    this.sessions.add(session)
    return `${this.#cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`
  }
}

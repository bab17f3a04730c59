// The page is loaded from netloom://app/: an origin of its own, unlike file:, and no port that others could reach.
import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import { contentSecurityPolicy } from '../content-security'
import { findRendererFile } from '../renderer-files'

const SCHEME = 'netloom'
const HOST = 'app'
export const PAGE_URL = `${SCHEME}://${HOST}/index.html`

/** Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } }
  ])
}

/** @param root folder of the built page */
export function serveScheme(root: string): void {
  protocol.handle(SCHEME, async (request) => {
    const url = new URL(request.url)
    if (url.host !== HOST) return new Response(null, { status: 404 })
    const file = await findRendererFile(root, url.pathname)
    if (file.status !== 200) return new Response(null, { status: file.status })
    return new Response(await readFile(file.path), {
      headers: {
        'Content-Type': file.type,
        'Content-Security-Policy': contentSecurityPolicy(),
        'X-Content-Type-Options': 'nosniff'
      }
    })
  })
}

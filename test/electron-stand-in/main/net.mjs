import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { covered, notCovered } from '../core/coverage.mjs'

/** @type {Record<string, string>} */
const CONTENT_TYPES = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2'
}

/** `net`, for files and the app's own schemes: tests are offline. */
export function createNet(/** @type {import('./custom-schemes.mjs').CustomSchemes} */ schemes) {
  /** @type {Electron.Net} */
  const net = covered('net', {
    async fetch(input, init) {
      const request = new Request(input instanceof Request ? input : String(input), init)
      if (request.url.startsWith('file:')) return fetchFile(request.url)
      if (schemes.owns(request.url)) return schemes.respond(request)
      return notCovered(`net.fetch of ${request.url}`)
    }
  })
  return net
}

/** @param {string} url */
async function fetchFile(url) {
  const file = fileURLToPath(url)
  const content = await readFile(file).catch(() => {
    throw new Error('net::ERR_FILE_NOT_FOUND')
  })
  const type = CONTENT_TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream'
  return new Response(content, { headers: { 'content-type': type } })
}

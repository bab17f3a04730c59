// Maps a URL's path to a file of the built page: for browser mode's server and for Electron's own scheme.
import { stat } from 'node:fs/promises'
import { extname, resolve, sep } from 'node:path'

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2'
}

export type RendererFile =
  { status: 200; path: string; type: string; bytes: number; cacheControl: string } | { status: 400 | 403 | 404 }

/**
 * @param root folder of the built page
 * @param pathname of a URL, still percent-encoded, e.g. '/assets/index-1a2b.js'
 */
export async function findRendererFile(root: string, pathname: string): Promise<RendererFile> {
  const decoded = decodePath(pathname)
  if (decoded === null) return { status: 400 }
  const path = resolve(root, `.${decoded === '/' ? '/index.html' : decoded}`)
  if (!path.startsWith(resolve(root) + sep)) return { status: 403 }
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) return { status: 404 }
  return {
    status: 200,
    path,
    type: TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream',
    bytes: found.size,
    // Names in assets/ carry a hash of their content.
    cacheControl: decoded.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store'
  }
}

function decodePath(pathname: string): string | null {
  try {
    const decoded = decodeURIComponent(pathname)
    return decoded.startsWith('/') && !decoded.includes('\0') ? decoded : null
  } catch {
    return null
  }
}

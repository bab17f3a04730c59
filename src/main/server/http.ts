import { createReadStream } from 'node:fs'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { contentSecurityPolicy } from '../content-security'
import { findRendererFile } from '../renderer-files'
import type { Access } from './access'
import type { LargeReplies } from './large-replies'
import { lengthOf } from '../../shared/codec'

const TOKEN_LIMIT_BYTES = 256

export interface HttpOptions {
  access: Access
  replies: LargeReplies
  port: number
  rendererRoot: string
  /** A public name of this very server: tells it from another program on the same port. */
  instance: string
  onTokenSpent: () => void
}

/**
 * The page's files, and the exchange of a token for a session:
 *   POST /auth      body: the token; 204 with the cookie, or 401
 *   GET  /auth      204 with a session, else 401
 *   GET  /instance  the server's public name
 *   GET  /rpc/<id>  a large reply, once, with a session
 */
export function createRequestHandler(options: HttpOptions): RequestListener {
  const headers = securityHeaders(options.port)
  return (request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value)
    answer(request, response, options).catch(() => {
      if (response.headersSent) response.destroy()
      else end(response, 500)
    })
  }
}

const securityHeaders = (port: number): [string, string][] => [
  ['Content-Security-Policy', contentSecurityPolicy([`ws://127.0.0.1:${port}`, `ws://localhost:${port}`])],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Embedder-Policy', 'require-corp'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'no-referrer']
]

async function answer(request: IncomingMessage, response: ServerResponse, options: HttpOptions): Promise<void> {
  const { access } = options
  if (!access.hostAllowed(request)) return end(response, 421)
  const pathname = (request.url ?? '/').replace(/[?#].*$/s, '')
  const reading = request.method === 'GET' || request.method === 'HEAD'
  if (pathname === '/auth') {
    if (request.method === 'POST') return authorize(request, response, options)
    if (reading) return end(response, access.sessionAllowed(request) ? 204 : 401)
  }
  if (!reading) return end(response, 405)
  if (pathname === '/instance') return end(response, 200, options.instance)
  const reply = request.method === 'GET' && access.sessionAllowed(request) ? options.replies.take(pathname) : null
  if (reply) return sendReply(response, reply)
  await sendFile(request, response, options.rendererRoot, pathname)
}

async function authorize(request: IncomingMessage, response: ServerResponse, options: HttpOptions): Promise<void> {
  const { access } = options
  if (!access.originAllowed(request)) return end(response, 403)
  const token = await readText(request, TOKEN_LIMIT_BYTES)
  if (token === null) {
    response.setHeader('Connection', 'close')
    return end(response, 413)
  }
  const cookie = access.redeem(token)
  if (cookie !== null) {
    response.setHeader('Set-Cookie', cookie)
    options.onTokenSpent()
    return end(response, 204)
  }
  // A used link that is opened again in the same browser is no mistake.
  end(response, access.sessionAllowed(request) ? 204 : 401)
}

async function readText(request: IncomingMessage, limitBytes: number): Promise<string | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength
    if (bytes > limitBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function sendReply(response: ServerResponse, frame: readonly Uint8Array[]): void {
  response.writeHead(200, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': lengthOf(frame),
    'Cache-Control': 'no-store'
  })
  response.cork()
  for (const part of frame) if (part.byteLength > 0) response.write(part)
  response.end()
}

async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  root: string,
  pathname: string
): Promise<void> {
  const file = await findRendererFile(root, pathname)
  if (file.status !== 200) return end(response, file.status)
  response.writeHead(200, {
    'Content-Type': file.type,
    'Content-Length': file.bytes,
    'Cache-Control': file.cacheControl
  })
  if (request.method === 'HEAD') response.end()
  else await pipeline(createReadStream(file.path), response)
}

function end(response: ServerResponse, status: number, text = ''): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }).end(text)
}

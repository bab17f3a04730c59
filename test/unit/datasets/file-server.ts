// A web server on 127.0.0.1 that publishes files, and misbehaves as told.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export type Behaviour = (request: IncomingMessage, response: ServerResponse, content: Uint8Array) => void

export interface FileServer {
  /** Ends with a slash. */
  base: string
  /** 'name range' of each request, in order. */
  requests: string[]
  behave: Behaviour
}

/** Sends the whole file, or from where the request's Range begins. */
export const whole: Behaviour = (request, response, content) => {
  const start = rangeStart(request)
  if (start === null) response.writeHead(200, { 'content-length': content.length }).end(content)
  else if (start >= content.length) response.writeHead(416).end()
  else partial(response, content, start).end(content.subarray(start))
}

export const rangeStart = (request: IncomingMessage): number | null => {
  const match = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')
  return match ? Number(match[1]) : null
}

export const partial = (response: ServerResponse, content: Uint8Array, start: number): ServerResponse =>
  response.writeHead(206, {
    'content-range': `bytes ${start}-${content.length - 1}/${content.length}`,
    'content-length': content.length - start
  })

/** Sends `count` bytes of what was asked for and hangs up, once `arrived` tells that the client holds that many bytes in all. */
export const cutOffAfter =
  (count: number, arrived: () => number): Behaviour =>
  async (request, response, content) => {
    const start = rangeStart(request) ?? 0
    const end = start + count
    if (end >= content.length) return whole(request, response, content)
    if (start > 0) partial(response, content, start)
    else response.writeHead(200, { 'content-length': content.length })
    response.write(content.subarray(start, end))
    while (arrived() < end && !response.destroyed) await new Promise((resolve) => setTimeout(resolve, 5))
    response.destroy()
  }

export const status =
  (code: number): Behaviour =>
  (_request, response) =>
    response.writeHead(code).end('<html>no</html>')

export async function serveFiles(files: Record<string, Uint8Array>): Promise<FileServer> {
  const http = createServer((request, response) => {
    const name = (request.url ?? '/').slice(1)
    server.requests.push(`${name} ${request.headers.range ?? '-'}`)
    server.behave(request, response, files[name] ?? new Uint8Array())
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    http.closeAllConnections()
    http.close()
  })
  const server: FileServer = {
    base: `http://127.0.0.1:${(http.address() as AddressInfo).port}/`,
    requests: [],
    behave: whole
  }
  return server
}

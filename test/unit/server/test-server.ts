// A real server with a small contract and a small page, and requests to it as raw as an attacker can make them.
import { mkdirSync, writeFileSync } from 'node:fs'
import { request, type IncomingHttpHeaders } from 'node:http'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { decode, encode } from '../../../src/shared/codec'
import { createDispatcher, defineContract, procedure } from '../../../src/shared/rpc'
import { z } from '../../../src/shared/zod'
import { openWorkbenchServer, type WorkbenchServer } from '../../../src/main/server/workbench-server'
import { temporaryFolder } from './workspace'

const contract = defineContract({
  echo: {
    text: procedure(z.string(), z.string()),
    unsendable: procedure(z.void(), z.unknown())
  }
})
const dispatch = createDispatcher(contract, { echo: { text: (text) => text, unsendable: () => new Map() } })

export interface TestServer extends WorkbenchServer {
  readonly origin: string
  readonly urls: string[]
}

export async function openTestServer(devOrigin?: string): Promise<TestServer> {
  const folder = temporaryFolder()
  const rendererRoot = join(folder, 'renderer')
  mkdirSync(join(rendererRoot, 'assets'), { recursive: true })
  writeFileSync(join(rendererRoot, 'index.html'), '<!doctype html><title>page</title>')
  writeFileSync(join(rendererRoot, 'assets', 'index-1a2b.js'), 'export {}')
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  mkdirSync(join(folder, 'renderer-evil'))
  writeFileSync(join(folder, 'renderer-evil', 'secret.txt'), 'secret')
  const urls: string[] = []
  const server = await openWorkbenchServer({
    port: 0,
    rendererRoot,
    dispatchFor: () => dispatch,
    onNewUrl: (url) => urls.push(url),
    ...(devOrigin !== undefined && { devOrigin })
  })
  onTestFinished(() => server.close())
  return Object.assign(server, { origin: `http://127.0.0.1:${server.port}`, urls })
}

export interface RawAnswer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

/** The path goes out as it is: fetch() would tidy it up. */
export function ask(
  { port }: { port: number },
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {}
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = options
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

export const tokenOf = (url: string): string => new URLSearchParams(new URL(url).hash.slice(1)).get('token') ?? ''

export const authorize = (
  server: TestServer,
  token: string,
  headers: Record<string, string> = {}
): Promise<RawAnswer> =>
  ask(server, '/auth', { method: 'POST', headers: { Origin: server.origin, ...headers }, body: token })

/** The cookie that a browser would send from then on. */
export async function signIn(server: TestServer): Promise<string> {
  const { headers } = await authorize(server, tokenOf(server.url))
  return headers['set-cookie']![0]!.split(';')[0]!
}

/** Resolves to the open socket, or to the status with which it was refused. */
export function openSocket(
  server: { port: number },
  headers: Record<string, string>,
  path = '/rpc'
): Promise<WebSocket | number> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers, skipUTF8Validation: true })
  onTestFinished(() => socket.terminate())
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket))
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    socket.once('error', reject)
  })
}

export async function openTab(server: TestServer): Promise<WebSocket> {
  const socket = await openSocket(server, { Origin: server.origin, Cookie: await signIn(server) })
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`)
  return socket
}

export const nextMessage = (socket: WebSocket): Promise<unknown> =>
  new Promise((resolve) => socket.once('message', (data: Buffer) => resolve(decode(data))))

export async function call(socket: WebSocket, id: number, channel: string, input?: unknown): Promise<unknown> {
  const answer = nextMessage(socket)
  socket.send(encode({ id, channel, input }))
  return answer
}

export const closeCode = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => socket.once('close', (code) => resolve(code)))

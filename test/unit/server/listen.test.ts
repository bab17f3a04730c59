import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { DEFAULT_PORT, listen } from '../../../src/main/server/listen'

function server(): Server {
  const http = createServer()
  onTestFinished(() => void http.close())
  return http
}

async function busyPort(): Promise<number> {
  const http = server().listen(0, '127.0.0.1')
  await once(http, 'listening')
  return (http.address() as AddressInfo).port
}

it('a port that was asked for and is taken is an error', async () => {
  const port = await busyPort()
  await expect(listen(server(), port)).rejects.toMatchObject({ code: 'PORT_IN_USE', args: { port } })
})

it('where none was asked for, a free one takes the place of the default port', async () => {
  // Whoever has it, this test or the workbench of the person who runs it.
  const first = server()
  const port = await listen(first)
  const second = await listen(server())
  expect(second).not.toBe(port)
  expect(second).not.toBe(DEFAULT_PORT)
  expect((first.address() as AddressInfo).address).toBe('127.0.0.1')
})

it('0 takes a free one', async () => {
  expect(await listen(server(), 0)).toBeGreaterThan(0)
})

import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { encode } from '../../../src/shared/codec'
import { call, closeCode, nextMessage, openSocket, openTab, openTestServer, signIn } from './test-server'

describe('a WebSocket is refused', () => {
  it('without a cookie (401)', async () => {
    const server = await openTestServer()
    expect(await openSocket(server, { Origin: server.origin })).toBe(401)
    expect(await openSocket(server, { Origin: server.origin, Cookie: `netloom-${server.port}=` })).toBe(401)
    expect(
      await openSocket(server, { Origin: server.origin, Cookie: `netloom-${server.port}=${'A'.repeat(43)}` })
    ).toBe(401)
  })

  it('from another origin, even with the cookie (403)', async () => {
    const server = await openTestServer()
    const Cookie = await signIn(server)
    for (const Origin of ['https://evil.example', 'http://127.0.0.1:1', `https://127.0.0.1:${server.port}`, 'null']) {
      expect(await openSocket(server, { Origin, Cookie }), Origin).toBe(403)
    }
    // A page is always named by its browser; what has no origin is no page.
    expect(await openSocket(server, { Cookie })).toBe(403)
    // Same port, other name: the cookie would not be sent, but the header can be forged by a program.
    expect(await openSocket(server, { Origin: `http://localhost:${server.port}`, Cookie })).toBe(403)
  })

  it('under a foreign name (421)', async () => {
    const server = await openTestServer()
    const Cookie = await signIn(server)
    const Host = `evil.example:${server.port}`
    expect(await openSocket(server, { Host, Origin: `http://${Host}`, Cookie })).toBe(421)
  })

  it('at another path (404)', async () => {
    const server = await openTestServer()
    expect(await openSocket(server, { Origin: server.origin, Cookie: await signIn(server) }, '/')).toBe(404)
  })
})

describe('a tab that sends', () => {
  it.each([
    ['text', 'hello', 1003],
    ['an empty frame', Buffer.alloc(0), 1007],
    ['noise', Buffer.from([255, 255, 255, 255, 1, 2, 3]), 1007],
    ['no call', encode({ hello: 1 }), 1007],
    ['a call without a number', encode({ id: 'x', channel: 'echo.text', input: 'a' }), 1007],
    ['a bare value', encode(null), 1007]
  ])('%s is closed, and the others go on', async (_what, data, code) => {
    const server = await openTestServer()
    const [bad, good] = [await openTab(server), await openTab(server)]
    bad.send(data)
    expect(await closeCode(bad)).toBe(code)
    expect(await call(good, 1, 'echo.text', 'still here')).toStrictEqual({
      id: 1,
      reply: { ok: true, value: 'still here' }
    })
  })

  it('a broken WebSocket frame is closed, and the server goes on', async () => {
    const server = await openTestServer()
    const bad = await openTab(server)
    // Reserved bits set: no extension has been agreed on.
    const raw = (bad as unknown as { _socket: { write(data: Buffer): void } })._socket
    raw.write(Buffer.from([0xf2, 0x80, 0, 0, 0, 0]))
    expect(await closeCode(bad)).toBe(1002)
    expect(await call(await openTab(server), 1, 'echo.text', 'a')).toMatchObject({ reply: { ok: true } })
  })

  it('an unknown call gets an answer', async () => {
    const socket = await openTab(await openTestServer())
    expect(await call(socket, 5, 'echo.nothing')).toMatchObject({
      id: 5,
      reply: { ok: false, error: { code: 'BAD_REQUEST' } }
    })
    expect(await call(socket, 6, 'echo.text', 7)).toMatchObject({
      id: 6,
      reply: { ok: false, error: { code: 'BAD_REQUEST' } }
    })
  })
})

it('a value that cannot be sent becomes an error, not silence', async () => {
  const socket = await openTab(await openTestServer())
  expect(await call(socket, 1, 'echo.unsendable')).toMatchObject({
    id: 1,
    reply: { ok: false, error: { code: 'INTERNAL' } }
  })
})

it('a second tab of the same browser needs no second token, and both hear events', async () => {
  const server = await openTestServer()
  const headers = { Origin: server.origin, Cookie: await signIn(server) }
  const tabs = await Promise.all([openSocket(server, headers), openSocket(server, headers)])
  const heard = tabs.map((tab) => nextMessage(tab as WebSocket))
  server.broadcast('echo.said', { loss: NaN, values: new Float32Array([1, 2]) })
  const expected = { event: 'echo.said', payload: { loss: NaN, values: new Float32Array([1, 2]) } }
  expect(await Promise.all(heard)).toStrictEqual([expected, expected])
})

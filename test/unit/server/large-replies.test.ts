import { describe, expect, it } from 'vitest'
import { decode, encode } from '../../../src/shared/codec'
import { ask, nextMessage, openTab, openTestServer, signIn, type TestServer } from './test-server'

const LONG = 'x'.repeat(1 << 20)

async function asked(server: TestServer): Promise<{ at: string; Cookie: string }> {
  const Cookie = await signIn(server)
  const tab = await openTab(server)
  const answer = nextMessage(tab)
  tab.send(encode({ id: 7, channel: 'echo.text', input: LONG }))
  const { id, at } = (await answer) as { id: number; at: string }
  expect(id).toBe(7)
  return { at, Cookie }
}
const fetched = (server: TestServer, at: string, Cookie: string): Promise<Response> =>
  fetch(`${server.origin}${at}`, { headers: { Cookie } })

describe('a large reply', () => {
  it('waits to be fetched, once', async () => {
    const server = await openTestServer()
    const { at, Cookie } = await asked(server)
    const response = await fetched(server, at, Cookie)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(decode(await response.arrayBuffer())).toEqual({ id: 7, reply: { ok: true, value: LONG } })
    expect((await fetched(server, at, Cookie)).status).toBe(404)
  })

  it('is for those alone who are let in', async () => {
    const server = await openTestServer()
    const { at, Cookie } = await asked(server)
    expect((await fetched(server, at, `netloom-${server.port}=${'A'.repeat(43)}`)).status).toBe(404)
    expect((await ask(server, at, { headers: { Cookie, Host: 'evil.example' } })).status).toBe(421)
    expect((await ask(server, at, { method: 'HEAD', headers: { Cookie } })).status).toBe(404)
    expect((await ask(server, '/rpc/none', { headers: { Cookie } })).status).toBe(404)
    expect((await fetched(server, at, Cookie)).status).toBe(200)
  })
})

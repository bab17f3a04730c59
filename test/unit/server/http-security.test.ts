import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Sessions } from '../../../src/main/server/sessions'
import { ask, authorize, openTestServer, signIn, tokenOf } from './test-server'
import { temporaryFolder } from './workspace'

describe('Host', () => {
  it.each(['evil.example', 'evil.example:7717', '127.0.0.1', 'localhost', '127.0.0.1:1', '[::1]:7717'])(
    '%o is refused with 421',
    async (host) => {
      const server = await openTestServer()
      for (const path of ['/', '/auth', '/instance', '/assets/index-1a2b.js']) {
        expect((await ask(server, path, { headers: { Host: host } })).status, path).toBe(421)
      }
      expect((await authorize(server, tokenOf(server.url), { Host: host })).status).toBe(421)
    }
  )

  it('may be 127.0.0.1 or localhost, with the port', async () => {
    const server = await openTestServer()
    for (const name of ['127.0.0.1', 'localhost']) {
      expect((await ask(server, '/', { headers: { Host: `${name}:${server.port}` } })).status).toBe(200)
    }
  })
})

describe('the token', () => {
  it.each([
    ['another site', 'https://evil.example'],
    ['another port', 'http://127.0.0.1:1'],
    ['a sandboxed frame', 'null'],
    ['no page at all', undefined]
  ])('is refused with 403 from %s', async (_who, origin) => {
    const server = await openTestServer()
    const headers: Record<string, string> = origin === undefined ? {} : { Origin: origin }
    const { status } = await ask(server, '/auth', { method: 'POST', headers, body: tokenOf(server.url) })
    expect(status).toBe(403)
  })

  it('from the development server is taken only where that was named', async () => {
    const origin = 'http://localhost:5173'
    const plain = await openTestServer()
    expect((await authorize(plain, tokenOf(plain.url), { Origin: origin })).status).toBe(403)
    const developing = await openTestServer(origin)
    expect(developing.url.startsWith(`${origin}/#token=`)).toBe(true)
    expect((await authorize(developing, tokenOf(developing.url), { Origin: origin })).status).toBe(204)
  })

  it('has 256 bits, and is wrong with 401', async () => {
    const server = await openTestServer()
    const token = tokenOf(server.url)
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    for (const wrong of ['', 'x', token.slice(1), `${token}x`, token.toLowerCase()]) {
      const { status, headers } = await authorize(server, wrong)
      expect(status).toBe(401)
      expect(headers['set-cookie']).toBeUndefined()
    }
    expect(tokenOf(server.url)).toBe(token)
  })

  it('that is far too long is refused with 413', async () => {
    const server = await openTestServer()
    expect((await authorize(server, 'x'.repeat(257))).status).toBe(413)
    expect((await authorize(server, 'x'.repeat(100_000))).status).toBe(413)
    expect((await ask(server, '/')).status).toBe(200)
  })

  it('works once, then a new one is minted and told', async () => {
    const server = await openTestServer()
    const first = tokenOf(server.url)
    expect((await authorize(server, first)).status).toBe(204)
    expect(tokenOf(server.url)).not.toBe(first)
    expect(server.urls).toStrictEqual([server.url])
    expect((await authorize(server, first)).status).toBe(401)
    expect((await authorize(server, tokenOf(server.url))).status).toBe(204)
  })

  it('buys a cookie that scripts and other sites cannot use, named by port', async () => {
    const server = await openTestServer()
    const { headers } = await authorize(server, tokenOf(server.url))
    expect(headers['set-cookie']).toHaveLength(1)
    expect(headers['set-cookie']![0]).toMatch(
      new RegExp(`^netloom-${server.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`)
    )
  })

  it('that was used is forgiven to the browser that has used it', async () => {
    const server = await openTestServer()
    const used = tokenOf(server.url)
    const cookie = await signIn(server)
    expect((await authorize(server, used, { Cookie: cookie })).status).toBe(204)
  })
})

describe('a session', () => {
  it('is asked for with GET /auth', async () => {
    const server = await openTestServer()
    const cookie = await signIn(server)
    expect((await ask(server, '/auth')).status).toBe(401)
    expect((await ask(server, '/auth', { headers: { Cookie: cookie } })).status).toBe(204)
    expect((await ask(server, '/auth', { headers: { Cookie: `a=b; ${cookie}; c=d` } })).status).toBe(204)
  })

  it('of another server does not count', async () => {
    const [one, other] = [await openTestServer(), await openTestServer()]
    const cookie = await signIn(one)
    expect((await ask(other, '/auth', { headers: { Cookie: cookie } })).status).toBe(401)
    const renamed = cookie.replace(String(one.port), String(other.port))
    expect((await ask(other, '/auth', { headers: { Cookie: renamed } })).status).toBe(401)
  })
})

describe('files', () => {
  it.each([
    '/../secret.txt',
    '/../../../../etc/passwd',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e%2fsecret.txt',
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/../renderer-evil/secret.txt',
    '//../secret.txt',
    '/..%5csecret.txt',
    '/%00',
    '/index.html%00.js',
    '/%',
    '/%ff',
    'http://evil.example/../secret.txt'
  ])('%s is not served', async (path) => {
    const answer = await ask(await openTestServer(), path)
    expect([400, 403, 404]).toContain(answer.status)
    expect(answer.body).toBe('')
  })

  it.each(['/assets', '/assets/', '/nothing.js', '/rpc'])('%s is 404', async (path) => {
    expect((await ask(await openTestServer(), path)).status).toBe(404)
  })

  it.each(['PUT', 'DELETE', 'OPTIONS', 'POST'])('%s is 405', async (method) => {
    expect((await ask(await openTestServer(), '/', { method })).status).toBe(405)
  })

  it('in assets are kept for ever, the page itself never', async () => {
    const server = await openTestServer()
    const page = await ask(server, '/?x=1')
    expect(page).toMatchObject({ status: 200, body: '<!doctype html><title>page</title>' })
    expect(page.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    const script = await ask(server, '/assets/index-1a2b.js')
    expect(script.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable'
    })
    expect(await ask(server, '/', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' })
  })
})

describe('headers', () => {
  it.each([
    ['/', 200],
    ['/nothing', 404],
    ['/../x', 403],
    ['/auth', 401]
  ])('of %s (%i) keep the page to itself', async (path, status) => {
    const server = await openTestServer()
    const answer = await ask(server, path)
    expect(answer.status).toBe(status)
    expect(answer.headers).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer'
    })
    const policy = String(answer.headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'; script-src 'self';")
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${server.port} ws://localhost:${server.port};`)
    expect(policy).not.toContain('unsafe-eval')
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
  })
})

it('listens on this machine only', async () => {
  const server = await openTestServer()
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((address) => address?.family === 'IPv4' && !address.internal)
  if (!outside) return
  await expect(fetch(`http://${outside.address}:${server.port}/instance`)).rejects.toThrow()
})

describe('sessions that are kept over a restart', () => {
  it('are kept as hashes that only the owner can read, and the oldest go', () => {
    const path = join(temporaryFolder(), 'sessions.json')
    const sessions = new Sessions(path)
    for (let i = 0; i < 40; i++) sessions.add(`session ${i}`)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readFileSync(path, 'utf8')).not.toContain('session')
    const again = new Sessions(path)
    expect([0, 7, 8, 39, 40].map((i) => again.has(`session ${i}`))).toStrictEqual([false, false, true, true, false])
  })

  it.each(['', '{', '{}', '["x"]', 'null', '[1]'])('in a damaged file (%o) are forgotten', (text) => {
    const path = join(temporaryFolder(), 'sessions.json')
    writeFileSync(path, text)
    const sessions = new Sessions(path)
    expect(sessions.has('x')).toBe(false)
    sessions.add('x')
    expect(new Sessions(path).has('x')).toBe(true)
  })

  it('that cannot be written are kept in memory', () => {
    const sessions = new Sessions(join(temporaryFolder(), 'nowhere', 'sessions.json'))
    sessions.add('x')
    expect(sessions.has('x')).toBe(true)
  })
})

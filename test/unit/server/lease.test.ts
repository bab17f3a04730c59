import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { assertFree, takeLease, type Holder } from '../../../src/main/server/lease'
import { openTestServer } from './test-server'
import { temporaryFolder } from './workspace'

const stored = (home: string): Holder => JSON.parse(readFileSync(join(home, 'serve.json'), 'utf8')) as Holder
const store = (home: string, holder: unknown): void => writeFileSync(join(home, 'serve.json'), JSON.stringify(holder))
const own = { port: 1, url: 'http://127.0.0.1:1/#token=own', instance: 'own' }
const stale = { pid: process.pid, host: hostname(), port: 1, url: 'http://127.0.0.1:1/#token=stale', instance: 'stale' }

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
  await once(child, 'exit')
  return child.pid!
}

describe('a second server', () => {
  it('is told the address, with its fresh token, and the process of the first one', async () => {
    const home = temporaryFolder()
    const first = await openTestServer()
    const lease = await takeLease(home, first)
    const fresh = `${first.origin}/#token=fresh`
    lease.update(fresh)
    const failure = { code: 'ALREADY_SERVING', args: { home, pid: process.pid, url: fresh } }
    await expect(assertFree(home)).rejects.toMatchObject(failure)
    await expect(takeLease(home, own)).rejects.toMatchObject(failure)
    expect(stored(home).instance).toBe(first.instance)
  })

  it('waits for no server that is suspended, but takes it for alive', async () => {
    const home = temporaryFolder()
    const silent = createServer(() => undefined).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    onTestFinished(() => void (silent.closeAllConnections(), silent.close()))
    store(home, { ...stale, port: (silent.address() as AddressInfo).port })
    await expect(assertFree(home)).rejects.toMatchObject({ code: 'ALREADY_SERVING' })
  })

  it('loses nothing when two start at once: one of them wins', async () => {
    const home = temporaryFolder()
    store(home, { ...stale, pid: await deadPid() })
    const servers = await Promise.all(Array.from({ length: 4 }, () => openTestServer()))
    const results = await Promise.allSettled(servers.map((server) => takeLease(home, server)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const winner = servers[results.findIndex(({ status }) => status === 'fulfilled')]!
    expect(stored(home).instance).toBe(winner.instance)
    expect(readdirSync(home)).toStrictEqual(['serve.json'])
  })
})

describe('a server that is no more', () => {
  it.each([
    ['whose process is dead', async () => ({ ...stale, pid: await deadPid() })],
    ['whose process id is now another program, with the port closed', () => stale],
    ['on another machine or in another container', () => ({ ...stale, host: 'elsewhere' })],
    ['whose file was cut short', () => '{"pid": 1'],
    ['whose file is of another form', () => ({ pid: 'x' })],
    ['whose process id is nonsense', () => ({ ...stale, pid: -1 })]
  ])('%s is taken over', async (_what, holder) => {
    const home = temporaryFolder()
    store(home, await holder())
    await takeLease(home, own)
    expect(stored(home)).toMatchObject({ ...own, pid: process.pid })
    expect(readdirSync(home)).toStrictEqual(['serve.json'])
  })

  it('whose port is now another program of this kind is taken over', async () => {
    const home = temporaryFolder()
    const other = await openTestServer()
    store(home, { ...stale, port: other.port })
    await takeLease(home, own)
    expect(stored(home).instance).toBe('own')
  })
})

describe('the file', () => {
  it('can be read by its owner only, also after an update', async () => {
    const home = temporaryFolder()
    const lease = await takeLease(home, own)
    const mode = (): number => statSync(join(home, 'serve.json')).mode & 0o777
    expect(mode()).toBe(0o600)
    lease.update('http://127.0.0.1:1/#token=next')
    expect(mode()).toBe(0o600)
    expect(stored(home)).toStrictEqual({
      ...own,
      pid: process.pid,
      host: hostname(),
      url: 'http://127.0.0.1:1/#token=next'
    })
    expect(readdirSync(home)).toStrictEqual(['serve.json'])
  })

  it('goes with its server, but never with another', async () => {
    const home = temporaryFolder()
    const lease = await takeLease(home, own)
    store(home, stale)
    lease.update('http://127.0.0.1:1/#token=next')
    lease.release()
    expect(stored(home)).toStrictEqual(stale)
    store(home, { ...stale, instance: 'own' })
    lease.release()
    expect(existsSync(join(home, 'serve.json'))).toBe(false)
  })
})

it('a home that cannot be made is told as such', async () => {
  const file = join(temporaryFolder(), 'file')
  writeFileSync(file, '')
  for (const home of [file, join(file, 'below')]) {
    await expect(takeLease(home, own)).rejects.toMatchObject({ code: 'HOME_UNWRITABLE', args: { path: home } })
  }
})

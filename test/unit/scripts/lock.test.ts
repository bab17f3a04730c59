import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createCleanup } from '../../../scripts/setup/cleanup.mjs'
import { takeLock } from '../../../scripts/setup/lock.mjs'
import { temporaryFolder } from './temp-folder'

const MODULE = new URL('../../../scripts/setup/lock.mjs', import.meta.url).href
const lockFile = (): string => join(temporaryFolder(), '.setup.lock')

function deadPid(): number {
  return spawnSync(process.execPath, ['-e', '']).pid
}

describe('the lock of the set-up', () => {
  it('of a process that is gone is taken over', async () => {
    const path = lockFile()
    writeFileSync(path, JSON.stringify({ pid: deadPid(), host: hostname(), token: 'old' }))
    const release = await takeLock(path, { waitMs: 0 })
    expect(JSON.parse(readFileSync(path, 'utf8')).pid).toBe(process.pid)
    release()
    expect(existsSync(path)).toBe(false)
  })
  it('that was cut off while it was written is taken over after a moment', async () => {
    const path = lockFile()
    writeFileSync(path, '{"pid":')
    await expect(takeLock(path, { waitMs: 0, pollMs: 5 })).rejects.toThrow(/Another set-up/)
    utimesSync(path, new Date(), new Date(Date.now() - 60_000))
    ;(await takeLock(path, { waitMs: 0 }))()
  })
  it('of another machine is honoured while it is touched, and not for ever', async () => {
    const path = lockFile()
    writeFileSync(path, JSON.stringify({ pid: 1, host: 'elsewhere', token: 'theirs' }))
    await expect(takeLock(path, { waitMs: 0, pollMs: 5 })).rejects.toThrow(/Another set-up \(process 1\)/)
    utimesSync(path, new Date(), new Date(Date.now() - 10 * 60_000))
    ;(await takeLock(path, { waitMs: 0 }))()
  })
  it('names its file in the error', async () => {
    const path = lockFile()
    const release = await takeLock(path)
    await expect(takeLock(path, { waitMs: 20, pollMs: 5 })).rejects.toMatchObject({ where: path })
    release()
  })
  it('is waited for, and told so once', async () => {
    const path = lockFile()
    const release = await takeLock(path)
    const told: (number | undefined)[] = []
    const second = takeLock(path, { pollMs: 5, onWait: (pid) => told.push(pid) })
    setTimeout(release, 50)
    ;(await second)()
    expect(told).toEqual([process.pid])
  })
  it('does not go with an interrupted process, nor is a later holder’s removed by it', async () => {
    const path = lockFile()
    const cleanup = createCleanup({ listen: false })
    const release = await takeLock(path, { cleanup })
    cleanup.runAll()
    expect(existsSync(path)).toBe(false)
    const later = await takeLock(path)
    release()
    expect(existsSync(path)).toBe(true)
    later()
  })
  it('lets one in at a time, of several processes', async () => {
    const path = lockFile()
    const log = join(path, '..', 'log')
    const script = `import { appendFileSync } from 'node:fs'; import { takeLock } from '${MODULE}'
      const release = await takeLock(process.argv[1], { pollMs: 5 })
      appendFileSync(process.argv[2], 'in '); await new Promise((r) => setTimeout(r, 20)); appendFileSync(process.argv[2], 'out ')
      release()`
    const children = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', script, path, log])
    )
    await Promise.all(children.map((child) => once(child, 'exit')))
    expect(readFileSync(log, 'utf8')).toBe('in out '.repeat(4))
  })
})

// NETLOOM_HOME/serve.json: which browser-mode server has this home, so that a second one can point to it. Only its owner
// may read it, since the address in it admits a browser.
import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { NetloomError } from '../../shared/errors'
import { z } from '../../shared/zod'
import { errorCode } from '../error-code'
import { homeFailure, makeHome } from '../home'

const holderSchema = z.object({
  pid: z.int().positive(),
  host: z.string(),
  port: z.int(),
  /** With a token that has not been used yet. */
  url: z.string(),
  /** The server's public name, which it tells at /instance. */
  instance: z.string()
})
export type Holder = z.infer<typeof holderSchema>

export interface Lease {
  /** Notes a fresh address. */
  update(url: string): void
  release(): void
}

const PROBE_MS = 1000
const ATTEMPTS = 5
const leasePath = (home: string): string => join(home, 'serve.json')

/** @throws NetloomError ALREADY_SERVING while another server has this home */
export async function assertFree(home: string): Promise<void> {
  await readStale(home)
}

/** What a server that is no more has left behind, if anything. */
async function readStale(home: string): Promise<string | null> {
  const text = readText(leasePath(home))
  const holder = parseHolder(text)
  if (holder && (await isServing(holder))) throw alreadyServing(home, holder)
  return text
}

/**
 * Takes the home for this server, also from one that is no more.
 * @throws NetloomError ALREADY_SERVING, HOME_UNWRITABLE
 */
export async function takeLease(home: string, own: Omit<Holder, 'host' | 'pid'>): Promise<Lease> {
  makeHome(home)
  const path = leasePath(home)
  const holder: Holder = { pid: process.pid, host: hostname(), ...own }
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const stale = await readStale(home)
    if (stale !== null) removeStale(path, stale, holder.instance)
    if (createWhole(home, path, holder)) return heldLease(home, path, holder)
  }
  await assertFree(home)
  throw new NetloomError('HOME_UNWRITABLE', { path: home, reason: 'serve.json' })
}

function heldLease(home: string, path: string, holder: Holder): Lease {
  const ours = (): boolean => parseHolder(readText(path))?.instance === holder.instance
  return {
    update(url) {
      if (ours()) renameSync(writeBeside(home, { ...holder, url }), path)
    },
    release() {
      if (ours()) rmSync(path, { force: true })
    }
  }
}

/** A link appears whole or not at all, and never over another. False when there is one already. */
function createWhole(home: string, path: string, holder: Holder): boolean {
  const temporary = writeBeside(home, holder)
  try {
    linkSync(temporary, path)
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    // No hard links here (exFAT, some network folders): a rename is the next best thing.
    renameSync(temporary, path)
    return true
  } finally {
    rmSync(temporary, { force: true })
  }
}

// Moved away before it is removed: if another server was quicker to take over, its file is put back.
function removeStale(path: string, stale: string, by: string): void {
  if (readText(path) !== stale) return
  const aside = `${path}.${by}.stale`
  try {
    renameSync(path, aside)
    if (readText(aside) !== stale) linkSync(aside, path)
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' && errorCode(error) !== 'EEXIST') throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

function writeBeside(home: string, holder: Holder): string {
  const temporary = join(home, `serve.json.${randomBytes(6).toString('hex')}.tmp`)
  try {
    writeFileSync(temporary, `${JSON.stringify(holder, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
    return temporary
  } catch (error) {
    rmSync(temporary, { force: true })
    throw homeFailure(error, home)
  }
}

function parseHolder(text: string | null): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(text ?? ''))
  } catch {
    return null
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

// A process id alone proves little: it may have been given to another program since. So the port is asked, too. A server
// that is busy or suspended does not answer in time, but lives. One on another machine or in a container that is gone
// cannot be asked at all, and must not bar the home for ever.
async function isServing(holder: Holder): Promise<boolean> {
  if (holder.host !== hostname() || !isAlive(holder.pid)) return false
  try {
    const signal = AbortSignal.timeout(PROBE_MS)
    const response = await fetch(`http://127.0.0.1:${holder.port}/instance`, { signal, redirect: 'error' })
    return (await response.text()) === holder.instance
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError'
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

const alreadyServing = (home: string, { pid, url }: Holder): NetloomError =>
  new NetloomError('ALREADY_SERVING', { home, pid, url })

// The facts of `netloom doctor`.
import { randomBytes } from 'node:crypto'
import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { RuntimeReport } from '../shared/contract'
import { toErrorPayload, type ErrorPayload } from '../shared/errors'
import { electronProgram } from './electron-program'
import { homeFailure } from './home'
import { appRoot, appVersion, netloomHome } from './paths'
import { reportRuntime } from './runtime-report'
import { makeFolder } from './make-folder'

export interface Diagnosis {
  /** Whether training can work at all. */
  ok: boolean
  version: string
  node: string
  platform: string
  runtime: RuntimeReport
  home: { path: string; problem: ErrorPayload | null; freeBytes: number | null }
  kerasHome: string
  /** Path of Electron's program; null where only browser mode can be had. */
  electron: string | null
  /** The one command that mends what is missing; null if nothing is. */
  remedy: string | null
}

export async function diagnose(): Promise<Diagnosis> {
  const [root, home] = [appRoot(), netloomHome()]
  const problem = homeProblem(home)
  const runtime = await reportRuntime({ root, home, fresh: true })
  return {
    ok: problem === null && (runtime.native || runtime.version !== ''),
    version: appVersion(),
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    runtime,
    home: { path: home, problem, freeBytes: problem === null ? freeBytes(home) : null },
    kerasHome: resolve(process.env.KERAS_HOME || join(homedir(), '.keras')),
    electron: electronProgram(root),
    remedy: runtime.remedy
  }
}

/** Tries it: permissions alone do not tell of a read-only or a full disk. */
function homeProblem(home: string): ErrorPayload | null {
  const path = join(home, `.write-test-${randomBytes(4).toString('hex')}`)
  try {
    makeFolder(home)
    writeFileSync(path, 'Netloom was here.\n')
    rmSync(path)
    return null
  } catch (error) {
    removeQuietly(path)
    return toErrorPayload(homeFailure(error, home))
  }
}

/** A full disk leaves an empty file behind. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // It could not be written, and so is not there.
  }
}

function freeBytes(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return null
  }
}

// The browsers that have been let in. Kept over a restart, so that a tab that is still open finds its way back; only as
// hashes, so that the file is worth nothing to who reads it.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { z } from '../../shared/zod'

/** Older ones have to use a fresh link. */
const MOST_SESSIONS = 32

const fileSchema = z.array(z.string().regex(/^[0-9a-f]{64}$/))
export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

export class Sessions {
  #hashes: Buffer[]

  /** @param path of the file; without it, they are forgotten with the process */
  constructor(private readonly path?: string) {
    this.#hashes = path === undefined ? [] : readHashes(path)
  }

  has(session: string): boolean {
    const hash = sha256(session)
    return this.#hashes.some((known) => timingSafeEqual(known, hash))
  }

  add(session: string): void {
    this.#hashes = [...this.#hashes, sha256(session)].slice(-MOST_SESSIONS)
    if (this.path !== undefined) writeHashes(this.path, this.#hashes)
  }
}

function readHashes(path: string): Buffer[] {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).map((hash) => Buffer.from(hash, 'hex'))
  } catch {
    return []
  }
}

// Only a convenience: where it cannot be written, a restart asks for a fresh link.
function writeHashes(path: string, hashes: readonly Buffer[]): void {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`
  try {
    writeFileSync(temporary, JSON.stringify(hashes.map((hash) => hash.toString('hex'))), { mode: 0o600 })
    renameSync(temporary, path)
  } catch {
    rmSync(temporary, { force: true })
  }
}

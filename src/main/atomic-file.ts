import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'

export interface AtomicWrite {
  /** Permissions of the file; else those that a new file gets. */
  mode?: number
  /** Puts the finished file in its place; else a rename, which replaces what is there. */
  publish?: (finished: string, path: string) => void | Promise<void>
}

/** Replaces a file in one rename: a reader, or a power cut, finds the old content or the new, never half of it. */
export async function writeFileAtomic(
  path: string,
  content: string | Uint8Array,
  { mode, publish = rename }: AtomicWrite = {}
): Promise<void> {
  const draft = `${path}.${randomBytes(4).toString('hex')}.tmp`
  try {
    const file = await open(draft, 'wx', mode)
    try {
      if (mode !== undefined) await file.chmod(mode) // The umask took its part.
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await publish(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

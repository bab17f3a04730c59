import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, onTestFinished } from 'vitest'

/** Removed when the test is over, or outside of one when all of the file's are. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'netloom-test-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    onTestFinished(remove)
  } catch {
    afterAll(remove)
  }
  return folder
}

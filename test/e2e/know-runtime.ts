// Playwright's global set-up: TensorFlow is loaded once to see whether it works, not anew in the empty home of each test.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCli } from './served'

export default async function knowRuntime(): Promise<() => void> {
  const home = mkdtempSync(join(tmpdir(), 'netloom-runtime-'))
  await runCli(home, ['doctor']).ended
  process.env.NETLOOM_KNOWN_RUNTIME = join(home, 'runtime.json')
  return () => rmSync(home, { recursive: true, force: true })
}

// A few moments of scripts/kill-runs.mjs; `npm run robust` has a hundred.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { whyMissing } from '../../support/missing'
import { ROOT } from '../../support/projects'

const MOMENTS = 2

if (whyMissing('native-runtime') === null)
  it('trainers and hosts that are killed at any moment cost nothing that was told', { timeout: 300_000 }, async () => {
    const script = join(ROOT, 'scripts', 'kill-runs.mjs')
    const { stdout } = await promisify(execFile)(process.execPath, [script, '--moments', String(MOMENTS)])
    expect(stdout).toMatch(/all as promised/)
  })

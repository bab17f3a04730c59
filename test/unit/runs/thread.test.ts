// The thread that reads curves, as it is built (out/main/runs.js).
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { RunsThread } from '../../../src/main/runs/thread'
import { start, steps } from '../../support/run-events'
import { ROOT } from '../../support/projects'
import { tempFolder } from '../../support/temp'
import { writeRun } from '../../support/written-runs'
import { failure } from '../datasets/build'

function thread(home: string, entry = join(ROOT, 'out/main/runs.js')): RunsThread {
  vi.stubEnv('NETLOOM_HOME', home)
  onTestFinished(() => void vi.unstubAllEnvs())
  const made = new RunsThread(() => entry)
  onTestFinished(() => made.dispose())
  return made
}

describe('the thread that reads runs', () => {
  it('answers with columns of their own', async () => {
    const home = tempFolder()
    const { id } = writeRun(home, 'line', [start(), steps(0, 0, [4, 3])])
    const { handlers } = thread(home)
    const [run] = await handlers.points({ runIds: [id], logs: ['loss'] })
    expect(run).toMatchObject({ runId: id, steps: 2, points: [{ kind: 'step', values: Float32Array.of(4, 3) }] })
    expect(run!.points[0]!.values.buffer.byteLength).toBe(8)
  })
  it('that cannot be started says so', async () => {
    const { handlers } = thread(tempFolder(), '/nowhere/runs.js')
    const { args } = await failure('RUNS_THREAD', Promise.resolve(handlers.points({ runIds: [], logs: [] })))
    expect(args.reason).toContain('/nowhere/runs.js')
  })
})

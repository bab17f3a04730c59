// MNIST as regression on one-hot: the figures of the lesson from the command line. NETLOOM_LONG=1 trains all 30 epochs.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { examplePath } from '../support/projects'
import { runCli } from './served'

const isLong = process.env.NETLOOM_LONG === '1'

test('squared error by batch size: 1.62 at the first step, below what ignorance costs after one epoch', async () => {
  test.setTimeout(isLong ? 600_000 : 60_000)
  const home = mkdtempSync(join(tmpdir(), 'netloom-lesson-'))
  try {
    const epochs = isLong ? '30' : '2'
    const project = examplePath('lessons/mnist-one-hot')
    const { code, stdout } = await runCli(home, ['train', project, '--epochs', epochs, '--json']).ended
    expect(code).toBe(0)
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    const end = events.at(-1)
    expect(end.status).toBe('completed')
    const log = readFileSync(join(home, 'runs', end.runId, 'metrics.jsonl'), 'utf8').split('\n')
    const steps = log.filter((line) => line.startsWith('{"type":"steps"')).map((line) => JSON.parse(line).logs.loss)
    const losses: number[] = steps.flat()
    expect(losses[0]).toBeCloseTo(1.62, 1)
    const [one] = events.filter(({ event }) => event === 'epoch')
    // 0.1 for every class, whatever the picture, costs 0.9.
    expect(one.loss).toBeLessThan(0.9)
    if (isLong) {
      // The first batch again, the same pictures; and the mean of all 300.
      expect(losses[29 * 300]).toBeCloseTo(0.24, 2)
      expect(end.last.loss).toBeCloseTo(0.26, 2)
      expect(end.test.loss).toBeCloseTo(0.254, 2)
      expect(end.test.accuracy).toBeGreaterThan(0.91)
    } else {
      expect(end.last.loss).toBeGreaterThan(0.55)
      expect(end.last.loss).toBeLessThan(0.68)
      expect(end.test.accuracy).toBeGreaterThan(0.65)
    }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
})

// Why three sets: the best of a sweep by validation is too optimistic, as the command line finds it. Whole with NETLOOM_LONG=1.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { examplePath } from '../support/projects'
import { runCli } from './served'

const whole = process.env.NETLOOM_LONG === '1'
const TRIALS = whole ? 20 : 4
let home = ''
test.beforeAll(() => void (home = mkdtempSync(join(tmpdir(), 'netloom-lesson-'))))
test.afterAll(() => rmSync(home, { recursive: true, force: true }))

async function lines(args: string[]): Promise<Record<string, unknown>[]> {
  const { code, stdout } = await runCli(home, args).ended
  expect(code).toBe(0)
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

test('a large network overfits forty points, and validation chooses a better epoch', async () => {
  test.setTimeout(120_000)
  const told = await lines(['train', examplePath('lessons/three-sets'), '--json'])
  const losses = told.flatMap((one) => (one.event === 'epoch' ? [Number(one.val_loss)] : []))
  expect(losses.at(-1)!).toBeGreaterThan(1.2 * Math.min(...losses))
  const last = told.at(-1)!.test as { loss: number; accuracy: number }
  const chosen = (await lines(['train', examplePath('lessons/three-sets-chosen'), '--json'])).at(-1)!
    .test as typeof last
  expect(chosen.loss).toBeLessThan(last.loss)
})

test(`the best of ${TRIALS} trials by validation says more than the test set`, async () => {
  test.setTimeout(300_000)
  const project = examplePath('lessons/three-sets-chosen')
  const spec = project.replace('three-sets-chosen.netloom.json', 'three-sets.sweep.json')
  const end = (await lines(['sweep', project, '--spec', spec, '--max-trials', `${TRIALS}`, '--json'])).at(-1)!
  const trials = end.trials as { objective: number; tests: ({ accuracy: number } | null)[] }[]
  expect(trials).toHaveLength(TRIALS)
  const [best] = trials
  expect(best!.objective).toBe(Math.max(...trials.map(({ objective }) => objective)))
  expect(best!.objective - best!.tests[0]!.accuracy).toBeGreaterThan(0.02)
})

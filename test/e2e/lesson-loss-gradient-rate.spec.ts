// Loss, gradient, learning rate: what runs with each rate and optimizer do, from the command line.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Project } from '../../src/shared/project'
import { example } from '../support/projects'
import { runCli } from './served'

interface Trained {
  /** By epoch; each as it was before the epoch's step. */
  losses: number[]
  start: { w: number; b: number }
  end: { w: number; b: number }
}
type Weights = Record<string, number[] | number[][]>
const LINE = example('lessons/loss-gradient-rate')
const BUMP = example('lessons/non-convex')

/** As in the lesson: from there on no epoch changes the loss by more than a ten-thousandth of it. */
const convergedAt = (losses: readonly number[]): number | null => {
  const last = losses.findLastIndex((loss, i) => i > 0 && !(Math.abs(loss - losses[i - 1]!) <= 1e-4 * losses[i - 1]!))
  return last === losses.length - 1 ? null : last + 2
}
const placeOf = (weights: Weights): Trained['end'] => ({
  w: (weights['dense/kernel'] as number[][])[0]![0]!,
  b: (weights['dense/bias'] as number[])[0]!
})

let home = ''
test.beforeAll(() => void (home = mkdtempSync(join(tmpdir(), 'netloom-lesson-'))))
test.afterAll(() => rmSync(home, { recursive: true, force: true }))

async function trained(name: string, project: Project): Promise<Trained> {
  const file = join(home, `${name}.netloom.json`)
  writeFileSync(file, JSON.stringify(project))
  const { code, stdout } = await runCli(home, ['train', file, '--json']).ended
  expect(code).toBe(0)
  const events = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  const end = events.at(-1)
  expect(end).toMatchObject({ event: 'end', status: 'completed' })
  return {
    losses: events.filter(({ event }) => event === 'epoch').map(({ loss }) => Number(loss)),
    start: placeOf(events.find(({ event }) => event === 'start').initial.weights),
    end: placeOf(end.weights)
  }
}
const withTraining = (project: Project, change: Partial<Project['training']>): Project => ({
  ...project,
  training: { ...project.training, ...change }
})
const optimizer = (class_name: string, learning_rate: number, more: object = {}): Partial<Project['training']> => ({
  optimizer: { class_name, config: { learning_rate, ...more } }
})
const sgd = (rate: number): Promise<Trained> => trained(`sgd-${rate}`, withTraining(LINE, optimizer('SGD', rate)))

test('a step is learning rate times gradient: 0.01 x 2.5 = 0.025', async () => {
  const project = structuredClone(withTraining(LINE, { ...optimizer('SGD', 0.01), epochs: 1 }))
  const dense = project.model.nodes.find(({ class_name }) => class_name === 'Dense')!
  const constant = (value: number) => ({ class_name: 'Constant', config: { value } })
  dense.config = { ...dense.config, kernel_initializer: constant(2), bias_initializer: constant(1) }
  const { start, end } = await trained('step', project)
  expect(start).toEqual({ w: 2, b: 1 })
  expect(start.w - end.w).toBeCloseTo(0.025, 6)
  expect(start.b - end.b).toBeCloseTo(0.01, 6)
})

test('too small has not converged after 200 epochs, good has, too large diverges', async () => {
  const [small, good, large] = await Promise.all([sgd(0.002), sgd(0.2), sgd(0.26)])
  for (const { start, losses } of [small, good, large]) {
    expect(start).toEqual({ w: -1, b: 4 })
    expect(losses[0]).toBeCloseTo(7.678571, 5)
    expect(losses).toHaveLength(200)
  }
  expect(convergedAt(small.losses)).toBeNull()
  expect(small.losses.at(-1)).toBeLessThan(small.losses[0]!)
  expect(small.losses.at(-1)).toBeGreaterThan(2)
  expect(convergedAt(good.losses)).toBeLessThan(60)
  expect(good.losses.at(-1)).toBeCloseTo(3 / 7, 5)
  expect(good.end.w).toBeCloseTo(1.5, 4)
  expect(good.end.b).toBeCloseTo(1.25, 4)
  expect(large.losses.at(-1)).toBeGreaterThan(1e6)
})

test('momentum and Adam arrive where plain SGD of the same rate still creeps', async () => {
  const [plain, momentum, adam] = await Promise.all([
    sgd(0.02),
    trained('momentum', withTraining(LINE, optimizer('SGD', 0.02, { momentum: 0.9 }))),
    trained('adam', withTraining(LINE, optimizer('Adam', 0.1)))
  ])
  expect(convergedAt(plain.losses)).toBeNull()
  for (const { losses } of [momentum, adam]) {
    expect(convergedAt(losses)).toBeLessThan(150)
    expect(losses.at(-1)).toBeCloseTo(3 / 7, 5)
  }
})

test('from other seeds one tanh neuron ends in other valleys', async () => {
  const ends = await Promise.all(
    [0, 2, 4].map((seed) => trained(`seed-${seed}`, withTraining(BUMP, { seed })).then(({ losses }) => losses.at(-1)!))
  )
  expect(ends[0]).toBeCloseTo(0.5607, 3)
  expect(ends[1]).toBeCloseTo(0.952, 2)
  expect(ends[2]).toBeCloseTo(0.487, 2)
})

// Linear regression on a CSV: gradient descent in float64 to the digits of NumPy, from the command line.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { examplePath, ROOT } from '../support/projects'
import { runCli } from './served'

interface Known {
  x: number[]
  y: number[]
  before: number
  w: number
  b: number
  after: number
  least_squares: { w: number; b: number; error: number }
}
/** What NumPy makes of the same numbers, by the same steps and by lstsq. */
const known = JSON.parse(readFileSync(join(ROOT, 'test/fixtures/data/line-by-hand.json'), 'utf8')) as Record<
  'hours' | 'other',
  Known
>
const relative = (a: number, b: number): number => Math.abs(a - b) / Math.abs(b)

let home: string
test.beforeEach(() => void (home = mkdtempSync(join(tmpdir(), 'netloom-lesson-'))))
test.afterEach(() => rmSync(home, { recursive: true, force: true }))

async function endOf(project: string, ...flags: string[]) {
  const { code, stdout } = await runCli(home, ['train', examplePath(`lessons/${project}`), '--json', ...flags]).ended
  expect(code).toBe(0)
  return JSON.parse(stdout.trimEnd().split('\n').at(-1)!)
}
function expectAsKnown(end: Awaited<ReturnType<typeof endOf>>, { before, w, b, after, least_squares }: Known): void {
  expect(end).toMatchObject({ event: 'end', status: 'completed', epochs: 1000 })
  expect(end.initial.weights).toEqual({ 'dense/kernel': [[0]], 'dense/bias': [0] })
  expect(relative(end.initial.loss, before)).toBeLessThan(1e-12)
  expect(relative(end.weights['dense/kernel'][0][0], w)).toBeLessThan(1e-10)
  expect(relative(end.weights['dense/bias'][0], b)).toBeLessThan(1e-10)
  expect(relative(end.loss, after)).toBeLessThan(1e-10)
  // No line is better than that of least squares.
  expect(end.loss).toBeGreaterThan(least_squares.error)
}

test('at b = 0, w = 0 and after 1,000 iterations: b, w and both errors as NumPy has them', async () => {
  expectAsKnown(await endOf('csv-by-hand'), known.hours)
})

test('a CSV of one’s own, without a line of names', async () => {
  const { x, y } = known.other
  const path = join(home, 'my own.csv')
  writeFileSync(path, x.map((value, i) => `${value},${y[i]}\n`).join(''))
  expectAsKnown(await endOf('csv-by-hand', '--data', path), known.other)
})

test('with x scaled, 100 steps reach the least error', async () => {
  const end = await endOf('csv-by-hand-scaled')
  expect(end.epochs).toBe(100)
  expect(relative(end.loss, known.hours.least_squares.error)).toBeLessThan(1e-9)
})

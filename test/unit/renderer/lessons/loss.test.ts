// The pictures of the lesson on losses: formulas against Keras 3.15 and finite differences, best lines, paths and contours.
import { describe, expect, it, test } from 'vitest'
import { bestLine, leastSquares } from '../../../../src/renderer/lessons/pictures/loss/best-line'
import { greatestRate } from '../../../../src/renderer/lessons/pictures/loss/checks'
import { LAWS, sharesOf, totalOf } from '../../../../src/renderer/lessons/pictures/loss/laws'
import {
  gradientAt,
  lossAt,
  problemOf,
  residuals,
  stepFrom,
  type LossName,
  type Place,
  type Problem
} from '../../../../src/renderer/lessons/pictures/loss/problem'
import { convergedAt, labelsOf, verdictOf, type RunPath } from '../../../../src/renderer/lessons/pictures/loss/run-path'
import { FLAT, STANDING, STEP_RATE } from '../../../../src/renderer/lessons/pictures/loss/standing'
import {
  bandOf,
  boundsOf,
  gridOf,
  leftAt,
  levelsOf,
  lowestOf
} from '../../../../src/renderer/lessons/pictures/loss/surface'
import { example } from '../../../support/projects'

const line = problemOf(example('lessons/loss-gradient-rate'))!
const bump = problemOf(example('lessons/non-convex'))!
const START: Place = { w: -1, b: 4 }

describe('losses and gradients', () => {
  // keras.losses.<class>()(y, activation(w x + b)) in float64, and tf.GradientTape.
  test.each<[Place, LossName, number, Problem['activation'], number, number, number]>([
    [STANDING, 'mean_squared_error', 1, 'linear', 0.9285714285714286, 2.5, 1],
    [STANDING, 'mean_squared_error', 1, 'tanh', 9.02446455077896, -0.006038702830509957, -0.18420927877068288],
    [STANDING, 'mean_absolute_error', 1, 'linear', 0.8571428571428571, 1.2857142857142856, 0.5714285714285714],
    [STANDING, 'huber', 1, 'linear', 0.4419642857142857, 1.0714285714285714, 0.4642857142857143],
    [STANDING, 'huber', 0.5, 'linear', 0.32142857142857145, 0.6428571428571428, 0.2857142857142857],
    [START, 'mean_squared_error', 1, 'linear', 7.678571428571429, -8, -2],
    [START, 'mean_squared_error', 1, 'tanh', 9.43753343023026, -2.6102570756199057, -0.9374164466259032],
    [START, 'mean_absolute_error', 1, 'tanh', 2.5557219658764465, -0.27208087020113625, -0.10182455780613611],
    [START, 'huber', 0.5, 'tanh', 1.1705882127716742, -0.13591087736517546, -0.050653163432282766]
  ])('are Keras’s: %o %s %d %s', (place, name, delta, activation, loss, w, b) => {
    const problem = { ...line, name, delta, activation }
    expect(lossAt(problem, place)).toBeCloseTo(loss, 12)
    expect(gradientAt(problem, place).w).toBeCloseTo(w, 12)
    expect(gradientAt(problem, place).b).toBeCloseTo(b, 12)
  })
  it('four of them over the same residuals, and the share of each point', () => {
    const rs = residuals(line, STANDING)
    const totals = Object.fromEntries(LAWS.map((law) => [law.id, totalOf(rs, law)]))
    expect(totals.l1).toBeCloseTo(0.8571428571428571, 12)
    expect(totals.squared).toBeCloseTo(6.5, 12)
    expect(totals.mse).toBeCloseTo(6.5 / 7, 12)
    expect(totals.huber).toBeCloseTo(0.4419642857142857, 12)
    for (const law of LAWS) expect(sharesOf(rs, law).reduce((a, b) => a + b)).toBeCloseTo(1, 12)
  })
  test.each(['mean_squared_error', 'mean_absolute_error', 'huber'] as const)('%s: by finite differences', (name) => {
    for (const problem of [line, bump].map((one) => ({ ...one, name })))
      for (const place of [START, { w: 0.37, b: -0.21 }, { w: -2.13, b: 5.4 }]) {
        const by = 1e-6
        const along = (dw: number, db: number): number => lossAt(problem, { w: place.w + dw, b: place.b + db })
        const gradient = gradientAt(problem, place)
        expect(gradient.w).toBeCloseTo((along(by, 0) - along(-by, 0)) / (2 * by), 6)
        expect(gradient.b).toBeCloseTo((along(0, by) - along(0, -by)) / (2 * by), 6)
      }
  })
  it('where one stands at first: gradient 2.5, rate 0.01, step 0.025', () => {
    const gradient = gradientAt(line, STANDING).w
    expect([gradient, STEP_RATE, gradient * STEP_RATE]).toStrictEqual([2.5, 0.01, 0.025])
    expect(stepFrom(line, STANDING, STEP_RATE)).toStrictEqual({ w: 1.975, b: 0.99 })
    expect(FLAT).toBeLessThan(gradient)
  })
  it('of other networks and data there is no such picture', () => {
    expect(problemOf(null)).toBeNull()
    expect(problemOf(example('mnist-mlp'))).toBeNull()
    expect(problemOf(example('one-neuron'))).toBeNull()
  })
})

describe('the best line', () => {
  it('of squares is flat at the bottom', () => {
    const best = leastSquares(line.points)
    expect([best.w, best.b]).toEqual([1.5, 1.25])
    expect(lossAt(line, best)).toBeCloseTo(3 / 7, 12)
  })
  test.each(['mean_squared_error', 'mean_absolute_error', 'huber'] as const)('of %s no other is better', (name) => {
    const problem: Problem = { ...line, name, points: line.points.map(([x, y], i) => (i === 5 ? [x, -9] : [x, y])) }
    const best = bestLine(problem.points, problem)
    const least = lossAt(problem, best)
    for (const [dw, db] of [0, 1, 2, 3, 4, 5, 6, 7].map((i) => [
      Math.cos((i * Math.PI) / 4),
      Math.sin((i * Math.PI) / 4)
    ]))
      for (const far of [0.01, 0.1, 1])
        expect(lossAt(problem, { w: best.w + dw! * far, b: best.b + db! * far })).toBeGreaterThanOrEqual(least - 1e-9)
  })
  it('an outlier pulls that of squares away, and hardly that of absolute errors', () => {
    const points = line.points.map(([x, y], i): [number, number] => (i === 6 ? [x, -20] : [x, y]))
    const moved = (name: LossName): number =>
      Math.abs(bestLine(points, { name, delta: 1 }).w - bestLine(line.points, { name, delta: 1 }).w)
    expect(moved('mean_squared_error')).toBeGreaterThan(3)
    expect(moved('mean_absolute_error')).toBeLessThan(1.5)
  })
  it('of equal x is level', () => {
    const points = [0, 1, 2].map((y): [number, number] => [1, y])
    expect(bestLine(points, { name: 'mean_absolute_error', delta: 1 })).toEqual({ w: 0, b: 1 })
  })
})

describe('runs', () => {
  it('converge at the epoch from which on the loss is calm', () => {
    expect(convergedAt([4, 2, 1, 0.5, 0.5, 0.5])).toBe(5)
    expect(convergedAt([4, 2, 1])).toBeNull()
    expect(convergedAt([1, 1.00001, 1.00002])).toBe(2)
    expect(convergedAt([1])).toBeNull()
    expect(convergedAt([1, NaN, NaN])).toBeNull()
  })
  it('fall, converge or diverge', () => {
    expect(verdictOf([4, 3, 2]).kind).toBe('falling')
    expect(verdictOf([4, 2, 2, 2])).toEqual({ kind: 'converged', epoch: 3 })
    expect(verdictOf([4, 5, 9]).kind).toBe('diverged')
    expect(verdictOf([4, NaN]).kind).toBe('diverged')
    expect(verdictOf([]).kind).toBe('none')
  })
  it('have names that tell them apart', () => {
    const path = (name: string, rate: number, momentum = 0, seed = 0): RunPath => ({
      ...{ id: '', places: [START], losses: [], problem: line, live: false, seed },
      optimizer: { name, rate, momentum }
    })
    const labels = (...paths: RunPath[]): string[] => labelsOf(paths, { seed: 'seed' })
    expect(labels(path('SGD', 0.2))).toEqual(['SGD 0.2'])
    expect(labels(path('SGD', 0.02), path('SGD', 0.02, 0.9), path('Adam', 0.1))).toEqual([
      'SGD 0.02',
      'SGD 0.02 momentum 0.9',
      'Adam 0.1'
    ])
    expect(labels(path('SGD', 0.2, 0, 1), path('SGD', 0.2, 0, 2))).toEqual(['seed 1', 'seed 2'])
  })
  it('are bound by 2 / the greatest curvature: here 0.25', () => {
    expect(greatestRate(line)).toBeCloseTo(0.25, 12)
    expect(greatestRate(bump)).toBeNull()
    const after = (rate: number): number => {
      let place = START
      for (let i = 0; i < 200; i++) place = stepFrom(line, place, rate)
      return lossAt(line, place)
    }
    expect(after(0.249)).toBeLessThan(lossAt(line, START))
    expect(after(0.251)).toBeGreaterThan(after(0.249))
  })
})

describe('the surface', () => {
  const bounds = boundsOf(line, [])
  const path = (places: Place[]): RunPath => ({
    ...{ id: 'a', places, losses: [], problem: line, live: false, seed: 0 },
    optimizer: { name: 'SGD', rate: 0.1, momentum: 0 }
  })
  it('is lowest where the best line is', () => {
    const grid = gridOf(line, bounds, 101, 101)
    const { w, b } = lowestOf(grid, bounds)
    expect(Math.hypot(w - 1.5, b - 1.25)).toBeLessThan(0.1)
  })
  it('has contours that rise, closer together in the valley', () => {
    const levels = levelsOf(gridOf(line, bounds, 60, 60), 10)
    expect(levels).toEqual([...levels].sort((a, b) => a - b))
    expect(levels[1]! - levels[0]!).toBeLessThan(levels[9]! - levels[8]!)
    expect([bandOf(levels, 0), bandOf(levels, 1e9)]).toEqual([0, levels.length])
  })
  it('shows start and end of each path, and lets go what diverges', () => {
    const far = path([START, { w: 1e5, b: 1e5 }])
    const wide = boundsOf(line, [
      path([
        { w: -3, b: 6 },
        { w: 1.5, b: 1.25 }
      ]),
      far
    ])
    expect(wide.x[0]).toBeLessThan(-3)
    expect(wide.x[1]).toBeLessThan(10)
    expect(leftAt(far, wide)).toBe(1)
    expect(leftAt(path([START]), wide)).toBeNull()
  })
  it('of one tanh neuron has valleys that differ', () => {
    const bottom = (from: Place): number => {
      let place = from
      for (let i = 0; i < 4000; i++) place = stepFrom(bump, place, 0.2)
      return lossAt(bump, place)
    }
    expect(bottom({ w: 2, b: 1 })).toBeCloseTo(0.4854, 3)
    expect(bottom({ w: 0, b: 0 })).toBeCloseTo(0.5607, 3)
    expect(bottom({ w: -1, b: 2 })).toBeCloseTo(0.943, 2)
  })
})

// The formulas of a line by hand, against NumPy and against runs of the real trainer's arithmetic.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { obstacleOf, sameDigits, standsOf } from '../../../../src/renderer/lessons/by-hand'
import { handStep, leastSquares, meanSquaredError, type Line } from '../../../../src/renderer/lessons/maths/line'
import { texNumber } from '../../../../src/renderer/lessons/pictures/line/tex'
import { RunSeries } from '../../../../src/renderer/series/run-series'
import { parseProject, type Project } from '../../../../src/shared/project'
import { newRun, runEvents } from '../../../support/runs'

interface Fixture {
  x: number[]
  y: number[]
  learning_rate: number
  iterations: number
  steps: Record<string, [w: number, b: number]>
  before: number
  w: number
  b: number
  after: number
  least_squares: { w: number; b: number; error: number }
}
const fixtures = JSON.parse(readFileSync('test/fixtures/data/line-by-hand.json', 'utf8')) as Record<string, Fixture>
const relative = (a: number, b: number): number => Math.abs(a - b) / Math.max(Math.abs(b), 1e-300)

describe.each(Object.entries(fixtures))('%s, as NumPy has it', (_, { steps, iterations, learning_rate, ...of }) => {
  it('each step, and the errors before and after', () => {
    let line: Line = { w: 0, b: 0 }
    expect(relative(meanSquaredError(of, line), of.before)).toBeLessThan(1e-14)
    for (let i = 1; i <= iterations; i++) {
      line = handStep(of, line, learning_rate).next
      const wanted = steps[i]
      if (!wanted) continue
      expect(relative(line.w, wanted[0])).toBeLessThan(1e-12)
      expect(relative(line.b, wanted[1])).toBeLessThan(1e-12)
    }
    expect(relative(line.w, of.w)).toBeLessThan(1e-12)
    expect(relative(meanSquaredError(of, line), of.after)).toBeLessThan(1e-12)
  })
  it('least squares, where both gradients are 0', () => {
    const best = leastSquares(of)!
    expect(relative(best.w, of.least_squares.w)).toBeLessThan(1e-11)
    expect(relative(best.b, of.least_squares.b)).toBeLessThan(1e-11)
    expect(relative(meanSquaredError(of, best), of.least_squares.error)).toBeLessThan(1e-12)
    const { gradient } = handStep(of, best, learning_rate)
    expect(Math.abs(gradient.w)).toBeLessThan(1e-9)
    expect(Math.abs(gradient.b)).toBeLessThan(1e-9)
  })
  it('gradients are the slope of the error', () => {
    const from = { w: 0.7, b: -2 }
    const { gradient } = handStep(of, from, learning_rate)
    const h = 1e-4
    const slope = (w: number, b: number): number =>
      (meanSquaredError(of, { w: from.w + w, b: from.b + b }) -
        meanSquaredError(of, { w: from.w - w, b: from.b - b })) /
      (2 * h)
    expect(relative(slope(h, 0), gradient.w)).toBeLessThan(1e-6)
    expect(relative(slope(0, h), gradient.b)).toBeLessThan(1e-6)
  })
})

it('of x that are all the same there is no best line', () => {
  expect(leastSquares({ x: [2, 2], y: [1, 3] })).toBeNull()
  expect(leastSquares({ x: [], y: [] })).toBeNull()
})

describe('whether the formulas are those of a run', () => {
  const project = (name: string): Project => {
    const path = `examples/lessons/${name}.netloom.json`
    return parseProject(readFileSync(path, 'utf8'), path)
  }
  const of = (change: Partial<Project['training']>, from = project('csv-by-hand'), train = 100) =>
    obstacleOf({
      project: { ...from, training: { ...from.training, ...change } },
      dataset: { ...newRun().dataset, examples: { train, validation: 0, test: 0 } }
    })
  it('they are of the lessons', () => {
    expect(of({})).toBeNull()
    expect(of({ loss: 'mse', optimizer: 'sgd' })).toBeNull()
    expect(of({}, project('line-from-scratch'))).toBeNull()
  })
  it('and not of what computes something else', () => {
    expect(of({ loss: 'mae' })).toBe('loss')
    expect(of({ optimizer: 'adam' })).toBe('optimizer')
    expect(of({ optimizer: { class_name: 'SGD', config: { learning_rate: 0.1, momentum: 0.9 } } })).toBe('optimizer')
    expect(of({ batch_size: 32 })).toBe('batch')
    expect(of({ steps_per_epoch: 4 })).toBe('batch')
    expect(of({}, project('csv-by-hand-scaled'))).toBe('steps')
    const wide = project('csv-by-hand')
    const nodes = wide.model.nodes.map((node) => ({ ...node, config: { ...node.config, units: 2 } }))
    expect(of({}, { ...wide, model: { ...wide.model, nodes } })).toBe('network')
  })
})

it('a run tells where it stood before its first step, and after epochs', () => {
  const series = new RunSeries()
  for (const event of runEvents) {
    const weights = (w: number) => ({ 'dense/kernel': [[w]], 'dense/bias': [-w] })
    if (event.type === 'start') series.apply({ ...event, initial: { weights: weights(10), loss: 81 } })
    else series.apply(event.type === 'epoch' ? { ...event, weights: weights(event.epoch) } : event)
  }
  expect(standsOf(series, 'dense').slice(0, 2)).toStrictEqual([
    { epoch: 0, line: { w: 10, b: -10 } },
    { epoch: 1, line: { w: 0, b: -0 } }
  ])
  expect(standsOf(series, 'other')).toStrictEqual([])
})

it('says to how many digits numbers agree', () => {
  expect(sameDigits(1.5, 1.5)).toBe(Infinity)
  expect(sameDigits(1, 1 + 1.5e-7)).toBe(6)
  expect(sameDigits(1, -1)).toBe(0)
  expect(sameDigits(1, NaN)).toBe(0)
})

it('writes numbers into formulas', () => {
  expect(texNumber(-6737.425028)).toBe('-6737.43')
  expect(texNumber(-2, true)).toBe('(-2)')
  expect(texNumber(1.5e-9)).toBe('1.5 \\times 10^{-9}')
  expect(texNumber(NaN)).toBe('\\text{NaN}')
})

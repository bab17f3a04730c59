// What predictions say, against scikit-learn (test/fixtures/make/evaluation.py) and where there is little to say anything of.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { calibration, classMeasures, confusionMatrix } from '../../../src/evaluation/classification'
import { curvesOf, MOST_POINTS, thinned } from '../../../src/evaluation/curves'
import { exampleLoss } from '../../../src/evaluation/losses'
import { regressionMeasures } from '../../../src/evaluation/regression'
import { classOf, predictedClass, probabilitiesOf, scoreForm } from '../../../src/evaluation/scores'
import { selectPredictions, type Predictions } from '../../../src/evaluation/select'
import { ROOT } from '../../support/projects'

interface Fixture {
  classification: {
    truth: number[]
    probabilities: number[][]
    confusion: number[][]
    precision: number[]
    recall: number[]
    f1: number[]
    support: number[]
    ece: number
    classes: {
      auc: number
      average_precision: number
      fpr: number[]
      tpr: number[]
      precision: number[]
      recall: number[]
    }[]
  }
  regression: {
    truth: number[]
    predicted: number[]
    r2: number
    mae: number
    rmse: number
    residuals: { mean: number; std: number; min: number; max: number; counts: number[] }
  }
}
const fixture = JSON.parse(readFileSync(join(ROOT, 'test/fixtures/data/evaluation.json'), 'utf8')) as Fixture

const close = (found: readonly number[], expected: readonly number[]): void => {
  expect(found).toHaveLength(expected.length)
  found.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 12))
}

describe('classes, as scikit-learn', () => {
  const { truth, probabilities, classes, ...expected } = fixture.classification
  const predicted = probabilities.map((one) => classOf(one)!)
  const told = { classes: 4, truth, predicted, confidence: probabilities.map((one) => Math.max(...one)) }

  it('counts', () => {
    expect([...confusionMatrix(told)]).toEqual(expected.confusion.flat())
    const measures = classMeasures(told)
    close(measures.precision, expected.precision)
    close(measures.recall, expected.recall)
    close(measures.f1, expected.f1)
    expect(measures.support).toEqual(expected.support)
    expect(calibration(told).ece).toBeCloseTo(expected.ece, 12)
  })

  it('draws curves whose points are those of scikit-learn, few enough, and whose areas are of all points', () => {
    classes.forEach((one, number) => {
      const { roc, precisionRecall } = curvesOf(
        probabilities.map((p) => p[number]!),
        (i) => truth[i] === number
      )
      expect(roc.area).toBeCloseTo(one.auc, 12)
      expect(precisionRecall.area).toBeCloseTo(one.average_precision, 12)
      expect(roc.x.length).toBeLessThanOrEqual(MOST_POINTS)
      expect(precisionRecall.x.length).toBeLessThanOrEqual(MOST_POINTS)
      const points = (x: readonly number[], y: readonly number[]): Set<string> =>
        new Set(x.map((value, i) => `${value.toFixed(9)} ${y[i]!.toFixed(9)}`))
      const known = points(one.fpr, one.tpr)
      for (const point of points([...roc.x], [...roc.y])) expect(known).toContain(point)
      const knownOfBoth = points(one.recall, one.precision)
      for (const point of points([...precisionRecall.x], [...precisionRecall.y])) expect(knownOfBoth).toContain(point)
      expect([roc.x[0], roc.y[0], roc.x.at(-1), roc.y.at(-1)]).toEqual([0, 0, 1, 1])
      expect(precisionRecall.thresholds[0]).toBe(Infinity)
    })
  })
})

describe('quantities, as scikit-learn and NumPy', () => {
  it('measures', () => {
    const { truth, predicted, r2, mae, rmse, residuals } = fixture.regression
    const found = regressionMeasures(truth, predicted)
    close([found.r2, found.mae, found.rmse], [r2, mae, rmse])
    close([found.residuals.mean, found.residuals.std], [residuals.mean, residuals.std])
    expect(found.residuals).toMatchObject({ min: residuals.min, max: residuals.max, counts: residuals.counts })
  })

  it('tells what cannot be told as NaN', () => {
    expect(regressionMeasures([3, 3], [3, 4])).toMatchObject({ r2: NaN, mae: 0.5 })
    expect(regressionMeasures([3, 4], [3, 4])).toMatchObject({ r2: 1, residuals: { min: 0, max: 0, counts: [2] } })
    const diverged = regressionMeasures([3, 4, 5], [NaN, 4, Infinity])
    expect(diverged).toMatchObject({ mae: NaN, residuals: { min: 0, max: 0, counts: [1] } })
  })
})

describe('where there is little', () => {
  it('a class that is missing has no recall, one never predicted no precision, and neither a curve', () => {
    const told = { classes: 3, truth: [0, 0, 1], predicted: [0, 0, 0], confidence: [0.9, 0.8, 0.7] }
    expect(classMeasures(told)).toEqual({
      precision: [2 / 3, NaN, NaN],
      recall: [1, 0, NaN],
      f1: [0.8, 0, NaN],
      support: [2, 1, 0]
    })
    const { roc, precisionRecall } = curvesOf([0.1, 0.2, 0.3], () => false)
    expect([roc.area, precisionRecall.area, roc.x.length]).toEqual([NaN, NaN, 0])
    expect(curvesOf([0.1, 0.2], () => true).roc.area).toBeNaN()
    expect(curvesOf([0.1, 0.2], () => true).precisionRecall.area).toBe(1)
  })

  it('outputs that are no number are mistakes without a cell, and in no curve or bin', () => {
    const told = { classes: 2, truth: [0, 1, 1], predicted: [-1, 1, -1], confidence: [NaN, 0.75, NaN] }
    expect([...confusionMatrix(told)]).toEqual([0, 0, 0, 1])
    expect(classMeasures(told).recall).toEqual([0, 0.5])
    expect(calibration(told).ece).toBeCloseTo(0.25)
    expect(calibration({ ...told, confidence: [NaN, NaN, NaN] }).ece).toBeNaN()
    expect(curvesOf([NaN, 0.5, 0.2], (i) => i === 1).roc.area).toBe(1)
  })

  it('keeps the corners of a curve, and nothing of a straight line', () => {
    const x = Array.from({ length: 1000 }, (_, i) => i / 999)
    expect(thinned(x, x, 200)).toEqual([0, 999])
    const corner = x.map((value) => (value < 0.3 ? 0 : 1))
    expect(thinned(x, corner, 200)).toEqual([0, 299, 300, 999])
    const wave = x.map((value) => Math.sin(value * 50))
    const kept = thinned(x, wave, 200)
    expect(kept).toHaveLength(200)
    expect(thinned([0.5], [1], 200)).toEqual([0])
  })
})

describe('probabilities', () => {
  const plain = { name: 'binary_crossentropy', params: { from_logits: false } }
  const logits = (name: string) => ({ name, params: { from_logits: true } })
  const of = (values: number[], form: Parameters<typeof probabilitiesOf>[1]): number[] =>
    [...probabilitiesOf(values, form)].map((value) => Number(value.toFixed(6)))

  it('come from a sigmoid, from logits, and from what has no activation at all', () => {
    expect(of([0.8], scoreForm(1, plain, 'sigmoid'))).toEqual([0.2, 0.8])
    expect(of([0], scoreForm(1, logits('binary_crossentropy'), 'linear'))).toEqual([0.5, 0.5])
    expect(of([0, Math.log(3)], scoreForm(2, logits('sparse_categorical_crossentropy'), 'linear'))).toEqual([
      0.25, 0.75
    ])
    expect(of([1000, 0], scoreForm(2, logits('categorical_crossentropy'), 'linear'))).toEqual([1, 0])
    expect(of([1, 3], scoreForm(2, { name: 'categorical_crossentropy', params: {} }, 'relu'))).toEqual([0.25, 0.75])
    expect(of([0, 0], scoreForm(2, { name: 'categorical_crossentropy', params: {} }, 'relu'))).toEqual([0, 0])
    expect(of([-1], scoreForm(1, { name: 'hinge', params: {} }, 'tanh'))).toEqual([1, 0])
    expect(of([1.2], scoreForm(1, { name: 'mean_squared_error', params: {} }, 'linear'))).toEqual([0, 1])
    const quantities = scoreForm(3, { name: 'mean_squared_error', params: {} }, 'linear')
    expect(of([1.1, 1.3, -1], quantities)).toEqual([1, 1, 0])
    expect(predictedClass([1.1, 1.3, -1], quantities)).toBe(1)
    expect(predictedClass([-0.3, -0.2, -0.1], quantities)).toBe(2)
    expect(predictedClass([NaN, 1, 0], quantities)).toBeNull()
    expect(predictedClass([0.8], scoreForm(1, { name: 'mean_squared_error', params: {} }, 'linear'))).toBe(1)
    expect(of([0.9, 0.4], scoreForm(2, plain, 'sigmoid'))).toEqual([0.9, 0.4])
  })

  it('of a sequence are the mean over its positions', () => {
    const form = scoreForm(2, { name: 'sparse_categorical_crossentropy', params: {} }, 'softmax')
    expect(of([1, 0, 0.5, 0.5], form)).toEqual([0.75, 0.25])
  })

  it('that are equal give the first class, and those that are none give none', () => {
    expect(classOf([0.5, 0.5])).toBe(0)
    expect(classOf([0.5, NaN])).toBeNull()
    expect(classOf(probabilitiesOf([NaN], scoreForm(1, plain, 'sigmoid')))).toBeNull()
    expect(classOf(probabilitiesOf([NaN, 1], scoreForm(2, logits('categorical_crossentropy'), 'linear')))).toBeNull()
  })
})

describe('the loss of an example', () => {
  const of = (name: string, output: number[], target: number[], from_logits = false): number =>
    exampleLoss({ name, params: { from_logits } }, output, target)

  it('is that of the formula', () => {
    expect(of('mean_squared_error', [1, 2], [0, 0])).toBeCloseTo(2.5)
    expect(of('mean_absolute_error', [1, 2], [0])).toBeCloseTo(1.5)
    expect(of('log_cosh', [2], [0])).toBeCloseTo(Math.log(Math.cosh(2)))
    expect(of('binary_crossentropy', [0.25], [1])).toBeCloseTo(Math.log(4))
    expect(of('binary_crossentropy', [0], [1], true)).toBeCloseTo(Math.log(2))
    expect(of('categorical_crossentropy', [1, 3], [0, 1])).toBeCloseTo(Math.log(4 / 3))
    expect(of('sparse_categorical_crossentropy', [0.25, 0.75], [1])).toBeCloseTo(Math.log(4 / 3))
    expect(of('sparse_categorical_crossentropy', [0, Math.log(3)], [1], true)).toBeCloseTo(Math.log(4 / 3))
    expect(of('poisson', [1], [1])).toBeNaN()
  })
})

describe('choosing predictions', () => {
  const predictions: Predictions = {
    rows: Uint32Array.of(9, 2, 5, 7),
    truth: Float64Array.of(0, 1, 1, 0),
    predicted: Float64Array.of(1, 1, NaN, 1),
    confidence: Float32Array.of(0.6, 0.9, NaN, 0.8),
    loss: Float32Array.of(1, 0.1, NaN, 2),
    error: Float64Array.of(0.6, 0.1, NaN, 0.8)
  }
  const all = { truth: null, predicted: null, outcome: 'all', order: 'row', descending: false } as const
  const rows = (view: Partial<Parameters<typeof selectPredictions>[1]>): number[] =>
    [...selectPredictions(predictions, { ...all, ...view })].map((i) => predictions.rows[i]!)

  it('by row, cell and outcome', () => {
    expect(rows({})).toEqual([2, 5, 7, 9])
    expect(rows({ descending: true })).toEqual([9, 7, 5, 2])
    expect(rows({ truth: 0, predicted: 1 })).toEqual([7, 9])
    expect(rows({ outcome: 'right' })).toEqual([2])
  })

  it('the most confident mistakes first, what is no number last', () => {
    expect(rows({ outcome: 'wrong', order: 'confidence', descending: true })).toEqual([7, 9, 5])
    expect(rows({ order: 'loss' })).toEqual([2, 9, 7, 5])
    expect(rows({ order: 'error', descending: true })).toEqual([7, 9, 2, 5])
  })

  it('keeps all quantities, whatever the outcome', () => {
    const quantities = {
      ...predictions,
      confidence: new Float32Array(4).fill(NaN),
      predicted: Float64Array.of(1, 2, 3, 4)
    }
    expect([...selectPredictions(quantities, { ...all, outcome: 'wrong' })]).toHaveLength(4)
  })
})

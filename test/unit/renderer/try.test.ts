import { describe, expect, it } from 'vitest'
import { fittedBars } from '../../../src/renderer/charts/fitted-bars'
import { isOutside, middleOf, stepOf } from '../../../src/renderer/try/column-fields'
import { learntText, stepText } from '../../../src/renderer/try/fitted-text'
import { asBytes, centred, inkBox, scaled, type Ink } from '../../../src/renderer/try/ink'
import { NewestOnly } from '../../../src/renderer/try/newest-only'
import { isClose, probabilityText, quantityOf, rank, rawScores } from '../../../src/renderer/try/ranked'
import { canCentre, fromInk, fromPad, inkOf } from '../../../src/renderer/try/tried-picture'

/** A square pad with ink where `of` says so. */
const padOf = (side: number, of: (x: number, y: number) => boolean): Ink => ({
  height: side,
  width: side,
  data: Float32Array.from({ length: side * side }, (_, i) => Number(of(i % side, Math.floor(i / side))))
})
const massCentre = ({ width, height, data }: Ink): [number, number] => {
  let [mass, x, y] = [0, 0, 0]
  data.forEach((value, i) => {
    mass += value
    x += value * ((i % width) + 0.5)
    y += value * (Math.floor(i / width) + 0.5)
  })
  expect(mass).toBeGreaterThan(0)
  expect(height).toBe(28)
  return [x / mass, y / mass]
}

describe('ink', () => {
  it('keeps its mean when it is scaled down', () => {
    const ink = padOf(280, (x, y) => x >= 100 && x < 125 && y >= 40)
    const small = scaled(ink, { height: 28, width: 28 })
    const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length
    expect(mean(small.data)).toBeCloseTo(mean(ink.data), 5)
    // Half covered pixels are half as bright: the edge at 125 is within one.
    expect(small.data[14 * 28 + 12]).toBeCloseTo(0.5, 5)
    expect(asBytes(small)[14 * 28 + 11]).toBe(255)
  })
  it('is centred by its mass in 28 x 28, within 20 x 20, wherever it was drawn', () => {
    for (const [left, top] of [
      [10, 10],
      [200, 30],
      [90, 180]
    ] as const) {
      // prettier-ignore
      // An L: its mass is not in the middle of its box.
      const ink = padOf(280, (x, y) => {
        const [u, v] = [x - left, y - top]
        return u >= 0 && v >= 0 && u < 60 && v < 80 && (u < 12 || v >= 68)
      })
      const digit = centred(ink)
      const box = inkBox(digit)!
      expect(Math.max(box.width, box.height)).toBe(20)
      expect(box.width).toBe(15)
      const [x, y] = massCentre(digit)
      expect(Math.abs(x - 14)).toBeLessThanOrEqual(0.5)
      expect(Math.abs(y - 14)).toBeLessThanOrEqual(0.5)
    }
  })
  it('of a single dot or of nothing is no fault', () => {
    expect(inkBox(centred(padOf(50, () => false)))).toBeNull()
    expect(Math.max(...centred(padOf(50, (x, y) => x === 3 && y === 4)).data)).toBe(1)
  })
})

describe('a tried picture', () => {
  const rgba = (pixels: number[][]) => ({ width: pixels.length, height: 1, data: pixels.flat() })
  it('of grey data is ink by how much covers the pad, in any colour of the theme', () => {
    const pad = { width: 28, height: 28, data: new Uint8ClampedArray(28 * 28 * 4) }
    pad.data[(3 * 28 + 5) * 4 + 3] = 255
    const picture = fromPad(pad, { height: 28, width: 28, channels: 1 }, false)
    expect(picture.data[3 * 28 + 5]).toBe(255)
    expect(picture.data.reduce((sum, value) => sum + value, 0)).toBe(255)
  })
  it('of coloured data lies on white paper', () => {
    const pad = {
      width: 2,
      height: 2,
      data: Uint8ClampedArray.of(255, 0, 0, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255)
    }
    expect([...fromPad(pad, { height: 2, width: 2, channels: 3 }, false).data]).toStrictEqual([
      ...[255, 0, 0, 255, 255, 255, 255, 255, 255, 0, 0, 255]
    ])
  })
  it('from a file is bright ink, or dark where that is swapped', () => {
    const file = rgba([[255, 255, 255, 255], [0, 0, 0, 255], [0, 0, 0, 0]]) // prettier-ignore
    expect([...inkOf(file, false).data]).toStrictEqual([1, 0, 0])
    expect([...inkOf(file, true).data]).toStrictEqual([0, 1, 0])
    expect(fromInk(inkOf(file, true), { height: 28, width: 28, channels: 1 }, true).data).toHaveLength(784)
  })
  it('is centred only where data may be MNIST', () => {
    expect(canCentre({ height: 28, width: 28, channels: 1 })).toBe(true)
    expect(canCentre({ height: 32, width: 32, channels: 3 })).toBe(false)
  })
})

describe('asking for the newest only', () => {
  it('leaves out what was overtaken while an answer was on its way', async () => {
    const asked: number[] = []
    const told: number[] = []
    const waiting: (() => void)[] = []
    const asker = new NewestOnly<number, number>(
      (question) => {
        asked.push(question)
        return new Promise((resolve) => waiting.push(() => resolve(question * 10)))
      },
      (answer) => told.push(answer),
      () => told.push(-1)
    )
    for (const question of [1, 2, 3]) asker.ask(question)
    expect(asked).toStrictEqual([1])
    waiting.shift()!()
    await expect.poll(() => asked).toStrictEqual([1, 3])
    asker.forget()
    asker.ask(4)
    waiting.shift()!() // of 3, which was forgotten
    await expect.poll(() => asked).toStrictEqual([1, 3, 4])
    waiting.shift()!()
    await expect.poll(() => told).toStrictEqual([10, 40])
  })
  it('tells a failure and goes on', async () => {
    const told: string[] = []
    const asker = new NewestOnly<string, string>(
      (question) => (question === 'bad' ? Promise.reject(new Error(question)) : Promise.resolve(question)),
      (answer) => told.push(answer),
      (error) => told.push(`failed: ${(error as Error).message}`)
    )
    asker.ask('bad')
    await expect.poll(() => told).toStrictEqual(['failed: bad'])
    asker.ask('good')
    await expect.poll(() => told).toStrictEqual(['failed: bad', 'good'])
  })
})

describe('a prediction', () => {
  it('is ranked, and what is not shown is summed up', () => {
    const ranking = rank([0.1, 0.6, 0.1, 0.2], 2)
    expect(ranking.shown.map((one) => one.class)).toStrictEqual([1, 3])
    expect(ranking.rest.count).toBe(2)
    expect(ranking.rest.sum).toBeCloseTo(0.2, 12)
    expect(isClose(ranking)).toBe(false)
    expect(isClose(rank([0.45, 0.55], 10))).toBe(true)
  })
  it('is told from certainty and from nothing', () => {
    expect(['> 0.999', '1.000', '< 0.001', '0.930']).toStrictEqual([0.99999, 1, 0.00001, 0.93].map(probabilityText))
  })
  it('of one number is a quantity', () => {
    const output = { layer: 'dense', shape: [1], values: Float32Array.of(0.5), predicted: null, quantities: [2.5] }
    expect(quantityOf({ ...output, scores: null, probabilities: null })).toBe(2.5)
    expect(quantityOf({ ...output, scores: 'sigmoid', probabilities: [0.3, 0.7] })).toBeNull()
  })
})

describe('fields for a row', () => {
  const age = { name: 'age', min: 0, max: 80, median: 29, options: [] }
  const port = { name: 'port', min: null, max: null, median: null, options: ['S', 'C'] }
  it('begin in the middle, with round steps', () => {
    expect(middleOf([age, port])).toStrictEqual({ age: 29, port: 'S' })
    const petal = { name: 'petal', min: 0.1, max: 9.9, median: 5.795614035087718, options: [] }
    expect(middleOf([petal])).toStrictEqual({ petal: 5.8 })
    expect(stepOf(age)).toBe(0.5)
    expect(stepOf({ ...age, max: 0 })).toBe(1)
    expect([isOutside(age, 81), isOutside(age, 80), isOutside(age, null)]).toStrictEqual([true, false, false])
  })
})

describe('steps as text', () => {
  it('are short, with what they have learnt', () => {
    const step = {
      ...{ class_name: 'Normalization', config: { axis: -1 }, columns: ['age'] },
      fitted: { age: { mean: 29.123456, variance: 4 } }
    }
    expect(stepText(step)).toBe('Normalization(axis=-1)')
    expect(learntText(step, 'age')).toBe('mean 29.12, variance 4')
    expect(learntText(step, 'sex')).toBe('')
  })
})

describe('numbers of classes that are no probabilities', () => {
  const output = { layer: 'out', shape: [3], predicted: 1, quantities: null }
  it('stay as they are, the largest first, beside what the loss makes of them', () => {
    const values = Float32Array.of(-2, 3, 0.5)
    expect(rawScores({ ...output, values, scores: 'target', probabilities: null })).toStrictEqual([
      { class: 1, value: 3, probability: null },
      { class: 2, value: 0.5, probability: null },
      { class: 0, value: -2, probability: null }
    ])
    const logits = rawScores({ ...output, values, scores: 'softmax', probabilities: [0.01, 0.92, 0.07] })!
    expect(logits.map(({ probability }) => probability)).toStrictEqual([0.92, 0.07, 0.01])
  })
  it('of a single unit are those of the second class', () => {
    const one = { ...output, shape: [1], values: Float32Array.of(-1) }
    expect(rawScores({ ...one, scores: 'sigmoid', probabilities: [0.7, 0.3] })).toStrictEqual([
      { class: 1, value: -1, probability: 0.3 }
    ])
  })
  it('are none where the output tells probabilities or quantities, or at several places', () => {
    const values = Float32Array.of(0.1, 0.2, 0.7)
    expect(rawScores({ ...output, values, scores: 'probability', probabilities: [...values] })).toBeNull()
    expect(rawScores({ ...output, values, scores: null, probabilities: null })).toBeNull()
    const several = { ...output, shape: [2, 3], values: new Float32Array(6) }
    expect(rawScores({ ...several, scores: 'target', probabilities: null })).toBeNull()
  })
  it('have bars from zero that fit their range', () => {
    expect(fittedBars([3, 1, -1])).toStrictEqual({
      zero: 25,
      bars: [
        { left: 25, width: 75 },
        { left: 25, width: 25 },
        { left: 0, width: 25 }
      ]
    })
    expect(fittedBars([-2, -4]).bars).toStrictEqual([
      { left: 50, width: 50 },
      { left: 0, width: 100 }
    ])
    expect(fittedBars([0, NaN]).bars).toStrictEqual([
      { left: 0, width: 0 },
      { left: 0, width: 0 }
    ])
  })
})

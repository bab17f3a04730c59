// What a small model tells of itself before the first step and at the end.
import { expect, it } from 'vitest'
import type { Session, TrainingData } from '../../../src/trainer/engine'
import { standing } from '../../../src/trainer/standing'

const EXAMPLES = 1300
const data = (count: number) => ({ splits: { train: { indices: new Uint32Array(count) } } }) as unknown as TrainingData
/** A session whose statistics are the sum of the squared errors and the number of examples. */
const session = (weights: number, asked: [number, number][] = []) =>
  ({
    statistics: 2,
    weights: () => [{ name: 'dense/kernel', shape: [weights], values: new Float64Array(weights).fill(0.1) }],
    evaluate(_split: string, first: number, count: number) {
      asked.push([first, count])
      return [count * 4, count]
    },
    logs: ([sum, count]: ArrayLike<number> & Iterable<number>) => ({ loss: sum! / count! })
  }) as unknown as Session

it('weights in full precision, and the loss over all training examples', () => {
  const asked: [number, number][] = []
  const told = standing(session(2, asked), data(EXAMPLES))
  expect(told).toStrictEqual({ weights: { 'dense/kernel': [0.1, 0.1] }, loss: 4 })
  expect(asked).toStrictEqual([
    [0, 512],
    [512, 512],
    [1024, 276]
  ])
})

it('no loss where looking at all examples would take long, and nothing of larger models', () => {
  const asked: [number, number][] = []
  expect(standing(session(2, asked), data(20_001))).toStrictEqual({ weights: { 'dense/kernel': [0.1, 0.1] } })
  expect(standing(session(17, asked), data(10))).toBeUndefined()
  expect(asked).toStrictEqual([])
})

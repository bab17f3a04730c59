import { expect, test } from 'vitest'
import {
  argmax,
  largestDifference,
  softmaxParts,
  squaredError,
  times,
  weightedSums,
  weightsOfUnit
} from '../../../../src/renderer/lessons/dense'
import { reluLayer, softmaxLayer } from '../../../../src/renderer/lessons/dense-layers'
import { example } from '../../../support/projects'

test('weighted sums, as numpy: [1, 2] @ [[1, -2, 0.5], [3, 4, -1]] + [10, 20, 30]', () => {
  const kernel = [1, -2, 0.5, 3, 4, -1]
  expect([...weightedSums([1, 2], kernel, [10, 20, 30])]).toEqual([17, 26, 28.5])
  expect([...weightedSums([1, 2], kernel, null)]).toEqual([7, 6, -1.5])
  expect([...weightsOfUnit(kernel, 3, 1)]).toEqual([-2, 4])
  expect([...times([1, 2], [-2, 4])]).toEqual([-2, 8])
})

test('softmax with all that comes between; large logits are moved, small ones are not', () => {
  const { shift, powers, sum, shares } = softmaxParts([0, Math.log(3)])
  expect([shift, powers[0]]).toEqual([0, 1])
  expect(sum).toBeCloseTo(4, 12)
  expect(shares[1]).toBeCloseTo(0.75, 12)
  const large = softmaxParts([1000, 999])
  expect(large.shift).toBe(1000)
  expect(large.shares[0]).toBeCloseTo(1 / (1 + Math.exp(-1)), 12)
  expect(softmaxParts([-1000, -1001]).shares[0]).toBeCloseTo(large.shares[0]!, 12)
})

test('squared errors of one picture: the best constant is 0.1, and costs 0.9', () => {
  expect(squaredError(new Array<number>(10).fill(0.1), 3)).toBeCloseTo(0.9, 12)
  expect(squaredError(new Array<number>(10).fill(0), 3)).toBe(1)
  expect(argmax([0.2, 1.4, 1.1])).toBe(1)
  expect(largestDifference([1, 2], [1.5, 2])).toBe(0.5)
})

test('which layers are explained', () => {
  const { model } = example('lessons/fashion-wide')
  expect(reluLayer(model)).toEqual({ name: 'dense', before: 'flatten' })
  expect(softmaxLayer(model)).toEqual({ name: 'dense_2', before: 'dense_1' })
  const regression = example('lessons/mnist-one-hot').model
  expect(softmaxLayer(regression)).toBeNull()
  expect(softmaxLayer({ nodes: [], edges: [] })).toBeNull()
})

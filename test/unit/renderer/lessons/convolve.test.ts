import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  convolutionWindow,
  convolve,
  extentOf,
  inRangeOf,
  largestDifference,
  pool,
  productsOf,
  sumOf,
  type ConvolutionOptions,
  type Plane,
  type PoolKind
} from '../../../../src/renderer/lessons/pictures/convolution/convolve'
import { example } from '../../../support/projects'
import { cellText, inBrackets, typedNumber } from '../../../../src/renderer/lessons/pictures/convolution/number-text'
import { filterOf, firstConvolution, mapOf } from '../../../../src/renderer/lessons/pictures/convolution/learnt'
import { kernelName, KERNELS } from '../../../../src/renderer/lessons/pictures/convolution/kernels'

interface Fixtures {
  convolutions: { input: Plane; kernel: Plane; options: ConvolutionOptions; output: Plane }[]
  pools: { input: Plane; kind: PoolKind; size: number; output: Plane }[]
}
const { convolutions, pools } = JSON.parse(
  readFileSync('test/fixtures/data/convolution-by-hand.json', 'utf8')
) as Fixtures

describe('as Keras computes it', () => {
  test.each(
    convolutions.map((one) => [JSON.stringify([one.kernel.height, one.kernel.width, one.options]), one] as const)
  )('Conv2D %s', (_, { input, kernel, options, output }) => {
    const made = convolve(input, kernel, options)
    expect([made.height, made.width]).toStrictEqual([output.height, output.width])
    expect(largestDifference(made, output)).toBeLessThan(1e-5)
  })
  test.each(pools.map((one) => [one.kind, one] as const))('%s pooling', (_, { input, kind, size, output }) => {
    const made = pool(input, size, kind)
    expect([made.height, made.width]).toStrictEqual([output.height, output.width])
    expect(largestDifference(made, output)).toBeLessThan(1e-6)
  })
})

const HALF: Plane = { height: 4, width: 4, data: [0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1] }
const VERTICAL: Plane = { height: 3, width: 3, data: KERNELS.vertical }
const PLAIN: ConvolutionOptions = { padding: 'valid', strides: 1, bias: 0, relu: false }

test('every factor of a number of the output can be had', () => {
  const window = convolutionWindow(HALF, VERTICAL, PLAIN, 1, 0)
  expect([window.top, window.left]).toStrictEqual([1, 0])
  expect(window.data).toStrictEqual([0, 0, 1, 0, 0, 1, 0, 0, 1])
  expect(sumOf(productsOf(window, VERTICAL))).toBe(3)
  expect(convolve(HALF, VERTICAL, PLAIN).data).toStrictEqual(new Float32Array([3, 3, 3, 3]))
})

test('the kernel is not turned over, and what lies outside counts as zero', () => {
  const same = { ...PLAIN, padding: 'same' as const }
  expect(convolutionWindow(HALF, VERTICAL, same, 0, 3)).toMatchObject({ top: -1, left: 2 })
  expect(convolutionWindow(HALF, VERTICAL, same, 0, 3).data).toStrictEqual([0, 0, 0, 1, 1, 0, 1, 1, 0])
  expect(convolve(HALF, VERTICAL, same).data[3]).toBe(-2)
})

test('the lengths of the formulas', () => {
  expect(extentOf(28, 3, 1, 'valid')).toStrictEqual({ size: 26, before: 0, after: 0 })
  expect(extentOf(28, 3, 1, 'same')).toStrictEqual({ size: 28, before: 1, after: 1 })
  expect(extentOf(28, 3, 2, 'valid').size).toBe(13)
  expect(extentOf(28, 3, 2, 'same')).toStrictEqual({ size: 14, before: 0, after: 1 })
  expect(extentOf(2, 3, 1, 'valid').size).toBe(0)
})

test('a kernel is known by its numbers', () => {
  expect(kernelName([...KERNELS.sobelX])).toBe('sobelX')
  expect(kernelName([1, 2, 3, 4, 5, 6, 7, 8, 9])).toBeNull()
})

test('numbers are read as they are typed, and written short', () => {
  expect(['1/9', ' −2 ', '-0.5', '', '1/0', 'x', '1/2/3'].map(typedNumber)).toStrictEqual([
    1 / 9,
    -2,
    -0.5,
    null,
    null,
    null,
    null
  ])
  expect([1 / 9, -0.0001, -12.345, 253.4].map(cellText)).toStrictEqual(['0.111', '0', '−12.3', '253'])
  expect(inBrackets(-1)).toBe('(−1)')
})

test('the first convolution of a project, where one can go through it by hand', () => {
  const project = example('lessons/convolution')
  const found = { layer: 'conv2d', filters: 16, padding: 'valid', strides: 1, relu: true }
  expect(firstConvolution(project)).toStrictEqual(found)
  expect(firstConvolution(example('lessons/convolution-dense'))).toBeNull()
  const changed = structuredClone(project)
  Object.assign(changed.model.nodes.find(({ name }) => name === 'conv2d')!.config, { dilation_rate: [2, 2] })
  expect(firstConvolution(changed)).toBeNull()
})

test('one filter and one map of all', () => {
  const values = Array.from({ length: 18 }, (_, i) => i)
  const weights = [
    { name: 'conv2d/kernel', shape: [3, 3, 1, 2], values },
    { name: 'conv2d/bias', shape: [2], values: [0.5, -0.5] }
  ]
  const filter = filterOf(weights, 1)
  expect(filter).toStrictEqual({ kernel: { height: 3, width: 3, data: [1, 3, 5, 7, 9, 11, 13, 15, 17] }, bias: -0.5 })
  expect(filterOf([{ ...weights[0]!, shape: [3, 3, 2, 1] }], 0)).toBeNull()
  expect(mapOf([1, 2, 2], [1, 2, 3, 4], 1)).toStrictEqual({ height: 1, width: 2, data: [2, 4] })
})

describe('a drawing', () => {
  const ofData = { height: 2, width: 2, data: [-1, 0, 3, 1] }
  test('goes from the lowest to the highest number of a picture of the data', () => {
    const drawn = inRangeOf({ height: 2, width: 2, data: [0, 0.5, 1, 0.25] }, ofData)
    expect(drawn).toStrictEqual({ height: 2, width: 2, data: Float32Array.of(-1, 1, 3, 0) })
  })
  test('not begun is blank', () => {
    expect(Array.from(inRangeOf(null, ofData).data)).toStrictEqual([-1, -1, -1, -1])
  })
})

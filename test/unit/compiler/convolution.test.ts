// Convolutions against sums written out, where TensorFlow's kernels do not do what is asked in one op.
import { describe, expect, it } from 'vitest'
import { convolve, convolveDepthwise } from '../../../src/compiler/parts/convolution'
import type { Window } from '../../../src/compiler/ops/windows'
import { graphFunction, type Value } from '../../support/graphs'
import { whyMissing } from '../../support/missing'
import { wave } from './gradient-cases/values'

const missing = whyMissing('native-runtime')

const at = ({ dims, values }: Value, ...place: number[]): number =>
  place.every((index, axis) => index >= 0 && index < dims[axis]!)
    ? values[place.reduce((sum, index, axis) => sum * dims[axis]! + index, 0)]!
    : 0

/** Output length and padding in front, along one axis (TensorFlow's "SAME" pads the end where it is odd). */
function along(length: number, { size, strides, dilations, padding }: Window, axis: number): [number, number] {
  const reach = (size[axis]! - 1) * dilations[axis]! + 1
  const stride = strides[axis]!
  if (padding === 'VALID') return [Math.floor((length - reach) / stride) + 1, 0]
  const output = Math.ceil(length / stride)
  return [output, Math.floor(Math.max(0, (output - 1) * stride + reach - length) / 2)]
}

/** @param terms for an output channel: which input channel is multiplied with which last axes of the filter */
function sums(x: Value, filter: Value, window: Window, channels: number, terms: (out: number) => number[][]): number[] {
  const [height, top] = along(x.dims[1]!, window, 0)
  const [width, left] = along(x.dims[2]!, window, 1)
  const [rate, rateAcross] = window.dilations as [number, number]
  const [down, across] = window.strides as [number, number]
  const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i)
  const sum = (n: number, i: number, j: number, out: number): number =>
    range(window.size[0]!)
      .flatMap((row) => range(window.size[1]!).map((column) => [row, column] as const))
      .flatMap(([row, column]) =>
        terms(out).map(
          ([channel, ...place]) =>
            at(x, n, i * down + row * rate - top, j * across + column * rateAcross - left, channel!) *
            at(filter, row, column, ...place)
        )
      )
      .reduce((total, term) => total + term, 0)
  return range(x.dims[0]!).flatMap((n) =>
    range(height).flatMap((i) => range(width).flatMap((j) => range(channels).map((out) => sum(n, i, j, out))))
  )
}

const close = (found: number[], expected: number[]): void => {
  expect(found).toHaveLength(expected.length)
  found.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5))
}
const pairs = [
  [1, 1],
  [2, 2],
  [1, 3]
] as const
const windows = (['VALID', 'SAME'] as const).flatMap((padding) =>
  pairs.flatMap((strides) => pairs.map((dilations): Window => ({ size: [3, 2], strides, dilations, padding })))
)

describe.skipIf(missing !== null)('convolutions', () => {
  const x = wave([2, 9, 8, 4])

  it.each(windows)('of each channel, %j', async (window) => {
    const filter = wave([3, 2, 4, 2], 1)
    const call = await graphFunction({ x, filter }, (g, fed) => ({
      y: convolveDepthwise(g, fed.x!, fed.filter!, window)
    }))
    const expected = sums(x, filter, window, 8, (out) => [[out >> 1, out >> 1, out & 1]])
    close(call({}).y!, expected)
  })

  const plain = windows.filter(({ strides, dilations }) => Math.max(...strides) === 1 || Math.max(...dilations) === 1)
  it.each(plain.flatMap((window) => [1, 2, 4].map((groups) => ({ groups, window }))))(
    'in groups, %j',
    async ({ groups, window }) => {
      const channels = 4 / groups
      const filter = wave([3, 2, channels, 4], 1)
      const call = await graphFunction({ x, filter }, (g, fed) => ({
        y: convolve(g, fed.x!, fed.filter!, window, groups)
      }))
      const expected = sums(x, filter, window, 4, (out) => {
        const first = Math.floor(out / (4 / groups)) * channels
        return Array.from({ length: channels }, (_, i) => [first + i, i, out])
      })
      close(call({}).y!, expected)
    }
  )
})

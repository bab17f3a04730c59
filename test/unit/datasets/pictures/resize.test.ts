// Against keras.layers.Resizing and keras.ops.image.rgb_to_grayscale (test/fixtures/make/resizing.py).
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fitInto, fittedSize, resize } from '../../../../src/main/datasets/pictures/resize'
import { grayscalePixels } from '../../../../src/pipeline/pictures/grayscale'
import { resizePixels, type PixelShape, type Resizing } from '../../../../src/pipeline/pictures/resize'
import { samplePath } from './samples'

interface Case {
  shape: PixelShape
  config: Resizing
  result: number[]
  bytes: number[]
}
const { cases, grey } = JSON.parse(readFileSync(samplePath('resizing.json'), 'utf8')) as {
  cases: Case[]
  grey: { shape: number[]; result: number[] }
}

/** The picture that the script made. */
const pixels = (shape: readonly number[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: shape.reduce((product, side) => product * side, 1) }, (_, i) => (i * 97) % 251)

const titleOf = ({ shape, config }: Case): string => `[${shape.join(', ')}] ${JSON.stringify(config)}`

describe('Resizing', () => {
  it.each(cases.map((one) => [titleOf(one), one] as const))('%s', (_, { shape, config, result, bytes }) => {
    const values = resizePixels(pixels(shape), shape, config)
    expect(values).toHaveLength(result.length)
    values.forEach((value, i) => {
      expect(Math.abs(value - result[i]!), `value ${i}: ${value}, ${result[i]}`).toBeLessThanOrEqual(
        1e-5 * Math.max(10, Math.abs(result[i]!)) // values up to 250, which cancel where little is left
      )
    })
    const [height, width, channels] = shape
    const rounded = resize({ height, width, channels, data: pixels(shape) }, config)
    rounded.data.forEach((value, i) => {
      // Within rounding noise of a half, either neighbour is right.
      if (Math.abs((result[i]! % 1) - 0.5) > 1e-3) expect(value, `byte ${i}`).toBe(bytes[i])
    })
  })

  it('a picture of the size asked for is itself', () => {
    const data = pixels([4, 5, 3])
    for (const interpolation of ['bilinear', 'nearest', 'bicubic', 'area', 'lanczos3'] as const) {
      const values = resizePixels(data, [4, 5, 3], { height: 4, width: 5, interpolation })
      values.forEach((value, i) => expect(value).toBeCloseTo(data[i]!, 3))
    }
  })
})

describe('grey-scale', () => {
  it('weighs red, green and blue as Keras does', () => {
    grayscalePixels(pixels(grey.shape), 3).forEach((value, i) => expect(value).toBeCloseTo(grey.result[i]!, 4))
  })
  it('leaves grey alone, and alpha out', () => {
    expect([...grayscalePixels([1, 2, 3], 1)]).toEqual([1, 2, 3])
    expect([...grayscalePixels([7, 0, 9, 255], 2)]).toEqual([7, 9])
    expect(grayscalePixels([10, 20, 30, 0], 4)).toEqual(grayscalePixels([10, 20, 30], 3))
  })
})

describe('thumbnails', () => {
  it('keep the proportions and never grow', () => {
    expect(fittedSize({ width: 500, height: 375 }, 64)).toEqual({ width: 64, height: 48 })
    expect(fittedSize({ width: 3, height: 9000 }, 64)).toEqual({ width: 1, height: 64 })
    expect(fittedSize({ width: 30, height: 20 }, 64)).toEqual({ width: 30, height: 20 })
  })
  it('are means of what each pixel covers', () => {
    const picture = { height: 2, width: 4, channels: 1, data: Uint8Array.from([0, 10, 100, 100, 20, 30, 200, 200]) }
    expect([...fitInto(picture, 2).data]).toEqual([15, 150])
    expect(fitInto(picture, 4)).toBe(picture)
  })
})

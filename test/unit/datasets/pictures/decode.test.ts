import { describe, expect, it } from 'vitest'
import type { Picture } from '../../../../src/shared/columns'
import { decodePicture, decodeThumbnail, pictureHeader } from '../../../../src/main/datasets/formats/pictures'
import { expectedOf, sample, SAMPLES } from './samples'

/** Decoders of JPEG may round differently; all others are exact. */
const tolerance = (name: string): number => (name.endsWith('.jpg') ? 2 : name === 'rgb-555.bmp' ? 1 : 0)

const largestDifference = (a: Uint8Array, b: Uint8Array): number => {
  let largest = 0
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]! - b[i]!))
  return largest
}
const shapeOf = ({ height, width, channels }: Picture | NonNullable<ReturnType<typeof pictureHeader>>): number[] => [
  height,
  width,
  channels
]

describe('pictures', () => {
  it.each(SAMPLES)('%s is decoded as Pillow does', async (name) => {
    const { shape, data } = expectedOf(name)
    const picture = await decodePicture(name, sample(name))
    expect(shapeOf(picture)).toEqual(shape)
    expect(picture.data).toHaveLength(data.length)
    expect(largestDifference(picture.data, data)).toBeLessThanOrEqual(tolerance(name))
  })

  it.each(SAMPLES)('the shape of %s is known by its first bytes', (name) => {
    expect(shapeOf(pictureHeader(name, sample(name).subarray(0, 2048), false)!)).toEqual(expectedOf(name).shape)
  })

  it('a header that goes on asks for more', () => {
    const bytes = sample('orientation.jpg')
    expect(pictureHeader('a.jpg', bytes.subarray(0, 40), false)).toBeNull()
    expect(pictureHeader('a.jpg', bytes, true)).toMatchObject({ width: 23 })
  })

  it.each(SAMPLES)('a thumbnail of %s has its proportions, its channels and its colours', async (name) => {
    const [height, width, channels] = expectedOf(name).shape
    const thumbnail = await decodeThumbnail(name, sample(name), 8)
    expect(shapeOf(thumbnail)).toEqual([Math.round((8 * height) / width), 8, channels])
    const mean = (data: Uint8Array): number => data.reduce((sum, value) => sum + value, 0) / data.length
    const [own, whole] = [mean(thumbnail.data), mean(expectedOf(name).data)]
    expect(Math.abs(own - whole)).toBeLessThan(/alpha|transparent|rgba|bit-fields/.test(name) ? 40 : 6)
  })

  it('a picture that fits is its own thumbnail', async () => {
    const picture = await decodePicture('rgb.png', sample('rgb.png'))
    expect(await decodeThumbnail('rgb.png', sample('rgb.png'), 64)).toEqual(picture)
  })

  it('many are decoded at a time', async () => {
    const names = Array.from({ length: 200 }, (_, i) => SAMPLES[i % SAMPLES.length]!)
    const pictures = await Promise.all(names.map((name) => decodePicture(name, sample(name))))
    expect(pictures.map(shapeOf)).toEqual(names.map((name) => expectedOf(name).shape))
  })
})

// Random changes of pictures, against Keras's ImageDataGenerator (fixtures by test/fixtures/make/augmentation.py).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  applyTransform,
  augmentPicture,
  changesNothing,
  drawTransform,
  pictureShape,
  type Transform
} from '../../../src/pipeline/augment'
import { augmentationSchema, type Augmentation } from '../../../src/shared/preprocessing'
import { randomStream } from '../../../src/shared/random'
import { ROOT } from '../../support/projects'

interface Case {
  title: string
  shape: number[]
  bytes: boolean
  fill_mode: Augmentation['fill_mode']
  cval: number
  transform: Transform
  x: number[]
  y: number[]
}
const cases = JSON.parse(readFileSync(join(ROOT, 'test/fixtures/augmentation/cases.json'), 'utf8')) as Case[]

const settings = (given: Partial<Augmentation>): Augmentation => augmentationSchema.parse(given)
const bytes = (count: number, seed = 1): Uint8Array => {
  const random = randomStream(seed, 'picture')
  return Uint8Array.from({ length: count }, () => Math.floor(random() * 256))
}

describe('applyTransform does what Keras does', () => {
  it.each(cases)('$title', ({ shape, bytes: ofBytes, transform, x, y, ...fill }) => {
    const out = new Float32Array(x.length)
    applyTransform(ofBytes ? Uint8Array.from(x) : Float32Array.from(x), pictureShape(shape)!, transform, fill, out)
    out.forEach((value, i) => expect(Math.abs(value - y[i]!), `value ${i}`).toBeLessThan(1e-4))
  })
})

/** Of a thousand pictures of 10 rows and 20 columns. */
const drawn = (given: Partial<Augmentation>): Transform[] =>
  Array.from({ length: 1000 }, (_, row) =>
    drawTransform(settings(given), { height: 10, width: 20 }, randomStream(3, `augment/0/${row}`))
  )
const spread = (values: number[]): [number, number] => [Math.min(...values), Math.max(...values)]
/** Between the bounds, and near to both of them. */
function fills(values: number[], lower: number, upper: number): void {
  const [least, most] = spread(values)
  const near = (upper - lower) * 0.02
  expect(least >= lower && least < lower + near && most <= upper && most > upper - near, `${least}, ${most}`).toBe(true)
}

describe('drawTransform', () => {
  it('draws within the ranges, either way', () => {
    const all = drawn({ rotation_range: 30, shear_range: 5, zoom_range: 0.2, channel_shift_range: 9 })
    fills(all.map(({ theta }) => theta), -30, 30) // prettier-ignore
    fills(all.map(({ shear }) => shear), -5, 5) // prettier-ignore
    fills(all.map(({ zx }) => zx), 0.8, 1.2) // prettier-ignore
    fills(all.map(({ zy }) => zy), 0.8, 1.2) // prettier-ignore
    fills(all.map(({ channel_shift_intensity: value }) => value!), -9, 9) // prettier-ignore
    expect(all.some(({ zx, zy }) => Math.abs(zx - zy) > 0.2)).toBe(true)
  })

  it('takes bounds of zoom and brightness', () => {
    const all = drawn({ zoom_range: [0.5, 0.75], brightness_range: [0.2, 1.4] })
    fills(all.map(({ zx }) => zx), 0.5, 0.75) // prettier-ignore
    fills(all.map(({ brightness }) => brightness!), 0.2, 1.4) // prettier-ignore
  })

  it('shifts along the width by width_shift_range: a fraction of it, or pixels', () => {
    const fractions = drawn({ width_shift_range: 0.25 })
    fills(fractions.map(({ tx }) => tx), -5, 5) // prettier-ignore
    expect(spread(fractions.map(({ ty }) => ty))).toEqual([0, 0])
    fills(drawn({ height_shift_range: 0.25 }).map(({ ty }) => ty), -2.5, 2.5) // prettier-ignore
    fills(drawn({ width_shift_range: 2.5 }).map(({ tx }) => tx), -2.5, 2.5) // prettier-ignore
  })

  it('shifts by whole pixels below a whole number, and by those of a list', () => {
    const whole = new Set(drawn({ width_shift_range: 3 }).map(({ tx }) => tx + 0))
    expect([...whole].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2])
    const listed = new Set(drawn({ height_shift_range: [1, 4] }).map(({ ty }) => ty))
    expect([...listed].sort((a, b) => a - b)).toEqual([-4, -1, 1, 4])
    const shares = new Set(drawn({ height_shift_range: [0.1, 0.4] }).map(({ ty }) => ty))
    expect([...shares].sort((a, b) => a - b)).toEqual([-4, -1, 1, 4])
  })

  it('flips half of the pictures, each way apart', () => {
    const all = drawn({ horizontal_flip: true, vertical_flip: true })
    const share = (is: (one: Transform) => boolean): number => all.filter(is).length / all.length
    expect(share(({ flip_horizontal: flip }) => flip)).toBeCloseTo(0.5, 1)
    expect(share(({ flip_vertical: flip }) => flip)).toBeCloseTo(0.5, 1)
    expect(share((one) => one.flip_vertical && one.flip_horizontal)).toBeCloseTo(0.25, 1)
  })

  it('leaves what one setting draws as it is when another changes', () => {
    const thetas = (given: Partial<Augmentation>): number[] =>
      drawn({ rotation_range: 9, ...given }).map((one) => one.theta)
    expect(thetas({ width_shift_range: 0.2, horizontal_flip: true, brightness_range: [0, 1] })).toEqual(thetas({}))
  })
})

const anySettings = fc
  .record({
    rotation_range: fc.integer({ min: 0, max: 360 }),
    width_shift_range: fc.double({ min: 0, max: 40, noNaN: true }),
    height_shift_range: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 9 })),
    shear_range: fc.integer({ min: 0, max: 360 }),
    zoom_range: fc.double({ min: 0, max: 3, noNaN: true }),
    channel_shift_range: fc.integer({ min: 0, max: 255 }),
    brightness_range: fc.option(fc.constant([0.5, 1.5] as [number, number])),
    horizontal_flip: fc.boolean(),
    vertical_flip: fc.boolean(),
    fill_mode: fc.constantFrom('constant' as const, 'nearest' as const, 'reflect' as const, 'wrap' as const),
    cval: fc.integer({ min: 0, max: 255 })
  })
  .map((given) => settings(given))
const anyShape = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })),
  fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 4 }))
)
const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1)

describe('augmentPicture', () => {
  it('gives the same bits for settings that change nothing', () => {
    const same = settings({ fill_mode: 'wrap', cval: 3 })
    expect(changesNothing(same)).toBe(true)
    const x = Float32Array.from({ length: 30 }, (_, i) => Math.fround(Math.sin(i) * 1e5))
    expect(augmentPicture(x, [5, 6], same, randomStream(1, 'any'))).toEqual(x)
    expect(augmentPicture(bytes(24), [2, 4, 3], same, randomStream(1, 'any'))).toEqual(Float32Array.from(bytes(24)))
  })

  it.each<Partial<Augmentation>>([
    { rotation_range: 1 },
    { width_shift_range: [0, 1] },
    { height_shift_range: 0.1 },
    { shear_range: 1 },
    { zoom_range: [1, 1.1] },
    { channel_shift_range: 1 },
    { brightness_range: [1, 1] },
    { horizontal_flip: true },
    { vertical_flip: true },
    { rescale: 0.5 }
  ])('knows that %j changes something', (given) => expect(changesNothing(settings(given))).toBe(false))

  it('gives the same bits for the same seed, and stays within the values of the picture and cval', () => {
    fc.assert(
      fc.property(anySettings, anyShape, fc.integer({ min: 0, max: 1e6 }), (how, shape, seed) => {
        const x = bytes(sizeOf(shape), seed)
        const once = augmentPicture(x, shape, how, randomStream(seed, 'augment/0/0'))
        expect(augmentPicture(x, shape, how, randomStream(seed, 'augment/0/0'))).toEqual(once)
        const outer = how.fill_mode === 'constant' ? [how.cval] : []
        const [least, most] = spread([...x, ...outer])
        const dark = how.brightness_range ? Math.trunc(least / 2) : least
        const light = how.brightness_range ? 255 : most
        expect(once.every((value) => value >= dark - 1e-4 && value <= light + 1e-4)).toBe(true)
      }),
      { numRuns: 300, seed: 5 }
    )
  })

  it('multiplies by rescale last', () => {
    const how = { rotation_range: 20, brightness_range: [0.5, 1.5] as [number, number] }
    const plain = augmentPicture(bytes(36), [6, 6], settings(how), randomStream(1, 'a'))
    const scaled = augmentPicture(bytes(36), [6, 6], settings({ ...how, rescale: 1 / 256 }), randomStream(1, 'a'))
    expect(scaled).toEqual(plain.map((value) => value / 256))
  })

  it('keeps floats within 0 .. 1 in steps of 1/255 when their brightness changes', () => {
    const x = Float32Array.of(0, 0.2, 0.5, 1)
    const how = settings({ brightness_range: [0.5, 0.5] })
    const half = augmentPicture(x, [2, 2], how, randomStream(1, 'a'))
    half.forEach((value, i) => expect(Math.abs(value - x[i]! / 2)).toBeLessThan(2 / 255))
  })

  it('refuses what is no picture', () => {
    expect(() => augmentPicture(bytes(4), [4], settings({}), randomStream(1, 'a'))).toThrow(RangeError)
  })
})

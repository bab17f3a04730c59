import { describe, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import { AUGMENTATION_PARAMS, presetFor, presetOf, withSetting } from '../../../src/renderer/data/augment/params'
import { mappingOf, ticksOf } from '../../../src/renderer/charts/plane'
import { asSource, boundsOf, planeOf, withoutPoint, withPoint } from '../../../src/renderer/data/plane/points'
import { pointAt } from '../../../src/renderer/data/plane/draw-plane'
import { moved, newStep, remediesOf, withColumns, withParam } from '../../../src/renderer/data/prepare/edits'
import { fitOf } from '../../../src/renderer/data/prepare/fit'
import { changeOf, type StepsAnswer } from '../../../src/renderer/data/prepare/state'
import { rangeOf } from '../../../src/renderer/data/prepare/show-values'
import { tensorText } from '../../../src/renderer/data/prepare/tensor-text'
import { pickRows } from '../../../src/renderer/data/prepare/training-rows'
import { estimated, inMode, modeOf, readHeld, roomOf, withBoundary } from '../../../src/renderer/data/split/shares'
import { useAsked } from '../../../src/renderer/data/use-asked'
import { splitSchema, syntheticSourceSchema } from '../../../src/shared/dataset'
import { augmentationSchema } from '../../../src/shared/preprocessing'

const split = (given: object) => splitSchema.parse(given)
const plainRoom = roomOf({ rows: 1000, parts: [] })
const mnistRoom = roomOf({
  rows: 70_000,
  parts: [
    { name: 'train', first: 0, count: 60_000 },
    { name: 'test', first: 60_000, count: 10_000 }
  ]
})

describe('shares of a split', () => {
  it('count as dealing does', () => {
    expect(estimated(split({ validation: 0.1, test: 0.2 }), plainRoom)).toStrictEqual({
      train: 720,
      validation: 80,
      test: 200
    })
    expect(estimated(split({ validation: 50, test: 100 }), plainRoom)).toStrictEqual({
      train: 850,
      validation: 50,
      test: 100
    })
    expect(estimated(split({}), mnistRoom)).toStrictEqual({ train: 54_000, validation: 6000, test: 10_000 })
  })
  it('move with a boundary, and stay what they are told in', () => {
    const shares = split({ validation: 0.1, test: 0.2 })
    const wider = withBoundary(shares, 'validation', 640, estimated(shares, plainRoom), plainRoom)
    expect(wider).toMatchObject({ validation: 0.2, test: 0.2 })
    const less = withBoundary(shares, 'test', 760, estimated(shares, plainRoom), plainRoom)
    expect(estimated(less, plainRoom)).toStrictEqual({ train: 720, validation: 40, test: 240 })
    const numbers = split({ validation: 50, test: 100 })
    expect(withBoundary(numbers, 'validation', 700, estimated(numbers, plainRoom), plainRoom).validation).toBe(200)
  })
  it('are told another way without changing how many there are', () => {
    const shares = split({ validation: 0.1, test: 0.2 })
    const numbers = inMode(shares, 'counts', plainRoom, estimated(shares, plainRoom))
    expect(numbers).toMatchObject({ validation: 80, test: 200 })
    expect(inMode(numbers, 'shares', plainRoom, estimated(numbers, plainRoom))).toMatchObject({
      validation: 0.1,
      test: 0.2
    })
    expect(inMode(shares, 'column', plainRoom, estimated(shares, plainRoom), 'part').column).toBe('part')
  })
  it('know the test split of the dataset itself', () => {
    expect([modeOf(split({}), mnistRoom), modeOf(split({}), plainRoom)]).toStrictEqual(['own', 'shares'])
    const shares = inMode(split({}), 'shares', mnistRoom, estimated(split({}), mnistRoom))
    expect([modeOf(shares, mnistRoom), shares.test]).toStrictEqual(['shares', 0.2])
    expect(modeOf(inMode(shares, 'own', mnistRoom, estimated(shares, mnistRoom)), mnistRoom)).toBe('own')
  })
  it.each([
    ['0.1', 0.1],
    ['10 %', 0.1],
    ['1/4', 0.25],
    ['6,000', 6000],
    ['1.5', null],
    ['150%', null],
    ['-1', null],
    ['', null]
  ])('read %s', (text, value) => expect(readHeld(text)).toBe(value))
})

describe('steps', () => {
  const list = ['Clip', 'Log', 'Normalization'].map((name) => newStep(name, null))
  it('move, and stay where they cannot', () => {
    expect(moved(list, 0, 2).map(({ class_name }) => class_name)).toStrictEqual(['Log', 'Normalization', 'Clip'])
    expect(moved(list, 0, -1)).toBe(list)
  })
  it('are written as short as may be', () => {
    expect(withParam({ class_name: 'Clip', config: { min: 0 } }, 'min', undefined).config).toStrictEqual({})
    expect(withColumns({ class_name: 'Clip', config: {}, columns: ['a'] }, [])).not.toHaveProperty('columns')
    expect(newStep('Resizing', [28, 20, 1]).config).toStrictEqual({ height: 28, width: 20 })
  })
  it('that mend an error are named with their column', () => {
    const columns = [{ name: 'note', type: 'text', shape: [], dtype: 'str' }] as const
    const remedies = remediesOf({ code: 'PIPELINE_TYPE', args: { column: 'note' } }, null, columns)
    expect(remedies.map(({ className }) => className)).toContain('TextVectorization')
    expect(remedies[0]).toMatchObject({ at: null, columns: ['note'] })
    const filled = remediesOf({ code: 'PIPELINE_MISSING', args: { column: 'note', row: 3 } }, 2, columns)
    expect(filled).toMatchObject([{ className: 'SimpleImputer', at: 2, config: { strategy: 'most_frequent' } }])
  })
  it('show the columns that they took and made', () => {
    const state = (...names: string[]) => names.map((name) => ({ column: { name } })) as StepsAnswer['states'][number]
    const answer = { states: [state('age', 'colour'), state('age', 'colour_red', 'colour_blue')] }
    const { before, after } = changeOf(answer, 0, { columns: ['colour'] })
    expect(before.map(({ column }) => column.name)).toStrictEqual(['colour'])
    expect(after.map(({ column }) => column.name)).toStrictEqual(['colour_red', 'colour_blue'])
  })
  it('leave what an Input takes or does not', () => {
    expect(fitOf([28, 28], [{ name: 'a', shape: [28, 28] }])).toBe('fits')
    expect(fitOf([28, 28], [{ name: 'a', shape: [784] }])).toBe('reshaped')
    expect(
      fitOf(
        [5],
        [
          { name: 'a', shape: [2] },
          { name: 'b', shape: [3] }
        ]
      )
    ).toBe('parts')
    expect(fitOf([5], [{ name: 'a', shape: [4] }])).toBe('misfit')
  })
  it('are shown on training rows, a few at a time', () => {
    const of = Uint8Array.from([1, 0, 0, 2, 0, 0, 0])
    expect([0, 1, 2, 3].map((page) => pickRows(of, 5, page, 2))).toStrictEqual([[1, 2], [4, 5], [6], [1, 2]])
  })
  it('tell the range of what they give', () => {
    expect(rangeOf(Float32Array.of(0, 0.5, 1))).toStrictEqual({ low: 0, high: 1 })
    expect(rangeOf(Float32Array.of(0, 128, 255))).toStrictEqual({ low: 0, high: 255 })
    expect(tensorText(Float32Array.of(1, 2, 3, 4), [2, 2, 1])).toBe('1 2\n3 4')
  })
})

describe('augmentation', () => {
  it('has the parameters and defaults of the project file', () => {
    const defaults = Object.fromEntries(Object.entries(AUGMENTATION_PARAMS).map(([key, spec]) => [key, spec.default]))
    expect(defaults).toStrictEqual({ ...augmentationSchema.parse({}) })
  })
  it('knows its presets, and refuses what the file would not hold', () => {
    expect(presetFor(presetOf('digits'))).toBe('digits')
    expect(presetFor(undefined)).toBe('none')
    const own = withSetting(presetOf('photos')!, 'rotation_range', 30)
    expect([own?.rotation_range, presetFor(own!)]).toStrictEqual([30, null])
    expect(withSetting(presetOf('photos')!, 'zoom_range', [0, 1])).toBeNull()
  })
})

describe('points on a plane', () => {
  const moons = syntheticSourceSchema.parse({ format: 'synthetic', generator: 'moons', n_samples: 20 })
  it('become points of their own when one is added or removed', () => {
    const plane = withPoint(planeOf(moons), 1 / 3, 2, 1)
    const source = asSource(plane)
    expect(source).toMatchObject({ format: 'points', columns: ['x0', 'x1', 'label'], task: 'classification' })
    expect(source.points.at(-1)).toStrictEqual([0.333333, 2, 1])
    expect(withoutPoint(plane, 0).points).toHaveLength(20)
  })
  it('are found again where they are drawn', () => {
    const plane = planeOf(moons)
    const mapping = mappingOf({ width: 600, height: 400, bounds: boundsOf(plane) })
    const [x, y] = plane.points[7] as [number, number]
    const pixels = mapping.toPixels(x, y)
    const found = pointAt(plane, mapping, ...pixels)
    expect(plane.points[found!]!.slice(0, 2)).toStrictEqual([x, y])
    const back = mapping.fromPixels(...pixels)
    expect(back[0]).toBeCloseTo(x)
    expect(back[1]).toBeCloseTo(y)
  })
  it('have round ticks', () => expect(ticksOf([-1.1, 2.1])).toStrictEqual([-1, 0, 1, 2]))
})

describe('questions about the data', () => {
  it('keep only the last answer', async () => {
    vi.useFakeTimers()
    const key = ref(1)
    const answers = new Map<number, (value: string) => void>()
    const asked = useAsked(
      () => key.value,
      () => new Promise<string>((resolve) => answers.set(key.value, resolve))
    )
    await vi.advanceTimersByTimeAsync(0)
    key.value = 2
    await nextTick()
    await vi.advanceTimersByTimeAsync(200)
    answers.get(2)!('second')
    await vi.advanceTimersByTimeAsync(0)
    answers.get(1)!('first')
    await vi.advanceTimersByTimeAsync(0)
    expect([asked.value.value, asked.busy.value]).toStrictEqual(['second', false])
    vi.useRealTimers()
  })
})

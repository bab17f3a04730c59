import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openSyntheticFrame } from '../../../src/main/datasets/frames/synthetic'
import { pointsSourceSchema, syntheticSourceSchema, type PointsSource } from '../../../src/shared/dataset'

const synthetic = (given: object) => openSyntheticFrame(syntheticSourceSchema.parse({ format: 'synthetic', ...given }))
const points = (given: Partial<PointsSource>) =>
  openSyntheticFrame(
    pointsSourceSchema.parse({ format: 'points', columns: ['x', 'y'], points: [], task: 'regression', ...given })
  )
const faulty = (where: string) =>
  expect.objectContaining({ code: 'POINTS', args: expect.objectContaining({ where: `dataset.source.${where}` }) })

describe('a frame of made-up examples', () => {
  it('of a regression has x and y, and tells the true line', async () => {
    const frame = await synthetic({ generator: 'linear', noise: 1, config: { w: -0.5 } })
    expect(frame).toMatchObject({ format: 'linear', rows: 100, parts: [], classes: null, faults: [] })
    expect(frame.notes).toEqual([
      ['w', '-0.5'],
      ['b', '2']
    ])
    expect(frame.columns.map(({ name, type, dtype }) => [name, type, dtype])).toEqual([
      ['x', 'number', 'float64'],
      ['y', 'number', 'float64']
    ])
  })

  it('of classes has two numbers and a label', async () => {
    const frame = await synthetic({ generator: 'blobs', n_samples: 30, config: { centers: 5 } })
    expect(frame.columns.map(({ name, type }) => [name, type])).toEqual([
      ['x0', 'number'],
      ['x1', 'number'],
      ['label', 'integer']
    ])
    const [label] = await frame.read(['label'], { first: 0, count: 30 })
    expect([...new Set((label as { data: Uint8Array }).data)].sort()).toEqual([0, 1, 2, 3, 4])
    expect(frame.notes).toContainEqual(['center_box', '-10, 10'])
  })

  it('reads stretches and rows, as far as there are any', async () => {
    const frame = await synthetic({ generator: 'sine', n_samples: 10 })
    const [all] = await frame.read(['y'], { first: 0, count: 10 })
    const { data } = all as { data: Float64Array }
    const [part, chosen] = [
      await frame.read(['y', 'x'], { first: 7, count: 2 }),
      await frame.read(['y'], Uint32Array.of(9, 0, 9))
    ]
    expect(part[0]).toEqual({ kind: 'numbers', shape: [], data: data.slice(7, 9), missing: null })
    expect(chosen[0]).toMatchObject({ data: Float64Array.of(data[9]!, data[0]!, data[9]!) })
    // What is read is the reader's own.
    ;(part[0] as { data: Float64Array }).data.fill(0)
    expect(await frame.read(['y'], { first: 0, count: 10 })).toEqual([all])
  })

  it('has the hashes of its values, the same when made again', async () => {
    const frame = await synthetic({ generator: 'moons' })
    const hashes = await frame.hashes()
    const [x0] = await frame.read(['x0'], { first: 0, count: 100 })
    expect(hashes.x0).toBe(
      createHash('sha256')
        .update((x0 as { data: Float64Array }).data)
        .digest('hex')
    )
    expect(Object.keys(hashes)).toEqual(['x0', 'x1', 'label'])
    expect(await (await synthetic({ generator: 'moons' })).hashes()).toEqual(hashes)
    expect(await (await synthetic({ generator: 'moons', seed: 1 })).hashes()).not.toEqual(hashes)
  })

  it('says which columns there are', async () => {
    const frame = await synthetic({ generator: 'sine' })
    const args = { file: 'sine', found: 'z', known: 'x, y' }
    await expect(frame.read(['z'], { first: 0, count: 1 })).rejects.toMatchObject({ code: 'FRAME_COLUMN', args })
  })

  it('refuses parameters that it has not', async () => {
    await expect(synthetic({ generator: 'xor', config: { w: 1 } })).rejects.toMatchObject({ code: 'GENERATOR_PARAM' })
  })
})

describe('a frame of points', () => {
  it('has the columns as they are named', async () => {
    const frame = await points({ columns: ['age', 'price'], points: [[1, 2.5], [3, 4]] }) // prettier-ignore
    expect(frame).toMatchObject({ format: 'points', rows: 2 })
    const [price] = await frame.read(['price'], { first: 0, count: 2 })
    expect(price).toMatchObject({ data: Float64Array.of(2.5, 4) })
  })

  it('has class numbers in the last column of a classification', async () => {
    const frame = await points({ columns: ['a', 'b', 'c'], points: [[1, 2, 0], [3, 4, 7]], task: 'classification' }) // prettier-ignore
    expect(frame.columns.at(-1)).toMatchObject({ name: 'c', type: 'integer' })
    expect(await frame.read(['c'], { first: 0, count: 2 })).toMatchObject([{ data: Int32Array.of(0, 7) }])
  })

  it('may be empty', async () => {
    const frame = await points({})
    expect(frame.rows).toBe(0)
    expect(await frame.read(['x', 'y'], { first: 0, count: 0 })).toMatchObject([{ kind: 'numbers' }, {}])
  })

  it('names the place of what is wrong', async () => {
    await expect(points({ points: [[1, 2], [3]] })).rejects.toEqual(faulty('points[1]'))
    await expect(points({ points: [[1, 2, 3]] })).rejects.toEqual(faulty('points[0]'))
    await expect(points({ columns: ['x', 'x'] })).rejects.toEqual(faulty('columns[1]'))
    for (const label of [-1, 0.5, 2 ** 31])
      await expect(points({ points: [[1, label]], task: 'classification' })).rejects.toEqual(faulty('points[0][1]'))
  })
})

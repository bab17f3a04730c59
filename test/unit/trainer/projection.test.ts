// Principal components and UMAP of rows whose structure is known.
import { describe, expect, it } from 'vitest'
import { randomStream } from '../../../src/shared/random'
import { nearest } from '../../../src/trainer/model/projection/neighbours'
import { principalComponents, type Rows } from '../../../src/trainer/model/projection/pca'
import { umapOf } from '../../../src/trainer/model/projection/umap'

function finished<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value as T
  }
}

/** Normal numbers (Box and Muller), column k spread by `spread[k]`, turned by a rotation of neighbouring columns. */
function cloud(count: number, spread: readonly number[]): Rows {
  const random = randomStream(3, 'test/cloud')
  const size = spread.length
  const values = new Float32Array(count * size)
  for (let row = 0; row < count; row++) {
    for (let k = 0; k < size; k++) {
      const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
      values[row * size + k] = 5 + spread[k]! * normal
    }
    for (let k = 0; k + 1 < size; k++) {
      const [a, b] = [values[row * size + k]!, values[row * size + k + 1]!]
      values[row * size + k] = 0.6 * a - 0.8 * b
      values[row * size + k + 1] = 0.8 * a + 0.6 * b
    }
  }
  return { count, size, values }
}

/** Three groups far from each other, row i in group i % 3. */
function groups(count: number, size: number): Rows {
  const random = randomStream(4, 'test/groups')
  const values = Float32Array.from({ length: count * size }, (_, at) => {
    const [row, k] = [Math.floor(at / size), at % size]
    return (k % 3 === row % 3 ? 4 : 0) + random()
  })
  return { count, size, values }
}

describe('principal components', () => {
  it.each([
    ['all at once', 20],
    ['the first ones, by iteration', 200]
  ])('%s, explain what was put in', (_, size) => {
    const spread = Array.from({ length: size }, (_value, k) => (k === 2 ? 9 : k === 5 ? 4 : 0.1))
    const { points, explained, dimensions } = finished(principalComponents(cloud(500, spread), 2))
    const total = spread.reduce((sum, value) => sum + value ** 2, 0)
    expect(dimensions).toBe(2)
    expect(Math.abs(explained[0]! - 81 / total)).toBeLessThan(0.05)
    expect(Math.abs(explained[1]! - 16 / total)).toBeLessThan(0.05)
    const varianceOf = (k: number): number =>
      points.reduce((sum, value, at) => sum + (at % 2 === k ? value ** 2 : 0), 0) / 500
    expect(Math.abs(varianceOf(0) / varianceOf(1) - explained[0]! / explained[1]!)).toBeLessThan(1e-3)
    const together = points.reduce((sum, value, at) => sum + (at % 2 === 0 ? value * points[at + 1]! : 0), 0) / 500
    expect(Math.abs(together)).toBeLessThan(1e-3 * varianceOf(0))
  })
  it('of rows that are all the same are nothing', () => {
    const { points, explained } = finished(
      principalComponents({ count: 3, size: 4, values: new Float32Array(12).fill(7) }, 2)
    )
    expect([...points, ...explained]).toStrictEqual([0, 0, 0, 0, 0, 0, 0, 0])
  })
  it('are no more than there are columns', () =>
    expect(finished(principalComponents(cloud(10, [1]), 2)).dimensions).toBe(1))
})

it('the nearest rows are those that sorting finds, a row itself first', () => {
  const rows = cloud(60, [1, 2, 3])
  const { indices, distances } = finished(nearest(rows, 5))
  const apart = (a: number, b: number): number =>
    Math.hypot(...[0, 1, 2].map((k) => rows.values[a * 3 + k]! - rows.values[b * 3 + k]!))
  for (let row = 0; row < rows.count; row++) {
    const sorted = Array.from({ length: rows.count }, (_, other) => other).sort((a, b) => apart(row, a) - apart(row, b))
    expect(indices[row]).toStrictEqual(sorted.slice(0, 5))
    expect(distances[row]![0]).toBe(0)
    expect(Math.abs(distances[row]![4]! - apart(row, sorted[4]!))).toBeLessThan(1e-6)
  }
})

describe('umap', () => {
  const options = { dimensions: 2, neighbours: 10, seed: 5 }
  it('is the same for the same seed, and another for another', () => {
    const rows = groups(90, 6)
    const first = finished(umapOf(rows, options))
    expect(finished(umapOf(rows, options))).toStrictEqual(first)
    expect(finished(umapOf(rows, { ...options, seed: 6 }))).not.toStrictEqual(first)
  })
  it('keeps groups apart, and shows the picture as it grows', () => {
    const rows = groups(120, 6)
    const work = umapOf(rows, options)
    const shares: number[] = []
    let pictures = 0
    let points = new Float32Array()
    for (;;) {
      const { done, value } = work.next()
      if (done) {
        points = value as Float32Array<ArrayBuffer>
        break
      }
      shares.push(value.share)
      if (value.points) pictures += 1
    }
    expect(shares).toStrictEqual([...shares].sort((a, b) => a - b))
    expect(pictures).toBeGreaterThan(5)
    const distance = (a: number, b: number): number =>
      Math.hypot(points[2 * a]! - points[2 * b]!, points[2 * a + 1]! - points[2 * b + 1]!)
    for (let row = 0; row < 120; row++) {
      const others = Array.from({ length: 120 }, (_, other) => other).filter((other) => other !== row)
      const next = others.reduce((best, other) => (distance(row, other) < distance(row, best) ? other : best))
      expect(next % 3).toBe(row % 3)
    }
  })
  it('has few rows, too', () => expect(finished(umapOf(groups(3, 4), options))).toHaveLength(6))
})

// Principal components of rows of numbers, a stretch at a time.
import { PCA } from 'ml-pca'
import { randomStream } from '../../../shared/random'

/** Rows of equal length, one after another. */
export interface Rows {
  count: number
  size: number
  /** [count, size] */
  values: Float32Array
}

export interface Components {
  /** [count, dimensions], along the axes of the largest variance, the largest first. */
  points: Float32Array
  dimensions: number
  /** Share of the whole variance along each axis. */
  explained: number[]
}

/** Rows whose products are added up between two looks around. */
const STRETCH = 1 << 24
/** Up to this many columns all eigenvectors are found at once; of more, the first ones alone, by iteration. */
const EXACT = 160
const OVERSAMPLING = 8
const ITERATIONS = 40

/**
 * Of the columns' covariance. An axis points to where its largest weight is positive, so the same rows give the same picture.
 * Yields the share that is done.
 */
export function* principalComponents(rows: Rows, wanted: number): Generator<number, Components> {
  const { count, size, values } = rows
  const dimensions = Math.min(wanted, size)
  const means = meansOf(rows)
  const covariance = yield* covarianceOf(rows, means)
  let total = 0
  for (let i = 0; i < size; i++) total += covariance[i * size + i]!
  const axes = size <= EXACT ? exactAxes(covariance, size) : yield* leadingAxes(covariance, size, dimensions)
  const kept = axes.slice(0, dimensions).map(({ vector, value }) => ({ vector: pointed(vector), value }))
  const points = new Float32Array(count * dimensions)
  for (let row = 0; row < count; row++)
    for (let k = 0; k < dimensions; k++) {
      const { vector } = kept[k]!
      let sum = 0
      for (let i = 0; i < size; i++) sum += (values[row * size + i]! - means[i]!) * vector[i]!
      points[row * dimensions + k] = sum
    }
  const explained = kept.map(({ value }) => (total > 0 ? Math.max(0, value) / total : 0))
  return { points, dimensions, explained }
}

function meansOf({ count, size, values }: Rows): Float64Array {
  const means = new Float64Array(size)
  for (let at = 0; at < count * size; at += size) for (let i = 0; i < size; i++) means[i]! += values[at + i]!
  return means.map((sum) => sum / Math.max(1, count))
}

/** Rows that are multiplied in one go: each sum is then fetched once for all of them. */
const BLOCK = 4

/** [size, size], of the population. */
function* covarianceOf({ count, size, values }: Rows, means: Float64Array): Generator<number, Float64Array> {
  const sums = new Float64Array(size * size)
  const [a, b, c, d] = Array.from({ length: BLOCK }, () => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array
  ]
  const stretch = Math.max(1, Math.floor(STRETCH / (BLOCK * size ** 2)))
  for (let block = 0; block * BLOCK < count; block++) {
    for (const [k, row] of [a, b, c, d].entries()) {
      const from = (block * BLOCK + k) * size
      for (let i = 0; i < size; i++) row[i] = from < count * size ? values[from + i]! - means[i]! : 0
    }
    for (let i = 0; i < size; i++) {
      const [p, q, r, s] = [a[i]!, b[i]!, c[i]!, d[i]!]
      for (let j = i, at = i * size + i; j < size; j++, at++) sums[at]! += p * a[j]! + q * b[j]! + r * c[j]! + s * d[j]!
    }
    if (block % stretch === stretch - 1) yield (0.9 * block * BLOCK) / count
  }
  for (let i = 0; i < size; i++)
    for (let j = i; j < size; j++) sums[j * size + i] = sums[i * size + j] = sums[i * size + j]! / Math.max(1, count)
  return sums
}

interface Axis {
  vector: Float64Array
  value: number
}

/** All eigenvectors, the one of the largest eigenvalue first. */
function exactAxes(matrix: ArrayLike<number>, size: number): Axis[] {
  const nested = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_value, j) => matrix[i * size + j]!)
  )
  const found = new PCA(nested, { isCovarianceMatrix: true })
  const values = found.getEigenvalues()
  return found
    .getEigenvectors()
    .transpose()
    .to2DArray()
    .map((vector, k) => ({ vector: Float64Array.from(vector), value: values[k]! }))
}

/** Those of the largest eigenvalues, by subspace iteration (Halko, Martinsson, Tropp 2011, algorithm 4.4). */
function* leadingAxes(matrix: Float64Array, size: number, wanted: number): Generator<number, Axis[]> {
  const width = Math.min(size, wanted + OVERSAMPLING)
  const random = randomStream(0, 'projection/pca')
  let basis: Float64Array[] = Array.from({ length: width }, () =>
    Float64Array.from({ length: size }, () => random() - 0.5)
  )
  for (let i = 0; i < ITERATIONS; i++) {
    basis = orthonormal(basis.map((vector) => product(matrix, vector)))
    yield 0.9 + (0.1 * i) / ITERATIONS
  }
  const images = basis.map((vector) => product(matrix, vector))
  const small = Float64Array.from({ length: width * width }, (_, at) =>
    dot(basis[Math.floor(at / width)]!, images[at % width]!)
  )
  return exactAxes(small, width).map(({ vector, value }) => ({ vector: combined(basis, vector), value }))
}

function product(matrix: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length
  const result = new Float64Array(size)
  for (let i = 0, at = 0; i < size; i++) {
    let sum = 0
    for (let j = 0; j < size; j++, at++) sum += matrix[at]! * vector[j]!
    result[i] = sum
  }
  return result
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/** Gram and Schmidt, twice for those that nearly coincide; what is left of a vector within the others' span is 0. */
function orthonormal(vectors: Float64Array[]): Float64Array[] {
  vectors.forEach((vector, i) => {
    for (let pass = 0; pass < 2; pass++)
      for (const before of vectors.slice(0, i)) {
        const share = dot(vector, before)
        for (let j = 0; j < vector.length; j++) vector[j]! -= share * before[j]!
      }
    const length = Math.sqrt(dot(vector, vector))
    for (let j = 0; j < vector.length; j++) vector[j] = length > 1e-300 ? vector[j]! / length : 0
  })
  return vectors
}

function combined(basis: readonly Float64Array[], shares: Float64Array): Float64Array {
  const result = new Float64Array(basis[0]!.length)
  basis.forEach((vector, k) => vector.forEach((value, i) => (result[i]! += value * shares[k]!)))
  return result
}

function pointed(vector: Float64Array): Float64Array {
  const largest = vector.reduce((best, value) => (Math.abs(value) > Math.abs(best) + 1e-9 ? value : best), 0)
  return largest < 0 ? vector.map((value) => -value) : vector
}

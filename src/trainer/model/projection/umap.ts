// UMAP (McInnes, Healy, Melville 2018) by umap-js, step by step.
import { UMAP } from 'umap-js'
import { randomStream } from '../../../shared/random'
import { nearest } from './neighbours'
import { principalComponents, type Rows } from './pca'

export interface UmapOptions {
  dimensions: number
  /** n_neighbors, the row itself among them. */
  neighbours: number
  seed: number
}
/** Distances are taken along so many principal axes at most. */
const MOST_AXES = 50
/** From principal components on, which lie right as a whole, fewer do than umap-js takes from a random beginning. */
const EPOCHS = 200
/** How far from the middle the picture begins, as in umap-learn. */
const BEGIN = 10

/** What there is to be seen after a stretch of work. */
export interface Drawn {
  /** 0 to 1, of the whole. */
  share: number
  /** [rows, dimensions]; null as long as there is nothing. */
  points: Float32Array | null
}

/** Begins with the principal components, and draws what is near nearer. The same rows and seed give the same picture. */
export function* umapOf(rows: Rows, { dimensions, neighbours, seed }: UmapOptions): Generator<Drawn, Float32Array> {
  const components = yield* scaled(principalComponents(rows, Math.max(dimensions, MOST_AXES)), 0, 0.1, null)
  const begin = firstPicture(components.points, rows.count, components.dimensions, dimensions)
  yield { share: 0.1, points: begin }
  const reduced = { count: rows.count, size: components.dimensions, values: components.points }
  const random = randomStream(seed, 'projection/umap')
  const wanted = Math.min(neighbours, rows.count - 1)
  const umap = new UMAP({ nComponents: dimensions, nNeighbors: wanted, nEpochs: EPOCHS, random })
  const near = yield* scaled(nearest(reduced, wanted), 0.1, 0.25, begin)
  umap.setPrecomputedKNN(near.indices, near.distances)
  // The rows themselves are not looked at any more: the neighbours say all.
  const epochs = umap.initializeFit(Array.from({ length: rows.count }, () => []))
  const embedding = umap.getEmbedding()
  embedding.forEach((point, row) => {
    for (let k = 0; k < dimensions; k++) point[k] = begin[row * dimensions + k]! + (random() - 0.5) * 1e-3
  })
  for (let epoch = 0; epoch < epochs; epoch++) {
    umap.step()
    yield { share: 0.3 + (0.7 * (epoch + 1)) / epochs, points: null }
    if (epoch % 10 === 9) yield { share: 0.3 + (0.7 * (epoch + 1)) / epochs, points: flat(embedding, dimensions) }
  }
  return flat(embedding, dimensions)
}

function* scaled<T>(
  work: Generator<number, T>,
  from: number,
  to: number,
  points: Float32Array | null
): Generator<Drawn, T> {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
    yield { share: from + (to - from) * value, points }
  }
}

function firstPicture(points: Float32Array, count: number, size: number, dimensions: number): Float32Array {
  const picture = new Float32Array(count * dimensions)
  let largest = 0
  for (let row = 0; row < count; row++)
    for (let k = 0; k < Math.min(size, dimensions); k++) {
      const value = points[row * size + k]!
      picture[row * dimensions + k] = value
      largest = Math.max(largest, Math.abs(value))
    }
  return picture.map((value) => (value / (largest || 1)) * BEGIN)
}

const flat = (embedding: number[][], dimensions: number): Float32Array => {
  const points = new Float32Array(embedding.length * dimensions)
  embedding.forEach((point, row) => points.set(point, row * dimensions))
  return points
}

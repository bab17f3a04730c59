// The nearest other rows of each row: all distances, since for some thousand rows that is quick, and exact.
import type { Rows } from './pca'

export interface Neighbours {
  /** Of each row, itself first, then nearer ones before farther ones. */
  indices: number[][]
  /** Euclidean. */
  distances: number[][]
}

const STRETCH = 1 << 24

/** Yields the share that is done. @param wanted neighbours of a row, itself among them */
export function* nearest({ count, size, values }: Rows, wanted: number): Generator<number, Neighbours> {
  const [indices, distances]: [number[][], number[][]] = [[], []]
  const nearestOf = Array.from({ length: wanted }, () => 0)
  const squares = new Float64Array(wanted)
  const stretch = Math.max(1, Math.floor(STRETCH / (count * size)))
  for (let row = 0; row < count; row++) {
    squares.fill(Infinity)
    const from = row * size
    for (let other = 0; other < count; other++) {
      const farthest = squares[wanted - 1]!
      let sum = 0
      for (let i = 0, at = other * size; i < size; i++) {
        const apart = values[from + i]! - values[at + i]!
        sum += apart * apart
        if (sum >= farthest) break
      }
      // The row itself comes first, also before others that are the same.
      if (other === row) sum = -1
      if (sum >= farthest) continue
      let place = wanted - 1
      for (; place > 0 && squares[place - 1]! > sum; place--) {
        squares[place] = squares[place - 1]!
        nearestOf[place] = nearestOf[place - 1]!
      }
      squares[place] = sum
      nearestOf[place] = other
    }
    indices.push([...nearestOf])
    distances.push(Array.from(squares, (square) => Math.sqrt(Math.max(0, square))))
    if (row % stretch === stretch - 1) yield row / count
  }
  return { indices, distances }
}

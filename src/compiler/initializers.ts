// Keras's initializers (keras/src/initializers/random_initializers.py), each drawing from a stream of its own.
import type { RandomStream } from '../shared/random'

type Initializer = (shape: readonly number[], random: RandomStream) => Float32Array

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1)

/** As keras compute_fans: the last two axes are in and out, all before them the receptive field. */
function fans(shape: readonly number[]): { fanIn: number; fanOut: number } {
  if (shape.length < 2) return { fanIn: sizeOf(shape), fanOut: sizeOf(shape) }
  const field = sizeOf(shape.slice(0, -2))
  return { fanIn: shape.at(-2)! * field, fanOut: shape.at(-1)! * field }
}

const uniform =
  (limit: (fan: ReturnType<typeof fans>) => number): Initializer =>
  (shape, random) => {
    const bound = limit(fans(shape))
    return Float32Array.from({ length: sizeOf(shape) }, () => (random() * 2 - 1) * bound)
  }

/** Box and Muller: one normal number from two uniform ones. */
const gaussian = (random: RandomStream): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

function truncatedGaussian(random: RandomStream): number {
  for (;;) {
    const value = gaussian(random)
    if (Math.abs(value) <= 2) return value
  }
}
/** Standard deviation of a normal distribution that is cut off at two of its own. */
const TRUNCATED_STDDEV = 0.87962566103423978

const normal =
  (variance: (fan: ReturnType<typeof fans>) => number): Initializer =>
  (shape, random) => {
    const stddev = Math.sqrt(variance(fans(shape))) / TRUNCATED_STDDEV
    return Float32Array.from({ length: sizeOf(shape) }, () => truncatedGaussian(random) * stddev)
  }

/** Orthonormal columns (or rows, where there are fewer) of a random matrix, by modified Gram-Schmidt. */
const orthogonal: Initializer = (shape, random) => {
  const columns = shape.at(-1)!
  const rows = sizeOf(shape) / columns
  const [count, length] = [Math.min(rows, columns), Math.max(rows, columns)]
  const vectors = Array.from({ length: count }, () => Float64Array.from({ length }, () => gaussian(random)))
  vectors.forEach((vector, i) => {
    for (const before of vectors.slice(0, i)) {
      const along = before.reduce((sum, value, j) => sum + value * vector[j]!, 0)
      before.forEach((value, j) => (vector[j]! -= along * value))
    }
    const norm = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
    vector.forEach((value, j) => (vector[j] = value / norm))
  })
  const wide = columns > rows
  return Float32Array.from({ length: rows * columns }, (_, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns]
    return wide ? vectors[row]![column]! : vectors[column]![row]!
  })
}

const INITIALIZERS: Record<string, Initializer> = {
  zeros: (shape) => new Float32Array(sizeOf(shape)),
  ones: (shape) => new Float32Array(sizeOf(shape)).fill(1),
  glorot_uniform: uniform(({ fanIn, fanOut }) => Math.sqrt(6 / (fanIn + fanOut))),
  glorot_normal: normal(({ fanIn, fanOut }) => 2 / (fanIn + fanOut)),
  he_uniform: uniform(({ fanIn }) => Math.sqrt(6 / fanIn)),
  he_normal: normal(({ fanIn }) => 2 / fanIn),
  lecun_uniform: uniform(({ fanIn }) => Math.sqrt(3 / fanIn)),
  lecun_normal: normal(({ fanIn }) => 1 / fanIn),
  random_uniform: uniform(() => 0.05),
  random_normal: (shape, random) => Float32Array.from({ length: sizeOf(shape) }, () => gaussian(random) * 0.05),
  truncated_normal: (shape, random) =>
    Float32Array.from({ length: sizeOf(shape) }, () => truncatedGaussian(random) * 0.05),
  orthogonal
}

/** @throws Error for a name that is not Keras's */
export function initialValues(name: string, shape: readonly number[], random: RandomStream): Float32Array {
  const initializer = INITIALIZERS[name]
  if (!initializer) throw new Error(`there is no initializer ${name}`)
  return initializer(shape, random)
}

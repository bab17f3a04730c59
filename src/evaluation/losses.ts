// The loss of one example, for the engine that tells only means: the formulas of src/compiler/losses on numbers.

/** keras.backend.epsilon() */
const EPSILON = 1e-7
const clip = (p: number): number => Math.min(Math.max(p, EPSILON), 1 - EPSILON)

interface Term {
  name: string
  params: Readonly<Record<string, unknown>>
}
type OfExample = (output: readonly number[], target: readonly number[], fromLogits: boolean) => number

const meanOf =
  (of: (output: number, target: number) => number): OfExample =>
  (output, target) =>
    output.reduce((sum, y, i) => sum + of(y, target[i % target.length]!), 0) / output.length

function logSoftmax(scores: readonly number[]): number[] {
  const largest = Math.max(...scores)
  const total = Math.log(scores.reduce((sum, x) => sum + Math.exp(x - largest), 0)) + largest
  return scores.map((x) => x - total)
}

const crossentropy: OfExample = (output, target, fromLogits) => {
  const sum = output.reduce((total, p) => total + p, 0)
  const logs = fromLogits ? logSoftmax(output) : output.map((p) => Math.log(clip(p / sum)))
  return -target.reduce((total, t, i) => total + (t === 0 ? 0 : t * logs[i]!), 0)
}

const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))

const LOSSES: Record<string, OfExample> = {
  mean_squared_error: meanOf((y, t) => (y - t) ** 2),
  mean_absolute_error: meanOf((y, t) => Math.abs(y - t)),
  log_cosh: meanOf((y, t) => y - t + softplus(-2 * (y - t)) - Math.log(2)),
  binary_crossentropy: (output, target, fromLogits) =>
    meanOf((y, t) =>
      fromLogits
        ? Math.max(y, 0) - y * t + Math.log1p(Math.exp(-Math.abs(y)))
        : -(t * Math.log(clip(y)) + (1 - t) * Math.log(1 - clip(y)))
    )(output, target, fromLogits),
  categorical_crossentropy: crossentropy,
  // Keras takes the logarithm of clipped probabilities as scores here, which are then normalised.
  sparse_categorical_crossentropy: (output, [label], fromLogits) =>
    -(logSoftmax(fromLogits ? output : output.map((p) => Math.log(clip(p))))[label!] ?? NaN)
}

/**
 * @param output its values @param target numbers of the same length or one for all of them; of the sparse loss the class
 * @returns NaN for a loss that is not known here
 */
export const exampleLoss = ({ name, params }: Term, output: ArrayLike<number>, target: ArrayLike<number>): number =>
  LOSSES[name]?.(Array.from(output), Array.from(target), params.from_logits === true) ?? NaN

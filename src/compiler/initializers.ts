// Keras's initializers as ops (keras/src/initializers/{random,constant}_initializers.py). Random numbers come from
// stateless ops: the same seed gives the same weights.
import type { GraphBuilder } from './builder'
import { sizeOf, type Tensor } from './ir'
import type { Term } from './spec'

export interface InitializerInputs {
  g: GraphBuilder
  shape: readonly number[]
  params: Term['params']
  /** Of the run, for this weight alone; an initializer's own seed goes before it. */
  seed: number
}
type Initializer = (inputs: InitializerInputs) => Tensor

/** As keras compute_fans: the last two axes are in and out, all before them the receptive field. */
function fans(shape: readonly number[]): { fan_in: number; fan_out: number; fan_avg: number } {
  const field = sizeOf(shape.slice(0, -2))
  const [before, last] = shape.length < 2 ? [shape[0] ?? 1, shape[0] ?? 1] : shape.slice(-2)
  const [fan_in, fan_out] = [before! * field, last! * field]
  return { fan_in, fan_out, fan_avg: (fan_in + fan_out) / 2 }
}

type Random = 'StatelessRandomUniform' | 'StatelessRandomNormal' | 'StatelessTruncatedNormal'
/** Numbers of TensorFlow's standard distributions (truncated: at two standard deviations), stretched and moved. */
function draw(
  { g, shape, params, seed }: InitializerInputs,
  op: Random,
  { factor, offset }: { factor: number; offset: number }
): Tensor {
  const chosen = typeof params.seed === 'number' ? params.seed : seed
  const drawn = g.op(op, [g.ints(shape), g.ints([chosen | 0, 0])], { dims: shape, dtype: g.floatType })
  const stretched = factor === 1 ? drawn : g.times(drawn, g.float(factor))
  return offset === 0 ? stretched : g.plus(stretched, g.float(offset))
}
const uniform = (inputs: InitializerInputs, low: number, high: number): Tensor =>
  draw(inputs, 'StatelessRandomUniform', { factor: high - low, offset: low })

/** Standard deviation of a normal distribution that is cut off at two of its own. */
const TRUNCATED_STDDEV = 0.87962566103423978
type Mode = keyof ReturnType<typeof fans>

function varianceScaling(inputs: InitializerInputs, scale: number, mode: Mode, distribution: string): Tensor {
  const variance = scale / Math.max(1, fans(inputs.shape)[mode])
  if (distribution === 'uniform') return uniform(inputs, -Math.sqrt(3 * variance), Math.sqrt(3 * variance))
  const truncated = distribution === 'truncated_normal'
  const factor = Math.sqrt(variance) / (truncated ? TRUNCATED_STDDEV : 1)
  return draw(inputs, truncated ? 'StatelessTruncatedNormal' : 'StatelessRandomNormal', { factor, offset: 0 })
}
const scaling =
  (scale: number, mode: Mode, distribution: string): Initializer =>
  (inputs) =>
    varianceScaling(inputs, scale, mode, distribution)

const filled =
  (value: (params: Term['params']) => number): Initializer =>
  ({ g, shape, params }) =>
    g.filled(shape, value(params))

const spread =
  (op: Random): Initializer =>
  (inputs) =>
    draw(inputs, op, { factor: Number(inputs.params.stddev), offset: Number(inputs.params.mean) })

const times = (g: GraphBuilder, x: Tensor, gain: unknown): Tensor =>
  gain === 1 ? x : g.times(x, g.float(Number(gain)))

/** Orthonormal columns (or rows, where there are fewer) of a random matrix. */
const orthogonal: Initializer = (inputs) => {
  const { g, shape, params } = inputs
  const columns = shape.at(-1)!
  const rows = sizeOf(shape) / columns
  const tall = [Math.max(rows, columns), Math.min(rows, columns)]
  const random = draw({ ...inputs, shape: tall }, 'StatelessRandomNormal', { factor: 1, offset: 0 })
  const [q, r] = g.add('Qr', [random]).outputs
  // Without the signs, the matrix would not be uniform among all orthogonal ones.
  const signed = g.times(q!, g.op('Sign', [g.op('MatrixDiagPart', [r!])]))
  return times(g, g.reshape(rows < columns ? g.transpose(signed, [1, 0]) : signed, shape), params.gain)
}

const identity: Initializer = ({ g, shape, params }) =>
  g.op('MatrixSetDiag', [g.filled(shape, 0), g.filled([Math.min(...shape)], Number(params.gain))])

/** See unitForgetBias in src/layers/terms: four parts, of which the second is ones. */
const unitForgetBias: Initializer = ({ g, shape: [size], params, seed }) => {
  const units = size! / 4
  const part = (count: number, i: number): Tensor =>
    initialValue(params.initializer as Term, { g, shape: [count * units], seed: seed + i })
  const ones = initialValue({ name: 'ones', params: {} }, { g, shape: [units], seed })
  return g.concat([part(1, 0), ones, part(2, 1)], 0)
}

const INITIALIZERS: Record<string, Initializer> = {
  zeros: filled(() => 0),
  ones: filled(() => 1),
  constant: filled(({ value }) => Number(value)),
  identity,
  random_normal: spread('StatelessRandomNormal'),
  truncated_normal: spread('StatelessTruncatedNormal'),
  random_uniform: (inputs) => uniform(inputs, Number(inputs.params.minval), Number(inputs.params.maxval)),
  variance_scaling: (inputs) => {
    const { scale, mode, distribution } = inputs.params
    return varianceScaling(inputs, Number(scale), mode as Mode, String(distribution))
  },
  glorot_uniform: scaling(1, 'fan_avg', 'uniform'),
  glorot_normal: scaling(1, 'fan_avg', 'truncated_normal'),
  he_uniform: scaling(2, 'fan_in', 'uniform'),
  he_normal: scaling(2, 'fan_in', 'truncated_normal'),
  lecun_uniform: scaling(1, 'fan_in', 'uniform'),
  lecun_normal: scaling(1, 'fan_in', 'truncated_normal'),
  orthogonal,
  unit_forget_bias: unitForgetBias
}

/** @returns float [...shape] @throws Error for a name that is not Keras's */
export function initialValue({ name, params }: Term, inputs: Omit<InitializerInputs, 'params'>): Tensor {
  const initializer = INITIALIZERS[name]
  if (!initializer) throw new Error(`there is no initializer ${name}`)
  return initializer({ ...inputs, params })
}

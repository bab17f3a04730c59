// Attention as ops: the projections of its inputs into heads and back, around the products of the heads.
import type { GraphBuilder } from '../../compiler/builder'
import { inverseOf, sizeOf, type Tensor } from '../../compiler/ir'
import type { LoweringContext } from '../../compiler/lower'
import { activityPenalty } from '../../compiler/regularizers'
import type { Term } from '../../compiler/spec'
import { arrangementOf, type AttentionSizes } from './attention'

type Sizes = AttentionSizes & { use_bias: boolean; activity_regularizer: Term | null }
const ROLES = ['query', 'key', 'value'] as const
type Role = (typeof ROLES)[number]

/** [batch and what is not attended, positions, features], from the order of axes of an input. */
export function seriesOf(g: GraphBuilder, x: Tensor, { attention_axes }: AttentionSizes): Tensor {
  if (x.dims.length === 3) return x
  const { attended, permutation } = arrangementOf(x.dims.length, attention_axes)
  const sorted = permutation.every((axis, i) => axis === i) ? x : g.transpose(x, permutation)
  const positions = attended.reduce((product, axis) => product * x.dims[axis]!, 1)
  return g.reshape(sorted, [null, positions, x.dims.at(-1)!])
}

/** Back to the order of axes of the query, with other features. */
export function likeQuery(
  g: GraphBuilder,
  series: Tensor,
  query: Tensor,
  features: readonly number[],
  { attention_axes }: AttentionSizes
): Tensor {
  const { permutation } = arrangementOf(query.dims.length, attention_axes)
  const positions = permutation.slice(0, -1)
  const spread = g.reshape(series, [...positions.map((axis) => query.dims[axis]!), ...features])
  if (positions.every((axis, i) => axis === i)) return spread
  const back = inverseOf(positions)
  return g.transpose(spread, [...back, ...features.map((_size, i) => positions.length + i)])
}

/**
 * Queries (scaled by 1 / sqrt(key_dim)), keys and values of each head: [batch, heads, positions, size]. Roles that read
 * the same series are projected in one product, and turned in one transposition.
 * @param batch an input as it came, with the examples first: series may be several of an example
 */
export function project(
  context: LoweringContext,
  inputs: Record<Role, Tensor>,
  params: Sizes,
  batch: Tensor
): Record<Role, Tensor> {
  const { num_heads: heads, key_dim: keySize, value_dim } = params
  const sizes = { query: keySize, key: keySize, value: value_dim ?? keySize }
  const together = new Map<string, Role[]>()
  const sources = [...new Set(Object.values(inputs))]
  for (const role of ROLES) {
    const group = `${sources.indexOf(inputs[role])} ${sizes[role]}`
    together.set(group, [...(together.get(group) ?? []), role])
  }
  const projected = [...together.values()].flatMap((roles) => {
    const { g } = context
    const x = inputs[roles[0]!]
    const size = sizes[roles[0]!]
    const weights = roles.map((role) => flatWeights(context, role, heads * size, params))
    const kernel = g.concat(
      weights.map((one) => one.kernel),
      1
    )
    const product = g.matMul(g.reshape(x, [null, x.dims.at(-1)!]), kernel)
    const biases = weights.flatMap(({ bias }) => (bias ? [bias] : []))
    const sums = biases.length > 0 ? g.op('BiasAdd', [product, g.concat(biases, 0)]) : product
    const apart = g.reshape(sums, [null, x.dims[1]!, roles.length, heads, size])
    const parts = g.unstack(g.transpose(apart, [2, 0, 3, 1, 4]))
    return roles.map((role, i): [Role, Tensor] => [role, parts[i]!])
  })
  const made = Object.fromEntries(projected) as Record<Role, Tensor>
  // Keras hands the activity regularizer to its inner layers, the last of which makes the output.
  const { activity_regularizer: regularizer } = params
  if (regularizer) {
    const { g, addLoss } = context
    const unscaled = { ...made, query: g.times(made.query, g.float(Math.sqrt(keySize))) }
    for (const role of ROLES) addLoss(activityPenalty(g, regularizer, unscaled[role], batch))
  }
  return made
}

/** A role's weights as of a dense layer of `width` units. */
function flatWeights(
  { g, weight }: LoweringContext,
  role: Role,
  width: number,
  { key_dim, use_bias }: Sizes
): { kernel: Tensor; bias: Tensor | null } {
  // Scaling the weights of the queries costs less than scaling the queries.
  const scaled = (x: Tensor): Tensor => (role === 'query' ? g.times(x, g.float(1 / Math.sqrt(key_dim))) : x)
  const kernel = weight(`${role}/kernel`)
  return {
    kernel: scaled(g.reshape(kernel, [kernel.dims[0]!, width])),
    bias: use_bias ? scaled(g.reshape(weight(`${role}/bias`), [width])) : null
  }
}

/** The output at each position, [batch * positions, size], from what the heads found: [batch, heads, positions, size]. */
export function joinHeads(
  { g, weight }: LoweringContext,
  found: Tensor,
  features: readonly number[],
  { use_bias }: Sizes
): Tensor {
  const read = found.dims[1]! * found.dims[3]!
  const size = sizeOf(features)
  const rows = g.reshape(g.transpose(found, [0, 2, 1, 3]), [null, read])
  const product = g.matMul(rows, g.reshape(weight('attention_output/kernel'), [read, size]))
  return use_bias ? g.op('BiasAdd', [product, g.reshape(weight('attention_output/bias'), [size])]) : product
}

/** Which query may look at which value, bool [batch or 1, 1, T or 1, S]; null where all may. */
export function visible({ g, mask }: LoweringContext, inputs: readonly Tensor[], params: Sizes): Tensor | null {
  const [query, value] = inputs as [Tensor, Tensor]
  // Keras's masks are of series.
  if (query.dims.length !== 3) return null
  const masks = inputs.flatMap((_input, i) => {
    const own = mask(i)
    if (!own) return []
    const length = own.dims[1]!
    return [g.reshape(own, i === 0 ? [null, 1, length, 1] : [null, 1, 1, length])]
  })
  const { sliding_window: reach } = params
  if (reach !== null) {
    const [rows, columns] = [query.dims[1]!, value.dims[1]!]
    const near = Array.from({ length: rows * columns }, (_, i) =>
      Math.abs(Math.floor(i / columns) - (i % columns)) < reach ? 1 : 0
    )
    masks.push(g.constant('bool', [1, 1, rows, columns], near))
  }
  return masks.length > 0 ? masks.reduce((a, b) => g.op('LogicalAnd', [a, b])) : null
}

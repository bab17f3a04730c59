// Shapes of attention. Positions lie along all axes between the batch and the features; those of the attended axes look
// at each other, and all others are to them like examples of their own.
import { kerasShape, ShapeProblem, sizeOf, type Shape } from '../define'
import { weightedSums } from '../flops'

export interface AttentionSizes {
  num_heads: number
  key_dim: number
  value_dim: number | null
  output_shape: readonly number[] | null
  /** Counted with the batch as 0. */
  attention_axes: readonly number[] | null
  sliding_window: number | null
}

/** Of an input with its batch: its axes in the order batch, not attended, attended, features. */
export interface Arrangement {
  attended: readonly number[]
  permutation: readonly number[]
}

/** @param rank with the batch */
export function arrangementOf(rank: number, axes: AttentionSizes['attention_axes']): Arrangement {
  const positions = Array.from({ length: rank - 2 }, (_, i) => i + 1)
  const given = axes?.map((axis) => (axis < 0 ? rank + axis : axis)) ?? positions
  const attended = positions.filter((place) => given.includes(place))
  return {
    attended,
    permutation: [0, ...positions.filter((place) => !attended.includes(place)), ...attended, rank - 1]
  }
}

/** What attention makes of each position. */
export const outputSizes = (query: Shape, { output_shape }: AttentionSizes): Shape => output_shape ?? query.slice(-1)

/** @throws ShapeProblem for inputs that cannot attend to each other */
export function checkAttention(inputs: readonly Shape[], params: AttentionSizes): void {
  const [query, value, key = value] = inputs as [Shape, Shape, Shape?]
  const rank = query.length + 1
  if (rank < 3) {
    throw new ShapeProblem(
      { en: 'series of (None, steps, features)', 'zh-CN': '序列 (None, 时间步, 特征)' },
      kerasShape(query),
      {
        en: 'Attention looks along a series: add a Reshape in front, or an Embedding.',
        'zh-CN': '注意力沿序列计算：请在前面添加 Reshape 或 Embedding。'
      }
    )
  }
  const { attended } = arrangementOf(rank, params.attention_axes)
  if (attended.length === 0 || attended.length !== (params.attention_axes?.length ?? attended.length)) {
    throw new ShapeProblem(
      { en: `attention_axes from 1 to ${rank - 2}`, 'zh-CN': `attention_axes 取 1 到 ${rank - 2}` },
      String(params.attention_axes),
      {
        en: 'Choose axes between the batch (0) and the features (the last); null takes all of them.',
        'zh-CN': '请选择批量维（0）与最后一维之间的轴；null 表示全部。'
      }
    )
  }
  // Axes along which nothing attends are walked together.
  const aside = (shape: Shape): string =>
    shape.map((size, i) => (attended.includes(i + 1) || i === shape.length - 1 ? '*' : size)).join(', ')
  if (value.length !== query.length || aside(value) !== aside(query)) {
    throw new ShapeProblem(
      { en: `values of (None, ${aside(query)})`, 'zh-CN': `值 (None, ${aside(query)})` },
      kerasShape(value),
      {
        en: 'Give query and value the same number of axes, alike but for the attended ones and the last.',
        'zh-CN': '查询与值的维数须相同，且除参与注意力的轴和最后一维外大小一致。'
      }
    )
  }
  if (kerasShape(key!.slice(0, -1)) !== kerasShape(value.slice(0, -1))) {
    throw new ShapeProblem(
      {
        en: `keys of (None, ${value.slice(0, -1).join(', ')}, *)`,
        'zh-CN': `键 (None, ${value.slice(0, -1).join(', ')}, *)`
      },
      kerasShape(key!),
      {
        en: 'Give each value its key. Inputs come in the order query, value, key.',
        'zh-CN': '每个值都要有对应的键。输入的顺序为查询、值、键。'
      }
    )
  }
  if (params.sliding_window !== null && rank > 3) {
    throw new ShapeProblem(
      {
        en: 'series of (None, steps, features) for a sliding window',
        'zh-CN': '滑动窗口所需的序列 (None, 时间步, 特征)'
      },
      kerasShape(query),
      {
        en: 'Leave sliding_window null, or add a Reshape in front.',
        'zh-CN': '请将 sliding_window 设为 null，或在前面添加 Reshape。'
      }
    )
  }
}

/** The projections; how well each query and key fit, scaled, and its softmax (one operation); the means of values. */
export function attentionFlops(inputs: readonly Shape[], params: AttentionSizes & { use_bias: boolean }): number {
  const [query, value, key = value] = inputs as [Shape, Shape, Shape?]
  const { num_heads: heads, key_dim, use_bias } = params
  const value_dim = params.value_dim ?? key_dim
  const positions = (shape: Shape): number => sizeOf(shape.slice(0, -1))
  const projection = (shape: Shape, from: number, to: number): number =>
    weightedSums(positions(shape) * to, from, { use_bias, activation: 'linear' })
  const projections =
    projection(query, query.at(-1)!, heads * key_dim) +
    projection(key!, key!.at(-1)!, heads * key_dim) +
    projection(value, value.at(-1)!, heads * value_dim) +
    projection(query, heads * value_dim, sizeOf(outputSizes(query, params)))
  const { attended } = arrangementOf(query.length + 1, params.attention_axes)
  const looks = heads * positions(query) * sizeOf(attended.map((axis) => value[axis - 1]!))
  return projections + looks * (2 * key_dim + 2 + 2 * value_dim)
}

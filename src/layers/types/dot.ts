import type { GraphBuilder } from '../../compiler/builder'
import type { Tensor } from '../../compiler/ir'
import { normalized } from '../../compiler/norms'
import { placesOf } from '../families/axes'
import { unitFlops } from '../families/normalization'
import { defineLayer, kerasShape, ShapeProblem, sizeOf, type Shape } from '../define'

/** One axis of each input, counted from the batch. */
function contracted([a, b]: readonly Shape[], axes: readonly number[]): [number, number] {
  const [left, right] = [placesOf([axes[0]!], a!)[0]!, placesOf([axes[1]!], b!)[0]!]
  if (a![left - 1] === b![right - 1]) return [left, right]
  throw new ShapeProblem(
    {
      en: `axis ${left} of ${kerasShape(a!)} as long as axis ${right} of the other`,
      'zh-CN': `${kerasShape(a!)} 的轴 ${left} 与另一输入的轴 ${right} 等长`
    },
    {
      en: `${a![left - 1]} and ${b![right - 1]}, of ${kerasShape(b!)}`,
      'zh-CN': `${a![left - 1]} 和 ${b![right - 1]}（另一输入为 ${kerasShape(b!)}）`
    },
    {
      en: 'Choose axes of one size, e.g. -1 for features, or make the branches equally wide.',
      'zh-CN': '请选择大小相同的轴，例如 -1（特征轴），或让两个分支宽度相同。'
    }
  )
}

/** [batch, all other axes, the contracted one], or with the last two the other way round: `flipped`. */
function asMatrix(g: GraphBuilder, x: Tensor, axis: number): { matrix: Tensor; flipped: boolean; others: Shape } {
  const [batch, ...shape] = x.dims
  const others = shape.filter((_size, i) => i !== axis - 1) as number[]
  const rest = g.allAxes(x).filter((each) => each !== 0 && each !== axis)
  const flipped = axis === 1 && rest.length > 0
  const last = axis === rest.length + 1
  const moved = flipped || last ? x : g.transpose(x, [0, ...rest, axis])
  const sizes = flipped ? [x.dims[axis]!, sizeOf(others)] : [sizeOf(others), x.dims[axis]!]
  return { matrix: moved.dims.length === 3 ? moved : g.reshape(moved, [batch!, ...sizes]), flipped, others }
}

export default defineLayer({
  className: 'Dot',
  group: 'merge',
  title: { en: 'Dot product', 'zh-CN': '点积' },
  synonyms: [
    'inner product',
    'scalar product',
    'cosine similarity',
    'matmul',
    'matrix product',
    '内积',
    '余弦相似度',
    '矩阵乘法'
  ],
  summary: {
    en: 'Multiplies two inputs and sums over one axis of each.',
    'zh-CN': '将两个输入沿各自的一个轴相乘并求和。'
  },
  params: {
    axes: {
      kind: 'integers',
      length: 2,
      help: {
        en: 'The axis of each input that is summed over: one for both, or two; counts the batch as 0.',
        'zh-CN': '两个输入各自求和的轴：一个数或两个数；批量维为 0。'
      }
    },
    normalize: {
      kind: 'boolean',
      default: false,
      help: {
        en: 'Bring both to length one along these axes first: the result is the cosine of their angle.',
        'zh-CN': '先沿这些轴归一化为单位长度，结果即为余弦相似度。'
      }
    }
  },
  inputs: { min: 2, max: 2 },
  outputShape: (inputs, { axes }) => {
    const places = contracted(inputs, axes)
    const others = inputs.flatMap((shape, i) => shape.filter((_size, axis) => axis !== places[i]! - 1))
    return others.length === 0 ? [1] : others
  },
  flops: (inputs, { axes, normalize }, output) => {
    const places = contracted(inputs, axes)
    const lengths = inputs.map((shape, i) => shape[places[i]! - 1]!)
    const normal = inputs.reduce((sum, shape, i) => sum + unitFlops(sizeOf(shape), sizeOf(shape) / lengths[i]!), 0)
    return 2 * lengths[0]! * sizeOf(output) + (normalize ? normal : 0)
  },
  lower: ({ g }, inputs, { axes, normalize }) => {
    const shapes = inputs.map(({ dims }) => dims.slice(1) as number[])
    const places = contracted(shapes, axes)
    const [x, y] = inputs.map((input, i) => (normalize ? normalized(g, input, places[i]!) : input)) as [Tensor, Tensor]
    if (x.dims.length === 2 && y.dims.length === 2) return g.sum(g.times(x, y), [1], true)
    const [left, right] = [asMatrix(g, x, places[0]), asMatrix(g, y, places[1])]
    const products = g.batchMatMul(left.matrix, right.matrix, left.flipped, !right.flipped)
    const dims = [x.dims[0]!, ...left.others, ...right.others]
    return products.dims.length === dims.length ? products : g.reshape(products, dims)
  }
})

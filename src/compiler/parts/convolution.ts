// 2D convolutions of every kind as TensorFlow's CPU kernels can train them. NHWC.
import type { GraphBuilder } from '../builder'
import type { Tensor } from '../ir'
import type { Window } from '../ops/windows'

const isOne = (rate: number): boolean => rate === 1

/**
 * @param filter [rows, columns, in / groups, out]
 * @param groups parts of the channels that are convolved each for itself, with its own part of the filters
 */
export function convolve(g: GraphBuilder, x: Tensor, filter: Tensor, window: Window, groups = 1): Tensor {
  if (groups === 1) return dilate(g, x, window, (pixels, plain) => g.op('Conv2D', [pixels, filter], plain))
  const [rows, columns, , out] = filter.dims as number[]
  if (groups === x.dims[3])
    return convolveDepthwise(g, x, g.reshape(filter, [rows!, columns!, groups, out! / groups]), window)
  // Grouped convolutions have no gradient on the CPU.
  const filters = g.split(filter, 3, groups)
  const parts = g.split(x, 3, groups).map((part, i) => convolve(g, part, filters[i]!, window))
  return g.concat(parts, 3)
}

/**
 * Each channel convolved for itself.
 * @param filter [rows, columns, in, multiplier]: output channel c * multiplier + m is made of input channel c
 */
export function convolveDepthwise(g: GraphBuilder, x: Tensor, filter: Tensor, window: Window): Tensor {
  const each = (pixels: Tensor, plain: Window): Tensor => g.op('DepthwiseConv2dNative', [pixels, filter], plain)
  const { strides, dilations, padding } = window
  const [down, across] = strides
  if (down === across && (down === 1 || dilations.every(isOne))) return dilate(g, x, window, each)
  // The kernel steps as far down as across, and not where it is dilated: what it must not visit is left out afterwards.
  const padded = padding === 'SAME' ? g.pad(x, [[0, 0], ...samePadding(x, window), [0, 0]]) : x
  const all = dilate(g, padded, { ...window, strides: [1, 1], padding: 'VALID' }, each)
  return g.op('AvgPool', [all], { size: [1, 1], strides, dilations: [1, 1], padding: 'VALID' })
}

/** Before and after, for height and width: TensorFlow's padding 'SAME'. */
function samePadding(x: Tensor, { size, strides, dilations }: Window): [number, number][] {
  return strides.map((stride, i) => {
    const length = x.dims[i + 1]!
    const reach = (size[i]! - 1) * dilations[i]! + 1
    const total = Math.max(0, (Math.ceil(length / stride) - 1) * stride + reach - length)
    return [Math.floor(total / 2), Math.ceil(total / 2)]
  })
}

/**
 * A transposed convolution: each pixel spreads the filter over the output, times its values.
 * @param filter [rows, columns, out, in]
 * @param size height and width of the output, of which a plain convolution would make the input's
 */
export function convolveTransposed(
  g: GraphBuilder,
  x: Tensor,
  filter: Tensor,
  window: Window,
  size: readonly number[]
): Tensor {
  const rest = [...size, filter.dims[2]!]
  const shape = g.concat([g.batchOf(x), g.ints(rest)], 0)
  return g.op('Conv2DBackpropInput', [shape, filter, x], { ...window, dims: [null, ...rest] })
}

/**
 * TensorFlow has no gradient of a dilated convolution on the CPU: like tf.nn.convolution, this spreads the pixels over
 * the batch, convolves those plainly, and puts them together again. Without dilation, it only convolves.
 * @param window strides are 1 where it is dilated
 */
function dilate(
  g: GraphBuilder,
  x: Tensor,
  window: Window,
  convolution: (pixels: Tensor, window: Window) => Tensor
): Tensor {
  if (window.dilations.every(isOne)) return convolution(x, window)
  const axes = window.dilations.map((rate, i) => {
    const length = x.dims[i + 1]!
    const reach = (window.size[i]! - 1) * rate
    const before = window.padding === 'SAME' ? Math.floor(reach / 2) : 0
    const after = window.padding === 'SAME' ? reach - before : 0
    // Added at the end so that the rate divides the length, and taken off again.
    const extra = (rate - ((length + before + after) % rate)) % rate
    const spread = (length + before + after + extra) / rate
    return { rate, before, after: after + extra, extra, spread, result: (spread - window.size[i]! + 1) * rate - extra }
  })
  const block = g.ints(axes.map(({ rate }) => rate))
  const pairs = (values: number[][]): Tensor => g.constant('int32', [axes.length, 2], values.flat())
  const spread = g.op('SpaceToBatchND', [x, block, pairs(axes.map(({ before, after }) => [before, after]))], {
    dims: [null, ...axes.map((axis) => axis.spread), x.dims[3]!]
  })
  const convolved = convolution(spread, { ...window, dilations: [1, 1], padding: 'VALID' })
  return g.op('BatchToSpaceND', [convolved, block, pairs(axes.map(({ extra }) => [0, extra]))], {
    dims: [null, ...axes.map((axis) => axis.result), convolved.dims[3]!]
  })
}

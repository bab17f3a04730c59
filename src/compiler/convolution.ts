import type { GraphBuilder } from './builder'
import type { Tensor } from './ir'
import type { Window } from './ops/windows'

/**
 * A 2D convolution, NHWC. TensorFlow has no gradient of a dilated one on the CPU: like tf.nn.convolution, it spreads the
 * pixels over the batch, convolves those plainly, and puts them together again.
 * @param filter [rows, columns, in, out]
 */
export function convolve(g: GraphBuilder, x: Tensor, filter: Tensor, window: Window): Tensor {
  if (window.dilations.every((rate) => rate === 1)) return g.op('Conv2D', [x, filter], { ...window })
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
  const channels = x.dims[3]!
  const spread = g.op('SpaceToBatchND', [x, block, pairs(axes.map(({ before, after }) => [before, after]))], {
    dims: [null, ...axes.map((axis) => axis.spread), channels]
  })
  const convolved = g.op('Conv2D', [spread, filter], { ...window, dilations: [1, 1], padding: 'VALID' })
  return g.op('BatchToSpaceND', [convolved, block, pairs(axes.map(({ extra }) => [0, extra]))], {
    dims: [null, ...axes.map((axis) => axis.result), filter.dims[3]!]
  })
}

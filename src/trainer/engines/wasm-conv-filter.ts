// The one gradient that tfjs's WebAssembly backend (4.22) lacks for convolutional networks: of a filter. Without it a
// network with Conv2D would have to train on the plain JavaScript backend, many times slower.
import * as tf from '@tensorflow/tfjs'

interface ConvFilterAttributes {
  strides: number | [number, number]
  pad: 'valid' | 'same' | number
  filterShape: [number, number, number, number]
}

/**
 * Registers Conv2DBackpropFilter for the WebAssembly backend. For each point (r, c) of the filter, the gradient is the
 * product of the pixels which that point touches with the gradient of the outputs: dW[r, c] = X(r, c)ᵀ · dY, with
 * X(r, c) [batch * rows * columns, in] and dY [batch * rows * columns, out], a matrix product that WebAssembly does fast.
 */
export function registerConvFilterGradient(): void {
  tf.registerKernel({
    kernelName: 'Conv2DBackpropFilter',
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) => {
      // Typed as mere infos, but the engine hands kernels the tensors themselves.
      const { x, dy } = inputs as unknown as { x: tf.Tensor4D; dy: tf.Tensor4D }
      return tf.tidy(() => filterGradient(x, dy, attrs as unknown as ConvFilterAttributes))
    }
  })
}

function filterGradient(
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  { strides, pad, filterShape }: ConvFilterAttributes
): tf.Tensor {
  const [down, across] = typeof strides === 'number' ? [strides, strides] : strides
  const [batch, rows, columns, outputs] = dy.shape
  const [filterRows, filterColumns, inputs] = filterShape
  const [top, bottom] = padding(x.shape[1], rows, filterRows, down, pad)
  const [left, right] = padding(x.shape[2], columns, filterColumns, across, pad)
  const padded = tf.pad4d(x, [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0]
  ])
  const dyMatrix = dy.reshape([batch * rows * columns, outputs])
  const points: tf.Tensor[] = []
  for (let r = 0; r < filterRows; r++) {
    for (let c = 0; c < filterColumns; c++) {
      const end = [batch, r + (rows - 1) * down + 1, c + (columns - 1) * across + 1, inputs]
      const touched = tf.stridedSlice(padded, [0, r, c, 0], end, [1, down, across, 1])
      points.push(tf.matMul(touched.reshape([batch * rows * columns, inputs]), dyMatrix, true, false))
    }
  }
  return tf.stack(points).reshape(filterShape)
}

/** Zeros before and after one axis, as TensorFlow's "same" puts them: the odd one at the end. */
function padding(
  size: number,
  outputSize: number,
  filter: number,
  stride: number,
  pad: ConvFilterAttributes['pad']
): [number, number] {
  if (typeof pad === 'number') return [pad, pad]
  if (pad === 'valid') return [0, 0]
  const total = Math.max(0, (outputSize - 1) * stride + filter - size)
  return [Math.floor(total / 2), Math.ceil(total / 2)]
}

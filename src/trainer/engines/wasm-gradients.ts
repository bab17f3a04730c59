// Gradients that tfjs's WebAssembly backend (4.22) lacks or has wrong, as combinations of ops that it has. Without the
// first, a network with Conv2D would have to train on the plain JavaScript backend, many times slower.
import * as tf from '@tensorflow/tfjs'

interface WindowAttributes {
  strides: number | [number, number]
  pad: 'valid' | 'same' | number
}

/** Makes the WebAssembly backend train convolutional networks rightly. Call it once, before the first training. */
export function registerWasmGradients(): void {
  /*
   * For each point (r, c) of a filter, the gradient is the product of the pixels that it touches with the gradient of
   * the outputs: dW[r, c] = X(r, c)ᵀ dY, with X(r, c) [windows, in] and dY [windows, out].
   */
  register('Conv2DBackpropFilter', (inputs, attrs) => {
    const { x, dy } = inputs as { x: tf.Tensor4D; dy: tf.Tensor4D }
    const { filterShape, ...window } = attrs as WindowAttributes & { filterShape: [number, number, number, number] }
    const slide = slidingOver(x, dy, filterShape, window)
    const outputs = dy.reshape([-1, dy.shape[3]])
    const padded = slide.pad(x, 0)
    const points = slide.points.map(({ r, c }) => {
      const touched = slide.touched(padded, r, c).reshape([-1, x.shape[3]])
      return tf.matMul(touched, outputs, true, false)
    })
    return tf.stack(points).reshape(filterShape)
  })

  /*
   * tfjs's own kernel loses the gradient of windows that are negative throughout. Each output's gradient goes to the
   * first of its window's points that equals it, as in TensorFlow.
   */
  register('MaxPoolGrad', (inputs, attrs) => {
    const { dy, input, output } = inputs as { dy: tf.Tensor4D; input: tf.Tensor4D; output: tf.Tensor4D }
    const { filterSize, ...window } = attrs as WindowAttributes & { filterSize: number | [number, number] }
    const slide = slidingOver(input, dy, pair(filterSize), window)
    const padded = slide.pad(input, Number.NEGATIVE_INFINITY)
    let unclaimed: tf.Tensor = dy
    const parts = slide.points.map(({ r, c }) => {
      const largest = tf.equal(slide.touched(padded, r, c), output)
      const claimed = tf.where(largest, unclaimed, tf.zerosLike(unclaimed))
      unclaimed = tf.sub(unclaimed, claimed)
      return slide.putBack(claimed as tf.Tensor4D, r, c)
    })
    return slide.crop(tf.addN(parts) as tf.Tensor4D)
  })

  /* tfjs divides by the whole window, also where it reaches into the padding; TensorFlow by the pixels that there are. */
  register('AvgPoolGrad', (inputs, attrs) => {
    const { dy, input } = inputs as { dy: tf.Tensor4D; input: tf.Tensor4D }
    const { filterSize, ...window } = attrs as WindowAttributes & { filterSize: number | [number, number] }
    const slide = slidingOver(input, dy, pair(filterSize), window)
    const pixels = slide.pad(tf.onesLike(input), 0)
    const counts = tf.addN(slide.points.map(({ r, c }) => slide.touched(pixels, r, c)))
    const share = tf.div(dy, counts) as tf.Tensor4D
    return slide.crop(tf.addN(slide.points.map(({ r, c }) => slide.putBack(share, r, c))) as tf.Tensor4D)
  })
}

function register(kernelName: string, gradient: (inputs: object, attrs: object) => tf.Tensor): void {
  if (tf.getKernel(kernelName, 'wasm')) tf.unregisterKernel(kernelName, 'wasm')
  tf.registerKernel({
    kernelName,
    backendName: 'wasm',
    // Inputs are typed as mere infos, but the engine hands kernels the tensors themselves.
    kernelFunc: ({ inputs, attrs }) => tf.tidy(() => gradient(inputs, attrs ?? {}))
  })
}

const pair = (value: number | [number, number]): [number, number] =>
  typeof value === 'number' ? [value, value] : value

/** A window that slides over images: where each of its points lies, for all places of the window at once. */
function slidingOver(x: tf.Tensor4D, dy: tf.Tensor4D, [height, width]: readonly number[], window: WindowAttributes) {
  const [batch, rows, columns] = dy.shape
  const [down, across] = pair(window.strides)
  const vertical = margins(x.shape[1], rows, height!, down, window.pad)
  const horizontal = margins(x.shape[2], columns, width!, across, window.pad)
  const paddedRows = x.shape[1] + vertical[0] + vertical[1]
  const paddedColumns = x.shape[2] + horizontal[0] + horizontal[1]
  return {
    points: Array.from({ length: height! * width! }, (_, i) => ({ r: Math.floor(i / width!), c: i % width! })),
    pad: (image: tf.Tensor4D, value: number): tf.Tensor4D =>
      tf.pad4d(image, [[0, 0], vertical, horizontal, [0, 0]], value),
    crop: (image: tf.Tensor4D): tf.Tensor =>
      tf.slice4d(image, [0, vertical[0], horizontal[0], 0], [batch, x.shape[1], x.shape[2], image.shape[3]]),
    /** [batch, rows, columns, channels]: what the point (r, c) of each window touches. */
    touched: (padded: tf.Tensor4D, r: number, c: number): tf.Tensor => {
      const end = [batch, r + (rows - 1) * down + 1, c + (columns - 1) * across + 1, padded.shape[3]]
      return tf.stridedSlice(padded, [0, r, c, 0], end, [1, down, across, 1])
    },
    /** The reverse: values at the points (r, c) of all windows, zeros between and around them. */
    putBack: (values: tf.Tensor4D, r: number, c: number): tf.Tensor => {
      const channels = values.shape[3]
      const apart = tf.pad(values.reshape([batch, rows, 1, columns, 1, channels]), [
        [0, 0],
        [0, 0],
        [0, down - 1],
        [0, 0],
        [0, across - 1],
        [0, 0]
      ])
      const spread = apart.reshape([batch, rows * down, columns * across, channels]) as tf.Tensor4D
      const [tall, wide] = [(rows - 1) * down + 1, (columns - 1) * across + 1]
      const dense = tf.slice4d(spread, [0, 0, 0, 0], [batch, tall, wide, channels])
      return tf.pad4d(dense, [
        [0, 0],
        [r, paddedRows - tall - r],
        [c, paddedColumns - wide - c],
        [0, 0]
      ])
    }
  }
}

/** Padding before and after one axis, as TensorFlow's "same" puts it: the odd one at the end. */
function margins(
  size: number,
  outputSize: number,
  reach: number,
  stride: number,
  pad: WindowAttributes['pad']
): [number, number] {
  if (typeof pad === 'number') return [pad, pad]
  if (pad === 'valid') return [0, 0]
  const total = Math.max(0, (outputSize - 1) * stride + reach - size)
  return [Math.floor(total / 2), Math.ceil(total / 2)]
}

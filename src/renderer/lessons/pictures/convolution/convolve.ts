// Conv2D and pooling of one picture of one channel, in the open. It is cross-correlation: the kernel is not turned over.

/** Numbers of a picture, row by row. */
export interface Plane {
  height: number
  width: number
  data: ArrayLike<number>
}
/** Of Keras's Conv2D. */
export interface ConvolutionOptions {
  padding: 'valid' | 'same'
  strides: number
  bias: number
  relu: boolean
}
export type PoolKind = 'max' | 'average'

/** Along one axis: how long the output is, and how many zeros are put before and after the input. */
export interface Extent {
  size: number
  before: number
  after: number
}

/** As TensorFlow pads: with 'same' the output is ⌈input / stride⌉ long, and an odd zero goes to the end. */
export function extentOf(input: number, kernel: number, strides: number, padding: 'valid' | 'same'): Extent {
  if (padding === 'valid') return { size: Math.max(0, Math.floor((input - kernel) / strides) + 1), before: 0, after: 0 }
  const size = Math.ceil(input / strides)
  const zeros = Math.max(0, (size - 1) * strides + kernel - input)
  const before = Math.floor(zeros / 2)
  return { size, before, after: zeros - before }
}
export const extentsOf = (
  input: Plane,
  kernel: Plane,
  { strides, padding }: Pick<ConvolutionOptions, 'strides' | 'padding'>
): { rows: Extent; columns: Extent } => ({
  rows: extentOf(input.height, kernel.height, strides, padding),
  columns: extentOf(input.width, kernel.width, strides, padding)
})

/** What one number of the output is made of. */
export interface Window extends Plane {
  /** Of its upper left corner in the input; negative where it begins among the zeros. */
  top: number
  left: number
  data: number[]
}
export function windowOf(input: Plane, top: number, left: number, height: number, width: number): Window {
  const data: number[] = []
  for (let y = top; y < top + height; y++)
    for (let x = left; x < left + width; x++) {
      const isInside = y >= 0 && y < input.height && x >= 0 && x < input.width
      data.push(isInside ? input.data[y * input.width + x]! : 0)
    }
  return { top, left, height, width, data }
}

/** The window of the input that the output at [y, x] is computed from. */
export function convolutionWindow(
  input: Plane,
  kernel: Plane,
  options: ConvolutionOptions,
  y: number,
  x: number
): Window {
  const { rows, columns } = extentsOf(input, kernel, options)
  const [top, left] = [y * options.strides - rows.before, x * options.strides - columns.before]
  return windowOf(input, top, left, kernel.height, kernel.width)
}

export const productsOf = (window: Plane, kernel: Plane): number[] =>
  Array.from(window.data, (value, i) => value * kernel.data[i]!)
export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
export const activated = (sum: number, { bias, relu }: Pick<ConvolutionOptions, 'bias' | 'relu'>): number =>
  relu ? Math.max(0, sum + bias) : sum + bias

/** What Conv2D gives for one channel and one filter. */
export function convolve(input: Plane, kernel: Plane, options: ConvolutionOptions): Plane {
  const { rows, columns } = extentsOf(input, kernel, options)
  const data = new Float32Array(rows.size * columns.size)
  for (let y = 0; y < rows.size; y++)
    for (let x = 0; x < columns.size; x++) {
      const window = convolutionWindow(input, kernel, options, y, x)
      data[y * columns.size + x] = activated(sumOf(productsOf(window, kernel)), options)
    }
  return { height: rows.size, width: columns.size, data }
}

export const pooled = (values: readonly number[], kind: PoolKind): number =>
  kind === 'max' ? Math.max(...values) : sumOf(values) / values.length

/** MaxPooling2D or AveragePooling2D with padding 'valid' and strides of the window's size: an odd edge is left out. */
export function pool(input: Plane, size: number, kind: PoolKind): Plane {
  const [height, width] = [Math.floor(input.height / size), Math.floor(input.width / size)]
  const data = new Float32Array(height * width)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data[y * width + x] = pooled(windowOf(input, y * size, x * size, size, size).data, kind)
  return { height, width, data }
}

/** The largest size of a value, and of a difference of two planes of the same shape. */
export const largestOf = ({ data }: Plane): number => {
  let most = 0
  for (let i = 0; i < data.length; i++) most = Math.max(most, Math.abs(data[i]!))
  return most
}
export function largestDifference(a: Plane, b: Plane): number {
  let most = 0
  for (let i = 0; i < a.data.length; i++) most = Math.max(most, Math.abs(a.data[i]! - b.data[i]!))
  return most
}

/** A drawing of 0 .. 1, in the numbers that a picture of the data goes up and down to; nothing drawn is the lowest all over. */
export function inRangeOf(drawn: Plane | null, { height, width, data }: Plane): Plane {
  let [low, high] = [Infinity, -Infinity]
  for (let i = 0; i < data.length; i++) {
    low = Math.min(low, data[i]!)
    high = Math.max(high, data[i]!)
  }
  const of = (i: number): number => low + (high - low) * (drawn?.data[i] ?? 0)
  return { height, width, data: Float32Array.from({ length: height * width }, (_, i) => of(i)) }
}

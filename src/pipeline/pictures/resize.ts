// Keras's Resizing layer: the same pixels as tf.image.resize gives.
import { sampleAxis, type AxisSampling, type Interpolation } from './sampling'

export { INTERPOLATIONS, type Interpolation } from './sampling'

/** Parameters of keras.layers.Resizing; all but the size have its defaults where they are left out. */
export interface Resizing {
  height: number
  width: number
  interpolation?: Interpolation
  /** Cuts the sides that are too much before resizing. Not together with pad_to_aspect_ratio. */
  crop_to_aspect_ratio?: boolean
  /** Adds `fill_value` on the sides that are too short before resizing. */
  pad_to_aspect_ratio?: boolean
  fill_value?: number
  antialias?: boolean
}

/** height, width, channels */
export type PixelShape = readonly [height: number, width: number, channels: number]

/** A part of the source within a frame of `fill_value`, which is `top` and `left` wide. */
interface Window {
  y: number
  x: number
  height: number
  width: number
  top: number
  left: number
}

/**
 * Resizes pixels.
 * @param data [...shape], row-major
 * @returns [height, width, channels], row-major, in the range of the values (bicubic and lanczos go a little beyond)
 */
export function resizePixels(
  data: ArrayLike<number>,
  shape: PixelShape,
  resizing: Resizing
): Float32Array<ArrayBuffer> {
  const { height, width, interpolation = 'bilinear', fill_value = 0, antialias = false } = resizing
  const channels = shape[2]
  const window = windowOf(shape, resizing)
  const rows = sampleAxis(window.height + 2 * window.top, height, interpolation, antialias)
  const columns = sampleAxis(window.width + 2 * window.left, width, interpolation, antialias)
  const result = new Float32Array(height * width * channels)
  const line = new Float64Array((window.width + 2 * window.left) * channels)
  for (let y = 0; y < height; y++) {
    mixRows(line, data, shape, window, rows, y, fill_value)
    mixColumns(result.subarray(y * width * channels, (y + 1) * width * channels), line, columns, channels)
  }
  return result
}

/** What Keras cuts out, or pads to, so that the sides keep their proportion; float32 and truncated as it computes them. */
function windowOf([height, width]: PixelShape, resizing: Resizing): Window {
  const ratio = (side: number, target: number, other: number): number =>
    Math.trunc(Math.fround(Math.fround(side * target) / other))
  const tall = ratio(width, resizing.height, resizing.width)
  const wide = ratio(height, resizing.width, resizing.height)
  const whole = { y: 0, x: 0, height, width, top: 0, left: 0 }
  if (resizing.crop_to_aspect_ratio) {
    const cut = { height: Math.max(Math.min(height, tall), 1), width: Math.max(Math.min(width, wide), 1) }
    const [y, x] = [Math.trunc((height - cut.height) / 2), Math.trunc((width - cut.width) / 2)]
    return { ...whole, ...cut, y, x }
  }
  if (!resizing.pad_to_aspect_ratio) return whole
  const [top, left] = [Math.max(height, tall) - height, Math.max(width, wide) - width].map((gap) => Math.trunc(gap / 2))
  return { ...whole, top: top!, left: left! }
}

/** line = the weighted sum of the rows that make row y of the result. */
function mixRows(
  line: Float64Array,
  data: ArrayLike<number>,
  [, sourceWidth, channels]: PixelShape,
  window: Window,
  { taps, indices, weights }: AxisSampling,
  y: number,
  fill: number
): void {
  line.fill(0)
  const start = window.left * channels
  const end = start + window.width * channels
  for (let t = y * taps; t < (y + 1) * taps; t++) {
    const weight = weights[t]!
    if (weight === 0) continue
    const row = indices[t]! - window.top
    const outside = row < 0 || row >= window.height
    for (let i = 0; i < start; i++) line[i]! += weight * fill
    for (let i = end; i < line.length; i++) line[i]! += weight * fill
    if (outside) {
      for (let i = start; i < end; i++) line[i]! += weight * fill
      continue
    }
    const from = ((window.y + row) * sourceWidth + window.x) * channels - start
    for (let i = start; i < end; i++) line[i]! += weight * data[from + i]!
  }
}

function mixColumns(
  result: Float32Array,
  line: Float64Array,
  { taps, indices, weights }: AxisSampling,
  channels: number
): void {
  for (let i = 0; i < result.length; i++) {
    const x = Math.floor(i / channels)
    const channel = i - x * channels
    let sum = 0
    for (let t = x * taps; t < (x + 1) * taps; t++) sum += weights[t]! * line[indices[t]! * channels + channel]!
    result[i] = sum
  }
}

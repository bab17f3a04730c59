/** Of red, green and blue: tf.image.rgb_to_grayscale, keras.ops.image.rgb_to_grayscale. */
const LUMA = [0.2989, 0.587, 0.114] as const

/**
 * Brightness of each pixel, in the range of the values. Grey pixels stay as they are; alpha is left out.
 * @param data [pixels, channels], row-major
 * @param channels 1 (grey), 2 (grey, alpha), 3 (RGB) or 4 (RGBA)
 * @returns [pixels, 1]
 */
export function grayscalePixels(data: ArrayLike<number>, channels: number): Float32Array<ArrayBuffer> {
  const result = new Float32Array(data.length / channels)
  for (let i = 0, from = 0; i < result.length; i++, from += channels) {
    result[i] =
      channels < 3 ? data[from]! : LUMA[0] * data[from]! + LUMA[1] * data[from + 1]! + LUMA[2] * data[from + 2]!
  }
  return result
}

export interface Heat {
  height: number
  width: number
  values: Float32Array
  most: number
}

/** How much each place mattered: of several channels the largest one. @param shape [height, width] or [height, width, channels] */
export function heatOf(shape: readonly number[], given: ArrayLike<number>): Heat {
  const [height = 1, width = 1, channels = 1] = shape
  const values = new Float32Array(height * width)
  let most = 0
  for (let i = 0; i < values.length; i++) {
    for (let c = 0; c < channels; c++) values[i] = Math.max(values[i]!, given[i * channels + c]!)
    most = Math.max(most, values[i]!)
  }
  return { height, width, values, most }
}

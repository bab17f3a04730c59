// Along one axis: which pixels of the source make each pixel of the result, and with what weights, as TensorFlow samples with
// half-pixel centres. Places are computed in float32 as it does, since they decide which pixels are taken.

/** Result pixel i is the sum over t of source[indices[i * taps + t]] * weights[i * taps + t]. */
export interface AxisSampling {
  taps: number
  indices: Int32Array
  weights: Float64Array
}

export const INTERPOLATIONS = ['bilinear', 'nearest', 'bicubic', 'area', 'lanczos3', 'lanczos5'] as const
export type Interpolation = (typeof INTERPOLATIONS)[number]

const { fround } = Math

/** @param antialias widens the kernel where the result is smaller; for bilinear, bicubic and lanczos */
export function sampleAxis(from: number, to: number, interpolation: Interpolation, antialias: boolean): AxisSampling {
  switch (interpolation) {
    case 'nearest':
      return nearest(from, to)
    case 'area':
      return area(from, to)
    case 'bilinear':
      return antialias ? byKernel(from, to, TRIANGLE, true) : bilinear(from, to)
    case 'bicubic':
      return antialias ? byKernel(from, to, KEYS_CUBIC, true) : bicubic(from, to)
    case 'lanczos3':
      return byKernel(from, to, lanczos(3), antialias)
    case 'lanczos5':
      return byKernel(from, to, lanczos(5), antialias)
  }
}

const empty = (to: number, taps: number): AxisSampling => ({
  taps,
  indices: new Int32Array(to * taps),
  weights: new Float64Array(to * taps)
})

const bound = (index: number, from: number): number => Math.min(Math.max(index, 0), from - 1)

function nearest(from: number, to: number): AxisSampling {
  const sampling = empty(to, 1)
  const scale = fround(from / to)
  for (let i = 0; i < to; i++) {
    sampling.indices[i] = bound(Math.floor(fround((i + 0.5) * scale)), from)
    sampling.weights[i] = 1
  }
  return sampling
}

/** The place of a result pixel's centre among the source's pixels. */
const centre = (i: number, scale: number): number => fround(fround((i + 0.5) * scale) - 0.5)

function bilinear(from: number, to: number): AxisSampling {
  const sampling = empty(to, 2)
  const scale = fround(from / to)
  for (let i = 0; i < to; i++) {
    const place = centre(i, scale)
    const share = place - Math.floor(place)
    sampling.indices[2 * i] = Math.max(Math.floor(place), 0)
    sampling.indices[2 * i + 1] = Math.min(Math.ceil(place), from - 1)
    sampling.weights[2 * i] = 1 - share
    sampling.weights[2 * i + 1] = share
  }
  return sampling
}

/** TensorFlow takes the kernel from a table of so many steps for one pixel. */
const CUBIC_STEPS = 1024

function bicubic(from: number, to: number): AxisSampling {
  const sampling = empty(to, 4)
  const scale = fround(from / to)
  for (let i = 0; i < to; i++) {
    const place = centre(i, scale)
    const first = Math.floor(place)
    const share = roundHalfToEven((place - first) * CUBIC_STEPS) / CUBIC_STEPS
    for (let t = 0; t < 4; t++) {
      const index = first - 1 + t
      sampling.indices[4 * i + t] = bound(index, from)
      sampling.weights[4 * i + t] = index === bound(index, from) ? KEYS_CUBIC.at(Math.abs(index - first - share)) : 0
    }
    normalise(sampling, i)
  }
  return sampling
}

export const roundHalfToEven = (value: number): number => {
  const rounded = Math.round(value)
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded
}

/** The mean of what a result pixel covers. */
function area(from: number, to: number): AxisSampling {
  const scale = fround(from / to)
  const sampling = empty(to, Math.min(Math.ceil(scale) + 1, from + 1))
  for (let i = 0; i < to; i++) {
    const [start, end] = [fround(i * scale), fround((i + 1) * scale)]
    const first = Math.floor(start)
    for (let t = 0; t < sampling.taps; t++) {
      const covered = Math.min(end, first + t + 1) - Math.max(start, first + t)
      sampling.indices[i * sampling.taps + t] = bound(first + t, from)
      sampling.weights[i * sampling.taps + t] = Math.max(covered, 0) / scale
    }
  }
  return sampling
}

interface Kernel {
  radius: number
  at(distance: number): number
}

const TRIANGLE: Kernel = { radius: 1, at: (x) => Math.max(0, 1 - x) }

/** Keys's cubic convolution with a = -0.5. */
const KEYS_CUBIC: Kernel = {
  radius: 2,
  at: (x) => (x >= 2 ? 0 : x >= 1 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : (1.5 * x - 2.5) * x * x + 1)
}

const lanczos = (radius: number): Kernel => ({
  radius,
  at: (x) => {
    if (x > radius) return 0
    if (x <= 1e-3) return 1
    return (radius * Math.sin(Math.PI * x) * Math.sin((Math.PI * x) / radius)) / (Math.PI * Math.PI * x * x)
  }
})

function byKernel(from: number, to: number, kernel: Kernel, antialias: boolean): AxisSampling {
  const inverse = fround(1 / fround(to / from))
  const width = antialias ? Math.max(inverse, 1) : 1
  const radius = fround(kernel.radius * width)
  const sampling = empty(to, Math.min(2 * Math.ceil(radius) + 1, from))
  for (let i = 0; i < to; i++) {
    const place = fround((i + 0.5) * inverse)
    if (place > from) continue
    const start = bound(Math.ceil(fround(fround(place - radius) - 0.5)), from)
    const end = bound(Math.floor(fround(fround(place + radius) - 0.5)), from)
    for (let index = start; index <= end; index++) {
      const at = i * sampling.taps + index - start
      sampling.indices[at] = index
      sampling.weights[at] = kernel.at(Math.abs(fround(fround(index + 0.5) - place) / width))
    }
    normalise(sampling, i)
  }
  return sampling
}

/** Weights of one result pixel to a sum of 1: what lies outside the picture has none. */
function normalise({ taps, weights }: AxisSampling, i: number): void {
  const own = weights.subarray(i * taps, (i + 1) * taps)
  const sum = own.reduce((total, weight) => total + weight, 0)
  if (Math.abs(sum) < 1e-30) return
  for (let t = 0; t < taps; t++) own[t]! /= sum
}

// Inputs of gradient cases.
import type { Value } from '../../../support/graphs'

/** Values that differ, are not round, and keep away from where functions have corners. */
export const wave = (dims: number[], offset = 0, scale = 1): Value => {
  const values = Array.from({ length: dims.reduce((a, b) => a * b, 1) }, (_, i) => {
    const value = Math.sin(i * 1.7 + offset) * scale
    return Math.abs(value) < 0.05 ? value + 0.13 : value
  })
  return { dims, values }
}
export const positive = (dims: number[], offset = 0): Value => {
  const { values } = wave(dims, offset)
  return { dims, values: Array.from(values, (value) => Math.abs(value) + 0.5) }
}
export const ints = (values: number[]): Value => ({ dims: [values.length], values, dtype: 'int32' })

export const margins = (values: number[]): Value => ({ dims: [2, 2], values, dtype: 'int32' })

/** One call of an op whose gradient is compared. */
export interface GradientCase {
  inputs: Value[]
  /** Positions of float inputs that are not differentiated. */
  constant?: number[]
  params?: Record<string, unknown>
  /** Of an op that gives several: which output is looked at. */
  output?: number
}
export const window = (padding: string, strides = [1, 1], size = [2, 2]) => ({
  size,
  strides,
  dilations: [1, 1],
  padding
})
export const unary = (value = wave([3, 4])): GradientCase[] => [{ inputs: [value] }]
export const pair = (b = wave([3, 4], 2)): GradientCase => ({ inputs: [wave([3, 4]), b] })
export const broadcasting: GradientCase[] = [
  pair(),
  pair(wave([4], 2)),
  pair(wave([3, 1], 2)),
  pair(wave([], 2)),
  { inputs: [wave([4]), wave([3, 4], 1)] }
]
export const scalar = (value: number): Value => ({ dims: [], values: [value], dtype: 'int32' })
/** 1 where the pattern has a 1. */
export const pattern = (dims: number[], values: number[]): Value => ({ dims, values, dtype: 'bool' })

// Whether the design's inputs take an example: the same rule as the check before training.
import { inputsOf, type Design } from '../../../shared/design'

export interface DesignInput {
  name: string
  shape: readonly number[]
}

/** The Inputs whose shape is known. */
export const inputsOfDesign = (design: Design): DesignInput[] =>
  design.nodes.flatMap(({ name, class_name, layer, config }) => {
    const { shape } = config
    const isShape = Array.isArray(shape) && shape.every((size) => typeof size === 'number')
    const isInput = class_name === 'Input' && layer === undefined && inputsOf(design, name).length === 0
    return isInput && isShape ? [{ name, shape: shape as number[] }] : []
  })

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1)

/** fits: as it is; reshaped: as many values, in another shape; parts: cut into what several inputs take. */
export type Fit = 'fits' | 'reshaped' | 'parts' | 'misfit'

export function fitOf(shape: readonly number[], inputs: readonly DesignInput[]): Fit {
  if (inputs.every((input) => input.shape.join() === shape.join())) return 'fits'
  const taken = inputs.reduce((sum, input) => sum + sizeOf(input.shape), 0)
  if (taken !== sizeOf(shape)) return 'misfit'
  return inputs.length === 1 ? 'reshaped' : 'parts'
}

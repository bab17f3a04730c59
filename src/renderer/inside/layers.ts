// Which layer is looked at first, and what reaches one.
import { inputsOf, type Design } from '../../shared/design'
import type { ModelDescription } from '../../shared/model-contract'

type Layer = ModelDescription['layers'][number]

/** The last convolution, whose maps tell most; else the last layer before the output. */
export function firstLayer(layers: readonly Layer[]): Layer | null {
  const convolutions = layers.filter(({ looks }) => looks.includes('filters'))
  return convolutions.at(-1) ?? layers.at(-2) ?? layers.at(-1) ?? null
}

/** Where Grad-CAM is taken of: the chosen layer, else the last convolution, else the last one with maps. */
export function camLayer(layers: readonly Layer[], chosen: string | null): Layer | null {
  const fitting = layers.filter(({ gradCam }) => gradCam)
  return (
    fitting.find(({ name }) => name === chosen) ??
    fitting.findLast(({ looks }) => looks.includes('filters')) ??
    fitting.at(-1) ??
    null
  )
}

const PASSING = ['Flatten', 'Dropout', 'Rescaling', 'GaussianNoise', 'Normalization']

/** The shape of the picture that a layer is given as a row of numbers; null where something else reaches it. */
export function pictureBefore(design: Design, layer: string, shape: readonly number[]): readonly number[] | null {
  let at = layer
  let flattened = false
  for (;;) {
    const [before, ...others] = inputsOf(design, at)
    const node = design.nodes.find(({ name }) => name === before)
    if (!node || others.length > 0) return null
    if (node.class_name === 'Input') return flattened && shape.length >= 2 && shape.length <= 3 ? shape : null
    if (!PASSING.includes(node.class_name)) return null
    flattened ||= node.class_name === 'Flatten'
    at = node.name
  }
}

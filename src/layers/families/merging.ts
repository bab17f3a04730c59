// Layers that merge several inputs value by value (keras/src/layers/merging/base_merge.py).
import type { GraphBuilder } from '../../compiler/builder'
import type { Tensor } from '../../compiler/ir'
import { defineLayer, kerasShape, ShapeProblem, sizeOf, type LayerType, type Shape } from '../define'
import { anyMask, spreadMask } from './masks'

/** What is merged: all of one rank, each with its mask spread over its values, if it has one. */
export interface Merged {
  g: GraphBuilder
  inputs: readonly Tensor[]
  masks: readonly (Tensor | null)[]
}

/** The words of a layer and what it makes of its inputs. */
interface Words extends Pick<LayerType, 'className' | 'title' | 'synonyms' | 'summary'> {
  inputs?: LayerType['inputs']
  /** Operations of one value of the output, from a number of inputs; one less than these where left out. */
  operations?(inputs: number): number
  merge(merged: Merged): Tensor
}

export const several = { min: 2, max: Infinity } as const

export const merging = ({ merge, operations = (count) => count - 1, inputs = several, ...words }: Words) =>
  defineLayer({
    ...words,
    group: 'merge',
    params: {},
    inputs,
    outputShape: (shapes) => shapes.reduce(stretched),
    flops: (shapes, _params, output) => operations(shapes.length) * sizeOf(output),
    lower: ({ g, mask, setMask }, given) => {
      const known = given.map((_x, i) => mask(i))
      if (known.every((each) => each !== null)) setMask(anyMask(g, known))
      const tensors = ofOneRank(g, given)
      // An input that got axes has lost its mask in Keras.
      const masks = tensors.map((x, i) => (known[i] && x === given[i] ? spreadMask(g, known[i], x) : null))
      return merge({ g, inputs: tensors, masks })
    }
  })

/** The shape of both, aligned at their last axes, where an axis of 1 takes the size of the other's. */
function stretched(a: Shape, b: Shape): Shape {
  const [long, short] = a.length < b.length ? [b, a] : [a, b]
  const front = long.length - short.length
  return long.map((size, i) => {
    const other = short[i - front] ?? 1
    if (size === other || other === 1) return size
    if (size === 1) return other
    throw new ShapeProblem(
      { en: `inputs that fit ${kerasShape(a)}`, 'zh-CN': `与 ${kerasShape(a)} 相符的输入` },
      kerasShape(b),
      {
        en: 'Make the branches end in the same shape; only an axis of 1 is repeated.',
        'zh-CN': '请让各分支的输出形状相同；只有大小为 1 的轴才会自动扩展。'
      }
    )
  })
}

/** Inputs with axes of 1 behind the batch, as many as they lack. */
function ofOneRank(g: GraphBuilder, inputs: readonly Tensor[]): Tensor[] {
  const rank = Math.max(...inputs.map(({ dims }) => dims.length))
  return inputs.map((x) => {
    if (x.dims.length === rank) return x
    const [batch, ...rest] = x.dims
    return g.reshape(x, [batch!, ...Array<number>(rank - x.dims.length).fill(1), ...rest])
  })
}

/** One input after another, where a masked value takes no part (Keras's _apply_merge_op_and_or_mask). */
export function foldShown(op: 'Maximum' | 'Minimum', { g, inputs, masks }: Merged): Tensor {
  let result = inputs[0]!
  let shown: Tensor | null = masks[0] ?? null
  inputs.slice(1).forEach((input, i) => {
    const mask = masks[i + 1] ?? null
    const x = mask ? g.select(mask, input, result) : input
    if (shown) result = g.select(shown, result, x)
    shown = mask && shown ? anyMask(g, [shown, mask]) : null
    result = g.op(op, [result, x])
  })
  return result
}

// What the pooling layers have in common.
import type { Tensor } from '../../compiler/ir'
import type { LoweringContext } from '../../compiler/lower'
import type { ParamSpecs, ParamValues } from '../../shared/schema'
import { padding, slide } from '../common'
import { sizeOf, type Shape } from '../define'
import { asImage, dataFormat, fromImage, spatialShape, windowOf, type Rank } from './spatial'
import { STRIDES, WINDOW } from '../usual'

/** Of MaxPooling1D (rank 1) and MaxPooling2D. */
export const poolingParams = (rank: Rank) =>
  ({
    pool_size: {
      kind: 'integers',
      length: rank,
      min: 1,
      ...WINDOW,
      default: 2,
      help:
        rank === 1
          ? { en: 'Length of the window.', 'zh-CN': '窗口的长度。' }
          : { en: 'Height and width of the window.', 'zh-CN': '窗口的高和宽。' }
    },
    strides: {
      kind: 'integers',
      length: rank,
      min: 1,
      ...STRIDES,
      nullable: true,
      default: null,
      help: { en: 'Step of the window; null takes pool_size.', 'zh-CN': '滑动步长；为 null 时等于 pool_size。' }
    },
    padding,
    data_format: dataFormat
  }) satisfies ParamSpecs
type PoolingValues = ParamValues<ReturnType<typeof poolingParams>>

/** Of AveragePooling: Keras asks for pool_size there, though it has a default for MaxPooling. */
export function averagePoolingParams(rank: Rank) {
  const { pool_size, ...others } = poolingParams(rank)
  const { default: _default, ...required } = pool_size
  return { pool_size: required, ...others } satisfies ParamSpecs
}

export const poolingShape =
  (rank: Rank) =>
  ([input]: readonly Shape[], { pool_size, strides, padding: mode }: PoolingValues): Shape => {
    const { sides, channels } = spatialShape(input!, rank)
    return [...sides.map((length, i) => slide(length, pool_size[i]!, (strides ?? pool_size)[i]!, mode)), channels]
  }

/** One for each value of each window. */
export const poolingFlops = (_inputs: readonly Shape[], { pool_size }: PoolingValues, output: Shape): number =>
  sizeOf(pool_size) * sizeOf(output)

/** The layer as one of TensorFlow's ops, MaxPool or AvgPool. */
export const lowerPooling =
  (op: 'MaxPool' | 'AvgPool', rank: Rank) =>
  ({ g }: LoweringContext, [x]: readonly Tensor[], { pool_size, strides, padding: mode }: PoolingValues): Tensor =>
    fromImage(g, g.op(op, [asImage(g, x!)], windowOf(pool_size, strides ?? pool_size, mode)), rank)

export const globalPoolingParams = {
  data_format: dataFormat,
  keepdims: {
    kind: 'boolean',
    default: false,
    help: { en: 'Keep the pooled axes, with length 1.', 'zh-CN': '保留被池化的轴，其长度为 1。' }
  }
} satisfies ParamSpecs

export const globalPoolingShape =
  (rank: Rank) =>
  ([input]: readonly Shape[], { keepdims }: ParamValues<typeof globalPoolingParams>): Shape => {
    const { sides, channels } = spatialShape(input!, rank)
    return keepdims ? [...sides.map(() => 1), channels] : [channels]
  }

/** One for each value: a mean adds up all but one of a channel, and divides once. */
export const globalPoolingFlops = ([input]: readonly Shape[]): number => sizeOf(input!)

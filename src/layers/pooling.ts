// What MaxPooling2D and AveragePooling2D have in common.
import type { Window } from '../compiler/ops/windows'
import type { ParamSpecs, ParamValues } from '../shared/schema'
import { imageShape, padding, slide } from './common'
import type { Shape } from './define'

export const poolingParams = {
  pool_size: {
    kind: 'integers',
    length: 2,
    min: 1,
    default: 2,
    help: { en: 'Height and width of the window.', 'zh-CN': '窗口的高和宽。' }
  },
  strides: {
    kind: 'integers',
    length: 2,
    min: 1,
    nullable: true,
    default: null,
    help: { en: 'Step of the window; null takes pool_size.', 'zh-CN': '滑动步长；为 null 时等于 pool_size。' }
  },
  padding
} as const satisfies ParamSpecs

export function poolingShape([input]: readonly Shape[], params: ParamValues<typeof poolingParams>): Shape {
  const [height, width, channels] = imageShape(input!)
  const [rows, columns] = params.pool_size as [number, number]
  const [down, across] = (params.strides ?? params.pool_size) as [number, number]
  return [slide(height, rows, down, params.padding), slide(width, columns, across, params.padding), channels]
}

/** The window as TensorFlow's ops take it. */
export function poolingWindow(params: ParamValues<typeof poolingParams>): Record<string, unknown> & Window {
  const { pool_size: size, strides, padding: mode } = params
  return { size, strides: strides ?? size, dilations: [1, 1], padding: mode.toUpperCase() }
}

// Axes as Keras counts them: the batch is 0, negative ones count from the end.
import { kerasShape, ShapeProblem, type Shape } from './define'

/** Axes of a batch, counted from 0 (the batch) and sorted. @throws ShapeProblem for one that the shape has not */
export function placesOf(axes: readonly number[], shape: Shape): number[] {
  const places = axes.map((axis) => (axis < 0 ? shape.length + 1 + axis : axis))
  const odd = axes.some((_axis, i) => places[i]! < 1 || places[i]! > shape.length)
  if (!odd && places.length > 0 && new Set(places).size === places.length) return places.sort((a, b) => a - b)
  throw new ShapeProblem(
    `different axes from 1 to ${shape.length}, or below 0`,
    `axis ${axes.join(', ')} of ${kerasShape(shape)}`,
    {
      en: 'Axis 0 is the batch; -1 is the last axis.',
      'zh-CN': '第 0 轴是批量维；-1 表示最后一轴。'
    }
  )
}

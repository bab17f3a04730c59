// Axes as Keras counts them: the batch is 0, negative ones count from the end.
import { kerasShape, ShapeProblem, type Shape } from '../define'

/** Axes of a batch, counted from 0 (the batch) and sorted. @throws ShapeProblem for one that the shape has not */
export function placesOf(axes: readonly number[], shape: Shape): number[] {
  const places = axes.map((axis) => (axis < 0 ? shape.length + 1 + axis : axis))
  const odd = axes.find((_axis, i) => places[i]! < 1 || places[i]! > shape.length)
  if (odd === undefined && new Set(places).size === places.length) return places.sort((a, b) => a - b)
  throw new ShapeProblem(
    {
      en: `different axes from 1 to ${shape.length}, or below 0`,
      'zh-CN': `互不相同的轴，取 1 到 ${shape.length} 或负数`
    },
    { en: `axis ${axes.join(', ')} of ${kerasShape(shape)}`, 'zh-CN': `${kerasShape(shape)} 的轴 ${axes.join(', ')}` },
    {
      en: 'Choose an axis of the features; -1 is the last one, 0 would be the batch.',
      'zh-CN': '请选择特征所在的轴；-1 为最后一维，0 是批量维，不能选。'
    }
  )
}

// Which numbers of a value share a statistic, by Keras's `axis`.
import { elementsOf } from '../../shared/columns'
import { NetloomError } from '../../shared/errors'
import { words } from '../../shared/locale'

/**
 * Of each number of a value (row-major), the group that it belongs to: one group for each place of the kept axes.
 * @param axis as Keras counts: the examples are axis 0, and -1 is the last one; null: one group
 * @throws NetloomError PIPELINE_PARAM for an axis that the shape does not have
 */
export function groupsOf(
  className: string,
  shape: readonly number[],
  axis: readonly number[] | null
): { count: number; of: Uint32Array } {
  if (shape.length === 0) return { count: 1, of: new Uint32Array(1) }
  const places = (axis ?? []).map((given) => (given < 0 ? given + shape.length : given - 1))
  const wrong = places.findIndex((place) => place < 0 || place >= shape.length)
  if (wrong >= 0) {
    const expected = words(
      `an axis from 1 to ${shape.length} of [examples, ${shape.join(', ')}], or from -${shape.length} to -1`,
      `[样本数, ${shape.join(', ')}] 的轴：1 到 ${shape.length}，或 -${shape.length} 到 -1`
    )
    throw new NetloomError('PIPELINE_PARAM', { className, key: 'axis', expected, found: axis![wrong]! })
  }
  const isKept = shape.map((_, place) => places.includes(place))
  const count = elementsOf(shape.filter((_, place) => isKept[place]))
  const of = Uint32Array.from({ length: elementsOf(shape) }, (_, element) => {
    let [group, stride, rest] = [0, 1, element]
    for (let place = shape.length - 1; place >= 0; place--) {
      const index = rest % shape[place]!
      rest = (rest - index) / shape[place]!
      if (!isKept[place]) continue
      group += index * stride
      stride *= shape[place]!
    }
    return group
  })
  return { count, of }
}

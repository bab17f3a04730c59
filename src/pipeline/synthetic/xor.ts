import { words } from '../../shared/locale'
import { defineGroups } from './define'

export const xor = defineGroups({
  name: 'xor',
  title: words('XOR', '异或'),
  summary: words(
    'Four squares, opposite ones alike: no straight line parts them, which needs a hidden layer.',
    '四个方块，对角同类：任何直线都分不开，需要隐藏层。'
  ),
  params: {},
  classes: () => 2,
  /** Squares of side 1 around 0: class 0 where both coordinates have the same sign. */
  point: ({ label, i, streams: { uniform } }) => {
    const side = i % 2 === 0 ? 1 : -1
    return [side * uniform(), (label === 0 ? side : -side) * uniform()]
  }
})

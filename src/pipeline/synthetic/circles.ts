import { words } from '../../shared/locale'
import { defineGroups } from './define'

export const circles = defineGroups({
  name: 'circles',
  title: words('Circles', '同心圆'),
  summary: words(
    'A small circle in a large one, as make_circles of scikit-learn: the border must close.',
    '大圆套小圆，同 scikit-learn 的 make_circles：分界线必须闭合。'
  ),
  params: {
    factor: {
      kind: 'number',
      min: 0,
      max: 0.99,
      default: 0.5,
      help: words('Radius of the inner circle; the outer one has 1.', '内圆的半径；外圆半径为 1。')
    }
  },
  classes: () => 2,
  point: ({ label, i, count, params: { factor } }) => {
    const angle = (2 * Math.PI * i) / count
    const radius = label === 0 ? 1 : factor
    return [radius * Math.cos(angle), radius * Math.sin(angle)]
  }
})

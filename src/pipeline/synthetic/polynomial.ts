import { words } from '../../shared/locale'
import { defineCurve } from './define'
import { drawBetween, xRange } from './x-range'

export const polynomial = defineCurve({
  name: 'polynomial',
  title: words('Polynomial', '多项式'),
  summary: words(
    'A curve of a few bends with noise: too few units miss it, too many follow the noise.',
    '有若干弯曲的带噪声曲线：单元太少拟合不了，太多则会拟合噪声。'
  ),
  params: {
    coefficients: {
      kind: 'numbers',
      most: 12,
      default: [0, -2, 0, 1],
      help: words(
        'Of 1, x, x^2 and so on, as in numpy.polynomial.',
        '依次为 1、x、x^2 等的系数，与 numpy.polynomial 相同。'
      )
    },
    x_range: xRange(-2, 2)
  },
  draw: (streams, { x_range }) => drawBetween(streams, x_range),
  y: (x, { coefficients }) => coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0)
})

import { words } from '../../shared/locale'
import { defineCurve } from './define'

export const linear = defineCurve({
  name: 'linear',
  title: words('Line', '直线'),
  summary: words(
    'y = w x + b with noise, x normal: what a single neuron learns, and where it can be seen how near it comes.',
    'y = w x + b 加噪声，x 服从正态分布：单个神经元就能学会，并可看出它学得有多接近。'
  ),
  params: {
    w: { kind: 'number', default: 3, help: words('The slope.', '斜率。') },
    b: { kind: 'number', default: 2, help: words('The value at x = 0.', 'x = 0 处的值。') }
  },
  draw: ({ normal }) => normal(),
  y: (x, { w, b }) => w * x + b
})

import { words } from '../../shared/locale'
import { defineCurve } from './define'
import { drawBetween, xRange } from './x-range'

export const sine = defineCurve({
  name: 'sine',
  title: words('Sine', '正弦'),
  summary: words(
    'A wave with noise: a line cannot follow it, a hidden layer can.',
    '带噪声的正弦波：直线无法拟合，加一个隐藏层就可以。'
  ),
  params: {
    frequency: { kind: 'number', default: 1, help: words('Waves from x to x + 1.', '从 x 到 x + 1 之间的周期数。') },
    amplitude: { kind: 'number', default: 1, help: words('The height of a wave above 0.', '波峰高出 0 的高度。') },
    phase: { kind: 'number', default: 0, help: words('In radians, at x = 0.', 'x = 0 处的相位，单位为弧度。') },
    x_range: xRange(-1, 1)
  },
  draw: (streams, { x_range }) => drawBetween(streams, x_range),
  y: (x, { frequency, amplitude, phase }) => amplitude * Math.sin(2 * Math.PI * frequency * x + phase)
})

import { words } from '../../shared/locale'
import { defineGroups } from './define'

export const moons = defineGroups({
  name: 'moons',
  title: words('Two moons', '双月'),
  summary: words(
    'Two half circles that reach into each other, as make_moons of scikit-learn: a border that must bend.',
    '两个互相嵌入的半圆，同 scikit-learn 的 make_moons：分界线必须弯曲。'
  ),
  params: {},
  classes: () => 2,
  point: ({ label, i, count }) => {
    const angle = count === 1 ? 0 : (Math.PI * i) / (count - 1)
    return label === 0 ? [Math.cos(angle), Math.sin(angle)] : [1 - Math.cos(angle), 0.5 - Math.sin(angle)]
  }
})

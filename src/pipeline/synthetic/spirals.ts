import { words } from '../../shared/locale'
import { defineGroups } from './define'

export const spirals = defineGroups({
  name: 'spirals',
  title: words('Spirals', '螺旋'),
  summary: words(
    'Arms that wind around each other: hard for a small network, and a good look at what depth does.',
    '互相缠绕的螺旋臂：小网络很难分开，适合观察深度的作用。'
  ),
  params: {
    turns: {
      kind: 'number',
      min: 0,
      max: 10,
      default: 1.5,
      help: words('How often each arm winds around the middle.', '每条臂绕中心的圈数。')
    },
    classes: {
      kind: 'integer',
      min: 2,
      max: 10,
      default: 2,
      help: words('Arms, one for each class.', '螺旋臂数，每类一条。')
    }
  },
  classes: ({ classes }) => classes,
  /** From near the middle, where the arms would meet, to a distance of 1. */
  point: ({ label, i, count, params: { turns, classes } }) => {
    const radius = (i + 1) / count
    const angle = 2 * Math.PI * (turns * radius + label / classes)
    return [radius * Math.cos(angle), radius * Math.sin(angle)]
  }
})

import { words } from '../../shared/locale'
import { defineGroups } from './define'
import { drawBetween } from './x-range'

export const blobs = defineGroups({
  name: 'blobs',
  title: words('Blobs', '高斯团'),
  summary: words(
    'Round clouds of points, as make_blobs of scikit-learn: what straight borders are enough for, where they lie apart.',
    '圆形点云，同 scikit-learn 的 make_blobs：彼此分开时，直线边界就够了。'
  ),
  params: {
    centers: {
      kind: 'integer',
      min: 2,
      max: 20,
      default: 3,
      help: words('Clouds, one for each class.', '点云数，每类一个。')
    },
    cluster_std: {
      kind: 'number',
      min: 0,
      default: 1,
      help: words('Standard deviation of the points around their centre.', '各点围绕中心的标准差。')
    },
    center_box: {
      kind: 'numbers',
      least: 2,
      most: 2,
      default: [-10, 10],
      help: words('The least and the greatest coordinate of a centre.', '中心坐标的最小值与最大值。')
    }
  },
  classes: ({ centers }) => centers,
  prepare: (streams, { centers, center_box }) =>
    Array.from(
      { length: centers },
      () => [drawBetween(streams, center_box), drawBetween(streams, center_box)] as const
    ),
  point: ({ label, params: { cluster_std }, prepared, streams: { normal } }) => {
    const [x0, x1] = prepared[label]!
    return [x0 + cluster_std * normal(), x1 + cluster_std * normal()]
  }
})

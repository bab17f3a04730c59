import { words } from '../../../shared/locale'
import { defineTerms } from './define'

export default defineTerms({
  mae: {
    name: words('mean absolute error', '平均绝对误差 (mean absolute error)'),
    text: words(
      'The mean of the sizes of the residuals, also called L1: $\\frac{1}{n}\\sum |\\hat y - y|$. Twice as wrong counts twice.',
      '残差绝对值的平均，也称 L1：$\\frac{1}{n}\\sum |\\hat y - y|$。错两倍就算两倍。'
    )
  },
  huber: {
    name: words('Huber loss', 'Huber 损失 (Huber loss)'),
    text: words(
      'Squares for small residuals, a straight line for those beyond `delta`: smooth at the bottom, and calm about outliers.',
      '残差小时按平方计算，超过 `delta` 后按直线增长：谷底平滑，又不会被离群点带偏。'
    )
  },
  outlier: {
    name: words('outlier', '离群点 (outlier)'),
    text: words(
      'An example far from all the others: a rare case, or a mistake.',
      '远离其他样本的点：可能是罕见情形，也可能是错误。'
    )
  },
  momentum: {
    name: words('momentum', '动量 (momentum)'),
    text: words(
      'The step keeps a part of the one before, like a ball that rolls: $v \\leftarrow m v - \\eta g$, $w \\leftarrow w + v$.',
      '每一步保留上一步的一部分，像滚动的小球：$v \\leftarrow m v - \\eta g$，$w \\leftarrow w + v$。'
    )
  },
  adam: {
    name: words('Adam', 'Adam 优化器 (Adam)'),
    text: words(
      'An optimizer that divides each gradient by its own usual size, so that every weight moves by about the learning rate.',
      '一种优化器，把每个梯度除以它自身的常见大小，于是每个权重每步大约移动一个学习率。'
    )
  },
  convex: {
    name: words('convex', '凸 (convex)'),
    text: words(
      'Shaped like a bowl: whichever way one walks down, one ends at the same lowest value.',
      '形状像一只碗：无论从哪里往下走，都会到达同一个最低值。'
    )
  },
  'local-minimum': {
    name: words('local minimum', '局部极小值 (local minimum)'),
    text: words(
      'A valley that is lower than all around it, but perhaps not the lowest: gradient descent stays in it.',
      '比四周都低的谷底，却不一定是最低的；梯度下降会停在那里。'
    )
  },
  divergence: {
    name: words('divergence', '发散 (divergence)'),
    text: words(
      'The loss grows instead of falling: each step jumps over the valley and lands higher than before.',
      '损失不降反升：每一步都越过谷底，落到比原来更高的地方。'
    )
  }
})

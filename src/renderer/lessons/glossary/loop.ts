import { words } from '../../../shared/locale'
import { defineTerms } from './define'

export default defineTerms({
  'forward-pass': {
    name: words('forward pass', '前向传播 (forward pass)'),
    text: words(
      'The examples go through the layers from the first to the last; what comes out is the answer.',
      '样本从第一层到最后一层依次经过各层，最后得到的就是网络的回答。'
    )
  },
  'gradient-tape': {
    name: words('gradient tape', '梯度带 (gradient tape)'),
    text: words(
      'TensorFlow notes down every operation of the forward pass on it, and goes back along it by the chain rule to find each gradient.',
      'TensorFlow 把前向传播的每个运算记在上面，再按链式法则沿着它往回走，求出每个梯度。'
    )
  }
})

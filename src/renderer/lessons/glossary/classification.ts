import { words } from '../../../shared/locale'
import { defineTerms } from './define'

export default defineTerms({
  'one-hot': {
    name: words('one-hot', '独热编码 (one-hot)'),
    text: words(
      'A class written as numbers: a 1 at its place, 0 everywhere else. Class 3 of five is 0, 0, 0, 1, 0.',
      '用一串数表示类别：该类的位置为 1，其余为 0。五类中的第 3 类写作 0, 0, 0, 1, 0。'
    )
  },
  regression: {
    name: words('regression', '回归 (regression)'),
    text: words(
      'To predict quantities, such as a price. The opposite is classification: to choose one of several classes.',
      '预测数量，例如价格。与之相对的是分类：从若干类别中选出一个。'
    )
  },
  argmax: {
    name: words('argmax', '最大值位置 (argmax)'),
    text: words(
      'Where the largest number is, from 0: `argmax([0.1, 0.7, 0.2])` is 1. Of ten probabilities it is the class that the network takes for the most likely.',
      '最大的数所在的位置，从 0 数起：`argmax([0.1, 0.7, 0.2])` 等于 1。在十个概率中，就是网络认为最可能的类别。'
    )
  },
  accuracy: {
    name: words('accuracy', '准确率 (accuracy)'),
    text: words('The share of examples whose class is predicted right.', '类别预测正确的样本所占的比例。')
  },
  logit: {
    name: words('logit', 'logit（未归一化的得分）'),
    text: words(
      'What a class scores before softmax: any number, also below 0.',
      '类别在 softmax 之前的得分，可以是任意实数，也可以小于 0。'
    )
  },
  softmax: {
    name: words('softmax', 'softmax（归一化指数）'),
    text: words(
      'Turns scores into probabilities: $\\frac{e^{z_i}}{\\sum_j e^{z_j}}$. All are above 0 and add up to 1.',
      '把得分变成概率：$\\frac{e^{z_i}}{\\sum_j e^{z_j}}$。每个都大于 0，总和为 1。'
    )
  },
  'cross-entropy': {
    name: words('cross-entropy', '交叉熵 (cross-entropy)'),
    text: words(
      'The loss of classification: $-\\ln p$ of the true class. Sure and right is 0; sure and wrong is as large as you like.',
      '分类用的损失：真实类别概率的 $-\\ln p$。又肯定又正确时为 0，又肯定又错误时可以任意大。'
    )
  },
  relu: {
    name: words('relu', 'relu（线性整流）'),
    text: words(
      '$\\max(0, z)$: what is negative becomes 0, the rest stays as it is.',
      '$\\max(0, z)$：负数变成 0，其余保持不变。'
    )
  },
  rescaling: {
    name: words('normalising', '归一化 (normalising)'),
    text: words(
      'To bring inputs to a small, common range, as pixels from 0..255 to 0..1: `Rescaling(1/255)`.',
      '把输入变到较小而统一的范围，例如把像素从 0～255 变到 0～1：`Rescaling(1/255)`。'
    )
  },
  callback: {
    name: words('callback', '回调 (callback)'),
    text: words(
      'Something that training calls at set moments, such as the end of an epoch. It can look at the metrics, and stop.',
      '训练在固定时刻（例如每轮结束时）调用的程序，可以查看指标，也可以让训练停止。'
    )
  }
})

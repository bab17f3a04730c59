import { words } from '../../../shared/locale'
import { defineTerms } from './define'

export default defineTerms({
  noise: {
    name: words('noise', '噪声 (noise)'),
    text: words(
      'What is random in the data and follows no rule. No model can predict it; one that tries learns by heart.',
      '数据中随机的、不遵循任何规律的部分。没有模型能预测它；硬要去拟合，就成了死记硬背。'
    )
  },
  initializer: {
    name: words('initializer', '初始化器 (initializer)'),
    text: words(
      'What the weights of a layer are before the first step: mostly small random numbers, here chosen ones (`Constant`, `zeros`).',
      '决定层的权重在第一步之前取什么值：通常是小的随机数，这里则是指定的值（`Constant`、`zeros`）。'
    )
  },
  'full-batch': {
    name: words('full batch', '全批次 (full batch)'),
    text: words(
      'Every step looks at all training examples, so an epoch is one step and nothing is left to chance.',
      '每一步都用上全部训练样本：一轮就是一步，也没有任何随机性。'
    )
  },
  residual: {
    name: words('residual', '残差 (residual)'),
    text: words('How far a prediction is from the truth: $r = \\hat y - y$.', '预测值与真实值的差：$r = \\hat y - y$。')
  },
  'standard-error': {
    name: words('standard error', '标准误差 (standard error)'),
    text: words(
      'How far an estimate is usually from the truth by chance alone. From $n$ points with noise $\\sigma$ it is about $\\sigma/\\sqrt n$.',
      '仅因随机性，估计值通常偏离真值多远。由噪声为 $\\sigma$ 的 $n$ 个点得出的估计，约为 $\\sigma/\\sqrt n$。'
    )
  },
  'closed-form': {
    name: words('closed form', '闭式解 (closed form)'),
    text: words(
      'A formula that gives the answer at once, without steps. The best line has one; a network with hidden layers has none.',
      '不用一步步逼近、直接给出答案的公式。最佳直线有这样的公式，带隐藏层的网络则没有。'
    )
  },
  'least-squares': {
    name: words('least squares', '最小二乘法 (least squares)'),
    text: words(
      'The line whose sum of squared residuals is least: where both gradients are 0.',
      '残差平方和最小的那条直线，在那里两个梯度都为 0。'
    )
  },
  float64: {
    name: words('float64', '双精度 (float64)'),
    text: words(
      'Numbers of 64 bits with about 16 significant digits, as in NumPy. Networks mostly use float32: about 7 digits.',
      '64 位浮点数，约 16 位有效数字，与 NumPy 相同。神经网络通常用 float32，约 7 位有效数字。'
    )
  }
})

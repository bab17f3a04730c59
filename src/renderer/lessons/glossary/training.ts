import { words } from '../../../shared/locale'
import { defineTerms } from './define'

export default defineTerms({
  tensor: {
    name: words('tensor', '张量 (tensor)'),
    text: words(
      'An array of numbers with a shape: a number is one of rank 0, a row of numbers one of rank 1, a grey picture `28 × 28` one of rank 2.',
      '带有形状的数组：一个数是 0 阶张量，一行数是 1 阶张量，一张 `28 × 28` 的灰度图是 2 阶张量。'
    )
  },
  weight: {
    name: words('weight', '权重 (weight)'),
    text: words(
      'A number that the network learns and multiplies its inputs by. Training changes nothing but weights and biases.',
      '网络要学习的数，用来与输入相乘。训练所改变的只有权重和偏置。'
    )
  },
  bias: {
    name: words('bias', '偏置 (bias)'),
    text: words(
      'A learnt number that is added to the weighted sum: the $b$ of $y = wx + b$. It moves the line up and down.',
      '加在加权和上的一个可学习的数，即 $y = wx + b$ 中的 $b$，它让直线上下移动。'
    )
  },
  neuron: {
    name: words('neuron', '神经元 (neuron)'),
    text: words(
      'A weighted sum of the inputs plus a bias, passed through an activation function. `Dense(units=1)` is one.',
      '输入的加权和加上偏置，再经过激活函数。`Dense(units=1)` 就是一个神经元。'
    )
  },
  loss: {
    name: words('loss', '损失 (loss)'),
    text: words(
      'One number that says how wrong the predictions are; training makes it smaller.',
      '用一个数衡量预测错得有多远；训练就是让它变小。'
    )
  },
  mse: {
    name: words('mean squared error', '均方误差 (mean squared error)'),
    text: words(
      'The mean of the squared differences of prediction and truth: $\\frac{1}{n}\\sum (\\hat y - y)^2$.',
      '预测值与真实值之差的平方的平均：$\\frac{1}{n}\\sum (\\hat y - y)^2$。'
    )
  },
  gradient: {
    name: words('gradient', '梯度 (gradient)'),
    text: words(
      'How fast the loss grows when a weight grows a little. Training takes a step the other way.',
      '某个权重增大一点时损失增长得有多快。训练沿着相反的方向走一步。'
    )
  },
  'gradient-descent': {
    name: words('gradient descent', '梯度下降 (gradient descent)'),
    text: words(
      'Take the gradient of the loss and move each weight against it: $w \\leftarrow w - \\eta \\cdot \\frac{\\partial L}{\\partial w}$, again and again.',
      '求损失的梯度，让每个权重沿反方向移动：$w \\leftarrow w - \\eta \\cdot \\frac{\\partial L}{\\partial w}$，如此反复。'
    )
  },
  'learning-rate': {
    name: words('learning rate', '学习率 (learning rate)'),
    text: words(
      'What the gradient is multiplied by to make a step. Too small takes forever, too large jumps over the valley.',
      '步长等于它乘以梯度。太小则收敛极慢，太大则会越过谷底。'
    )
  },
  step: {
    name: words('step', '训练步 (step)'),
    text: words('One update of the weights, made from one batch.', '用一个批次对权重做一次更新。')
  },
  batch: {
    name: words('batch', '批次 (batch)'),
    text: words(
      'The examples that one step looks at together; `batch_size` says how many.',
      '一次训练步同时使用的若干样本；样本数即 `batch_size`。'
    )
  },
  epoch: {
    name: words('epoch', '轮 (epoch)'),
    text: words('One pass through all training examples.', '把全部训练样本用过一遍，称为一轮。')
  },
  optimizer: {
    name: words('optimizer', '优化器 (optimizer)'),
    text: words(
      'The rule that turns gradients into changes of the weights: SGD, momentum, Adam.',
      '把梯度变成权重更新的规则，例如 SGD、动量、Adam。'
    )
  },
  overfitting: {
    name: words('overfitting', '过拟合 (overfitting)'),
    text: words(
      'The network learns the training examples by heart: the training loss goes on falling while the validation loss rises.',
      '网络把训练样本背了下来：训练损失继续下降，验证损失却开始上升。'
    )
  },
  'training-set': {
    name: words('training set', '训练集 (training set)'),
    text: words('The examples that the weights are learnt from.', '用来学习权重的样本。')
  },
  'validation-set': {
    name: words('validation set', '验证集 (validation set)'),
    text: words(
      'Examples kept out of training, by which one chooses: the settings, or when to stop.',
      '不参与训练、用来做选择的样本：选择设置，或决定何时停止。'
    )
  },
  'test-set': {
    name: words('test set', '测试集 (test set)'),
    text: words(
      'Examples that nothing was learnt from and nothing was chosen by. They are looked at once, at the end.',
      '既不用来学习、也不用来做选择的样本，只在最后看一次。'
    )
  },
  convergence: {
    name: words('convergence', '收敛 (convergence)'),
    text: words(
      'The loss no longer changes much: further steps bring next to nothing.',
      '损失几乎不再变化：继续训练收获甚微。'
    )
  },
  activation: {
    name: words('activation function', '激活函数 (activation function)'),
    text: words(
      'What a neuron does with its weighted sum: `relu` cuts off what is negative; without one, layers together are only a linear map.',
      '神经元对加权和做的变换：`relu` 截去负值；若没有它，多层叠加仍只是线性变换。'
    )
  }
})

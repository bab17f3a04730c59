import type { Messages } from './en'

/** 训练记录的“试一试”页。 */
const tryIt: Messages['tryIt'] = {
  source: '输入',
  own: { picture: '手写或打开图片', values: '填写数值', text: '输入文本' },
  examples: '挑选样本',
  pad: {
    label: '手写板：可用鼠标、笔或手指',
    hint: '在这里画',
    draw: '画笔',
    erase: '橡皮',
    undo: '撤销',
    clear: '清空',
    width: '笔宽',
    colour: '画笔颜色 {colour}',
    open: '打开图片…',
    paste: '也可拖到这里，或粘贴（Ctrl+V）',
    back: '重新画',
    file: '图片 {name}',
    pasted: '粘贴的图片',
    notPicture: '无法把 {name} 当作图片读取。',
    noPicture: '剪贴板里没有图片。',
    keys: '方向键移动画笔，空格键落笔、提笔。',
    down: '落笔',
    up: '提笔'
  },
  centre: {
    name: '按 MNIST 的方式居中',
    why: 'MNIST 的数字先缩放到 20 × 20，再按质心放到 28 × 28 的中央。只见过这种数字的网络，认不得别的写法。'
  },
  invert: {
    name: '黑白反转',
    why: 'MNIST 的数字是黑底白字，而纸上的照片正相反。'
  },
  values: { reset: '恢复中间值', missing: '缺失', out: '超出训练时见过的范围：{min} 到 {max}' },
  text: { label: '文本', placeholder: '输入或粘贴一段文本…', example: '停顿片刻就会给出预测。' },
  pick: {
    filter: '哪些样本',
    all: '全部',
    wrong: '判错的',
    random: '随机样本',
    nextWrong: '下一个错误',
    split: '集合'
  },
  result: {
    title: '预测',
    waiting: '给出一个输入，预测就显示在这里。',
    argmax: '预测为 {name}，因为在 {n} 个概率中 {p} 最大。',
    close: '难分高下：{name} 也有 {p}。',
    binary: '预测为 {name}，因为 {p} 是两个概率中较大的一个。',
    value: '网络的回答是 {value}。',
    output: '{n} 个值',
    more: '其余 {n} 个，合计 {sum}',
    took: '用时 {ms} 毫秒',
    truth: '真实：{name}',
    right: '正确',
    wrong: '错误',
    off: '相差 {by}',
    bars: '各类别的概率',
    scores: '各类别的输出',
    largest: '预测为 {name}，因为在 {n} 个输出中 {value} 最大。',
    above: '预测为 {name}，因为输出 {value} 大于 {border}。',
    notAbove: '预测为 {name}，因为输出 {value} 不大于 {border}。',
    noProbabilities: '这些输出不是概率：它们不限于 0 到 1，合计也不必为 1。',
    bySoftmax: '这些是 logits，损失函数（from_logits）用 softmax 把它们变成概率。',
    bySigmoid: '这是 logit，损失函数（from_logits）用 sigmoid 把它变成概率。',
    byShare: '损失函数把每个值除以它们的总和。',
    logit: 'logit',
    number: '输出',
    softmax: 'softmax',
    sigmoid: 'sigmoid',
    share: '占总和',
    moreScores: '其余 {n} 个更小'
  },
  input: {
    title: '送入网络的张量',
    how: '由来',
    drawn: '笔画，平滑缩小到 {size}',
    centred: '缩放到 20 × 20，按质心放到 28 × 28 的中央',
    averaged: '每个像素取其中墨迹的平均',
    row: '数据的第 {n} 行',
    file: '图片文件，缩放到 {size}',
    typed: '填写的数值',
    text: '文本，{n} 个字符',
    fitted: '训练时拟合',
    none: '没有步骤：原样送入'
  }
}

export default tryIt

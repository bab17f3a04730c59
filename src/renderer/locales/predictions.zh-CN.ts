export default {
  first: '第一次训练 A',
  second: '第二次训练 B',
  examples: '共同样本 {n} 个',
  checkpoint: '{run}：第 {epoch} 轮后的检查点',
  leftOut: '未参与：',
  why: {
    imported: '是其他程序的日志，没有可供预测的网络',
    training: '仍在训练，还没有保存检查点',
    noModel: '没有留下模型'
  },
  tooFew: '需要两个模型',
  tooFewText: '所选训练中至少有两个留有模型，才能对比预测。',
  working: '模型正在逐个预测样本：已完成 {n} / {of} 次训练。',
  askAll: '对比全部 {n} 次训练',
  apart: {
    data: '这两次训练使用的数据不同',
    dataRemedy: '数据内容不一致（SHA-256 不同），行号无法一一对应。请选择使用同一份数据的两次训练。',
    classes: '这两次训练的类别不同',
    classesRemedy: '请选择类别相同的两次训练。',
    truth: '有 {n} 个样本，两次训练的标准答案不同',
    truthRemedy: '它们学习的目标不同。请选择目标列相同的两次训练。'
  },
  noSplit: '没有可对比的样本',
  noSplitText: '两次训练都需要有测试集或验证集。',
  nothingShared: '两次训练在此没有共同的样本',
  nothingSharedText: '它们划分数据的方式不同。请换另一个划分，或用相同的划分种子训练。',
  onlyShared: '两次训练划分数据的方式不同，有 {n} 个样本只属于其中一方，另一方可能用它们训练过，因此不计入。',
  outcomes: '谁预测对了？',
  isRight: '{run} 正确',
  isWrong: '{run} 错误',
  accuracyOf: '{run} 的准确率',
  cell: { both: '两者都对', onlyA: 'A 对，B 错', onlyB: 'A 错，B 对', neither: '两者都错' },
  heading: '{what}：{n}',
  selected: {
    a: 'A 把 {truth} 判为 {predicted}',
    b: 'B 把 {truth} 判为 {predicted}',
    difference: '只有一方把 {truth} 判为 {predicted}'
  },
  none: '没有这样的样本。',
  look: '第 {n} 行：{truth}；A 判为 {a}，B 判为 {b}。查看两个网络内部',
  mcnemar: {
    none: '两者答对的样本完全相同。',
    notShown:
      '只有 A 答对的有 {one} 个，只有 B 答对的有 {other} 个：这样的差别靠运气也会出现（{p}）。就这些样本而言，看不出谁更好。',
    aBetter:
      '只有 A 答对的有 {one} 个，只有 B 答对的有 {other} 个：差别超出了运气的范围（{p}）。就这些样本而言，A 更好。',
    bBetter:
      '只有 A 答对的有 {one} 个，只有 B 答对的有 {other} 个：差别超出了运气的范围（{p}）。就这些样本而言，B 更好。',
    what: '这个检验说明什么？',
    about:
      'McNemar 精确检验只看“仅一方答对”的样本。如果两者一样好，究竟是谁答对就像抛硬币；p 是抛硬币得到同样或更悬殊结果的概率，小于 0.05 就认为不只是运气。它只针对这两个训练好的模型；换一个种子后这组设置是否依然更好，请看“真实差异还是噪声？”。'
  },
  confusion: {
    title: '混淆矩阵',
    minus: 'B − A',
    axes: '行为真实类别，列为预测类别。',
    difference: '把 {truth} 判为 {predicted}：A 有 {a} 个，B 有 {b} 个',
    better: '{run} 更好：对角线上答对更多，或其余格中错得更少'
  },
  classes: '各类别',
  sortByDifference: '差别最大的在前',
  detail: '第 {n} 行样本在两个网络中',
  layer: '层',
  close: '关闭',
  agreement: {
    title: '各次训练的一致程度',
    about: '两次训练给出相同预测（无论对错）的样本所占百分比。点选一格即可查看两者的差别。',
    run: '训练',
    accuracy: '准确率',
    cell: '{a} 与 {b} 的一致率为 {share}'
  },
  regression: {
    title: 'B 对 A',
    by: '{run} 的预测值',
    nearer: '共 {n} 个样本：A 更接近真实值的有 {a} 个，B 更接近的有 {b} 个。',
    about: '每个点是一个样本；落在虚线上表示两者预测相同。',
    disagree: '分歧最大的样本'
  }
}

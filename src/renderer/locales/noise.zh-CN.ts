export default {
  groupedBy: '分组方式',
  by: { same: '设置相同', setting: '按某项设置', sweep: '按参数搜索', hand: '手动' },
  measure: '指标',
  momentLabel: '取哪个值',
  moment: { best: '最佳', last: '最后', test: '测试' },
  groupOf: '{name} 所在的组',
  groups: '各组训练的 {log}（{moment}）',
  chart: '每次训练为一个点，并显示各组均值及其区间',
  groupDetail: '{traits} · n = {n}',
  sameSettings: '设置相同',
  rowTold: '{group} 组：{n} 次训练，均值 {mean}，标准差 {std}，真实均值在 {low} 与 {high} 之间（95 %）',
  key: '点是单次训练，竖线是均值，色带是真实均值的 95 % 区间。只有随机种子不同的训练归为一组。',
  nothing: '还没有可比较的内容',
  nothingText: '所选训练都还没有测得任何数值。',
  oneGroup: '所有训练都在同一组',
  oneGroupText: '它们只有随机种子不同。请加入其他设置的训练，或手动分组。',
  noValues: '其中一组还没有数值',
  noValuesText: '该组的训练仍在进行，或没有记录这个指标。',
  underway: '正在进行的重复训练：{n} 组。结束后会自动加入对应的组。',
  leftOut: {
    underway: '{n} 次仍在进行，未计入：{names}',
    cutShort: '{n} 次中途停止或失败，未计入：{names}',
    notMeasured: '{n} 次没有这个指标的数值，未计入：{names}',
    group: '{n} 次属于更多的组，未显示：{names}'
  },
  repeat: {
    button: '重复…',
    of: '用其他随机种子重复 {name} 组',
    about: '用同样的设置再次训练，每次换一个随机种子。新的训练会加入这一组。',
    seeds: '再训练的次数',
    which: '种子 {seeds}。',
    time: '按已有训练估计，共需约 {time}。',
    timeUnknown: '还没有训练结束，无法估计用时。',
    start: '开始训练'
  },
  differenceTitle: '{b} 对比 {a}',
  differenceIn: '{log} 之差',
  differenceChart: '两组之差及其区间；竖线 0 处表示没有差别',
  differenceTold: '差值 {difference}，在 {low} 与 {high} 之间（95 %）',
  verdict: { real: '真实差异', notShown: '看不出差异', tooFew: '次数太少' },
  says: {
    oneRun: '无法判断：一次训练只说明这一次的结果，不知道换个种子会变动多少。',
    tooFew: '次数太少，无法判断：每组至少需要 {least} 次训练。',
    equal: '没有差异：两组均值相同。',
    notShown: '看不出差异：仅换随机种子，两组也会像 {a} 与 {b} 这样不同。但这并不等于没有差异。',
    better: '差异是真实的：{b} 平均好 {by}，超出了随机种子造成的波动。',
    worse: '差异是真实的：{b} 平均差 {by}，超出了随机种子造成的波动。',
    higher: '差异是真实的：{b} 平均高 {by}，超出了随机种子造成的波动。',
    lower: '差异是真实的：{b} 平均低 {by}，超出了随机种子造成的波动。'
  },
  advice: {
    repeat: '请换种子重复训练；只有一次训练的组至少再训练 {n} 次。',
    never: '相对波动而言差别太小，每组 {most} 次训练也难以看出：选哪个都无妨。',
    enough: '对这样大小的差异，目前的次数通常已足够看出。',
    more: '如果差别保持这么大，每组约 {needed} 次训练即可看出：还需 {n} 次。'
  },
  fact: {
    difference: '均值之差 {b} − {a}',
    interval: '95 % 区间：{low} 至 {high}',
    effect: '效应量 Hedges g',
    effectMore: '{size}；95 % 区间：{low} 至 {high}',
    noSpread: '各次训练完全没有波动',
    welch: 'Welch t 检验',
    paired: '配对 t 检验：两组种子相同',
    mannWhitney: 'Mann–Whitney U 检验（只看名次）',
    wilcoxon: 'Wilcoxon 符号秩检验（只看名次）',
    exact: '统计量 {statistic}，精确计算',
    normal: '统计量 {statistic}，按正态分布近似',
    holm: 'Holm 校正后',
    holmMore: '与基准共比较 {n} 组'
  },
  size: { none: '几乎没有', small: '小', medium: '中等', large: '大' },
  what: '这是什么意思？',
  about: {
    seeds:
      '同样的设置，换一个随机种子就会得到不同的结果：初始权重不同，样本顺序也不同。各训练一次来比较，就像各掷一次骰子。多训练几次才能知道结果自身会波动多少；只有超过这种波动的差别，才说明设置本身有好坏。',
    p: 'p 是在两组其实没有差别时，结果仍然这么悬殊（或更悬殊）的概率。这里 p 小于 {alpha} 才称为“真实差异”，而且每组至少要有 {least} 次训练，否则看不出波动大小。这样判断，二十次里大约会错一次。',
    interval: '95 % 区间：在一百次这样的比较中，约有 95 次真实的差值会落在区间内。区间包含 0，就可能没有差别。',
    effect: '效应量 g 以各次训练的标准差为单位来衡量差别：0.2 算小，0.5 算中等，0.8 算大；超过 2 时两组几乎不重叠。',
    welch:
      'Welch t 检验比较两组的均值，允许两组波动大小不同。它假定数值大致服从正态分布；只看名次的检验没有这个假定，但每组只有三次训练时，它的 p 不可能小于 0.05。',
    paired: '每次训练在另一组都有种子相同的搭档，因此配对 t 检验只看每一对内部的差值：种子对双方的共同影响不计在内。',
    advice: '建议的次数，是指以 {power} 的概率能看出这样大小的差别所需的训练次数（最多考虑 {most} 次）。',
    holm: '比较的组越多，越容易凭运气“发现”差异。Holm 校正会提高每个 p 值，使所有结论合起来出错的机会不超过二十分之一。区间仍是单独比较时的区间。',
    caution:
      '请事先选定指标：逐个尝试直到某个 p 小于 0.05，找到的是运气，不是真相。另外，按验证集挑选出的结果在验证集上会显得偏好，真正的水平要看测试集。'
  }
}

import type training from './training.en'

const zh: typeof training = {
  fits: '适用',
  other: '与网络或数据不匹配',
  perOutput: '每个输出各用一个',
  lossWeight: '在总损失中的权重',
  remove: '移除 {name}',
  earlier: '将 {name} 提前',
  later: '将 {name} 推后',
  addMetric: '添加指标',
  addCallback: '添加回调',
  noCallbacks: '没有回调：训练将跑完全部周期。',
  about: {
    optimizer: '权重如何沿梯度更新',
    loss: '训练要尽量减小的量',
    metrics: '另外要衡量的指标',
    callbacks: '训练途中要做的事',
    fit: '各个周期如何进行'
  },
  from: { tutorials: '教程中常见的自定义回调', addons: '来自 TensorFlow Addons' },
  weights: {
    none: '各类别权重相同',
    some: '{n} 个类别有单独的权重',
    balance: '按类别均衡',
    clear: '清除'
  },
  schedule: { use: '学习率按计划逐步变化', epoch: '各周期的学习率', step: '各步的学习率', from: '从 {from} 到 {to}' },
  how: '训练方式',
  diagnosis: {
    title: '本次训练的诊断',
    next: '下次训练：',
    done: '已为下次训练修改',
    more: '还有 {n} 条',
    fewer: '显示较少',
    fold: '收起'
  },
  change: '更换',
  edit: '编辑',
  templates: '模板',
  fewer: '收起',
  layers: '{n} 层',
  fullBatch: '全批量',
  fullBatchHint: '所有训练样本组成一个批次：每个周期只有一步。'
}

export default zh

// What model.fit() takes besides epochs, batch_size and callbacks: for the form that sets it.
import type { ParamSpecs } from '../../shared/schema'

export const FIT_PARAMS = {
  shuffle: {
    kind: 'boolean',
    default: true,
    help: { en: 'Visit the examples in a new order in each epoch.', 'zh-CN': '每轮以新的顺序访问样本。' }
  },
  validation_freq: {
    kind: 'integer',
    min: 1,
    usual: [1, 2, 5, 10],
    default: 1,
    help: { en: 'Validate after every so many epochs.', 'zh-CN': '每隔多少轮做一次验证。' }
  },
  steps_per_epoch: {
    kind: 'integer',
    min: 1,
    nullable: true,
    default: null,
    help: {
      en: 'Batches of an epoch; None: as many as it takes to see every example once.',
      'zh-CN': '每轮的批次数；None 表示恰好遍历全部样本一遍。'
    }
  },
  validation_steps: {
    kind: 'integer',
    min: 1,
    nullable: true,
    default: null,
    help: {
      en: 'Batches of a validation; None: all of its examples.',
      'zh-CN': '每次验证的批次数；None 表示全部验证样本。'
    }
  },
  histogram_freq: {
    kind: 'integer',
    min: 0,
    usual: [0, 1, 5, 10],
    default: 0,
    help: {
      en: 'Statistics of every layer (weights, gradients, dead units) after every so many epochs; 0: none. They cost some time.',
      'zh-CN': '每隔多少轮统计各层的权重、梯度和失活单元；0 表示不统计。统计会占用一些时间。'
    }
  },
  dtype_policy: {
    kind: 'choice',
    options: ['float32', 'float64', 'mixed_bfloat16'],
    default: 'float32',
    help: { en: 'The type of weights and of what is computed.', 'zh-CN': '权重与计算所用的数值类型。' }
  }
} satisfies ParamSpecs

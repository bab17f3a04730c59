import { words } from '../../../shared/locale'
import { defineTerms } from './define'

export default defineTerms({
  augmentation: {
    name: words('augmentation', '数据增强 (augmentation)'),
    text: words(
      'Random changes of the training pictures (turned, shifted, flipped) that leave the label as it is: no picture is seen twice quite the same.',
      '在不改变标签的前提下随机改变训练图片（旋转、平移、翻转），使同一张图片不会原样出现两次。'
    )
  },
  sweep: {
    name: words('sweep', '参数搜索 (sweep)'),
    text: words(
      'The same project trained many times with other settings; each time is a trial, and the best is chosen by its validation score.',
      '用不同的设置反复训练同一个项目；每次训练称为一次试验，由验证成绩选出最好的一次。'
    )
  },
  'early-stopping': {
    name: words('early stopping', '早停 (early stopping)'),
    text: words(
      'Stops training, or goes back to the best weights, once the validation score no longer improves: `EarlyStopping`.',
      '验证成绩不再提高时停止训练，或退回到最好的权重：`EarlyStopping`。'
    )
  }
})

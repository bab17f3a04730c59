import type { Bilingual } from '../shared/locale'
import type { LayerGroup } from './define'

/** What the groups of the catalogue are called. */
export const GROUPS: Record<LayerGroup, Bilingual> = {
  input: { en: 'Input', 'zh-CN': '输入' },
  dense: { en: 'Dense', 'zh-CN': '全连接' },
  activation: { en: 'Activation', 'zh-CN': '激活' },
  convolution: { en: 'Convolution', 'zh-CN': '卷积' },
  pooling: { en: 'Pooling', 'zh-CN': '池化' },
  recurrent: { en: 'Sequences', 'zh-CN': '序列' },
  attention: { en: 'Attention', 'zh-CN': '注意力' },
  normalization: { en: 'Normalization', 'zh-CN': '归一化' },
  regularization: { en: 'Regularization', 'zh-CN': '正则化层' },
  reshaping: { en: 'Reshaping', 'zh-CN': '变形' },
  merge: { en: 'Merging', 'zh-CN': '合并' },
  augmentation: { en: 'Augmentation', 'zh-CN': '数据增强' }
}

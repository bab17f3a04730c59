import { activityPenalty } from '../../compiler/regularizers'
import type { ParamSpec } from '../../shared/schema'
import { defineLayer, oneInput } from '../define'
import { SMALL } from '../usual'

const factor = (en: string, chinese: string) =>
  ({ kind: 'number', min: 0, ...SMALL, default: 0, help: { en, 'zh-CN': chinese } }) satisfies ParamSpec

export default defineLayer({
  className: 'ActivityRegularization',
  group: 'regularization',
  title: { en: 'Activity regularization', 'zh-CN': '活动正则化' },
  synonyms: ['penalty', 'L1', 'L2', '惩罚'],
  summary: {
    en: 'Adds a penalty on the size of its input to the loss, and passes the input on.',
    'zh-CN': '把对输入大小的惩罚加到损失中，输入原样传递。'
  },
  params: {
    l1: factor('Factor of the sum of absolute values.', '绝对值之和的系数。'),
    l2: factor('Factor of the sum of squares.', '平方和的系数。')
  },
  inputs: oneInput,
  supportsMasking: true,
  outputShape: ([input]) => input!,
  lower: ({ g, addLoss }, [x], { l1, l2 }) => {
    if (l1 > 0 || l2 > 0) addLoss(activityPenalty(g, { name: 'l1l2', params: { l1, l2 } }, x!))
    return x!
  }
})

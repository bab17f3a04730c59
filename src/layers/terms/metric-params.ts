// Parameters of metrics that depend on the outputs.
import type { Bilingual } from '../../shared/locale'
import type { ResolvedTerm } from '../../shared/schema'
import { kerasShape, type Shape } from '../define'
import type { Misfit } from '../fits'

/** Null where all fits. */
export function metricParamMisfit({ name, params }: ResolvedTerm, outputs: Shape): Misfit | null {
  const width = outputs.at(-1) ?? 1
  const shape = kerasShape(outputs)
  const found: Bilingual = { en: `${shape} as outputs`, 'zh-CN': `输出 ${shape}` }
  const flat = ['f1_score', 'r2_score'].includes(name) || params.multi_label === true
  if (flat && outputs.length !== 1)
    return {
      expected: { en: 'one row of outputs for each example', 'zh-CN': '每个样本一行输出' },
      found,
      hint: hint('Flatten', 'the outputs', '输出')
    }
  for (const [key, most] of [
    ['top_k', width],
    ['class_id', width - 1]
  ] as const) {
    const value = params[key]
    if (typeof value === 'number' && value > most)
      return {
        expected: { en: `${key} of at most ${most}`, 'zh-CN': `${key} 不大于 ${most}` },
        found: and(`${key} = ${value}`, found),
        hint: change(key)
      }
  }
  if (typeof params.num_labels === 'number' && (params.multi_label !== true || params.num_labels !== width))
    return {
      expected: `multi_label = true, num_labels = ${width}`,
      found: and(`num_labels = ${params.num_labels}`, found),
      hint: change('num_labels')
    }
  if (name === 'f1_score' && params.average === null && width > 1)
    return {
      expected: { en: 'one number, so an average over the classes', 'zh-CN': '一个数，即各类别的平均' },
      found: and('average = null', found),
      hint: {
        en: 'Set average to "macro", "micro" or "weighted".',
        'zh-CN': '请将 average 设为 "macro"、"micro" 或 "weighted"。'
      }
    }
  return null
}

const and = (first: string, { en, 'zh-CN': zh }: Bilingual): Bilingual => ({
  en: `${first}, and ${en}`,
  'zh-CN': `${first}，${zh}`
})
const hint = (layer: string, en: string, zh: string) => ({
  en: `Put ${layer} behind ${en}, or remove the metric.`,
  'zh-CN': `请在${zh}之后加入 ${layer}，或移除该指标。`
})
const change = (key: string) => ({ en: `Change ${key}.`, 'zh-CN': `请修改 ${key}。` })

import { defineDiagnosis } from './define'
import { mean, percent, shown, valuesOf } from './figures'
import { scaleLearningRate, suggestCallback } from './remedies'

/** Epochs that are looked at. */
const LAST = 5
/** A loss that falls by less over them stands still. */
const STILL = 0.01
/** A loss that has fallen by less in all has hardly begun to. */
const HARDLY = 0.2
const MORE = 10

/** The training loss stands still: never really begun, because steps are too small; or at the end of what they can do. */
export default defineDiagnosis((evidence) => {
  const losses = valuesOf(evidence, 'loss')
  if (losses.length <= LAST) return null
  const before = losses.at(-1 - LAST)!
  const last = losses.at(-1)!
  const half = Math.ceil(LAST / 2)
  const recent = mean(losses.slice(-half).map(({ value }) => value))
  const size = Math.abs(before.value)
  // A loss of nothing cannot fall any more.
  if (size < 1e-6 || Math.abs(before.value - recent) >= size * STILL || last.value > before.value * (1 + STILL))
    return null
  const fallen = (losses[0]!.value - last.value) / Math.abs(losses[0]!.value)
  const figures = {
    en: `loss: ${shown(before.value)} at epoch ${before.epoch + 1}, ${shown(last.value)} now`,
    'zh-CN': `loss：第 ${before.epoch + 1} 轮为 ${shown(before.value)}，现在为 ${shown(last.value)}`
  }
  if (fallen < HARDLY) {
    return {
      tone: 'wrong',
      title: { en: 'Hardly learning: the learning rate may be too low', 'zh-CN': '几乎没有学习：学习率可能过低' },
      evidence: {
        en: `${figures.en}; it has fallen by ${percent(Math.max(0, fallen))} since the first epoch.`,
        'zh-CN': `${figures['zh-CN']}；自第一轮以来只下降了 ${percent(Math.max(0, fallen))}。`
      },
      fixes: scaleLearningRate(evidence.project, MORE)
    }
  }
  return {
    tone: 'hint',
    title: { en: 'The loss stands still', 'zh-CN': '损失不再下降' },
    evidence: {
      en: `${figures.en}: smaller steps may get further.`,
      'zh-CN': `${figures['zh-CN']}：更小的步长也许还能继续下降。`
    },
    fixes: suggestCallback(
      evidence.project,
      'ReduceLROnPlateau',
      { monitor: evidence.logs.has('val_loss') ? 'val_loss' : 'loss', patience: LAST },
      `patience = ${LAST}`
    )
  }
})

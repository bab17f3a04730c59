import { defineDiagnosis } from './define'
import { mean, percent, shown, valuesOf } from './figures'
import { suggestCallback } from './remedies'

/** Epochs after the best one that have to agree. */
const AFTER = 3
/** How much worse than the best val_loss, and than loss, the last ones have to be, on average. */
const WORSE = 0.05

/** val_loss has been rising since some epoch, while loss goes on falling. */
export default defineDiagnosis((evidence) => {
  const { project } = evidence
  const validation = valuesOf(evidence, 'val_loss')
  const training = valuesOf(evidence, 'loss')
  if (validation.length <= AFTER || training.length === 0) return null
  const best = validation.reduce((a, b) => (b.value < a.value ? b : a))
  const later = validation.filter(({ epoch }) => epoch > best.epoch)
  const atBest = training.find(({ epoch }) => epoch === best.epoch)
  const last = training.at(-1)!
  if (later.length < AFTER || !atBest || !(last.value < atBest.value)) return null
  const now = mean(later.slice(-AFTER).map(({ value }) => value))
  // Losses near 0 jump: what counts is that the network does worse on what it has not seen.
  if (!(now > best.value + Math.abs(best.value) * WORSE && now > last.value + Math.abs(last.value) * WORSE)) return null
  const since = best.epoch + 1
  const [from, to] = [shown(best.value), shown(later.at(-1)!.value)]
  const losses = { from: shown(atBest.value), to: shown(last.value) }
  const growth = percent((now - best.value) / Math.abs(best.value))
  return {
    tone: 'wrong',
    title: { en: `Overfitting since epoch ${since}`, 'zh-CN': `自第 ${since} 轮起过拟合` },
    evidence: {
      en: `val_loss has risen from ${from} to ${to} (${growth} above its best on average), while loss fell from ${losses.from} to ${losses.to}: the network learns the training examples by heart.`,
      'zh-CN': `val_loss 从 ${from} 升到 ${to}（平均比最佳值高 ${growth}），而 loss 从 ${losses.from} 降到 ${losses.to}：网络在死记训练样本。`
    },
    fixes: [
      ...suggestCallback(
        project,
        'EarlyStopping',
        { monitor: 'val_loss', patience: AFTER, restore_best_weights: true },
        `patience = ${AFTER}`
      ),
      ...(project.training.epochs > since
        ? [
            {
              id: 'epochs',
              title: { en: `epochs = ${since}`, 'zh-CN': `epochs = ${since}` },
              apply: (before: typeof project) => ({ ...before, training: { ...before.training, epochs: since } })
            }
          ]
        : [])
    ]
  }
})

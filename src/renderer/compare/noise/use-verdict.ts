// A comparison of two groups in plain words.
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { MOST_RUNS } from '../../../comparison/statistics/power'
import { LEAST_RUNS, type GroupComparison } from '../../../comparison/statistics/verdict'
import { useFormat } from '../../format'

/** @param direction which way the measured log is better; null: nobody knows */
export function useVerdict(
  compared: () => GroupComparison,
  names: () => { a: string; b: string },
  direction: () => 'min' | 'max' | null
) {
  const { t } = useI18n()
  const format = useFormat()
  const verdict = computed(() => {
    const { result, verdict: kind, a, b } = compared()
    const told = names()
    if (kind === 'tooFew')
      return t(Math.min(a.n, b.n) < 2 ? 'noise.says.oneRun' : 'noise.says.tooFew', { least: LEAST_RUNS })
    if (kind === 'notShown') return t(result!.difference === 0 ? 'noise.says.equal' : 'noise.says.notShown', told)
    const by = format.value.value(Math.abs(result!.difference))
    const isUp = result!.difference > 0
    const way = direction()
    if (way === null) return t(isUp ? 'noise.says.higher' : 'noise.says.lower', { ...told, by })
    return t(isUp === (way === 'max') ? 'noise.says.better' : 'noise.says.worse', { ...told, by })
  })
  const advice = computed(() => {
    const { verdict: kind, needed, a, b, result } = compared()
    if (kind === 'real') return ''
    const fewest = Math.min(a.n, b.n)
    if (fewest < 2) return t('noise.advice.repeat', { n: LEAST_RUNS - fewest })
    if (result!.difference === 0) return ''
    if (needed === null) return t('noise.advice.never', { most: format.value.integer(MOST_RUNS) })
    if (needed <= fewest) return t('noise.advice.enough')
    return t('noise.advice.more', { needed: format.value.integer(needed), n: format.value.integer(needed - fewest) })
  })
  return { verdict, advice }
}

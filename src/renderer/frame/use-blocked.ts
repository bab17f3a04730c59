import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { describeError } from '../../shared/errors'
import type { Locale } from '../../shared/locale'
import { useReadiness } from '../stores/readiness'

/** Why Train is off, in words; empty where it is on. */
export function useBlocked(): ComputedRef<string> {
  const { t, locale } = useI18n()
  const readiness = useReadiness()
  return computed(() => {
    if (!readiness.blocked) return ''
    const { reason, args, error } = readiness.blocked
    const problem = error ? describeError(error, locale.value as Locale).message : ''
    return t(`blocked.${reason}`, { ...args, problem })
  })
}

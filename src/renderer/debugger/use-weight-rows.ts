// The trainable weights as a list, one of which is looked into.
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { DebugStep, TensorFacts } from '../../shared/debug-contract'
import { useFormat } from '../format'
import { useDebugger } from '../stores/debugger'
import { normOf } from './arithmetic'

/** @param tensorsOf what of a step each row tells the norm of, in the order of the session's weights */
export function useWeightRows(tensorsOf: (step: DebugStep) => readonly TensorFacts[]) {
  const { t } = useI18n()
  const format = useFormat()
  const store = useDebugger()
  const weights = computed(() => store.session?.weights ?? [])
  const classOf = (layer: string): string => store.session?.layers.find(({ name }) => name === layer)?.className ?? ''
  /** Of the one that is chosen; -1 where none is. */
  const place = computed(() => weights.value.findIndex(({ name }) => name === store.weight))
  const rows = computed(() => {
    const tensors = store.step ? tensorsOf(store.step) : []
    return weights.value.map(({ name, layer, shape }, i) => ({
      name,
      className: classOf(layer),
      shape,
      figure: tensors[i] ? format.value.value(normOf(tensors[i])) : '',
      hint: t('debugger.hint.norm')
    }))
  })
  return { weights, place, rows }
}

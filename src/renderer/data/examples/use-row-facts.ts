// What is known of every row at once: its class and its split.
import { computed } from 'vue'
import { SPLIT_NAMES, type SplitName } from '../../../shared/dataset'
import { keyOf, useLooked } from '../../stores/looked'
import { useAnswer } from './use-answer'

export function useRowFacts() {
  const looked = useLooked()
  const description = computed(() => looked.now.description)
  const target = computed(() => description.value?.columns.find(({ role }) => role === 'target') ?? null)
  const source = computed(() => (looked.current && description.value ? keyOf(looked.current) : null))
  const { value: labels, error: labelsError } = useAnswer(
    () => (description.value?.classes ? source.value : null),
    () => looked.ask('labels', {})
  )
  const { value: splits, error: splitsError } = useAnswer(
    () => source.value && source.value + JSON.stringify(looked.data?.split),
    () => looked.askData('splits', {})
  )
  const classes = computed(() => labels.value?.classes ?? description.value?.classes ?? [])
  const classOf = (row: number): number | null => labels.value?.labels[row] ?? null
  /** '' where it is not known, or not a class. */
  const labelOf = (row: number): string => classes.value[classOf(row) ?? -1] ?? ''
  /** null: in none, or not known yet. */
  const splitOf = (row: number): SplitName | null => SPLIT_NAMES[splits.value?.of[row] ?? -1] ?? null
  const error = computed(() => splitsError.value ?? labelsError.value)
  return { description, target, source, labels, splits, classes, classOf, labelOf, splitOf, error }
}
export type RowFacts = ReturnType<typeof useRowFacts>

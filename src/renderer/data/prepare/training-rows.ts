// Some rows of the training split, to look at.
import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { useLooked } from '../../stores/looked'
import { useAsked, type Asked } from '../use-asked'

export interface TrainingRows {
  /** `count` of them, in ascending order; null while they are not known. */
  rows: ComputedRef<number[] | null>
  /** How many there are. */
  total: ComputedRef<number | null>
  /** Goes on to the next ones, from the first again behind the last. */
  next(): void
  page: Ref<number>
  error: Asked<unknown>['error']
}

const TRAIN = 0

export function pickRows(of: Uint8Array, total: number, page: number, count: number): number[] {
  const pages = Math.max(1, Math.ceil(total / count))
  const first = (page % pages) * count
  const picked: number[] = []
  let seen = 0
  for (let row = 0; row < of.length && picked.length < count; row++) {
    if (of[row] !== TRAIN) continue
    if (seen >= first) picked.push(row)
    seen += 1
  }
  return picked
}

export function useTrainingRows(count: number): TrainingRows {
  const looked = useLooked()
  const page = ref(0)
  const splits = useAsked(
    () => (looked.data && looked.now.description ? [looked.current, looked.data.split] : null),
    () => looked.askData('splits', {})
  )
  const total = computed(() => splits.value.value?.counts.train ?? null)
  const rows = computed(() => {
    const { value } = splits.value
    return value ? pickRows(value.of, value.counts.train, page.value, count) : null
  })
  return { rows, total, page, error: splits.error, next: () => void (page.value += 1) }
}

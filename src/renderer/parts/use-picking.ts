import { nextTick, ref, useTemplateRef, watch, type Ref } from 'vue'

/** A list that typing filters and the arrow keys walk; the template names them ref="field" and ref="list". */
export interface Picking {
  query: Ref<string>
  /** Which one Enter takes. */
  at: Ref<number>
  move(by: number): void
  /** Empties the field and puts the focus there, once it is drawn. */
  begin(): Promise<void>
}

/** @param count how many are listed now */
export function usePicking(count: () => number): Picking {
  const query = ref('')
  const at = ref(0)
  const field = useTemplateRef<HTMLInputElement>('field')
  const list = useTemplateRef<HTMLElement>('list')
  watch(query, () => (at.value = 0))
  watch(
    at,
    () => void nextTick(() => list.value?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }))
  )
  return {
    query,
    at,
    move: (by) => void (at.value = Math.max(0, Math.min(count() - 1, at.value + by))),
    async begin() {
      query.value = ''
      at.value = 0
      await nextTick()
      field.value?.focus()
    }
  }
}

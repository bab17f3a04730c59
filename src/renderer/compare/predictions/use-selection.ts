// Which examples of the pair are looked at.
import { computed, ref, watch } from 'vue'
import { countCells, positionsOf, type Selection } from '../../../comparison/predictions'
import type { Pair } from './pair'

export function useSelection(pair: () => Pair | null) {
  const selection = ref<Selection>({ kind: 'outcome', cell: 'onlyA' })
  const key = computed(() => {
    const now = pair()
    return now && `${now.a.record.id} ${now.b.record.id} ${now.split}`
  })
  // Where only one is right is what a comparison is for; of the two, where there is more to see.
  watch(
    key,
    () => {
      const now = pair()
      if (!now) return
      const { onlyA, onlyB } = countCells(now.outcomes)
      const cell = onlyA + onlyB === 0 ? 'neither' : onlyA >= onlyB ? 'onlyA' : 'onlyB'
      selection.value = { kind: 'outcome', cell }
    },
    { immediate: true }
  )
  const positions = computed(() => {
    const now = pair()
    return now ? positionsOf(now.outcomes, selection.value) : new Uint32Array()
  })
  return { selection, positions }
}

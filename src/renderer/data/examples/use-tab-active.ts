import { computed, onActivated, onDeactivated, ref, type ComputedRef } from 'vue'
import { useDataViewActive } from '../view-active'

/** Whether this tab is in front, in a view that is: only then may it fill the inspector. */
export function useTabActive(): ComputedRef<boolean> {
  const view = useDataViewActive()
  const tab = ref(true)
  onActivated(() => (tab.value = true))
  onDeactivated(() => (tab.value = false))
  return computed(() => view.value && tab.value)
}

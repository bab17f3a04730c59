import { onBeforeUnmount, ref, watch, type Ref } from 'vue'

const SLOW_MS = 1000

/** True once something has been going on for a second: what is quicker shows nothing. */
export function useSlow(busy: () => boolean): Readonly<Ref<boolean>> {
  const slow = ref(false)
  let timer = 0
  watch(
    busy,
    (now) => {
      window.clearTimeout(timer)
      if (!now) slow.value = false
      else timer = window.setTimeout(() => (slow.value = true), SLOW_MS)
    },
    { immediate: true }
  )
  onBeforeUnmount(() => window.clearTimeout(timer))
  return slow
}

import { onUnmounted, ref, type Ref } from 'vue'

/** After the last step of a move, in ms; Vue Flow does not tell of the end of each. */
const REST = 250

/** Whether a person pans or zooms. */
export function useMoving(): {
  isMoving: Ref<boolean>
  moved(step: { event: { sourceEvent?: unknown } }): void
  rested(): void
} {
  const isMoving = ref(false)
  let resting: ReturnType<typeof setTimeout> | undefined
  function rested(): void {
    clearTimeout(resting)
    isMoving.value = false
  }
  onUnmounted(rested)
  return {
    isMoving,
    rested,
    moved({ event }) {
      if (!event.sourceEvent) return
      isMoving.value = true
      clearTimeout(resting)
      resting = setTimeout(rested, REST)
    }
  }
}

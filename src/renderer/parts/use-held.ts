import { onBeforeUnmount } from 'vue'

const [FIRST_WAIT_MS, SECOND_WAIT_MS, SHORTEST_WAIT_MS, FASTER] = [400, 130, 35, 0.88]

/**
 * Repeats an action while a pointer is held down, faster and faster, and tells when it is let go.
 * @returns what starts it
 */
export function useHeld(ended: () => void): (act: () => void) => void {
  let timer: ReturnType<typeof setTimeout> | null = null
  const ENDS = ['pointerup', 'pointercancel', 'blur'] as const
  function stop(): void {
    if (timer === null) return
    clearTimeout(timer)
    timer = null
    for (const name of ENDS) window.removeEventListener(name, stop)
    ended()
  }
  onBeforeUnmount(stop)
  return (act) => {
    stop()
    const again = (wait: number): void => {
      act()
      timer = setTimeout(() => again(Math.max(SHORTEST_WAIT_MS, wait * FASTER)), wait)
    }
    timer = setTimeout(() => again(SECOND_WAIT_MS), FIRST_WAIT_MS)
    for (const name of ENDS) window.addEventListener(name, stop)
    act()
  }
}

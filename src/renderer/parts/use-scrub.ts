import { onBeforeUnmount, ref, type Ref } from 'vue'
import type { StepDirection } from './stepping'

/** CSS pixels: from here on it is no click, and as far again is one step. */
const [SLACK, PER_STEP] = [5, 8]

export interface Scrub {
  dragging: Ref<boolean>
  /** For pointerdown on what is dragged sideways; a click without a drag stays a click. */
  start(event: PointerEvent): void
}

/** Changes a number by dragging its name sideways. */
export function useScrub(on: {
  enabled: () => boolean
  begun: () => void
  step: (direction: StepDirection, event: PointerEvent) => void
  ended: () => void
}): Scrub {
  const dragging = ref(false)
  let release = (): void => undefined
  function start(event: PointerEvent): void {
    if (event.button !== 0 || !on.enabled()) return
    release()
    let at = event.clientX
    const move = (now: PointerEvent): void => {
      if (!dragging.value) {
        if (Math.abs(now.clientX - at) < SLACK) return
        dragging.value = true
        document.body.classList.add('scrubbing')
        on.begun()
      }
      for (; Math.abs(now.clientX - at) >= PER_STEP; at += Math.sign(now.clientX - at) * PER_STEP) {
        on.step(now.clientX > at ? 1 : -1, now)
      }
    }
    const stop = (): void => release()
    release = () => {
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', stop)
      window.removeEventListener('pointercancel', stop)
      document.body.classList.remove('scrubbing')
      if (dragging.value) {
        swallowClick()
        on.ended()
      }
      dragging.value = false
    }
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', stop)
    window.addEventListener('pointercancel', stop)
  }
  onBeforeUnmount(() => release())
  return { dragging, start }
}

/** The click that ends a drag is none. */
function swallowClick(): void {
  const swallow = (event: Event): void => {
    event.stopPropagation()
    event.preventDefault()
  }
  window.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }))
}

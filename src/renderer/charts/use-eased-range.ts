import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue'
import { easeRange, type Range } from './scale'

/** A range that glides to where it is sent, frame by frame; it jumps where `smooth` is false or motion is unwanted. */
export function useEasedRange(onFrame: () => void): {
  range: ShallowRef<Range>
  moveTo(target: Range, smooth: boolean): void
} {
  const range: ShallowRef<Range> = shallowRef({ min: 0, max: 1 })
  const still = matchMedia('(prefers-reduced-motion: reduce)')
  let target: Range = range.value
  let frame = 0
  let before = 0

  function step(now: number): void {
    const next = easeRange(range.value, target, Math.min(64, now - before))
    before = now
    range.value = next ?? target
    frame = next === null ? 0 : requestAnimationFrame(step)
    onFrame()
  }
  onBeforeUnmount(() => cancelAnimationFrame(frame))

  return {
    range,
    moveTo(to, smooth) {
      target = to
      if (!smooth || still.matches) {
        cancelAnimationFrame(frame)
        frame = 0
        range.value = to
      } else if (frame === 0) {
        before = performance.now()
        frame = requestAnimationFrame(step)
      }
    }
  }
}

// Which epoch is shown: the newest while it trains, one that was chosen, or one after the other.
import { computed, onActivated, onBeforeUnmount, onDeactivated, ref, watch, type ComputedRef, type Ref } from 'vue'

/** All of them take about so long, */
const PLAY_MS = 6000
/** but none longer than this. */
const FRAME_MS = 160
/** How soon the picture has gone most of the way to a new frame. */
const EASE_MS = 60
/** Farther than this nothing is gained by going through all between. */
const FAR = 6

export interface Playback {
  /** Number of a frame; between two of them while one goes over into the other. */
  position: Readonly<Ref<number>>
  /** The frame shown, or the nearest. */
  at: ComputedRef<number>
  isLive: Readonly<Ref<boolean>>
  isPlaying: Readonly<Ref<boolean>>
  show(frame: number): void
  follow(): void
  toggle(): void
}

/** @param frames how many there are; grows while it trains */
export function usePlayback(frames: () => number): Playback {
  const position = ref(Math.max(0, frames() - 1))
  const isLive = ref(true)
  const isPlaying = ref(false)
  const chosen = ref(0)
  const last = computed(() => Math.max(0, frames() - 1))
  const isStill = window.matchMedia('(prefers-reduced-motion: reduce)')
  let [request, before, isShown] = [0, 0, true]

  /** @returns whether there is farther to go */
  function advance(ms: number): boolean {
    if (isPlaying.value) {
      const perFrame = Math.min(FRAME_MS, PLAY_MS / Math.max(1, last.value))
      position.value = Math.min(last.value, position.value + ms / perFrame)
      if (position.value < last.value) return true
      isPlaying.value = false
      isLive.value = true
      return false
    }
    const target = isLive.value ? last.value : chosen.value
    const way = target - position.value
    const isThere = isStill.matches || Math.abs(way) < 0.01 || Math.abs(way) > FAR
    position.value = isThere ? target : position.value + way * (1 - Math.exp(-ms / EASE_MS))
    return !isThere
  }
  function frame(now: number): void {
    request = 0
    const ms = Math.min(100, now - before)
    before = now
    if (advance(ms)) request = requestAnimationFrame(frame)
  }
  function wake(): void {
    if (request !== 0 || !isShown) return
    before = performance.now()
    request = requestAnimationFrame(frame)
  }
  watch(last, wake, { immediate: true })
  onActivated(() => {
    isShown = true
    wake()
  })
  const rest = (): void => {
    isShown = false
    cancelAnimationFrame(request)
    request = 0
  }
  onDeactivated(rest)
  onBeforeUnmount(rest)

  function show(wanted: number): void {
    isPlaying.value = false
    chosen.value = Math.min(last.value, Math.max(0, wanted))
    isLive.value = false
    position.value = chosen.value
  }
  function follow(): void {
    isPlaying.value = false
    isLive.value = true
    wake()
  }
  function toggle(): void {
    if (isPlaying.value) return show(Math.round(position.value))
    if (position.value >= last.value) position.value = 0
    isPlaying.value = true
    isLive.value = false
    wake()
  }
  const at = computed(() => Math.min(last.value, Math.round(position.value)))
  return { position, at, isLive, isPlaying, show, follow, toggle }
}

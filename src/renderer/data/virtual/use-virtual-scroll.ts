import { computed, onActivated, onBeforeUnmount, onMounted, ref, watch, type Ref } from 'vue'
import { scrollMap } from './scroll-map'

/** Scrolling through content of any height: what is drawn goes by `offset`, in a window that sticks to the top. */
export function useVirtualScroll(scroller: Ref<HTMLElement | null>, contentHeight: () => number) {
  const size = ref({ width: 0, height: 0 })
  const offset = ref(0)
  const map = computed(() => scrollMap(contentHeight(), size.value.height))
  /** The scrollTop that was set here: its event tells nothing new. */
  let own = -1

  function scrollTo(y: number): void {
    offset.value = Math.max(0, Math.min(map.value.end, y))
    if (!scroller.value) return
    scroller.value.scrollTop = map.value.toScrollTop(offset.value)
    own = scroller.value.scrollTop
  }
  function scrolled(): void {
    const { scrollTop } = scroller.value!
    if (scrollTop === own) return
    own = -1
    offset.value = map.value.toOffset(scrollTop)
  }
  /** Where a pixel stands for several, the wheel still goes pixel by pixel. */
  function wheel(event: WheelEvent): void {
    if (map.value.exact || event.ctrlKey || event.deltaMode !== 0) return
    event.preventDefault()
    scrollTo(offset.value + event.deltaY)
  }
  /** Scrolls as little as shows all from `y` on. */
  function reveal(y: number, height: number): void {
    if (y < offset.value) scrollTo(y)
    else if (y + height > offset.value + size.value.height) scrollTo(y + height - size.value.height)
  }

  let observer: ResizeObserver | null = null
  onMounted(() => {
    observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect
      if (height > 0) size.value = { width, height }
    })
    observer.observe(scroller.value!)
  })
  onBeforeUnmount(() => observer?.disconnect())
  // What is taken out of the page forgets how far it was scrolled.
  onActivated(() => scrollTo(offset.value))
  watch(
    () => map.value.end,
    (end) => offset.value > end && scrollTo(end),
    { flush: 'post' }
  )

  return { size, offset, map, scrollTo, scrolled, wheel, reveal }
}

// Which charts of a scrolling list are in sight, or nearly: only those are drawn, and asked for.
import { onActivated, onBeforeUnmount, onMounted, onUpdated, shallowRef, type Ref, type ShallowRef } from 'vue'

/** @param list holds elements with data-chart */
export function useInSight(list: Ref<HTMLElement | null>): ShallowRef<ReadonlySet<string>> {
  const inSight = shallowRef<ReadonlySet<string>>(new Set())
  const watched = new Set<Element>()
  let observer: IntersectionObserver | null = null

  function seen(entries: readonly IntersectionObserverEntry[]): void {
    const now = new Set(inSight.value)
    for (const { target, isIntersecting } of entries) {
      const chart = (target as HTMLElement).dataset.chart!
      if (isIntersecting) now.add(chart)
      else now.delete(chart)
    }
    inSight.value = now
  }
  function follow(): void {
    const elements = new Set(list.value?.querySelectorAll('[data-chart]') ?? [])
    for (const gone of [...watched].filter((element) => !elements.has(element))) {
      observer?.unobserve(gone)
      watched.delete(gone)
    }
    for (const element of elements) {
      if (watched.has(element)) continue
      watched.add(element)
      observer?.observe(element)
    }
  }
  onMounted(() => {
    observer = new IntersectionObserver(seen, { rootMargin: '160px' })
    follow()
  })
  onUpdated(follow)
  onActivated(follow)
  onBeforeUnmount(() => observer?.disconnect())
  return inSight
}

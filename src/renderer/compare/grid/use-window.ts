import { computed, type Ref } from 'vue'

/** Which of many things of one size are in sight, with a few more to each side. */
export function useWindow(count: () => number, size: number, offset: Ref<number>, length: Ref<number>) {
  const MORE = 3
  const first = computed(() => Math.max(0, Math.min(count(), Math.floor(offset.value / size) - MORE)))
  const last = computed(() => Math.min(count(), Math.ceil((offset.value + length.value) / size) + MORE))
  const shown = computed(() => Array.from({ length: Math.max(0, last.value - first.value) }, (_, i) => first.value + i))
  /** CSS pixels. */
  const before = computed(() => first.value * size)
  const after = computed(() => Math.max(0, count() - Math.max(first.value, last.value)) * size)
  return { shown, before, after }
}

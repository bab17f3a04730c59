// How runs are set beside each other, remembered in the page's own storage.
import { reactive, watch } from 'vue'
import { BANDS } from '../../charts/overlay-curves'
import type { OverlayOptions } from '../../charts/use-overlay-chart'
import { keep } from '../../parts/keep'

const KEY = 'netloom.compare.curves'

export function parseOptions(text: string | null): OverlayOptions {
  let kept: Partial<Record<keyof OverlayOptions, unknown>>
  try {
    kept = (JSON.parse(text ?? '{}') ?? {}) as typeof kept
  } catch {
    kept = {}
  }
  return {
    difference: kept.difference === true,
    band: BANDS.find((band) => band === kept.band) ?? 'std',
    singles: kept.singles !== false
  }
}

export function useOverlayOptions(): OverlayOptions {
  const options = reactive(parseOptions(localStorage.getItem(KEY)))
  watch(options, () => keep(KEY, options))
  return options
}

import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { LayerSeries } from '../series/layer-series'
import type { LoadedRun } from '../series/loaded-run'
import { rowsOf, type LayerRow } from './rows'

/** Another object whenever something new was told: the columns in it grow in place. */
export interface Told {
  series: LayerSeries
  epochs: readonly number[]
}
export interface LayersInView {
  told: ShallowRef<Told>
  rows: ComputedRef<LayerRow[]>
  /** Place among the epochs that were measured; the newest until another one is chosen. */
  place: ComputedRef<number>
  /** Null follows the newest. */
  fixed: Ref<number | null>
}

export function useLayers(run: () => LoadedRun): LayersInView {
  const read = (): Told => ({ series: run().series.layers, epochs: [...run().series.layers.epochs] })
  const told = shallowRef(read())
  const fixed = ref<number | null>(null)
  watch([() => run().tick.value, () => run().id], ([, id], [, before]) => {
    const { series, epochs } = told.value
    const now = run().series.layers
    if (now !== series || now.epochs.length !== epochs.length) told.value = read()
    if (id !== before) fixed.value = null
  })
  const newest = computed(() => told.value.epochs.length - 1)
  return {
    told,
    rows: computed(() => rowsOf(told.value.series)),
    place: computed(() => Math.min(fixed.value ?? newest.value, newest.value)),
    fixed
  }
}

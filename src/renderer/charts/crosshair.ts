import { inject, provide, shallowRef, type InjectionKey, type ShallowRef } from 'vue'

/** Where the pointer is on the x axis that the charts of a view share, in epochs since the start; null: nowhere. */
export type Crosshair = ShallowRef<number | null>
const CROSSHAIR: InjectionKey<Crosshair> = Symbol('crosshair')

export function provideCrosshair(): Crosshair {
  const crosshair: Crosshair = shallowRef(null)
  provide(CROSSHAIR, crosshair)
  return crosshair
}

export const useCrosshair = (): Crosshair => inject(CROSSHAIR, () => shallowRef(null), true)

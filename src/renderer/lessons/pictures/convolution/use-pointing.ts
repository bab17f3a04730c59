// One place of an output is looked at: the one under the pointer, else the one that was chosen.
import { computed, ref, type ComputedRef } from 'vue'
import type { Plane } from './convolve'
import type { Place } from './TensorMap.vue'

export interface Pointing {
  at: ComputedRef<Place>
  hover(place: Place | null): void
  choose(place: Place): void
}

/** @param chosen told of places that a person has chosen, rather than passed over */
export function usePointing(output: () => Plane | null, chosen: (place: Place) => void): Pointing {
  const hovered = ref<Place | null>(null)
  const kept = ref<Place | null>(null)
  const within = (place: Place, { height, width }: Plane): Place => ({
    y: Math.max(0, Math.min(height - 1, place.y)),
    x: Math.max(0, Math.min(width - 1, place.x))
  })
  const at = computed((): Place => {
    const plane = output()
    if (!plane) return { y: 0, x: 0 }
    const middle = { y: Math.floor(plane.height / 2), x: Math.floor(plane.width / 2) }
    return within(hovered.value ?? kept.value ?? middle, plane)
  })
  return {
    at,
    hover: (place) => (hovered.value = place),
    choose(place) {
      const plane = output()
      if (!plane) return
      hovered.value = null
      kept.value = within(place, plane)
      chosen(kept.value)
    }
  }
}

/** Where the value of the largest size is. */
export function strongest({ width, data }: Plane): Place {
  let most = 0
  for (let i = 1; i < data.length; i++) if (Math.abs(data[i]!) > Math.abs(data[most]!)) most = i
  return { y: Math.floor(most / width), x: most % width }
}

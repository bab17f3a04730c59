import { computed, type ComputedRef } from 'vue'
import { useSession } from '../stores/session'
import { cssValue, rgb } from '../theme/colours'
import type { Diverging } from './maps'

/** Blue below zero and vermilion above it, which every kind of colour vision tells apart. */
export function useDiverging(): ComputedRef<Diverging> {
  const session = useSession()
  return computed(() => {
    void session.dark
    const colour = (name: string) => rgb(cssValue(name))
    return { ground: colour('--nl-picture-low'), below: colour('--nl-run-0'), above: colour('--nl-heat') }
  })
}

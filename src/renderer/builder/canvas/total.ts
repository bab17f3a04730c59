import type { ComputedRef, InjectionKey } from 'vue'

/** Parameters of the whole network. */
export const TOTAL_PARAMETERS: InjectionKey<ComputedRef<number>> = Symbol('total parameters')

import type { InjectionKey, Ref } from 'vue'

/** The edge under the pointer. */
export const HOVERED_EDGE: InjectionKey<Ref<string | null>> = Symbol('hovered edge')

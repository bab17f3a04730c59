import type { InjectionKey, Ref } from 'vue'

/** The edge under the pointer. */
export const HOVERED_EDGE: InjectionKey<Ref<string | null>> = Symbol('hovered edge')
/** There is room for the shape on every edge. */
export const NEAR_ENOUGH: InjectionKey<Readonly<Ref<boolean>>> = Symbol('near enough')

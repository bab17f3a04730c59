import { inject, type InjectionKey } from 'vue'

/** Brings another tab of the run to the front. */
export const SHOW_TAB: InjectionKey<(id: string) => void> = Symbol('show tab')
export const useShowTab = (): ((id: string) => void) => inject(SHOW_TAB, () => undefined)

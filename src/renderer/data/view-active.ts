import { inject, ref, type InjectionKey, type Ref } from 'vue'

/** Whether the Data view is in front: only then may it fill the inspector. */
export const DATA_VIEW_ACTIVE: InjectionKey<Ref<boolean>> = Symbol('data view active')
export const useDataViewActive = (): Ref<boolean> => inject(DATA_VIEW_ACTIVE, ref(true))

import { inject, type InjectionKey } from 'vue'
import type { AppContract } from '../shared/contract'
import type { Client } from '../shared/rpc'

export type Api = Client<AppContract>
export const API: InjectionKey<Api> = Symbol('api')

/** The services behind the window; only stores call it. */
export function useApi(): Api {
  const api = inject(API)
  if (!api) throw new Error('no api was provided')
  return api
}

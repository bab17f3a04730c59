import { shallowRef } from 'vue'
import { defineStore } from 'pinia'
import { useApi, type Api } from '../api'
import { useProblems } from './problems'

export type Recent = Awaited<ReturnType<Api['projects']['recent']>>[number]

/** The projects that were opened or saved last, by any window. */
export const useRecents = defineStore('recents', () => {
  const api = useApi()
  const problems = useProblems()
  const list = shallowRef<Recent[]>([])

  async function refresh(): Promise<void> {
    try {
      list.value = await api.projects.recent()
    } catch (error) {
      problems.report('workbench', error)
    }
  }
  async function forget(path: string): Promise<void> {
    list.value = list.value.filter((one) => one.path !== path)
    try {
      await api.projects.forgetRecent({ path })
    } catch (error) {
      problems.report('workbench', error)
    }
    await refresh()
  }

  return { list, refresh, forget }
})

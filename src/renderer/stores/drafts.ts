import { computed, ref, shallowReactive, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type { Draft, Drafts } from '../../shared/project-files'
import { useApi } from '../api'
import { useProblems } from './problems'

/** In sessionStorage: outlives a reload, not the tab. */
const WINDOW_KEY = 'netloom.window'

/** What was not saved: this window's own, kept as it is edited, and what windows that are gone have left. */
export const useDrafts = defineStore('drafts', () => {
  const api = useApi()
  const problems = useProblems()
  const windowId = ref<string | null>(null)
  const listed = shallowRef<Drafts>({ drafts: [], unreadable: [] })
  /** Newest first. */
  const left = computed(() => listed.value.drafts.filter(({ own }) => !own))
  const unreadable = computed(() => listed.value.unreadable)

  /** Names of windows whose drafts were there when this window began; the bar above the view tells of them. */
  const found = shallowReactive(new Set<string>())

  /** Takes the name from before a reload, or a new one: what was kept under the old name can then be restored. */
  async function enter(how: 'again' | 'anew'): Promise<void> {
    const wanted = how === 'again' ? (windowId.value ?? sessionStorage.getItem(WINDOW_KEY)) : null
    windowId.value = (await api.projects.enter({ windowId: wanted })).windowId
    sessionStorage.setItem(WINDOW_KEY, windowId.value)
  }

  /** @returns the draft of this window from before a reload */
  async function refresh(): Promise<Draft | null> {
    try {
      listed.value = await api.projects.drafts()
    } catch (error) {
      problems.report('workbench', error)
    }
    return listed.value.drafts.find(({ own }) => own) ?? null
  }
  function tellOfLeft(): void {
    for (const { windowId: id } of left.value) found.add(id)
  }

  /** Sent before the first await: a page that is closing has no more time. */
  async function keep(draft: Omit<Draft, 'savedAt' | 'windowId'>): Promise<void> {
    if (windowId.value !== null) await api.projects.keepDraft({ ...draft, windowId: windowId.value })
  }

  async function drop(id = windowId.value): Promise<void> {
    if (id === null) return
    try {
      await api.projects.dropDraft({ windowId: id })
    } catch (error) {
      problems.report('workbench', error)
    }
  }

  /** It is not wanted any more, or has been restored. */
  async function discard(id: string): Promise<void> {
    await drop(id)
    await refresh()
  }

  return { windowId, left, unreadable, found, enter, tellOfLeft, refresh, keep, drop, discard }
})

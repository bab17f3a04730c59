// Whether validation or test hold copies of training rows: looked for in the background, told as a warning.
import { computed, shallowReactive, watch } from 'vue'
import { defineStore } from 'pinia'
import { useApi } from '../api'
import { useLooked } from './looked'
import { useProject } from './project'
import { useRuns } from './runs'
import { useWorkbench } from './workbench'

export interface Leaked {
  validation: number
  test: number
}
/** Looking through more rows takes longer than a warning is worth; the Duplicates tab looks when it is asked. */
export const MOST_ROWS = 100_000
/** The page that has just been opened asks first. */
const WAIT_MS = 1500

export const useLeaks = defineStore('leaks', () => {
  const api = useApi()
  const project = useProject()
  const looked = useLooked()
  const workbench = useWorkbench()
  const runs = useRuns()
  const known = shallowReactive(new Map<string, Leaked>())
  const asked = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined

  /** The project's data as far as copies go. */
  const key = computed(() =>
    project.draft ? JSON.stringify([project.draft.dataset.source, project.draft.dataset.split, project.baseDir]) : null
  )
  /** Of the project's data; null while nobody has looked. */
  const found = computed(() => (key.value === null ? null : (known.get(key.value) ?? null)))
  const rows = computed(() => looked.ofProject.description?.rows ?? null)
  const wanted = computed(() => workbench.view === 'data' || runs.starting || runs.active !== null)

  /** Of other data; null while nobody has looked. */
  const of = (data: { source: unknown; split: unknown }, baseDir: string | null): Leaked | null =>
    known.get(JSON.stringify([data.source, data.split, baseDir])) ?? null
  /** What another has found out of the same data. */
  function tell(of: { source: unknown; split: unknown }, baseDir: string | null, leaked: Leaked): void {
    known.set(JSON.stringify([of.source, of.split, baseDir]), leaked)
  }
  async function look(): Promise<void> {
    const mine = key.value
    if (mine === null || !project.draft || asked.has(mine) || known.has(mine)) return
    asked.add(mine)
    try {
      const data = project.draft.dataset
      known.set(mine, (await api.data.duplicates({ data, baseDir: project.baseDir, most: 1 })).leaked)
    } catch {
      // What is wrong with the data is told where they are shown; the next look asks again.
      asked.delete(mine)
    }
  }
  watch(
    [key, rows, wanted],
    () => {
      clearTimeout(timer)
      if (wanted.value && rows.value !== null && rows.value <= MOST_ROWS) timer = setTimeout(() => void look(), WAIT_MS)
    },
    { immediate: true }
  )

  return { found, of, tell }
})

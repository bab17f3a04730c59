// What the Data view looks at: the data of the project in hand, or another source that may take their place.
import { computed, shallowReactive, shallowRef, watch } from 'vue'
import { defineStore } from 'pinia'
import type { DataDescription } from '../../shared/data-contract'
import { pathsOf, sourceName, type DatasetSource } from '../../shared/dataset'
import type { ErrorPayload } from '../../shared/errors'
import { toErrorPayload } from '../../shared/errors'
import { dataSchema, type ProjectData } from '../../shared/project'
import { useApi, type Api } from '../api'
import { useDatasets } from './datasets'
import { useProject } from './project'

export interface Looked {
  source: DatasetSource
  baseDir: string | null
}
/** What is known of a source so far. */
export interface Described {
  description: DataDescription | null
  error: ErrorPayload | null
  /** Being opened. */
  opening: boolean
}

export type ColumnRole = DataDescription['columns'][number]['role']
type DataApi = Api['data']
/** A question of the contract's `data` without the source, which the store adds. */
export type Asked<M extends keyof DataApi> = Omit<Parameters<DataApi[M]>[0], 'source' | 'data' | 'baseDir'>

export const keyOf = ({ source, baseDir }: Looked): string => JSON.stringify([source, baseDir])

export const useLooked = defineStore('looked', () => {
  const api = useApi()
  const project = useProject()
  const datasets = useDatasets()
  /** null: the project's own data. */
  const other = shallowRef<Looked | null>(null)
  /** Sources other than named ones that were looked at since the window opened, the last one first. */
  const recent = shallowRef<Looked[]>([])
  const described = shallowReactive(new Map<string, Described>())

  const own = computed<Looked | null>(() =>
    project.draft ? { source: project.draft.dataset.source, baseDir: project.baseDir } : null
  )
  const isOwn = computed(() => other.value === null || (own.value !== null && keyOf(other.value) === keyOf(own.value)))
  const current = computed<Looked | null>(() => (isOwn.value ? own.value : other.value))
  /** With split and steps: the project's own, or as they would be at first. */
  const data = computed<ProjectData | null>(() => {
    if (!current.value) return null
    if (isOwn.value) return project.draft!.dataset
    return dataSchema.parse({ source: current.value.source })
  })
  const known = (looked: Looked | null): Described =>
    (looked && described.get(keyOf(looked))) ?? { description: null, error: null, opening: false }
  const now = computed(() => known(current.value))
  /** Of the project's data, whatever is looked at. */
  const ofProject = computed(() => known(own.value))

  /** A named dataset that is not on this machine is not opened: the page offers to fetch it. */
  const absent = (looked: Looked): boolean =>
    'name' in looked.source && datasets.byName.get(looked.source.name)?.status !== 'ready'

  async function describe(looked: Looked): Promise<void> {
    const key = keyOf(looked)
    if (absent(looked)) return void described.delete(key)
    if (described.get(key)?.opening) return
    described.set(key, { ...known(looked), opening: true })
    try {
      described.set(key, { description: await api.data.describe(looked), error: null, opening: false })
    } catch (error) {
      described.set(key, { description: null, error: toErrorPayload(error), opening: false })
    }
  }
  /** Opens anew what is looked at: a file that has changed or was mended. */
  const reload = async (): Promise<void> => (current.value ? describe(current.value) : undefined)

  const status = (looked: Looked | null): string =>
    looked && 'name' in looked.source ? String(datasets.byName.get(looked.source.name)?.status) : ''
  for (const looked of [own, current])
    watch(
      [() => looked.value && keyOf(looked.value), () => status(looked.value)],
      () => looked.value && !known(looked.value).description && void describe(looked.value),
      { immediate: true }
    )

  function look(looked: Looked | null): void {
    other.value = looked
    if (!looked || 'name' in looked.source) return
    recent.value = [looked, ...recent.value.filter((one) => keyOf(one) !== keyOf(looked))].slice(0, 12)
  }

  /** What is looked at has been changed itself (a point was moved): it takes the place of what it was. */
  function revise(source: DatasetSource): void {
    const before = other.value
    if (!before) return
    const after = { ...before, source }
    other.value = after
    recent.value = recent.value.map((one) => (keyOf(one) === keyOf(before) ? after : one))
  }

  /** Looks at a file or folder of this machine. @throws what the services say of it */
  async function open(path: string): Promise<void> {
    const [first] = await api.data.suggest({ path })
    if (first) look({ source: first.source, baseDir: first.baseDir })
  }

  /** What is looked at, with other roles or another task; its columns stay in view. Of the project's data, one step of undo. */
  async function change(source: DatasetSource, roleOf: (column: string) => ColumnRole): Promise<void> {
    const before = current.value
    if (!before) return
    const after = { source, baseDir: before.baseDir }
    const { description } = known(before)
    if (description) {
      const columns = description.columns.map((column) => ({ ...column, role: roleOf(column.name) }))
      described.set(keyOf(after), { description: { ...description, columns }, error: null, opening: false })
    }
    if (isOwn.value) editData('roles', (data) => ({ ...data, source }))
    else {
      look(after)
      recent.value = recent.value.filter((one) => keyOf(one) !== keyOf(before))
    }
    await describe(after)
  }

  /** Asks about what is looked at; see the contract's `data`. */
  const ask = <
    M extends 'rows' | 'file' | 'value' | 'statistics' | 'correlation' | 'scatter' | 'vocabulary' | 'labels'
  >(
    method: M,
    input: Asked<M>
  ): ReturnType<DataApi[M]> =>
    (api.data[method] as (input: unknown) => ReturnType<DataApi[M]>)({ ...current.value!, ...input })
  /** The same with the split and the steps. */
  const askData = <M extends 'splits' | 'duplicates' | 'steps' | 'tensor' | 'variants' | 'batch'>(
    method: M,
    input: Asked<M>
  ): ReturnType<DataApi[M]> =>
    (api.data[method] as (input: unknown) => ReturnType<DataApi[M]>)({
      data: data.value!,
      baseDir: current.value!.baseDir,
      ...input
    })

  /** What is looked at becomes the project's data; one step of undo. `change`: what goes with it (split, steps). */
  function adopt(change: Partial<ProjectData> = {}): void {
    const looked = current.value
    if (!looked) return
    project.edit('dataset', (before) => ({
      ...before,
      dataset: { ...before.dataset, source: looked.source, ...change }
    }))
    other.value = null
  }
  /** Changes the project's data settings; one step of undo, typing in one field merges. */
  function editData(label: string, change: (data: ProjectData) => ProjectData, merge?: string): void {
    project.edit(
      label,
      (before) => {
        const dataset = change(before.dataset)
        return dataset === before.dataset ? before : { ...before, dataset }
      },
      merge === undefined ? undefined : { merge }
    )
  }

  const title = computed(() => {
    const source = current.value?.source
    if (!source) return ''
    if ('name' in source) return datasets.byName.get(source.name)?.title ?? source.name
    return sourceName(source).split(/[\\/]/).at(-1)!
  })
  const paths = computed(() => (current.value ? pathsOf(current.value.source) : []))

  return {
    ...{ other, recent, own, current, isOwn, data, now, ofProject, title, paths },
    ...{ look, revise, open, reload, change, ask, askData, adopt, editData }
  }
})

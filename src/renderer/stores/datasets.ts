import { computed, reactive, shallowReactive, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type { DatasetInfo } from '../../shared/dataset'
import type { ErrorPayload } from '../../shared/errors'
import type { ColumnValues } from '../../shared/columns'
import { useApi } from '../api'
import { useProblems } from './problems'

/** Of known pictures: the column that frames name so. */
const PICTURES = 'image'
export interface DownloadProgress {
  file: string
  receivedBytes: number
  totalBytes: number | null
  verifying: boolean
  /** When it began, ms since 1970. */
  began: number
}

/** The datasets of this machine, their downloads, and a few of their examples. */
export const useDatasets = defineStore('datasets', () => {
  const api = useApi()
  const problems = useProblems()
  const list = shallowRef<DatasetInfo[]>([])
  const loaded = shallowRef(false)
  const downloads = reactive(new Map<string, DownloadProgress>())
  const errors = shallowReactive(new Map<string, ErrorPayload>())
  const strips = new Map<string, Promise<ColumnValues>>()
  const byName = computed(() => new Map(list.value.map((info) => [info.name, info])))

  async function refresh(): Promise<void> {
    try {
      list.value = await api.datasets.list()
      loaded.value = true
    } catch (error) {
      problems.report('data', error)
    }
  }

  async function download(name: string): Promise<void> {
    if (downloads.has(name)) return
    errors.delete(name)
    downloads.set(name, { file: '', receivedBytes: 0, totalBytes: null, verifying: false, began: Date.now() })
    try {
      await api.datasets.download({ name })
    } catch (error) {
      const cancelled = !downloads.has(name)
      if (!cancelled) errors.set(name, problems.report('data', error))
    } finally {
      downloads.delete(name)
      await refresh()
    }
  }

  async function cancel(name: string): Promise<void> {
    downloads.delete(name)
    await api.datasets.cancelDownload({ name }).catch((error: unknown) => problems.report('data', error))
  }

  /** The first pictures of a dataset that is here; fetched once. Rejects as the services do. */
  function strip(name: string, count: number): Promise<ColumnValues> {
    const key = `${name} ${count}`
    let pictures = strips.get(key)
    if (!pictures) {
      pictures = api.data
        .rows({ source: { name }, baseDir: null, columns: [PICTURES], first: 0, count })
        .then(({ values }) => values[0]!)
      strips.set(key, pictures)
      pictures.catch(() => strips.delete(key))
    }
    return pictures
  }

  /** Returns the function that ends it. */
  function listen(): () => void {
    return api.$on('datasets.progress', (progress) => {
      const { name, file, receivedBytes, totalBytes, state } = progress
      const known = downloads.get(name)
      if (state === 'downloading' || state === 'verifying') {
        const began = known?.began ?? Date.now()
        downloads.set(name, { file, receivedBytes, totalBytes, verifying: state === 'verifying', began })
      } else if (state === 'failed' && progress.error) {
        errors.set(name, problems.report('data', progress.error))
      }
    })
  }

  return { list, loaded, byName, downloads, errors, refresh, download, cancel, strip, listen }
})

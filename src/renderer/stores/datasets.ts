import { computed, reactive, shallowReactive, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type { DatasetInfo } from '../../shared/dataset'
import type { ErrorPayload } from '../../shared/errors'
import { useApi, type Api } from '../api'
import { SampleSource, type SampleSplit } from '../data/sample-source'
import { useProblems } from './problems'

type ClassCounts = Awaited<ReturnType<Api['datasets']['classCounts']>>
export interface DownloadProgress {
  file: string
  receivedBytes: number
  totalBytes: number | null
  verifying: boolean
  /** When it began, ms since 1970. */
  began: number
}

/** The datasets of this machine, their downloads, and pages of their examples. */
export const useDatasets = defineStore('datasets', () => {
  const api = useApi()
  const problems = useProblems()
  const list = shallowRef<DatasetInfo[]>([])
  const loaded = shallowRef(false)
  const downloads = reactive(new Map<string, DownloadProgress>())
  const errors = shallowReactive(new Map<string, ErrorPayload>())
  const counts = shallowReactive(new Map<string, ClassCounts>())
  const sources = new Map<string, SampleSource>()
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

  /** Pages of one split; the same source for the same split, so that pages are fetched once. */
  function samples(name: string, split: SampleSplit): SampleSource {
    const key = `${name}/${split}`
    let source = sources.get(key)
    if (!source) {
      source = new SampleSource((first, count) => api.datasets.examples({ name, split, first, count }))
      sources.set(key, source)
    }
    return source
  }

  async function loadCounts(name: string): Promise<void> {
    if (counts.has(name)) return
    try {
      counts.set(name, await api.datasets.classCounts({ name }))
    } catch (error) {
      errors.set(name, problems.report('data', error))
    }
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

  return { list, loaded, byName, downloads, errors, counts, refresh, download, cancel, samples, loadCounts, listen }
})

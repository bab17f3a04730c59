// The ways to data of this machine: they are read where they are, and never copied.
import { ref, shallowRef, watch } from 'vue'
import { defineStore } from 'pinia'
import { toErrorPayload, type ErrorPayload } from '../../shared/errors'
import { useApi } from '../api'
import { useFileChooser } from './file-chooser'
import { useLooked } from './looked'
import { useNotices } from './notices'
import { useWorkbench } from './workbench'

export const useOpenData = defineStore('open-data', () => {
  const api = useApi()
  const chooser = useFileChooser()
  const looked = useLooked()
  const notices = useNotices()
  const workbench = useWorkbench()
  /** What could not be opened last, until something else is looked at. */
  const failed = shallowRef<{ path: string; error: ErrorPayload } | null>(null)
  /** The path that is being opened. */
  const opening = ref<string | null>(null)
  watch(
    () => looked.current,
    () => (failed.value = null)
  )

  /** The last that was asked for wins. */
  async function open(path: string): Promise<void> {
    workbench.view = 'data'
    failed.value = null
    opening.value = path
    try {
      await looked.open(path)
    } catch (error) {
      if (opening.value === path) failed.value = { path, error: toErrorPayload(error) }
    } finally {
      if (opening.value === path) opening.value = null
    }
  }
  async function choose(kind: 'file' | 'folder'): Promise<void> {
    const path = await chooser.chooseData(kind)
    if (path !== null) await open(path)
  }
  /** A file or folder that was dropped; a browser does not tell where it is. */
  async function openDropped(file: File, kind: 'file' | 'folder'): Promise<void> {
    const path = api.$pathOf(file)
    if (path !== null) return open(path)
    workbench.view = 'data'
    notices.tell({ text: 'pathUnknown', args: { name: file.name } })
    await choose(kind)
  }
  const dismiss = (): void => void (failed.value = null)

  return { failed, opening, open, choose, openDropped, dismiss }
})

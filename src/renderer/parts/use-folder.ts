// A folder of the machine that serves: what is in it, which entry is marked, and the way up and down.
import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { toErrorPayload, type ErrorPayload } from '../../shared/errors'
import type { FolderEntry, FolderList } from '../../shared/project-files'
import { useFileChooser } from '../stores/file-chooser'

export interface Folder {
  list: ShallowRef<FolderList | null>
  error: ShallowRef<ErrorPayload | null>
  filter: Ref<string>
  /** The first MOST_SHOWN of those that match. */
  entries: ComputedRef<FolderEntry[]>
  /** How many more there are: a folder of pictures may hold any number. */
  unshown: ComputedRef<number>
  /** The index of the marked entry; -1 for none. */
  at: Ref<number>
  marked: ComputedRef<FolderEntry | null>
  /** The last that was asked for wins. */
  enter(folder: string | null): Promise<void>
  up(): Promise<void>
  move(by: number): void
}

const MOST_SHOWN = 1000

/** @param isShown which kinds of files there is a use for */
export function useFolder(isShown: (entry: FolderEntry) => boolean): Folder {
  const chooser = useFileChooser()
  const list = shallowRef<FolderList | null>(null)
  const error = shallowRef<ErrorPayload | null>(null)
  const filter = ref('')
  const at = ref(-1)
  const matching = computed(() => {
    const text = filter.value.trim().toLowerCase()
    return (list.value?.entries ?? []).filter((entry) => isShown(entry) && entry.name.toLowerCase().includes(text))
  })
  const entries = computed(() => matching.value.slice(0, MOST_SHOWN))
  const unshown = computed(() => matching.value.length - entries.value.length)
  watch(filter, (text) => (at.value = text === '' || entries.value.length === 0 ? -1 : 0))

  let asked = 0
  async function enter(folder: string | null): Promise<void> {
    const mine = ++asked
    const from = list.value?.folder
    try {
      const found = await chooser.list(folder)
      if (mine !== asked) return
      list.value = found
      error.value = null
      filter.value = ''
      // On the way up, the folder that one comes from is marked.
      at.value = entries.value.findIndex(({ path }) => path === from)
    } catch (thrown) {
      if (mine !== asked) return
      error.value = toErrorPayload(thrown)
      // The folder of last time may have gone.
      if (list.value === null && folder !== null) await enter(null)
    }
  }
  const up = async (): Promise<void> => {
    if (list.value?.parent != null) await enter(list.value.parent)
  }
  function move(by: number): void {
    const last = entries.value.length - 1
    if (last >= 0) at.value = Math.max(0, Math.min(last, at.value === -1 ? (by > 0 ? by - 1 : last) : at.value + by))
  }

  const marked = computed(() => entries.value[at.value] ?? null)
  return { list, error, filter, entries, unshown, at, marked, enter, up, move }
}

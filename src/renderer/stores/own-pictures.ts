// For the lesson on pictures of one's own: a folder of real pictures for those who have none, and how many the project has.
import { ref, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import { SPLIT_NAMES, type SplitName } from '../../shared/dataset'
import { toErrorPayload, type ErrorPayload } from '../../shared/errors'
import { useApi } from '../api'
import { useOpenData } from './open-data'
import { useProject } from './project'

/** The dataset that pictures are made of. */
export const MADE_OF = 'fashion-mnist'
/** Three classes that are hard to tell apart; few pictures, so that they can be learnt by heart. */
const WANTED = {
  dataset: MADE_OF,
  classes: ['Pullover', 'Coat', 'Shirt'],
  counts: { train: 100, validation: 100, test: 100 }
}

export const useOwnPictures = defineStore('own-pictures', () => {
  const api = useApi()
  const opened = useOpenData()
  const project = useProject()
  const writing = ref(false)
  const error = shallowRef<ErrorPayload | null>(null)
  /** Where pictures were written, or were found. */
  const folder = ref<string | null>(null)
  /** Pictures of each split of the project; null until they have been counted. */
  const counts = shallowRef<Record<SplitName, number> | null>(null)

  /** Writes the folder where it is not there yet, and looks at it. */
  async function write(): Promise<void> {
    if (writing.value) return
    writing.value = true
    error.value = null
    try {
      const answer = await api.datasets.writePictures({ ...WANTED, folder: null })
      folder.value = answer.folder
      await opened.open(answer.folder)
    } catch (failure) {
      error.value = toErrorPayload(failure)
    } finally {
      writing.value = false
    }
  }

  /** Of the project in hand. @throws what the data say where they cannot be read or split */
  async function count(): Promise<Record<SplitName, number>> {
    const { counts: found } = await api.data.splits({ data: project.draft!.dataset, baseDir: project.baseDir })
    counts.value = Object.fromEntries(SPLIT_NAMES.map((name) => [name, found[name]])) as Record<SplitName, number>
    return counts.value
  }

  return { writing, error, folder, counts, write, count }
})

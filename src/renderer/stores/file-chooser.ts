import { shallowRef } from 'vue'
import { defineStore } from 'pinia'
import { projectFileName, type FolderList } from '../../shared/project-files'
import { useApi } from '../api'
import { folderOf } from '../files/paths'
import { useSession } from './session'

export interface ChosenFile {
  path: string
  /** The person has agreed to replace the file that is there. */
  overwrite: boolean
}
export interface ChooserRequest {
  mode: 'open' | 'import' | 'save' | 'openData' | 'openFolder'
  /** Where to begin; null for the home folder. */
  folder: string | null
  /** Of the file to be saved; '' when opening. */
  fileName: string
  answer(chosen: ChosenFile | null): void
}

const FOLDER_KEY = 'netloom.folder'

/** Ways to choose a file: the system's dialogs where there are any, else the page's own chooser. */
export const useFileChooser = defineStore('file-chooser', () => {
  const api = useApi()
  const session = useSession()
  /** What FileChooser.vue is asked; null while it is closed. */
  const request = shallowRef<ChooserRequest | null>(null)

  function ask(mode: ChooserRequest['mode'], path: string | null, fileName = ''): Promise<ChosenFile | null> {
    request.value?.answer(null)
    return new Promise((resolve) => {
      request.value = {
        mode,
        folder: path === null ? localStorage.getItem(FOLDER_KEY) : folderOf(path),
        fileName,
        answer(chosen) {
          request.value = null
          if (chosen) localStorage.setItem(FOLDER_KEY, folderOf(chosen.path))
          resolve(chosen)
        }
      }
    })
  }

  /** @param beside a file in whose folder to begin */
  async function open(mode: 'open' | 'import', beside: string | null): Promise<string | null> {
    if (session.info?.dialogs) return api.projects.chooseOpen()
    return (await ask(mode, beside))?.path ?? null
  }

  /** @returns the path of a file of data, or of a folder of them */
  async function chooseData(kind: 'file' | 'folder'): Promise<string | null> {
    if (session.info?.dialogs) return api.projects.chooseData({ kind })
    return (await ask(kind === 'folder' ? 'openFolder' : 'openData', null))?.path ?? null
  }

  /** @param path the project's file so far, if any */
  async function save(name: string, path: string | null): Promise<ChosenFile | null> {
    if (session.info?.dialogs) return api.projects.chooseSave({ suggestedName: name, path })
    return ask('save', path, projectFileName(name))
  }

  const list = (folder: string | null): Promise<FolderList> => api.projects.list({ folder })

  return { request, open, chooseData, save, list }
})

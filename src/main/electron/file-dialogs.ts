import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { app, dialog, type BrowserWindow, type FileFilter } from 'electron'
import { DATA_EXTENSIONS } from '../../shared/data-files'
import type { Locale } from '../../shared/locale'
import { PROJECT_EXTENSION } from '../../shared/project'
import { projectFileName } from '../../shared/project-files'

const LABELS = {
  en: { projects: 'Projects and Keras models', project: 'Netloom project', data: 'Data', all: 'All files' },
  'zh-CN': { projects: '项目与 Keras 模型', project: 'Netloom 项目', data: '数据文件', all: '所有文件' }
} satisfies Record<Locale, Record<string, string>>

// A filter knows only what follows the last dot.
const filters = (name: string, extensions: string[], locale: Locale): FileFilter[] => [
  { name, extensions },
  { name: LABELS[locale].all, extensions: ['*'] }
]

/** @returns the file to open; null when cancelled */
export async function chooseOpen(window: BrowserWindow, locale: Locale): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    properties: ['openFile'],
    filters: filters(LABELS[locale].projects, ['json', 'keras'], locale)
  })
  return canceled ? null : (filePaths[0] ?? null)
}

/** @returns a file of data, or a folder of them; null when cancelled */
export async function chooseData(
  window: BrowserWindow,
  locale: Locale,
  kind: 'file' | 'folder'
): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(
    window,
    kind === 'folder'
      ? { properties: ['openDirectory'] }
      : { properties: ['openFile'], filters: filters(LABELS[locale].data, [...DATA_EXTENSIONS], locale) }
  )
  return canceled ? null : (filePaths[0] ?? null)
}

/**
 * @param name of the project
 * @param path its file so far, if any
 * @returns where to save; `overwrite` once the dialog has asked about the very file; null when cancelled
 */
export async function chooseSave(
  window: BrowserWindow,
  locale: Locale,
  name: string,
  path: string | null
): Promise<{ path: string; overwrite: boolean } | null> {
  const folder = path === null ? app.getPath('documents') : dirname(path)
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(folder, projectFileName(name)),
    filters: filters(LABELS[locale].project, ['json'], locale),
    properties: ['showOverwriteConfirmation'] // Linux; the others always ask
  })
  if (canceled || !filePath) return null
  if (filePath.endsWith(PROJECT_EXTENSION) || existsSync(filePath)) {
    return { path: filePath, overwrite: existsSync(filePath) }
  }
  return { path: `${filePath.replace(/\.json$/i, '')}${PROJECT_EXTENSION}`, overwrite: false }
}

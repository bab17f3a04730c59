import type { AppContract } from '../../shared/contract'
import { NetloomError } from '../../shared/errors'
import type { Handlers } from '../../shared/rpc'
import { examplesFolder } from '../paths'
import type { CallingWindow, DesktopWindow, SettingsStore } from '../ports'
import { DraftStore } from './drafts'
import { listExamples } from './examples'
import { listFolder } from './folders'
import { readProjectFile, saveProjectFile } from './project-file'
import { RecentProjects } from './recent'

/** Project files, drafts and the ways to choose a file. */
export class ProjectService {
  readonly #drafts: DraftStore
  readonly #recent: RecentProjects

  constructor(home: string, settings: SettingsStore) {
    this.#drafts = new DraftStore(home)
    this.#recent = new RecentProjects(settings)
  }

  handlersFor(window: CallingWindow): Handlers<AppContract>['projects'] {
    const desktop = (channel: string): DesktopWindow => {
      if (window.desktop === null) throw new NetloomError('ONLY_IN_WINDOW', { channel: `projects.${channel}` })
      return window.desktop
    }
    return {
      examples: () => listExamples(examplesFolder()),
      // The catalogue of layers is loaded only where a model is imported.
      importModel: async ({ name, bytes }) => (await import('./import-model')).readModelBytes(name, bytes),
      importModelFile: async ({ path }) => (await import('./import-model')).readModelFile(path),
      open: async ({ path }) => {
        const file = await readProjectFile(path)
        this.#recent.note(file.path, file.project.name)
        return file
      },
      save: async ({ path, project, version, overwrite }) => {
        const file = await saveProjectFile(path, project, { version, overwrite })
        this.#recent.note(file.path, project.name)
        return file
      },
      recent: () => this.#recent.list(),
      forgetRecent: ({ path }) => this.#recent.forget(path),
      enter: ({ windowId }) => ({ windowId: this.#drafts.enter(window, windowId) }),
      keepDraft: (draft) => this.#drafts.keep(window, draft),
      drafts: () => this.#drafts.list(window),
      dropDraft: ({ windowId }) => this.#drafts.drop(window, windowId),
      chooseOpen: () => desktop('chooseOpen').chooseOpen(),
      chooseData: ({ kind }) => desktop('chooseData').chooseData(kind),
      chooseSave: ({ suggestedName, path }) => desktop('chooseSave').chooseSave(suggestedName, path),
      openWindow: ({ path }) => desktop('openWindow').openWindow(path),
      readyToClose: () => desktop('readyToClose').readyToClose(),
      show: (shown) => window.desktop?.show(shown),
      list: ({ folder }) => listFolder(folder)
    }
  }

  /** Resolves once every draft that was handed over is on disk. */
  dispose(): Promise<void> {
    return this.#drafts.idle()
  }
}

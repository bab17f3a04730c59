import { access } from 'node:fs/promises'
import type { RecentProject } from '../../shared/project-files'
import type { SettingsStore } from '../ports'

const MOST_RECENT = 20

/** The projects opened or saved last, in the settings file: one list for all windows and hosts of a home. */
export class RecentProjects {
  constructor(private readonly settings: SettingsStore) {}

  /** Newest first. */
  list(): Promise<(RecentProject & { exists: boolean })[]> {
    return Promise.all(
      this.settings.recentProjects().map(async (entry) => ({ ...entry, exists: await exists(entry.path) }))
    )
  }

  /** Puts a project at the top. Only a convenience: where it cannot be written, the project is opened all the same. */
  note(path: string, name: string): void {
    try {
      const entry = { path, name, openedAt: new Date().toISOString() }
      this.settings.setRecentProjects([entry, ...this.#without(path)].slice(0, MOST_RECENT))
    } catch (error) {
      console.warn(`The list of recent projects could not be written: ${String(error)}`)
    }
  }

  forget(path: string): void {
    this.settings.setRecentProjects(this.#without(path))
  }

  #without(path: string): RecentProject[] {
    return this.settings.recentProjects().filter((entry) => entry.path !== path)
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false
  )

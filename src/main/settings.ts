// The settings file, NETLOOM_HOME/settings.json, is one and the same for the desktop window and for browser mode:
// electron-store and conf write the same format.
import { readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { DEFAULT_SETTINGS, settingsSchema, type Settings } from '../shared/contract'
import { recentProjectSchema, type RecentProject } from '../shared/project-files'
import type { SettingsStore } from './ports'

export const SETTINGS_NAME = 'settings'

/** What conf and electron-store have in common, as far as it is used. */
export interface KeyValueFile {
  readonly store: Record<string, unknown>
  set(values: Record<string, unknown>): void
}

/** Reads are always from the file, so that two hosts on one home see each other's changes. */
export function createSettingsStore(file: KeyValueFile): SettingsStore {
  const get = (): Settings => sound(file.store)
  return {
    get,
    set(change) {
      // Of lessons only those that are named: another window may be in another one.
      const lessons = change.lessons && { ...get().lessons, ...change.lessons }
      const values = { ...change, lessons }
      file.set(Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)))
      return get()
    },
    recentProjects: () => soundRecent(file.store.recentProjects),
    setRecentProjects: (projects) => file.set({ recentProjects: projects })
  }
}

const soundRecent = (stored: unknown): RecentProject[] =>
  (Array.isArray(stored) ? stored : []).flatMap((entry) => {
    const parsed = recentProjectSchema.safeParse(entry)
    return parsed.success ? [parsed.data] : []
  })

// A value that this version does not know (an older or a newer file) falls back by itself, not with all the others.
function sound(stored: Record<string, unknown>): Settings {
  const fields = Object.entries(settingsSchema.shape).map(([name, schema]) => {
    const parsed = schema.safeParse(stored[name])
    return [name, parsed.success ? parsed.data : DEFAULT_SETTINGS[name as keyof Settings]]
  })
  return Object.fromEntries(fields) as Settings
}

/** A settings file that cannot be read as one is put aside as settings.json.bad: it must not stop the start. */
export function putCorruptSettingsAside(home: string): void {
  const path = join(home, `${SETTINGS_NAME}.json`)
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return // Missing: nothing to put aside. Not readable: the store says so.
  }
  if (!isJsonObject(text)) renameSync(path, `${path}.bad`)
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

import ElectronStore from 'electron-store'
import { homeFailure } from '../home'
import type { SettingsStore } from '../ports'
import { createSettingsStore, putCorruptSettingsAside, SETTINGS_NAME } from '../settings'

/**
 * The settings of the desktop window: the same file as in browser mode.
 * @throws NetloomError HOME_UNWRITABLE
 */
export function openSettings(home: string): SettingsStore {
  try {
    putCorruptSettingsAside(home)
    return createSettingsStore(new ElectronStore({ cwd: home, name: SETTINGS_NAME, clearInvalidConfig: true }))
  } catch (error) {
    throw homeFailure(error, home)
  }
}

/** The same store, which also tells of each change made through it. */
export const withListener = (store: SettingsStore, changed: () => void): SettingsStore => ({
  ...store,
  set(change) {
    const settings = store.set(change)
    changed()
    return settings
  }
})

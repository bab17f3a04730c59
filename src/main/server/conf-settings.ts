import Conf from 'conf'
import { homeFailure } from '../home'
import type { SettingsStore } from '../ports'
import { createSettingsStore, putCorruptSettingsAside, SETTINGS_NAME } from '../settings'

/**
 * The settings outside Electron (browser mode, command line).
 * @throws NetloomError HOME_UNWRITABLE
 */
export function openSettings(home: string): SettingsStore {
  try {
    putCorruptSettingsAside(home)
    return createSettingsStore(new Conf({ cwd: home, configName: SETTINGS_NAME, clearInvalidConfig: true }))
  } catch (error) {
    throw homeFailure(error, home)
  }
}

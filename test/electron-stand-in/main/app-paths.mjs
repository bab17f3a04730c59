import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/**
 * @param {import('../core/config.mjs').StandInConfig} config
 * @returns {Map<string, string>} the folders and files of app.getPath()
 */
export function createAppPaths({ userData }) {
  return new Map([
    ['userData', userData],
    ['sessionData', userData],
    ['appData', dirname(userData)],
    ['logs', join(userData, 'logs')],
    ['crashDumps', join(userData, 'Crashpad')],
    ['temp', tmpdir()],
    ['home', homedir()],
    ['desktop', join(homedir(), 'Desktop')],
    ['documents', join(homedir(), 'Documents')],
    ['downloads', join(homedir(), 'Downloads')],
    ['exe', process.execPath]
  ])
}

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/**
 * @typedef {object} StandInConfig
 * @property {string} chromium path of the Chromium executable
 * @property {boolean} headed show the windows on a display
 * @property {string} userData folder for app.getPath('userData'); a temporary one is removed at exit
 * @property {string} locale the application's language, for example `zh-CN`
 * @property {string[]} languages the system's preferred languages
 * @property {'light' | 'dark'} systemTheme
 * @property {boolean} isPackaged
 * @property {boolean} isControlled a test holds the other end of the process's IPC channel
 * @property {string} appPath folder of the nearest package.json
 * @property {{ name: string, version: string, productName?: string }} manifest that package.json
 */

/**
 * @param {NodeJS.Process} process
 * @returns {StandInConfig}
 */
export function readConfig({ env, argv }) {
  const appPath = findAppPath(resolve(argv[1] ?? '.'))
  const manifestFile = join(appPath, 'package.json')
  const manifest = existsSync(manifestFile) ? JSON.parse(readFileSync(manifestFile, 'utf8')) : {}
  const locale = env.NETLOOM_STANDIN_LOCALE ?? 'en-US'
  return {
    chromium: env.NETLOOM_CHROMIUM ?? '/usr/bin/chromium',
    headed: env.NETLOOM_STANDIN_HEADED === '1',
    userData: switchValue(argv, 'user-data-dir') ?? env.NETLOOM_STANDIN_USER_DATA ?? temporaryFolder(),
    locale,
    languages: env.NETLOOM_STANDIN_LANGUAGES?.split(',') ?? [locale],
    systemTheme: env.NETLOOM_STANDIN_THEME === 'dark' ? 'dark' : 'light',
    isPackaged: env.NETLOOM_STANDIN_PACKAGED === '1',
    isControlled: env.NETLOOM_STANDIN_CONTROL === '1',
    appPath,
    manifest: { name: 'Electron', version: '0.0.0', ...manifest }
  }
}

/** @param {string} start */
function findAppPath(start) {
  let folder = start
  while (!existsSync(join(folder, 'package.json'))) {
    if (folder === dirname(folder)) return dirname(start)
    folder = dirname(folder)
  }
  return folder
}

/**
 * @param {string[]} argv
 * @param {string} name
 */
function switchValue(argv, name) {
  const prefix = `--${name}=`
  return argv.find((argument) => argument.startsWith(prefix))?.slice(prefix.length)
}

function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'netloom-stand-in-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  return folder
}

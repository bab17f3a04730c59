import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { findOnPath, run } from '../setup/run.mjs'
import { aptInstall } from './apt.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge']

/** Where the browsers of Windows and macOS are installed. */
function usualPlaces() {
  if (process.platform === 'darwin') {
    return [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium'
    ]
  }
  if (process.platform !== 'win32') return []
  const folders = [process.env.ProgramFiles, process.env['ProgramFiles(x86)'], process.env.LOCALAPPDATA]
  return folders
    .filter((folder) => folder !== undefined)
    .map((folder) => join(folder, 'Google/Chrome/Application/chrome.exe'))
}

/**
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined} a Chromium that is there: NETLOOM_CHROMIUM, else one on the PATH or in its usual place
 */
export function findChromium(env = process.env) {
  for (const path of [env.NETLOOM_CHROMIUM, env.CHROME_PATH]) if (path && existsSync(path)) return path
  for (const name of NAMES) {
    const path = findOnPath(name, env)
    if (path) return path
  }
  return usualPlaces().find((path) => existsSync(path))
}

/**
 * Finds or fetches a Chromium for the end-to-end tests.
 * @param {{ root: string, say: (text: string) => void }} options
 * @returns {Promise<{ path: string } | import('./results.mjs').MissingPrerequisite>}
 */
export async function provideChromium({ root, say }) {
  const found = findChromium()
  if (found) return { path: found }
  const own = playwrightChromium(root)
  if (own && existsSync(own)) return { path: own }
  if (await aptInstall('chromium', say)) {
    const installed = findChromium()
    if (installed) return { path: installed }
  }
  say('playwright install chromium')
  const cli = join(root, 'node_modules', '@playwright', 'test', 'cli.js')
  await run(process.execPath, [cli, 'install', 'chromium'], { cwd: root, timeoutMs: 10 * 60_000 })
  if (own && existsSync(own)) return { path: own }
  return {
    id: 'chromium',
    reason: 'no Chromium was found, and none could be installed or downloaded',
    remedy:
      'apt-get install -y chromium, or npx playwright install chromium, or NETLOOM_CHROMIUM=<path of a Chromium or Chrome>'
  }
}

/** @param {string} root */
function playwrightChromium(root) {
  try {
    return /** @type {string} */ (
      createRequire(join(root, 'package.json'))('playwright-core').chromium.executablePath()
    )
  } catch {
    return undefined
  }
}

import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/** Where Netloom keeps runs, settings and the native runtime: NETLOOM_HOME, else ~/.netloom. */
export const netloomHome = (): string => resolve(process.env.NETLOOM_HOME || join(homedir(), '.netloom'))

/**
 * The folder that holds Netloom's package.json. Found by walking up, since a built file may sit in out/main or, as a
 * chunk shared by several entries, one folder deeper, and a source file (under test) somewhere else again.
 */
export const appRoot = (): string => {
  let folder = import.meta.dirname
  for (;;) {
    const manifest = join(folder, 'package.json')
    if (existsSync(manifest) && (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string }).name === 'netloom')
      return folder
    const parent = dirname(folder)
    if (parent === folder) throw new Error(`no package.json of netloom above ${import.meta.dirname}`)
    folder = parent
  }
}

export const appVersion = (): string =>
  (JSON.parse(readFileSync(join(appRoot(), 'package.json'), 'utf8')) as { version: string }).version

export const trainerEntry = (): string => join(appRoot(), 'out', 'main', 'trainer.js')
export const dataWorkerEntry = (): string => join(appRoot(), 'out', 'main', 'data.js')
export const runsWorkerEntry = (): string => join(appRoot(), 'out', 'main', 'runs.js')
export const preloadEntry = (): string => join(appRoot(), 'out', 'preload', 'index.cjs')
export const rendererRoot = (): string => join(appRoot(), 'out', 'renderer')
export const examplesFolder = (): string => join(appRoot(), 'examples')

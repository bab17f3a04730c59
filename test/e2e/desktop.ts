// The desktop app for a test: the built main and preload under the stand-in for Electron, or in Electron itself.
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication } from '@playwright/test'
import { electronProgram } from '../../src/main/electron-program'
import { launchStandIn } from '../electron-stand-in/launch.mjs'

export const ROOT = resolve(import.meta.dirname, '..', '..')

/** What both have in common. */
export type Desktop = Pick<ElectronApplication, 'firstWindow' | 'windows' | 'evaluate' | 'process' | 'close'>

export interface DesktopHost {
  name: string
  /** Why it cannot be had here; null where it can. */
  absent: string | null
  launch(home: string, env?: Record<string, string>, args?: string[]): Promise<Desktop>
  /** The process of the one trainer that is running. */
  trainerPid(app: Desktop): Promise<number>
}

const program = electronProgram(ROOT)
const isRoot = process.getuid?.() === 0

const environment = (home: string, env: Record<string, string>): Record<string, string> => {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return { ...Object.fromEntries(inherited), NETLOOM_HOME: home, ...env }
}

export const DESKTOP_HOSTS: readonly DesktopHost[] = [
  {
    name: 'stand-in for Electron',
    absent: null,
    launch: (home, env = {}, args = []) =>
      launchStandIn({
        main: 'out/main/index.js',
        args,
        cwd: ROOT,
        userData: join(home, 'electron'),
        env: environment(home, env)
      }),
    trainerPid: async (app) => trainersOf(app.process().pid!)[0]!
  },
  {
    name: 'Electron',
    absent: program ? null : 'electron-binary: its program is not downloaded; "npm run setup -- --electron" fetches it',
    launch: (home, env = {}, args = []) =>
      _electron.launch({
        executablePath: program ?? '',
        args: [ROOT, ...(isRoot ? ['--no-sandbox'] : []), ...args],
        cwd: ROOT,
        env: environment(home, env)
      }),
    // Electron's utility processes are not children of its main process everywhere.
    trainerPid: (app) =>
      app.evaluate(
        ({ app }) => app.getAppMetrics().find(({ type, name }) => type === 'Utility' && name === 'Netloom trainer')!.pid
      )
  }
]

/** The trainers that a process has started. */
export function trainersOf(parent: number): number[] {
  const list = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
  return list
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null && Number(match[2]) === parent && match[3]!.includes('trainer'))
    .map((match) => Number(match![1]))
}

/** A home with nothing in it but what is known of TensorFlow here, which takes a second to find out. */
export function temporaryHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'netloom-home-'))
  const known = process.env.NETLOOM_KNOWN_RUNTIME
  if (known && existsSync(known)) copyFileSync(known, join(home, 'runtime.json'))
  return home
}

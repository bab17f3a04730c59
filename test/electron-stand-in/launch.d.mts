import type { BrowserContext, ElectronApplication } from 'playwright-core'

export interface StandInOptions {
  /** the built main module, for example `out/main/index.js`, or the app's folder */
  main: string
  args?: string[]
  /** folder of app.getPath('userData'); a temporary one otherwise */
  userData?: string
  /** added to this process's environment */
  env?: Record<string, string | undefined>
  cwd?: string
  /** for a main process that does not reach `ready`; 30 s otherwise */
  timeoutMs?: number
}

/** The part of Playwright's ElectronApplication that works the same here: one spec serves the real binary too. */
export type StandInApplication = Pick<
  ElectronApplication,
  'firstWindow' | 'windows' | 'evaluate' | 'process' | 'close'
> & {
  context(): BrowserContext
  /** what the main process has printed so far, to stdout and stderr */
  output(): string
  /** resolves when the main process has ended by itself */
  waitForExit(): Promise<{ code: number | null; signal: string | null }>
}

/** Starts the app under the stand-in. Rejects, with its output, when it ends before it is ready. */
export function launchStandIn(options: StandInOptions): Promise<StandInApplication>

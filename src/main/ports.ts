// What differs between the hosts (Electron, browser mode, CLI). Services know only these interfaces.
import type { AppContract, Settings } from '../shared/contract'
import type { RecentProject } from '../shared/project-files'
import type { Emit } from '../shared/rpc'

/** A trainer process: an Electron utilityProcess or a forked Node, structured-clone messages either way. */
export interface TrainerProcess {
  readonly pid: number | undefined
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** `code` is the exit code, `signal` the name of the signal that ended it, where known. */
  onExit(listener: (code: number | null, signal: string | null) => void): void
  /** Ends it at once (SIGKILL where there are signals). */
  kill(): void
}
export type SpawnTrainer = () => TrainerProcess

export interface SettingsStore {
  get(): Settings
  set(change: Partial<Settings>): Settings
  /** Newest first. */
  recentProjects(): RecentProject[]
  setRecentProjects(projects: readonly RecentProject[]): void
}

/** What Electron can do for a page beyond the page itself. */
export interface DesktopWindow {
  /** The system's dialog; null when it was cancelled. */
  chooseOpen(): Promise<string | null>
  chooseData(kind: 'file' | 'folder'): Promise<string | null>
  /** @param path of the project so far, if any */
  chooseSave(suggestedName: string, path: string | null): Promise<{ path: string; overwrite: boolean } | null>
  openWindow(path: string | null): void
  show(shown: { path: string | null; edited: boolean }): void
  readyToClose(): void
}

/** The window (Electron) or tab (browser mode) that calls. */
export interface CallingWindow {
  /** False once it is closed or its connection is lost. */
  readonly isOpen: boolean
  /** null in browser mode. */
  readonly desktop: DesktopWindow | null
}

export interface HostPorts {
  host: 'electron' | 'browser'
  /** The system's languages, most wanted first, e.g. ['zh-CN', 'en']. */
  languages: () => string[]
  settings: SettingsStore
  spawnTrainer: SpawnTrainer
  emit: Emit<AppContract>
}

// What differs between the hosts (Electron, browser mode, CLI). Services know only these interfaces.
import type { AppContract, Settings } from '../shared/contract'
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
}

export interface HostPorts {
  host: 'electron' | 'browser'
  /** The system's languages, most wanted first, e.g. ['zh-CN', 'en']. */
  languages: () => string[]
  settings: SettingsStore
  spawnTrainer: SpawnTrainer
  emit: Emit<AppContract>
}

import type { useProject } from '../stores/project'
import type { useReadiness } from '../stores/readiness'
import type { useRuns } from '../stores/runs'
import type { useWorkbench } from '../stores/workbench'

/** What a command may work on. */
export interface CommandContext {
  project: ReturnType<typeof useProject>
  readiness: ReturnType<typeof useReadiness>
  runs: ReturnType<typeof useRuns>
  workbench: ReturnType<typeof useWorkbench>
}

/** Something a person can do; button, menu and shortcut are all drawn from it. */
export interface Command {
  id: string
  /** A message key. */
  label: string
  /** As in KeyboardEvent: 'Ctrl+Enter'. On a Mac, Cmd does the same as Ctrl. */
  shortcut?: string
  enabled(context: CommandContext): boolean
  run(context: CommandContext): void | Promise<void>
}

export const defineCommand = (command: Command): Command => command

import type { Editing } from '../builder/use-editing'
import type { useBuilder } from '../stores/builder'
import type { useOpenData } from '../stores/open-data'
import type { useFiles } from '../stores/files'
import type { useProject } from '../stores/project'
import type { useReadiness } from '../stores/readiness'
import type { useRunActions } from '../stores/run-actions'
import type { useRunTable } from '../stores/run-table'
import type { useRuns } from '../stores/runs'
import type { useTimes } from '../stores/times'
import type { useWorkbench } from '../stores/workbench'

/** What a command may work on. */
export interface CommandContext {
  builder: ReturnType<typeof useBuilder>
  editing: Editing
  files: ReturnType<typeof useFiles>
  openData: ReturnType<typeof useOpenData>
  project: ReturnType<typeof useProject>
  readiness: ReturnType<typeof useReadiness>
  runs: ReturnType<typeof useRuns>
  runActions: ReturnType<typeof useRunActions>
  runTable: ReturnType<typeof useRunTable>
  times: ReturnType<typeof useTimes>
  workbench: ReturnType<typeof useWorkbench>
  /** A text in the person's language. */
  t: (key: string) => string
}

/** Something a person can do; button, menu and shortcut are all drawn from it. */
export interface Command {
  id: string
  /** A message key. */
  label: string
  /** What it is about just now, as a message key: told behind the label. */
  about?(context: CommandContext): string | null
  /** As in KeyboardEvent: 'Ctrl+Enter'. On a Mac, Cmd does the same as Ctrl. */
  shortcut?: string
  /** Keys that the browser turns into an event of its own, which is listened to elsewhere: only shown. */
  browserShortcut?: string
  /** Other keys that do the same. */
  alsoShortcuts?: readonly string[]
  /**
   * Where its shortcuts count: everywhere (left out), everywhere but where a person types ('outside-text'), or only on
   * the canvas of the Design view ('canvas').
   */
  scope?: 'outside-text' | 'canvas'
  /** Not in the command palette: it makes sense by its keys alone. */
  keysOnly?: boolean
  /** Of something that is on or off. */
  pressed?(context: CommandContext): boolean
  enabled(context: CommandContext): boolean
  run(context: CommandContext): void | Promise<void>
}

export const defineCommand = (command: Command): Command => command

/** For commands that work on the design where it is seen. */
export const isDesigning = ({ workbench, project }: CommandContext): boolean =>
  workbench.view === 'design' && project.draft !== null

/** For commands about rows of the table of runs, where it is seen. */
export const isInRunTable = ({ workbench }: CommandContext): boolean =>
  workbench.view === 'runs' && workbench.runsPage === 'table'

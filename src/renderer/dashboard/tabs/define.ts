// A tab of a run: one file each in this folder.
import type { Component } from 'vue'
import type { Project } from '../../../shared/project'
import type { RunRecord } from '../../../shared/run'
import type { LoadedRun } from '../../series/loaded-run'

export interface RunTab {
  /** Also the message key `run.tab.<id>`. */
  id: string
  /** From left to right; the first one that applies is shown at first. */
  order: number
  /** @param run as it is now; read anew whenever something of it changes */
  applies(run: LoadedRun, record: RunRecord, project: Project): boolean
  /** Takes `run: LoadedRun`. Teleports nothing: the inspector shows the run's facts. */
  component: Component
}

export const defineTab = (tab: RunTab): RunTab => tab

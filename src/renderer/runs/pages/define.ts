// A page of the Runs view: one file each in this folder.
import type { Component } from 'vue'

export interface RunsPage {
  /** Also the message key `runsPage.<id>`. */
  id: string
  /** From left to right. */
  order: number
  /** Takes no props; kept alive. May teleport to #inspector and to #runs-tools (the right end of the view's header) while active. */
  component: Component
}

export const defineRunsPage = (page: RunsPage): RunsPage => page

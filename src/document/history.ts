// Undo and redo. A project is never changed in place, so a step is the whole project as it was: what an edit did not
// touch is shared between steps.
import type { Project } from '../shared/project'

/** How an edit is undone: by itself, or together with the edits before it that carried the same key. */
export type UndoMode = 'now' | { merge: string }

interface Step {
  /** The project on the other side of the step. */
  project: Project
  /** A message key: what was done. */
  label: string
  merge: string | null
}
export interface History {
  readonly present: Project
  /** Newest last. */
  readonly past: readonly Step[]
  /** The next to be redone last. */
  readonly future: readonly Step[]
}

const KEPT = 500

export const startHistory = (present: Project): History => ({ present, past: [], future: [] })

/** The same steps with each project changed: for what is no edit, and must hold after undo, too. */
export function mapped({ present, past, future }: History, change: (project: Project) => Project): History {
  const step = (one: Step): Step => ({ ...one, project: change(one.project) })
  return { present: change(present), past: past.map(step), future: future.map(step) }
}

/** An edit was made; one that changed nothing leaves no step. What was undone before it can no longer be redone. */
export function record(history: History, next: Project, label: string, mode: UndoMode = 'now'): History {
  if (next === history.present) return history
  const merge = mode === 'now' ? null : mode.merge
  const last = history.past.at(-1)
  const merges = merge !== null && last?.merge === merge && history.future.length === 0
  const past = merges ? history.past : [...history.past, { project: history.present, label, merge }].slice(-KEPT)
  return { present: next, past, future: [] }
}

/** Ends merging: the next edit is a step of its own. */
export function settle(history: History): History {
  const last = history.past.at(-1)
  if (!last || last.merge === null) return history
  return { ...history, past: [...history.past.slice(0, -1), { ...last, merge: null }] }
}

export function undo(history: History): History {
  const step = history.past.at(-1)
  if (!step) return history
  return {
    present: step.project,
    past: history.past.slice(0, -1),
    future: [...history.future, { ...step, project: history.present, merge: null }]
  }
}

export function redo(history: History): History {
  const step = history.future.at(-1)
  if (!step) return history
  return {
    present: step.project,
    past: [...history.past, { ...step, project: history.present, merge: null }],
    future: history.future.slice(0, -1)
  }
}

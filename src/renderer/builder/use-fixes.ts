import { fixesFor, type Fix } from '../../document/fixes'
import type { Warning } from '../../document/warnings'
import type { ErrorPayload } from '../../shared/errors'
import { useProject } from '../stores/project'
import { useReadiness } from '../stores/readiness'

/** What is wrong with a layer, or most likely not meant. */
export type LayerProblem =
  | { id: string; error: ErrorPayload; warning: null; readonly fixes: readonly Fix[] }
  | { id: string; error: null; warning: Warning; readonly fixes: readonly Fix[] }

export interface Fixes {
  /** Errors first. Fixes are looked for when they are read: they take a few milliseconds each in a large design. */
  problemsOf(layer: string): LayerProblem[]
  /** None for what has nothing to do with the project in hand. */
  fixesOf(error: ErrorPayload): Fix[]
  /** One step of undo. */
  apply(fix: Fix): void
}

/** The problems of layers, and what can be done about them. */
export function useFixes(): Fixes {
  const project = useProject()
  const readiness = useReadiness()
  const fixesOf = (error: ErrorPayload): Fix[] =>
    readiness.known && readiness.faults.includes(error) ? fixesFor({ ...readiness.known, error }) : []
  return {
    problemsOf(layer) {
      const found = readiness.byLayer.get(layer)
      if (!found) return []
      const errors = found.errors.map(({ id, error }): LayerProblem => ({
        id,
        error,
        warning: null,
        get fixes() {
          return fixesOf(error)
        }
      }))
      const warnings = found.warnings.map((warning): LayerProblem => ({
        id: warning.id,
        error: null,
        warning,
        fixes: warning.fixes
      }))
      return [...errors, ...warnings]
    },
    fixesOf,
    apply: (fix) => project.edit('fix', fix.apply)
  }
}

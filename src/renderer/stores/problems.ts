import { shallowRef } from 'vue'
import { defineStore } from 'pinia'
import { toErrorPayload, type ErrorPayload } from '../../shared/errors'

export type ProblemSource = 'workbench' | 'design' | 'data' | 'training'
export interface Problem {
  id: string
  source: ProblemSource
  error: ErrorPayload
  /** ms since 1970; null for what holds as long as its cause, such as a fault of the design. */
  time: number | null
  runId?: string
  /** Where in the design. */
  layer?: string
}

const KEPT = 200

/** What went wrong since the window opened; what is wrong with the project is computed, not kept here. */
export const useProblems = defineStore('problems', () => {
  const reported = shallowRef<Problem[]>([])
  let count = 0

  /** Takes any thrown value; one about the same thing replaces the one before. */
  function report(source: ProblemSource, thrown: unknown, about: { runId?: string } = {}): ErrorPayload {
    const error = isPayload(thrown) ? thrown : toErrorPayload(thrown)
    const same = (problem: Problem): boolean =>
      problem.runId === about.runId &&
      problem.error.code === error.code &&
      JSON.stringify(problem.error.args) === JSON.stringify(error.args)
    const problem: Problem = { id: `problem-${count++}`, source, error, time: Date.now(), ...about }
    reported.value = [problem, ...reported.value.filter((one) => !same(one))].slice(0, KEPT)
    return error
  }

  function dismiss(id: string): void {
    reported.value = reported.value.filter((problem) => problem.id !== id)
  }

  function clear(code: string): void {
    reported.value = reported.value.filter((problem) => problem.error.code !== code)
  }

  return { reported, report, dismiss, clear }
})

const isPayload = (value: unknown): value is ErrorPayload =>
  value !== null && typeof value === 'object' && !(value instanceof Error) && 'code' in value && 'args' in value

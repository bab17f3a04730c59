// What a lesson is: one file in lessons/. Its texts are Markdown in both languages, with $formulas$ (KaTeX),
// [words](term:gradient) of the glossary and {{values}} of the learner's own run.
import type { Component } from 'vue'
import type { DiffRow } from '../../comparison/diff-settings'
import type { Bilingual } from '../../shared/locale'
import type { Project } from '../../shared/project'
import type { RunSummary } from '../../shared/run-list'
import type { LoadedRun } from '../series/loaded-run'
import type { ViewName } from '../stores/workbench'
import type { Guide } from './guide'

/** What the learner has done and has in hand. Reading any of it in a template or `computed` follows it. */
export interface LessonFacts {
  /** The project in hand; null while there is none. */
  readonly project: Project | null
  /** Whether it is one of the lesson's. */
  readonly isOwn: boolean
  /** The lesson's example that it was begun from (else the lesson's first), as it comes with Netloom. */
  readonly begun: Project | null
  /** Settings that the learner has changed: cells[0] is the lesson's, cells[1] the learner's. */
  readonly changed: readonly DiffRow[]
  /** The newest run that was started in the lesson, live or ended, with its curves; null before the first. */
  readonly run: LoadedRun | null
  /** All of them, oldest first. */
  readonly runs: readonly RunSummary[]
  /** One of them with its curves; null until it has been read. */
  loaded(runId: string): LoadedRun | null
  readonly view: ViewName
  readonly trainPage: string
  /** Names of the layers that are selected in the Design view, while it is shown. */
  readonly selected: ReadonlySet<string>
  /** What pictures, and other parts of the workbench, have told with `mark`. */
  readonly seen: ReadonlySet<string>
}

/** Of `LessonText`: numbers are shown with four significant digits, texts as they are, what is missing as an ellipsis. */
export type LessonValues = Readonly<Record<string, number | string | null | undefined>>

/** A button that does something in the workbench, visibly. */
export interface LessonDeed {
  label: Bilingual
  run(guide: Guide): Promise<void>
}

/** Something that one can try besides; it is ticked off where `seen` says so. */
export interface LessonTry {
  text: Bilingual
  deed?: LessonDeed
  seen?(facts: LessonFacts): boolean
}

export interface LessonStep {
  /** Unlike those of the lesson's other steps; progress is kept by it. */
  id: string
  title: Bilingual
  /** Short: at most some 120 words. */
  text: Bilingual
  /** What {{names}} in text and check stand for. Must bear facts of which there is nothing yet. */
  values?(facts: LessonFacts): LessonValues
  /** Drawn under the text, 320 px wide; it takes no props and uses `useLesson()`. */
  picture?: Component
  /** Drawn in the Learn view, beside the pane, where it needs room. */
  stage?: Component
  deeds?: readonly LessonDeed[]
  /** What is to be done, and when it is: false of facts of which there is nothing yet. A step without one is done when it was read. */
  check?: { text: Bilingual; isDone(facts: LessonFacts): boolean }
  tries?: readonly LessonTry[]
}

export interface Lesson {
  /** Progress is kept by it. */
  id: string
  /** Its number in the list, from 1. */
  order: number
  title: Bilingual
  /** One sentence: what one sees and understands. */
  summary: Bilingual
  minutes: number
  /** Ids of the examples that it works with (`lessons/one-neuron`, `mnist-mlp`); the first is what it begins with. */
  examples: readonly [string, ...string[]]
  steps: readonly [LessonStep, ...LessonStep[]]
}

export const defineLesson = (lesson: Lesson): Lesson => lesson

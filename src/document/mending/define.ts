// What mends a project: problems and their fixes, warnings and theirs.
import type { DataFacts } from '../../layers/check'
import type { Survey, SurveyedNode } from '../../layers/survey'
import type { ErrorCode, ErrorPayload } from '../../shared/errors'
import type { Bilingual } from '../../shared/locale'
import type { Project } from '../../shared/project'

export interface Fix {
  /** Tells the fixes of one problem apart. */
  id: string
  /** What it does, with its figures: 'Insert Flatten before dense'. */
  title: Bilingual
  /** A new project; one step of undo. */
  apply(project: Project): Project
}

/** A project, with what is known of it. */
export interface Known {
  project: Project
  /** Of project.model. */
  survey: Survey
  /** null where nothing is known of the data. */
  dataset: DataFacts | null
  /** Rows of validation and test that are copies of training rows; null or absent where nobody has looked. */
  leaked?: { validation: number; test: number } | null
}
export interface FaultyProject extends Known {
  error: ErrorPayload
}

/** One kind of fix. What it proposes is tried before it is offered, so a rule may propose what only might help. */
export interface FixRule {
  codes: readonly ErrorCode[]
  /** Lower ones are offered first. */
  rank: number
  propose(problem: FaultyProject): Fix[]
}
export const defineFix = (rule: FixRule): FixRule => rule

/** What is allowed, and yet most likely not what was meant. */
export interface Warning {
  /** Of the kind: the name of its file. */
  id: string
  /** null: of no layer, but of the data. */
  layer: string | null
  title: Bilingual
  why: Bilingual
  fixes: Fix[]
}
export type WarningRule = (known: Known) => Warning[]
export const defineWarning = (rule: WarningRule): WarningRule => rule

/** The layer that a fault names; null where it names none that is there. */
export const faultyLayer = ({ error, survey }: FaultyProject): SurveyedNode | null =>
  survey.nodes.get(String(error.args.layer)) ?? null

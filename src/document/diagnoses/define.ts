// What a run shows of how it learns: each kind of finding is one file in this folder.
import type { ErrorPayload } from '../../shared/errors'
import type { Bilingual } from '../../shared/locale'
import type { Fix, Known } from '../mending/define'

/** A run so far, with the project that it trains. */
export interface Evidence extends Known {
  error: ErrorPayload | null
  /** Logs of finished epochs under Keras's names, one number each; NaN where an epoch has none. */
  logs: ReadonlyMap<string, ArrayLike<number>>
  epochs: number
  /** By layer, the newest share of units that are 0 for every example of a batch; empty where it was not measured. */
  deadShares: ReadonlyMap<string, number>
  /** Training examples of each class; null where there are no classes, or nobody has counted. */
  classCounts: readonly number[] | null
}

export interface Diagnosis {
  /** The name of its file. */
  id: string
  /** `wrong`: training goes badly. `hint`: it could go better. */
  tone: 'wrong' | 'hint'
  title: Bilingual
  /** The numbers that say so. */
  evidence: Bilingual
  /** Suggestions, the best first. */
  fixes: Fix[]
}
export type DiagnosisRule = (evidence: Evidence) => Omit<Diagnosis, 'id'> | null
export const defineDiagnosis = (rule: DiagnosisRule): DiagnosisRule => rule

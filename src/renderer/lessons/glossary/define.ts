import type { Bilingual } from '../../../shared/locale'

/** A word of the trade. */
export interface Term {
  /** As it stands in lists: the English word in Chinese too, behind the Chinese one. */
  name: Bilingual
  /** Two sentences at most; $formulas$ are allowed. */
  text: Bilingual
}

export const defineTerms = <T extends Record<string, Term>>(terms: T): T => terms

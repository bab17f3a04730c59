// Every file beside this one and define.ts holds some words. A term is linked in a lesson as [word](term:<id>).
import type { Term } from './define'

const modules = import.meta.glob<Record<string, Term>>(['./*.ts', '!./define.ts', '!./index.ts'], {
  eager: true,
  import: 'default'
})
export const TERMS: ReadonlyMap<string, Term> = new Map(
  Object.values(modules).flatMap((terms) => Object.entries(terms))
)

// What a run tells of how it learns. Every other file here but define, figures and remedies is one kind of finding.
import type { Diagnosis, DiagnosisRule, Evidence } from './define'

export type { Diagnosis, Evidence } from './define'

const modules = import.meta.glob<DiagnosisRule>(
  ['./*.ts', '!./index.ts', '!./define.ts', '!./figures.ts', '!./remedies.ts'],
  { eager: true, import: 'default' }
)

/** By the names of their files. */
export const DIAGNOSIS_RULES: ReadonlyMap<string, DiagnosisRule> = new Map(
  Object.entries(modules).map(([path, rule]) => [path.slice(2, -3), rule])
)

/** Those that tell of a loss that is no number, or grows, stand alone: what else is seen then follows from it. */
const FIRST = ['not-finite', 'diverging']

/** What goes wrong comes before what could go better. */
export function diagnose(evidence: Evidence): Diagnosis[] {
  for (const id of FIRST) {
    const found = DIAGNOSIS_RULES.get(id)!(evidence)
    if (found) return [{ id, ...found }]
  }
  const all = [...DIAGNOSIS_RULES].flatMap(([id, rule]) => {
    const found = FIRST.includes(id) ? null : rule(evidence)
    return found ? [{ id, ...found }] : []
  })
  return all.sort((a, b) => Number(b.tone === 'wrong') - Number(a.tone === 'wrong'))
}

// What is allowed and yet most likely not meant. Every other file here is one kind of warning.
import type { Known, Warning, WarningRule } from '../mending/define'

export type { Warning } from '../mending/define'

const modules = import.meta.glob<WarningRule>(['./*.ts', '!./index.ts'], { eager: true, import: 'default' })

/** By the names of their files. */
export const WARNING_RULES: ReadonlyMap<string, WarningRule> = new Map(
  Object.entries(modules).map(([path, rule]) => [path.slice(2, -3), rule])
)

/** Of a whole network; while a design has faults, these come first, and there are no warnings. */
export const warningsFor = (known: Known): Warning[] =>
  known.survey.model ? [...WARNING_RULES.values()].flatMap((rule) => rule(known)) : []

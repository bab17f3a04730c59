// What can be done about a fault. Every other file here is one kind of fix.
import { faultsOf } from '../../layers/faults'
import { catalogue } from '../../layers/index'
import { surveyDesign } from '../../layers/survey'
import type { ErrorPayload } from '../../shared/errors'
import type { FaultyProject, Fix, FixRule } from '../mending/define'

export type { FaultyProject, Fix } from '../mending/define'

const modules = import.meta.glob<FixRule>(['./*.ts', '!./index.ts'], { eager: true, import: 'default' })

/** By the names of their files, those first that are offered first. */
export const FIX_RULES: ReadonlyMap<string, FixRule> = new Map(
  Object.entries(modules)
    .map(([path, rule]): [string, FixRule] => [path.slice(2, -3), rule])
    .sort(([, a], [, b]) => a.rank - b.rank)
)
/** As many as a person can choose from at a glance. */
const OFFERED = 4

/**
 * Fixes of one fault, the best first: each was tried, and the fault was gone. Those that leave a project without any fault
 * come before the others.
 */
export function fixesFor(problem: FaultyProject): Fix[] {
  const proposed = [...FIX_RULES.values()]
    .filter(({ codes }) => codes.includes(problem.error.code))
    .flatMap((rule) => rule.propose(problem))
  const tried = proposed.map((fix) => ({ fix, left: faultsAfter(fix, problem) }))
  const helpful = tried.filter(({ left }) => left !== null && !left.some((fault) => isSameFault(fault, problem.error)))
  return [...helpful]
    .sort((a, b) => Number(a.left!.length > 0) - Number(b.left!.length > 0))
    .slice(0, OFFERED)
    .map(({ fix }) => fix)
}

/** null where nothing changed. */
function faultsAfter(fix: Fix, { project, survey, dataset }: FaultyProject): ErrorPayload[] | null {
  const after = fix.apply(project)
  if (after === project) return null
  return faultsOf(after, after.model === project.model ? survey : surveyDesign(after.model, catalogue, survey), dataset)
}

// Positions in lists may have moved: of a path, the part behind them counts.
const partOf = ({ args }: ErrorPayload): string => String(args.where ?? '').replace(/^model\.(nodes|edges)\[\d+\]/, '')
const isSameFault = (a: ErrorPayload, b: ErrorPayload): boolean =>
  a.code === b.code && a.args.layer === b.args.layer && partOf(a) === partOf(b)

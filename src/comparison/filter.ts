// Choosing runs by what they are: `val_accuracy > 0.9 and optimizer = adam`. The table and the command line use the same.
import type { RunSummary } from '../shared/run-list'
import { runTest, type RunTest } from './filter/evaluate'
import { namesOf, type Names } from './filter/names'
import { parseFilter, type Filter } from './filter/syntax'

export { completionsAt, endsInName, type Completion, type Completions } from './filter/complete'
export { FilterFault } from './filter/fault'
export { namesOf, type Names } from './filter/names'
export { parseFilter, printFilter, type Filter } from './filter/syntax'
export type { RunTest } from './filter/evaluate'

export interface CompiledFilter {
  filter: Filter
  test: RunTest
  /** Whether it says anything of what has this name: runs that are archived are left out of a list that does not. */
  asksFor(name: string): boolean
}

/** @param names of all runs, `namesOf` @throws FilterFault with the place of what is wrong */
export function compileFilter(text: string, names: Names, now = new Date()): CompiledFilter {
  const filter = parseFilter(text)
  return { filter, test: runTest(filter, names, now), asksFor: (name) => asksFor(filter, name) }
}

/** @throws FilterFault */
export const filterRuns = (runs: readonly RunSummary[], text: string, now = new Date()): RunSummary[] =>
  runs.filter(compileFilter(text, namesOf(runs), now).test)

function asksFor(filter: Filter, name: string): boolean {
  if ('parts' in filter) return filter.parts.some((part) => asksFor(part, name))
  if ('part' in filter) return asksFor(filter.part, name)
  if (filter.kind === 'words') return !filter.quoted && filter.text === name
  return 'name' in filter && filter.name.text === name
}

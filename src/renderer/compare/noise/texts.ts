import { shortPath, type RunGroup } from '../../../comparison/run-groups'
import type { Setting } from '../../../shared/setting'

const MOST_TRAITS = 2
const written = (value: Setting | undefined): string => (value === undefined ? '–' : String(value))

/** What tells the group from the others: optimizer = sgd, dense.units = 64. @param none where nothing does */
export function traitText({ traits }: Pick<RunGroup, 'traits'>, none: string): string {
  if (traits.length === 0) return none
  const told = traits.slice(0, MOST_TRAITS).map(({ path, value }) => `${shortPath(path)} = ${written(value)}`)
  return told.join(', ') + (traits.length > MOST_TRAITS ? ', …' : '')
}

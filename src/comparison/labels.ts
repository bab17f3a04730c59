// Names that tell runs apart where their own names do not.
import type { RunRecord } from '../shared/run'
import { differingSettings, isToldByData, shortPath } from './run-groups'
import { settingsOf } from './settings'

const MOST = 2

/** By run: its name, and where others have the same one, what it was trained with that they were not. */
export function runLabels(records: readonly RunRecord[]): Map<string, string> {
  const labels = new Map<string, string>()
  for (const name of new Set(records.map((record) => record.name))) {
    const same = records.filter((record) => record.name === name)
    const settings = same.map(({ project, seed }) => ({ ...settingsOf(project), seed }))
    const paths = differingSettings(settings).filter((path) => path !== 'seed' && !isToldByData(path))
    const hasSeeds = new Set(same.map(({ seed }) => seed)).size > 1
    const told = [...paths.slice(0, MOST), ...(hasSeeds ? ['seed'] : [])]
    same.forEach(({ id }, i) => {
      const own: Record<string, unknown> = settings[i]!
      const more = told.flatMap((path) => (own[path] === undefined ? [] : `${shortPath(path)} = ${String(own[path])}`))
      labels.set(id, [name, more.join(', ')].filter(Boolean).join(' · '))
    })
  }
  return labels
}

// Which of several runs belong together: those that were trained in the same way but for the seed, or as a person says.
import { inputsOf } from '../shared/design'
import type { RunRecord } from '../shared/run'
import type { Setting, SettingsMap } from '../shared/setting'
import { settingsOf } from './settings'

export type Grouping = { by: 'same' } | { by: 'sweep' } | { by: 'setting'; path: string }

/** What tells a group from the others; empty where there is but one, or where settings do not say it. */
export type Traits = readonly { path: string; value: Setting | undefined }[]
export interface RunGroup {
  key: string
  runs: RunRecord[]
  traits: Traits
}

/** What a run was trained with, but for the seed. */
function settingsButSeed(settings: SettingsMap): SettingsMap {
  const { seed: _seed, ...rest } = settings
  return rest
}
/** The same for any two runs that have the same, in whatever order they tell it. */
export const sortedButSeed = (settings: SettingsMap): [string, Setting][] =>
  Object.entries(settingsButSeed(settings)).sort(([a], [b]) => (a < b ? -1 : 1))

/** Two runs have the same one if they differ in nothing but the seed: settings, connections, data, what they were branched from. */
export function wayOfTraining(record: RunRecord): string {
  if (record.imported) return record.id // Another program's log does not say how it was trained.
  const { model } = record.project
  const connections = model.nodes.map(({ name, layer }) => [name, layer ?? null, inputsOf(model, name)])
  return JSON.stringify([sortedButSeed(settingsOf(record.project)), connections, hashesText(record), record.parent])
}
const hashesText = ({ dataset: { hashes } }: RunRecord): string =>
  JSON.stringify(Object.entries(hashes).sort(([a], [b]) => (a < b ? -1 : 1)))

/** Paths of settings that are not the same in all of them, in the order in which they are first told. */
export function differingSettings(all: readonly SettingsMap[]): string[] {
  const found = new Map<string, { value: Setting; count: number; differs: boolean }>()
  for (const settings of all) {
    for (const path in settings) {
      const value = settings[path]!
      const known = found.get(path)
      if (!known) found.set(path, { value, count: 1, differs: false })
      else {
        known.count++
        known.differs ||= known.value !== value
      }
    }
  }
  return [...found].filter(([, { count, differs }]) => differs || count < all.length).map(([path]) => path)
}

/**
 * In the order in which their first runs come.
 * @param like runs that were made to join the group of another one
 */
export function groupRuns(
  records: readonly RunRecord[],
  grouping: Grouping,
  like: ReadonlyMap<string, string> = new Map()
): RunGroup[] {
  const groups = new Map<string, RunRecord[]>()
  const byId = new Map(records.map((record) => [record.id, record]))
  for (const record of records) {
    const key = keyOf(byId.get(like.get(record.id) ?? '') ?? record, grouping)
    const group = groups.get(key)
    if (group) group.push(record)
    else groups.set(key, [record])
  }
  const found = [...groups].map(([key, runs]) => ({ key, runs }))
  return withTraits(found, grouping.by === 'setting' ? grouping.path : null)
}

function keyOf(record: RunRecord, grouping: Grouping): string {
  if (grouping.by === 'sweep') return record.sweep?.id ?? record.id
  if (grouping.by === 'setting') return JSON.stringify(settingsOf(record.project)[grouping.path] ?? null)
  return wayOfTraining(record)
}

/** Names groups by the settings that tell them apart. @param path the one that they were made by */
export function withTraits(groups: readonly { key: string; runs: RunRecord[] }[], path: string | null): RunGroup[] {
  const settings = groups.map(({ runs }) => (runs[0] ? settingsButSeed(settingsOf(runs[0].project)) : {}))
  const told = path === null ? differingSettings(settings).filter((one) => !isToldByData(one)) : [path]
  return groups.map((group, i) => ({
    ...group,
    traits: told.map((one) => ({ path: one, value: settings[i]![one] }))
  }))
}
/** As it is told where it is clear what is meant: learning_rate for optimizer.learning_rate. */
export const shortPath = (path: string): string => path.replace(/^optimizer\./, '')

/** Follows from what else is told: where data lie does not say what was tried. */
export const isToldByData = (path: string): boolean => path === 'dataset.path' || path === 'dataset.name'

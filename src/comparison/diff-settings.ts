// Settings of several runs beside each other, and what of them differs.
import type { Setting, SettingsMap } from '../shared/setting'
import { defaultAt } from './defaults'
import { groupOf, type SettingsGroup } from './settings'

export type RowGroup = SettingsGroup | 'environment'
export interface Cell {
  /** undefined: the run has nothing of the kind. */
  value: Setting | undefined
  /** It is not told: it stands at its default. */
  isDefault: boolean
}
export interface DiffRow<Group extends string = RowGroup> {
  path: string
  group: Group
  /** One for each run. */
  cells: readonly Cell[]
  /** Not the same in all runs. */
  differs: boolean
}

const ORDER: readonly RowGroup[] = ['data', 'training', 'callbacks', 'layers', 'environment']

/** Two cells say the same. */
export const isSameCell = (a: Cell, b: Cell): boolean => Object.is(a.value, b.value)

/** @param runs settings of each run; the first is the baseline, whose order the rows have */
export function diffSettings(runs: readonly SettingsMap[]): DiffRow[] {
  const rows = pathsOf(runs).map((path) =>
    rowOf(
      path,
      groupOf(path),
      runs.map((settings) => cellAt(settings, path))
    )
  )
  return rows.sort((a, b) => ORDER.indexOf(a.group) - ORDER.indexOf(b.group))
}

export function rowOf<Group extends string>(path: string, group: Group, cells: readonly Cell[]): DiffRow<Group> {
  return { path, group, cells, differs: cells.some((cell) => !isSameCell(cell, cells[0]!)) }
}

export function cellAt(settings: SettingsMap, path: string): Cell {
  if (path in settings) return { value: settings[path]!, isDefault: false }
  const usual = defaultAt(settings, path)
  return { value: usual, isDefault: usual !== undefined }
}

/** All paths, each thing's together; one that only a later run has stands where it is in that run. */
function pathsOf(runs: readonly SettingsMap[]): string[] {
  const owners: string[] = []
  const known = new Map<string, Set<string>>()
  for (const settings of runs) {
    let at = -1
    for (const path of Object.keys(settings)) {
      const owner = ownerOf(path, settings)
      if (!known.has(owner)) {
        known.set(owner, new Set())
        owners.splice(at + 1, 0, owner)
      }
      known.get(owner)!.add(path)
      if (owners[at] !== owner) at = owners.indexOf(owner)
    }
  }
  return owners.flatMap((owner) => [...known.get(owner)!])
}

/** What a setting belongs to: a layer, the optimizer, the split; a setting of training is on its own. */
export function ownerOf(path: string, settings: SettingsMap): string {
  const outer: string[] = []
  for (let at = path.indexOf('.'); at >= 0; at = path.indexOf('.', at + 1)) outer.push(path.slice(0, at))
  const told = outer.find((owner) => owner in settings)
  if (told !== undefined) return told
  return groupOf(path) === 'layers' ? path : (outer[0] ?? path)
}

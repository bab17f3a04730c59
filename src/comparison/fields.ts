// By what runs can be grouped and coloured: their settings, and a few things that are no settings.
import { isSame } from '../shared/same'
import type { RunSummary } from '../shared/run-list'
import type { Setting } from '../shared/setting'
import { sortedButSeed } from './run-groups'

/** Fields that are no paths of settings begin with @. `@repeat`: everything but the seed. */
export const OTHER_FIELDS = ['@repeat', '@sweep', '@project', '@tags'] as const
export type FieldRow = Pick<RunSummary, 'settings' | 'project' | 'sweep' | 'annotations'>

export function fieldValue(row: FieldRow, field: string): Setting {
  if (field === '@sweep') return row.sweep?.id ?? null
  if (field === '@project') return row.project
  if (field === '@tags') return [...row.annotations.tags].sort().join(', ') || null
  if (field === '@repeat') return JSON.stringify(sortedButSeed(row.settings))
  return row.settings[field] ?? null
}

/** All fields of these runs: those that differ, and those in which all are the same; settings in the order of the first run. */
export function fieldsOf(rows: readonly FieldRow[]): { differing: string[]; same: string[] } {
  const all = [...new Set(rows.flatMap(({ settings }) => Object.keys(settings))), ...OTHER_FIELDS]
  const differs = (field: string): boolean =>
    rows.some((row) => !isSame(fieldValue(row, field), fieldValue(rows[0]!, field)))
  const differing = all.filter(differs)
  return { differing, same: all.filter((field) => !differing.includes(field) && !field.startsWith('@')) }
}

export interface FieldGroup {
  value: Setting
  /** Places in `rows`. */
  members: number[]
}

/** Runs with the same value together; numbers rise, then texts, what has none last. */
export function groupRows(rows: readonly FieldRow[], field: string): FieldGroup[] {
  const groups = new Map<string, FieldGroup>()
  rows.forEach((row, i) => {
    const value = fieldValue(row, field)
    const key = JSON.stringify(value)
    if (!groups.has(key)) groups.set(key, { value, members: [] })
    groups.get(key)!.members.push(i)
  })
  const all = [...groups.values()]
  // Texts of all settings say nothing about an order: as they come.
  return field === '@repeat' ? all : all.sort((a, b) => compareSettings(a.value, b.value))
}
const rank = (value: Setting): number =>
  value === null ? 3 : typeof value === 'number' ? 0 : typeof value === 'boolean' ? 1 : 2
export function compareSettings(a: Setting, b: Setting): number {
  if (rank(a) !== rank(b)) return rank(a) - rank(b)
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a).localeCompare(String(b), 'en', { numeric: true })
}

/** Numbers along a scale; logarithmic where they span this many times or more, and all are above 0. */
const SPANS_DECADES = 50
export interface NumberScale {
  min: number
  max: number
  logarithmic: boolean
}

/** The scale of values that are numbers, at least two of them; null where they are not. */
export function numberScale(values: readonly Setting[]): NumberScale | null {
  const told = values.filter((value) => value !== null)
  const numbers = told.filter((value): value is number => typeof value === 'number' && Number.isFinite(value))
  if (numbers.length < told.length || new Set(numbers).size < 2) return null
  const [min, max] = [Math.min(...numbers), Math.max(...numbers)]
  return { min, max, logarithmic: min > 0 && max / min >= SPANS_DECADES }
}

/** 0 .. 1 along a scale. */
export function shareOf(value: number, { min, max, logarithmic }: NumberScale): number {
  const at = logarithmic ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min)
  return Math.min(1, Math.max(0, at))
}

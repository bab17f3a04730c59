// How much of the spread of an objective each setting tells by itself: the correlation ratio eta squared (Pearson 1905; Fisher's
// one-way analysis of variance), numbers in bins of equal counts. It does not see what settings do only together.
import type { Setting, SettingsMap } from '../shared/setting'

/** Below this many trials the share says next to nothing. */
export const FEW_TRIALS = 10
const MOST_BINS = 6
/** Trials in a bin, on average, at least. */
const IN_A_BIN = 3

export interface Importance {
  setting: string
  /** Eta squared: variance between the groups of equal values by the whole variance, 0 .. 1; null where it cannot be told. */
  share: number | null
  /** The same less what so many groups would share by chance: Kelley's epsilon squared (1935), at least 0. */
  adjusted: number | null
  groups: number
}

/** The most important first. @param trials those without a number of an objective are left out */
export function importances(trials: readonly { values: SettingsMap; objective: number | null }[]): {
  settings: Importance[]
  trials: number
} {
  const told = trials.flatMap(({ values, objective }) =>
    objective !== null && Number.isFinite(objective) ? [{ values, objective }] : []
  )
  const names = [...new Set(told.flatMap(({ values }) => Object.keys(values)))]
  const settings = names.map((setting): Importance => {
    const groups = grouped(told.map(({ values, objective }) => [values[setting] ?? null, objective]))
    const share = correlationRatio(groups)
    const [n, k] = [told.length, groups.length]
    const adjusted = share === null || n <= k ? null : Math.max(0, 1 - ((1 - share) * (n - 1)) / (n - k))
    return { setting, share, adjusted, groups: k }
  })
  return { settings: settings.sort((a, b) => (b.share ?? -1) - (a.share ?? -1)), trials: told.length }
}

/** Objectives by equal values; by stretches of equal counts where there are many different numbers. */
function grouped(points: readonly (readonly [Setting, number])[]): number[][] {
  const different = new Set(points.map(([value]) => value))
  const bins = Math.min(MOST_BINS, Math.max(2, Math.floor(points.length / IN_A_BIN)))
  const isNumeric = points.every(([value]) => typeof value === 'number')
  const groups = new Map<Setting, number[]>()
  const put = (key: Setting, objective: number): void => void groups.set(key, [...(groups.get(key) ?? []), objective])
  if (!isNumeric || different.size <= MOST_BINS) for (const [value, objective] of points) put(value, objective)
  else {
    const sorted = [...points].sort(([a], [b]) => (a as number) - (b as number))
    const firstAt = new Map<Setting, number>()
    sorted.forEach(([value], i) => firstAt.has(value) || firstAt.set(value, i))
    // Equal values stay together.
    for (const [value, objective] of sorted) put(Math.floor((firstAt.get(value)! * bins) / sorted.length), objective)
  }
  return [...groups.values()]
}

function correlationRatio(groups: readonly (readonly number[])[]): number | null {
  const all = groups.flat()
  if (groups.length < 2 || all.length <= groups.length) return null
  const mean = meanOf(all)
  const total = all.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const between = groups.reduce((sum, group) => sum + group.length * (meanOf(group) - mean) ** 2, 0)
  return total > 0 ? Math.min(1, between / total) : null
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

// Copies that lie in more than one split: what is tested was learnt by heart.
import { SPLIT_NAMES, type SplitName } from '../../shared/dataset'
import type { Labels } from './labels'
import type { Splits } from './splits'

export interface Leaks {
  groups: number
  copies: number
  leaked: { validation: number; test: number }
  contradictions: number
  shown: { rows: number[]; splits: (SplitName | null)[]; contradicts: boolean }[]
}

/** More rows of one group than this are not shown: a group may be the whole source. */
const SHOWN_ROWS = 64

/** @param groups rows that are the same, as findDuplicates gives them; the gravest are shown first */
export function leaksOf(groups: readonly Uint32Array[], { of }: Splits, labels: Labels | null, most: number): Leaks {
  const leaked = { validation: 0, test: 0 }
  const seen = groups.map((rows, group) => {
    const inTraining = rows.some((row) => of[row] === 0)
    const elsewhere = rows.filter((row) => of[row] === 1 || of[row] === 2)
    if (inTraining) for (const row of elsewhere) leaked[of[row] === 1 ? 'validation' : 'test'] += 1
    const contradicts = labels !== null && rows.some((row) => labels.labels[row] !== labels.labels[rows[0]!])
    return { group, leaks: inTraining && elsewhere.length > 0, contradicts }
  })
  const order = [...seen].sort(
    (a, b) => Number(b.leaks) - Number(a.leaks) || Number(b.contradicts) - Number(a.contradicts) || a.group - b.group
  )
  return {
    groups: groups.length,
    copies: groups.reduce((sum, rows) => sum + rows.length - 1, 0),
    leaked,
    contradictions: seen.filter(({ contradicts }) => contradicts).length,
    shown: order.slice(0, most).map(({ group, contradicts }) => {
      const rows = [...groups[group]!.subarray(0, SHOWN_ROWS)]
      return { rows, splits: rows.map((row) => SPLIT_NAMES[of[row]!] ?? null), contradicts }
    })
  }
}

// The lines of the table, groups and runs, and how far down each of them is.
import type { RunGroup } from '../../comparison/groups'
import type { RunSummary } from '../../shared/run-list'

export const RUN_HEIGHT = 32
export const GROUP_HEIGHT = 46

export type Line = { kind: 'run'; key: string; run: RunSummary } | { kind: 'group'; key: string; group: RunGroup }

export interface Lines {
  all: readonly Line[]
  height: number
  /** Pixels above a line; of one behind the last, the height of all. */
  topOf(index: number): number
  /** The line at so many pixels. */
  at(y: number): number
}

export function linesOf(
  runs: readonly RunSummary[],
  groups: readonly RunGroup[] | null,
  closed: readonly string[]
): Lines {
  const line = (run: RunSummary): Line => ({ kind: 'run', key: run.id, run })
  const all =
    groups === null
      ? runs.map(line)
      : groups.flatMap((group): Line[] => [
          { kind: 'group', key: `group ${group.key}`, group },
          ...(closed.includes(group.key) ? [] : group.runs.map(line))
        ])
  const tops = new Float64Array(all.length + 1)
  all.forEach(({ kind }, i) => (tops[i + 1] = tops[i]! + (kind === 'group' ? GROUP_HEIGHT : RUN_HEIGHT)))
  const height = tops[all.length]!
  return {
    all,
    height,
    topOf: (index) => tops[Math.max(0, Math.min(all.length, index))]!,
    at(y) {
      let [low, high] = [0, Math.max(0, all.length - 1)]
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if (tops[middle]! <= y) low = middle
        else high = middle - 1
      }
      return low
    }
  }
}

// The points of a run's data in the units that they have before any step, with what split each is in.
import { computed, type ComputedRef } from 'vue'
import { SPLIT_NAMES, type SplitName } from '../../shared/dataset'
import type { Fit, RunRecord } from '../../shared/run'
import type { ErrorPayload } from '../../shared/errors'
import { useApi } from '../api'
import type { FitPoints } from '../charts/fit-points'
import { useAsked } from '../data/use-asked'

/** As many are seen one by one, and drawn within a frame. */
const MOST = 2000

export interface RunPoints extends FitPoints {
  /** Of the target; null where it is a quantity. */
  classes: readonly string[] | null
  /** Of the target. */
  target: string
  /** Rows of the source: more than there are points here where those are drawn from them. */
  rows: number
}

/** @param what null while nothing is known of the run */
export function useRunPoints(what: () => { record: RunRecord; axes: Fit['axes'] } | null): {
  points: ComputedRef<RunPoints | null>
  error: ComputedRef<ErrorPayload | null>
} {
  const api = useApi()
  const asked = useAsked(
    () => {
      const now = what()
      return now && [now.record.id, now.axes.map(({ column }) => column)]
    },
    async (): Promise<RunPoints> => {
      const { record, axes } = what()!
      const { project, baseDir } = record
      const { source } = project.dataset
      const { columns, classes, rows } = await api.data.describe({ source, baseDir })
      const target = columns.find(({ role }) => role === 'target')?.name ?? ''
      const [x, second] = axes.map(({ column }) => column)
      const y = second ?? (classes ? x! : target)
      const colour = second !== undefined && !classes ? target : null
      const [scatter, dealt, labels] = await Promise.all([
        api.data.scatter({ source, baseDir, x: x!, y, colour, most: MOST }),
        api.data.splits({ data: project.dataset, baseDir }),
        classes ? api.data.labels({ source, baseDir }) : null
      ])
      const picked = Array.from(scatter.rows)
      return {
        x: scatter.x,
        // Of a single input: anywhere between 0 and 1, so that they do not lie on each other.
        y: second === undefined && classes ? Float64Array.from(picked, scattered) : scatter.y,
        z: scatter.colour?.kind === 'numbers' ? Float64Array.from(scatter.colour.data) : null,
        labels: labels && picked.map((row) => labels.labels[row]!),
        splits: picked.map((row): SplitName | null => SPLIT_NAMES[dealt.of[row]!] ?? null),
        classes: labels?.classes ?? null,
        target,
        rows
      }
    }
  )
  return { points: computed(() => asked.value.value), error: computed(() => asked.error.value) }
}

const GOLDEN = 0.618_033_988_75
const scattered = (row: number): number => 0.1 + 0.8 * ((row * GOLDEN) % 1)

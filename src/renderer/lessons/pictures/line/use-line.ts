// The learner's newest run of a line, with the points that it was trained on.
import { computed } from 'vue'
import { SPLIT_NAMES, type SplitName } from '../../../../shared/dataset'
import { useApi } from '../../../api'
import type { FitPoints } from '../../../charts/fit-points'
import { useAsked } from '../../../data/use-asked'
import { linearLayer } from '../../../fit/truth'
import { obstacleOf, standsOf } from '../../by-hand'
import type { LinePoints } from '../../maths/line'
import { useLesson } from '../../use-lesson'

/** The formulas need every example. */
const MOST = 100_000

export interface LineData {
  columns: readonly [x: string, y: string]
  points: FitPoints
  train: LinePoints
  test: LinePoints
}

export function useLine() {
  const api = useApi()
  const { facts, mark } = useLesson()
  const record = computed(() => facts.run?.record.value ?? null)
  const layer = computed(() => (record.value ? linearLayer(record.value.project.model) : null))
  const obstacle = computed(() => (record.value ? obstacleOf(record.value) : null))
  /** From before the first step on. */
  const stands = computed(() => (facts.run && layer.value !== null ? standsOf(facts.run.series, layer.value) : []))
  const asked = useAsked(
    () => record.value && [record.value.id, record.value.baseDir],
    async (): Promise<LineData | null> => {
      const { project, baseDir } = record.value!
      const { source } = project.dataset
      const { columns } = await api.data.describe({ source, baseDir })
      const [x, y] = (['feature', 'target'] as const).map((wanted) => columns.find(({ role }) => role === wanted)?.name)
      if (x === undefined || y === undefined) return null
      const [scatter, dealt] = await Promise.all([
        api.data.scatter({ source, baseDir, x, y, colour: null, most: MOST }),
        api.data.splits({ data: project.dataset, baseDir })
      ])
      const splits = Array.from(scatter.rows, (row): SplitName | null => SPLIT_NAMES[dealt.of[row]!] ?? null)
      const only = (split: SplitName): LinePoints => ({
        x: scatter.x.filter((_, i) => splits[i] === split),
        y: scatter.y.filter((_, i) => splits[i] === split)
      })
      const points = { x: scatter.x, y: scatter.y, z: null, labels: null, splits }
      return { columns: [x, y], points, train: only('train'), test: only('test') }
    }
  )
  return { facts, mark, record, obstacle, stands, data: computed(() => asked.value.value), error: asked.error }
}

import { computed, shallowReactive, watch } from 'vue'
import { defineStore } from 'pinia'
import { catalogue } from '../../layers/index'
import type { InferredLayer } from '../../layers/infer'
import { surveyDesign } from '../../layers/survey'
import { stepTimes, type LayerTime, type StepTimes } from '../../shared/profile'
import type { Profile } from '../../shared/run'
import type { RunRecord } from '../../shared/run'
import { isSame } from '../../shared/same'
import { useApi } from '../api'
import { useProject } from './project'
import { useRuns } from './runs'

/** Runs that are looked at for the network on the canvas: after an undo it may not be that of the newest. */
const LATEST = 4

/** A run whose layers were timed. */
interface TimedRun {
  id: string
  created: string
  batchSize: number
  profile: Profile
  times: StepTimes
  /** Whether a layer is as it was in the run: its class, parameters and what it is fed. */
  has(layer: InferredLayer): boolean
}

/** How the time of a step fell on the layers of the network on the canvas, in the project's newest run of that network. */
export const useTimes = defineStore('times', () => {
  const api = useApi()
  const project = useProject()
  const runs = useRuns()
  /** By id; null where it cannot be read. */
  const read = shallowReactive(new Map<string, TimedRun | 'reading' | null>())

  const name = computed(() => project.draft?.name)
  const latest = computed(() =>
    runs.summaries
      .filter((run) => run.timed && run.project === name.value)
      .sort((a, b) => b.created.localeCompare(a.created))
      .slice(0, LATEST)
      .map(({ id }) => id)
  )
  const layers = computed(() =>
    [...(project.survey?.nodes.values() ?? [])].flatMap(({ layer }) => (layer ? [layer] : []))
  )
  const isWhole = (run: TimedRun): boolean =>
    run.times.layers.size === layers.value.length && layers.value.every((layer) => run.has(layer))

  /** The newest run of just this network, else the newest. */
  const run = computed(() => {
    const known = latest.value.flatMap((id): TimedRun[] => {
      const one = read.get(id)
      return one && one !== 'reading' ? [one] : []
    })
    return known.find(isWhole) ?? known[0] ?? null
  })
  /** By name; of layers that are as they were in the run. */
  const byLayer = computed((): ReadonlyMap<string, LayerTime> => {
    const found = run.value
    if (!found) return new Map()
    const same = layers.value.filter((layer) => found.has(layer))
    return new Map(same.map((layer) => [layer.name, found.times.layers.get(layer.name)!]))
  })
  /** The largest share of a layer that is shown. */
  const most = computed(() => Math.max(0, ...[...byLayer.value.values()].map(({ share }) => share)))

  /** The next one to be read: the newest, then older ones until one is of just this network. */
  const wanted = computed(() => {
    for (const id of latest.value) {
      if (!read.has(id)) return id
      const known = read.get(id)
      if (known === 'reading' || (known && isWhole(known))) return null
    }
    return null
  })
  watch(wanted, (id) => id !== null && void load(id), { immediate: true })
  async function load(id: string): Promise<void> {
    read.set(id, 'reading')
    // A run that cannot be read is told of in the list of runs.
    const answer = await api.runs.get({ runId: id }).catch(() => null)
    read.set(id, answer?.record.profile ? timedRun(answer.record, answer.record.profile) : null)
  }

  return { run, byLayer, most }
})

function timedRun({ id, created, project }: RunRecord, profile: Profile): TimedRun {
  const times = stepTimes(profile)
  const { nodes } = surveyDesign(project.model, catalogue)
  const known = new WeakMap<InferredLayer, boolean>()
  const compare = (layer: InferredLayer): boolean => {
    const before = nodes.get(layer.name)?.layer
    if (!before || before.type !== layer.type || !times.layers.has(layer.name)) return false
    return isSame(before.params, layer.params) && isSame(before.inputShapes, layer.inputShapes)
  }
  return {
    id,
    created,
    batchSize: project.training.batch_size,
    profile,
    times,
    has(layer) {
      const answer = known.get(layer) ?? compare(layer)
      known.set(layer, answer)
      return answer
    }
  }
}

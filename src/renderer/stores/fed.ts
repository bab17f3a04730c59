// What the project's data are once all its steps are done, and what keeps them from being used: known before training starts.
import { computed, shallowRef, watch } from 'vue'
import { defineStore } from 'pinia'
import type { DataFacts } from '../../layers/check'
import { columnShapeOf } from '../../pipeline/column-shape'
import { rolesOf } from '../../pipeline/roles'
import { planPipeline, type PipelinePlan } from '../../pipeline/run'
import { NetloomError, toErrorPayload, type ErrorPayload } from '../../shared/errors'
import { rescalingOf, type FittedStep } from '../../shared/preprocessing'
import { useApi } from '../api'
import { useDatasets } from './datasets'
import { useLooked } from './looked'
import { datasetNameOf, useProject } from './project'

type Planned = { plan: PipelinePlan; error: null } | { plan: null; error: ErrorPayload }

export const useFed = defineStore('fed', () => {
  const api = useApi()
  const project = useProject()
  const datasets = useDatasets()
  const looked = useLooked()

  const data = computed(() => project.draft?.dataset ?? null)
  const named = computed(() => (project.draft ? (datasets.byName.get(datasetNameOf(project.draft)) ?? null) : null))
  /** Named datasets come ready for the network: only other steps than a scaling change what they are. */
  const isReady = computed(() => {
    if (!data.value || !('name' in data.value.source)) return false
    return data.value.preprocessing.every((step) => rescalingOf(step) !== null)
  })
  const described = computed(() => (isReady.value ? null : looked.ofProject))

  const fitted = shallowRef<{ of: string; steps: FittedStep[]; error: ErrorPayload | null } | null>(null)
  /** What the steps, and what they learn, depend on. */
  const key = computed(() => {
    if (!data.value || !described.value?.description) return null
    const { source, split, preprocessing } = data.value
    return JSON.stringify([source, split, preprocessing, project.baseDir, described.value.description.files])
  })
  const learnt = computed(() => (fitted.value?.of === key.value ? fitted.value : null))

  const planned = computed<Planned | null>(() => {
    const description = described.value?.description
    if (!data.value || !description) return null
    const { source, split, preprocessing } = data.value
    try {
      const names = description.columns.map(({ name }) => name)
      const roles = rolesOf(source, names, split.column ?? null)
      const columns = description.columns.map(columnShapeOf)
      return { plan: planPipeline(columns, preprocessing, roles, learnt.value?.steps), error: null }
    } catch (error) {
      if (!(error instanceof NetloomError)) throw error
      return { plan: null, error: toErrorPayload(error) }
    }
  })
  /** Only the steps, once they have learnt, tell how many columns there will be. */
  const isUnknown = computed(() => planned.value?.plan?.fault === null && planned.value.plan.shape === null)
  let asked = 0
  watch(
    [isUnknown, key],
    async ([unknown, of]) => {
      if (!unknown || of === null || learnt.value || !data.value) return
      const mine = ++asked
      const { augmentation: _, ...fixed } = data.value
      try {
        const { fitted: steps, fault } = await api.data.steps({ data: fixed, baseDir: project.baseDir, rows: [0] })
        if (mine === asked) fitted.value = { of, steps: fault ? [] : steps, error: fault?.error ?? null }
      } catch (error) {
        if (mine === asked) fitted.value = { of, steps: [], error: toErrorPayload(error) }
      }
    },
    { immediate: true }
  )

  /** Why the data cannot be used as they are; null too while that is not known. */
  const error = computed<ErrorPayload | null>(() => {
    if (!described.value) return null
    const { plan, error: ofRoles } = planned.value ?? {}
    const fault = plan?.fault ? toErrorPayload(plan.fault.error) : null
    return described.value.error ?? ofRoles ?? fault ?? learnt.value?.error ?? null
  })
  const facts = computed<DataFacts | null>(() => {
    if (isReady.value) {
      if (!named.value) return null
      const { title, shape, task, classes } = named.value
      return { name: title, shape, task, classes: classes?.length ?? null }
    }
    const description = described.value?.description
    const shape = planned.value?.plan?.shape
    if (!description || !shape) return null
    const { name, task, classes } = description
    return { name, shape: [...shape], task, classes: classes?.length ?? null }
  })

  return { named, facts, error }
})

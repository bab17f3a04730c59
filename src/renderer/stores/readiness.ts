import { computed } from 'vue'
import { defineStore } from 'pinia'
import type { Known } from '../../document/mending/define'
import { warningsFor, type Warning } from '../../document/warnings'
import { faultsOf } from '../../layers/faults'
import type { ErrorPayload } from '../../shared/errors'
import { useDatasets } from './datasets'
import { useFed } from './fed'
import { useLeaks } from './leaks'
import { useProblems, type Problem } from './problems'
import { datasetNameOf, useProject } from './project'
import { useRuns } from './runs'

/** Why training cannot start: a message key of `blocked`, and what to fill in. */
export interface Blocked {
  reason: 'loading' | 'starting' | 'design' | 'data' | 'field' | 'dataset' | 'downloading'
  args: Record<string, string>
  /** The first of the faults, where these are the reason. */
  error?: ErrorPayload
}

/** What the project in hand still lacks before it can train, and every problem there is. */
export const useReadiness = defineStore('readiness', () => {
  const project = useProject()
  const datasets = useDatasets()
  const runs = useRuns()
  const problems = useProblems()
  const leaks = useLeaks()

  const fed = useFed()
  const dataset = computed(() => fed.named)
  const known = computed<Known | null>(() =>
    project.draft && project.survey
      ? { project: project.draft, survey: project.survey, dataset: fed.facts, leaked: leaks.found }
      : null
  )

  /** Of design, training and data: the project cannot train with any of them. */
  const faults = computed<ErrorPayload[]>(() =>
    known.value ? faultsOf(known.value.project, known.value.survey, known.value.dataset) : []
  )
  /** None of a layer that has a fault: that is to be mended first, and often mends both. */
  const warnings = computed<Warning[]>(() => {
    if (!known.value) return []
    const faulty = new Set(faults.value.map(layerOf))
    return warningsFor(known.value).filter(({ layer }) => layer === null || !faulty.has(layer))
  })
  const designError = computed<ErrorPayload | null>(() => faults.value[0] ?? null)

  const blocked = computed((): Blocked | null => {
    if (runs.starting) return { reason: 'starting', args: {} }
    if (!project.draft || !datasets.loaded) return { reason: 'loading', args: {} }
    if (designError.value) return { reason: 'design', args: {}, error: designError.value }
    if (fed.error) return { reason: 'data', args: {}, error: fed.error }
    const [field] = project.fieldErrors.keys()
    if (field !== undefined) return { reason: 'field', args: { field } }
    if (!('name' in project.draft.dataset.source)) return null // a file: the services look for it
    const name = datasetNameOf(project.draft)
    const title = dataset.value?.title ?? name
    if (datasets.downloads.has(name)) return { reason: 'downloading', args: { dataset: title } }
    if (dataset.value?.status !== 'ready') return { reason: 'dataset', args: { dataset: title } }
    return null
  })

  const allProblems = computed<Problem[]>(() => [
    ...faults.value.map(asProblem),
    ...(fed.error ? [{ id: 'data', source: 'data' as const, error: fed.error, time: null }] : []),
    ...problems.reported
  ])
  /** What is counted as wrong. An empty canvas is a beginning: only the list, and what keeps Train from starting, tell of it. */
  const counted = computed(() =>
    project.draft?.model.nodes.length === 0
      ? allProblems.value.filter(({ error }) => error.code !== 'MODEL_NO_INPUT')
      : allProblems.value
  )
  function asProblem(error: ErrorPayload, i: number): Problem {
    const layer = layerOf(error)
    const source = layer === null && String(error.args.where ?? '').startsWith('training') ? 'training' : 'design'
    return { id: `fault-${i}`, source, error, time: null, ...(layer !== null && { layer }) }
  }
  /** The layer of the design that a fault is about. */
  function layerOf({ code, args }: ErrorPayload): string | null {
    // In a term's parameters, `layer` is the class of the term.
    if (code === 'LAYER_PARAM' && !String(args.where).startsWith('model')) return null
    const name = code === 'MODEL_CYCLE' ? String(args.path).split(' → ')[0]! : String(args.layer ?? '')
    return project.draft?.model.nodes.some((node) => node.name === name) ? name : null
  }

  /** Faults and warnings by layer. */
  const byLayer = computed(() => {
    const found = new Map<string, { errors: Problem[]; warnings: Warning[] }>()
    const at = (layer: string) => {
      const entry = found.get(layer) ?? { errors: [], warnings: [] }
      found.set(layer, entry)
      return entry
    }
    for (const problem of allProblems.value) if (problem.layer !== undefined) at(problem.layer).errors.push(problem)
    for (const warning of warnings.value) if (warning.layer !== null) at(warning.layer).warnings.push(warning)
    return found
  })

  return { dataset, known, faults, warnings, designError, blocked, allProblems, counted, byLayer }
})

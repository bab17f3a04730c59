import { computed } from 'vue'
import { defineStore } from 'pinia'
import { sizeOf } from '../../layers/define'
import type { ErrorPayload } from '../../shared/errors'
import { useDatasets } from './datasets'
import { useProblems, type Problem } from './problems'
import { datasetNameOf, useProject } from './project'
import { useRuns } from './runs'

/** Why training cannot start: a message key of `train.blocked`, and what to fill in. */
export interface Blocked {
  reason: 'loading' | 'training' | 'starting' | 'design' | 'field' | 'dataset' | 'downloading'
  args: Record<string, string>
}

/** What the project in hand still lacks before it can train, and every problem there is. */
export const useReadiness = defineStore('readiness', () => {
  const project = useProject()
  const datasets = useDatasets()
  const runs = useRuns()
  const problems = useProblems()

  const dataset = computed(() => (project.draft ? (datasets.byName.get(datasetNameOf(project.draft)) ?? null) : null))

  const designError = computed<ErrorPayload | null>(() => {
    if (project.inferred?.error) return project.inferred.error
    const inputs = project.inferred?.model?.layers.filter((layer) => layer.type.className === 'Input') ?? []
    const [input] = inputs
    if (!input || !dataset.value) return null
    // Several inputs take an example each as a whole, or cut it into parts.
    const wanted = sizeOf(dataset.value.shape)
    const sizes = inputs.map((layer) => sizeOf(layer.outputShape))
    if (sizes.every((size) => size === wanted) || sizes.reduce((sum, size) => sum + size, 0) === wanted) return null
    const text = (shape: readonly number[]): string => `(${shape.join(', ')})`
    const args = {
      layer: input.name,
      dataset: dataset.value.title,
      expected: text(dataset.value.shape),
      found: text(input.outputShape)
    }
    return { code: 'INPUT_MISMATCH', args }
  })

  const blocked = computed((): Blocked | null => {
    if (runs.active) return { reason: 'training', args: {} }
    if (runs.starting) return { reason: 'starting', args: {} }
    if (!project.draft || !datasets.loaded) return { reason: 'loading', args: {} }
    if (designError.value) return { reason: 'design', args: {} }
    const [field] = project.fieldErrors.keys()
    if (field !== undefined) return { reason: 'field', args: { field } }
    if (!('name' in project.draft.dataset.source)) return null // a file: the services look for it
    const name = datasetNameOf(project.draft)
    const title = dataset.value?.title ?? name
    if (datasets.downloads.has(name)) return { reason: 'downloading', args: { dataset: title } }
    if (dataset.value?.status !== 'ready') return { reason: 'dataset', args: { dataset: title } }
    return null
  })

  const allProblems = computed<Problem[]>(() => {
    const design: Problem[] = designError.value
      ? [{ id: 'design', source: 'design', error: designError.value, time: null }]
      : []
    return [...design, ...problems.reported]
  })

  return { dataset, designError, blocked, allProblems }
})

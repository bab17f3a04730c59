import { computed, reactive, ref, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import { NetloomError, toErrorPayload, type ErrorPayload } from '../../shared/errors'
import type { Project } from '../../shared/project'
import { catalogue, inferModel, type InferredModel } from '../../layers/index'
import { useApi, type Api } from '../api'
import { useProblems } from './problems'

export type Example = Awaited<ReturnType<Api['projects']['examples']>>[number]
export type Inferred = { model: InferredModel; error: null } | { model: null; error: ErrorPayload }

/** The first thing a newcomer trains: quick, and hard to get wrong. */
const FIRST_EXAMPLE = 'mnist-mlp'

export function infer(project: Project): Inferred {
  try {
    return { model: inferModel(project.model, catalogue), error: null }
  } catch (error) {
    return { model: null, error: toErrorPayload(error) }
  }
}

export const datasetNameOf = (project: Project): string =>
  'name' in project.dataset.source ? project.dataset.source.name : project.dataset.source.path

// The first one first, then what needs no file of one's own.
function inOrder(list: Example[]): Example[] {
  const rank = ({ id, project }: Example): number =>
    id === FIRST_EXAMPLE ? 0 : 'name' in project.dataset.source ? 1 : 2
  return [...list].sort((a, b) => rank(a) - rank(b))
}
const sameSource = (a: Project, b: Project | null): boolean =>
  JSON.stringify(a.dataset.source) === JSON.stringify(b?.dataset.source)

/** The project in hand: one of the examples, with the person's changes. */
export const useProject = defineStore('project', () => {
  const api = useApi()
  const problems = useProblems()
  const examples = shallowRef<Example[]>([])
  const chosenId = ref<string | null>(null)
  const draft = shallowRef<Project | null>(null)
  /** Settings whose field holds no valid value, by name: what is wrong with it. */
  const fieldErrors = reactive(new Map<string, string>())

  const inferred = computed(() => (draft.value ? infer(draft.value) : null))
  /** The folder that relative data paths of the project refer to. */
  const baseDir = computed(() => {
    const path = (chosen.value ?? examples.value.find((example) => sameSource(example.project, draft.value)))?.path
    return path === undefined ? null : path.replace(/[/\\][^/\\]*$/, '')
  })
  const chosen = computed(() => examples.value.find((example) => example.id === chosenId.value) ?? null)
  const changed = computed(() => JSON.stringify(draft.value) !== JSON.stringify(chosen.value?.project))

  async function load(): Promise<void> {
    try {
      examples.value = inOrder(await api.projects.examples())
      const first = examples.value.find((example) => example.id === FIRST_EXAMPLE) ?? examples.value[0]
      if (!chosen.value && first) choose(first.id)
    } catch (error) {
      problems.report(error instanceof NetloomError ? 'design' : 'workbench', error)
    }
  }

  function choose(id: string): void {
    const example = examples.value.find((one) => one.id === id)
    if (!example) return
    chosenId.value = id
    draft.value = structuredClone(example.project)
    fieldErrors.clear()
  }

  function setDataset(name: string): void {
    if (!draft.value) return
    draft.value = { ...draft.value, dataset: { ...draft.value.dataset, source: { name } } }
  }

  function setTraining(change: Partial<Project['training']>): void {
    if (!draft.value) return
    draft.value = { ...draft.value, training: { ...draft.value.training, ...change } }
  }

  /** Takes a run's settings, so that it can be done again or changed. */
  function adopt(project: Project): void {
    const nodes = JSON.stringify(project.model.nodes)
    const example = examples.value.find((one) => JSON.stringify(one.project.model.nodes) === nodes)
    chosenId.value = example?.id ?? null
    draft.value = structuredClone(project)
    fieldErrors.clear()
  }

  function setFieldError(field: string, error: string | null): void {
    if (error === null) fieldErrors.delete(field)
    else fieldErrors.set(field, error)
  }

  return {
    examples,
    chosenId,
    chosen,
    draft,
    baseDir,
    inferred,
    changed,
    fieldErrors,
    load,
    choose,
    setDataset,
    setTraining,
    adopt,
    setFieldError
  }
})

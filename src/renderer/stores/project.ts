import { computed, reactive, ref, shallowRef, watch } from 'vue'
import { defineStore } from 'pinia'
import { record, redo, settle, startHistory, undo, type History, type UndoMode } from '../../document/history'
import { catalogue, type InferredModel } from '../../layers/index'
import { surveyDesign, type Survey } from '../../layers/survey'
import type { Design } from '../../shared/design'
import { NetloomError, type ErrorPayload } from '../../shared/errors'
import type { Project } from '../../shared/project'
import { useApi, type Api } from '../api'
import { useProblems } from './problems'

export type Example = Awaited<ReturnType<Api['projects']['examples']>>[number]
export interface Inferred {
  model: InferredModel | null
  /** The first fault where there is no model. */
  error: ErrorPayload | null
}

/** The first thing a newcomer trains: quick, and hard to get wrong. */
const FIRST_EXAMPLE = 'mnist-mlp'

const inferredFrom = ({ faults, nodes, model }: Survey): Inferred => ({
  model,
  error: model ? null : (faults[0] ?? [...nodes.values()].find(({ error }) => error)?.error ?? null)
})
export const infer = (project: Project): Inferred => inferredFrom(surveyDesign(project.model, catalogue))

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
  const history = shallowRef<History | null>(null)
  /** Counts the projects that were taken in hand. */
  const opened = ref(0)
  const draft = computed(() => history.value?.present ?? null)
  /** Settings whose field holds no valid value, by name: what is wrong with it. */
  const fieldErrors = reactive(new Map<string, string>())

  const survey = shallowRef<Survey | null>(null)
  watch(
    () => draft.value?.model,
    (model) => (survey.value = model ? surveyDesign(model, catalogue, survey.value ?? undefined) : null),
    { flush: 'sync' }
  )
  const inferred = computed(() => (survey.value ? inferredFrom(survey.value) : null))
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
    begin(example.project)
  }

  function begin(project: Project): void {
    opened.value += 1
    history.value = startHistory(structuredClone(project))
    fieldErrors.clear()
  }

  /**
   * One step of undo. Returning the same project leaves none.
   * @param label a message key below `edit`
   */
  function edit(label: string, change: (project: Project) => Project, mode?: UndoMode): void {
    if (!history.value) return
    history.value = record(history.value, change(history.value.present), label, mode)
  }
  const editModel = (label: string, change: (design: Design) => Design, mode?: UndoMode): void =>
    edit(
      label,
      (project) => {
        const model = change(project.model)
        return model === project.model ? project : { ...project, model }
      },
      mode
    )
  /** The next edit is a step of its own, also where it would merge. */
  function endMerging(): void {
    if (history.value) history.value = settle(history.value)
  }
  function undoEdit(): void {
    if (history.value) history.value = undo(history.value)
    fieldErrors.clear()
  }
  function redoEdit(): void {
    if (history.value) history.value = redo(history.value)
    fieldErrors.clear()
  }
  const undoLabel = computed(() => history.value?.past.at(-1)?.label ?? null)
  const redoLabel = computed(() => history.value?.future.at(-1)?.label ?? null)

  function setDataset(name: string): void {
    edit('dataset', (project) => ({ ...project, dataset: { ...project.dataset, source: { name } } }))
  }

  function setTraining(change: Partial<Project['training']>): void {
    const merge = `training:${Object.keys(change).join()}`
    edit('training', (project) => ({ ...project, training: { ...project.training, ...change } }), { merge })
  }

  const rename = (name: string): void =>
    edit('name', (project) => (project.name === name ? project : { ...project, name }))

  /** Takes a run's settings, so that it can be done again or changed. */
  function adopt(project: Project): void {
    const nodes = JSON.stringify(project.model.nodes)
    const example = examples.value.find((one) => JSON.stringify(one.project.model.nodes) === nodes)
    chosenId.value = example?.id ?? null
    begin(project)
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
    opened,
    history,
    undoLabel,
    redoLabel,
    baseDir,
    survey,
    inferred,
    changed,
    fieldErrors,
    load,
    choose,
    begin,
    edit,
    editModel,
    endMerging,
    undoEdit,
    redoEdit,
    rename,
    setDataset,
    setTraining,
    adopt,
    setFieldError
  }
})

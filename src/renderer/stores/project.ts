import { computed, reactive, ref, shallowRef, watch } from 'vue'
import { defineStore } from 'pinia'
import { withPlaces } from '../../document/edits/lay-out'
import { mapped, record, redo, settle, startHistory, undo, type History, type UndoMode } from '../../document/history'
import { catalogue, type InferredModel } from '../../layers/index'
import { surveyDesign, type Survey } from '../../layers/survey'
import { sourceName } from '../../shared/dataset'
import type { Design } from '../../shared/design'
import { NetloomError, type ErrorPayload } from '../../shared/errors'
import type { Project } from '../../shared/project'
import { useApi, type Api } from '../api'
import { folderOf, movedTo } from '../files/paths'
import { useProblems } from './problems'

export type Example = Awaited<ReturnType<Api['projects']['examples']>>[number]
export interface Inferred {
  model: InferredModel | null
  /** The first fault where there is no model. */
  error: ErrorPayload | null
}

/** Where a project in hand comes from. */
export interface Origin {
  /** What its relative data paths refer to. */
  folder?: string | null
  /** The id of the example that it is. */
  example?: string | null
}

/** The first thing a newcomer trains: quick, and hard to get wrong. */
const FIRST_EXAMPLE = 'mnist-mlp'

const inferredFrom = ({ faults, nodes, model }: Survey): Inferred => ({
  model,
  error: model ? null : (faults[0] ?? [...nodes.values()].find(({ error }) => error)?.error ?? null)
})
export const infer = (project: Project): Inferred => inferredFrom(surveyDesign(project.model, catalogue))

export const datasetNameOf = (project: Project): string => sourceName(project.dataset.source)

/** From the first that one trains to what builds on the others; what is not named here comes last. */
const TEACHING_ORDER = [
  FIRST_EXAMPLE,
  'fashion-mnist-mlp',
  'line',
  'one-neuron',
  'circles',
  'spiral',
  'mnist-cnn',
  'lenet-5',
  'fashion-mnist-vgg',
  'fashion-mnist-resnet',
  'mnist-autoencoder',
  'mnist-transformer',
  'homes-two-inputs',
  'imdb-lstm'
]
function inOrder(list: Example[]): Example[] {
  const rank = ({ id }: Example): number => (TEACHING_ORDER.includes(id) ? TEACHING_ORDER.indexOf(id) : Infinity)
  return [...list].sort((a, b) => rank(a) - rank(b) || 0)
}
const sameSource = (a: Project, b: Project | null): boolean =>
  JSON.stringify(a.dataset.source) === JSON.stringify(b?.dataset.source)

/** The project in hand, with its undo steps; which file it is, is known to useFiles. */
export const useProject = defineStore('project', () => {
  const api = useApi()
  const problems = useProblems()
  const examples = shallowRef<Example[]>([])
  /** Those that are offered to begin with; the others belong to lessons. */
  const templates = computed(() => examples.value.filter(({ id }) => !id.includes('/')))
  /** The example that the project in hand was begun from. */
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
  const folder = ref<string | null>(null)
  /** The folder that relative data paths of the project refer to. */
  const baseDir = computed(() => {
    if (folder.value !== null) return folder.value
    const example = examples.value.find((one) => sameSource(one.project, draft.value))
    return example ? folderOf(example.path) : null
  })

  async function loadExamples(): Promise<void> {
    try {
      examples.value = inOrder(await api.projects.examples())
    } catch (error) {
      problems.report(error instanceof NetloomError ? 'design' : 'workbench', error)
    }
  }

  /** Takes another project in hand, laid out if it was not; nothing of the one before is left to undo. */
  function begin(project: Project, origin: Origin = {}): void {
    opened.value += 1
    folder.value = origin.folder ?? null
    chosenId.value = origin.example ?? null
    const model = withPlaces(project.model)
    history.value = startHistory(structuredClone(model === project.model ? project : { ...project, model }))
    fieldErrors.clear()
  }
  /** Its file goes to another folder: relative data paths, also of earlier steps, still lead to the same data. */
  function moveTo(target: string): void {
    const from = baseDir.value
    if (history.value) history.value = mapped(history.value, (project) => movedTo(project, from, target))
    folder.value = target
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

  function setFieldError(field: string, error: string | null): void {
    if (error === null) fieldErrors.delete(field)
    else fieldErrors.set(field, error)
  }

  return {
    examples,
    templates,
    chosenId,
    draft,
    opened,
    history,
    undoLabel,
    redoLabel,
    baseDir,
    survey,
    inferred,
    fieldErrors,
    loadExamples,
    begin,
    moveTo,
    edit,
    editModel,
    endMerging,
    undoEdit,
    redoEdit,
    rename,
    setDataset,
    setTraining,
    setFieldError
  }
})

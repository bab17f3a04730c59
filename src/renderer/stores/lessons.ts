import { computed, nextTick, ref, shallowReactive, shallowRef, watch } from 'vue'
import { defineStore } from 'pinia'
import { diffSettings, type DiffRow } from '../../comparison/diff-settings'
import { settingsOf } from '../../comparison/settings'
import { toErrorPayload, type ErrorPayload } from '../../shared/errors'
import type { DatasetInfo } from '../../shared/dataset'
import type { LessonProgress } from '../../shared/lesson-progress'
import type { Project } from '../../shared/project'
import { isActive } from '../../shared/run'
import type { RunSummary } from '../../shared/run-list'
import { lessonOf, LESSONS } from '../lessons'
import type { Lesson, LessonDeed, LessonFacts, LessonStep } from '../lessons/define'
import { chooseFrom, isInSight, pointAt, press, typeInto, waitFor, type Guide } from '../lessons/guide'
import type { LoadedRun } from '../series/loaded-run'
import { useBuilder } from './builder'
import { useComparison } from './comparison'
import { useDatasets } from './datasets'
import { useFiles } from './files'
import { useProject } from './project'
import { useRuns } from './runs'
import { useSession } from './session'
import { useWorkbench } from './workbench'

const OPEN_KEY = 'netloom.lesson'
const MOST_RUNS = 60
const NONE: ReadonlySet<string> = new Set()
const FRESH: LessonProgress = { step: null, done: [], runs: [] }

/** The lesson that is open beside the workbench, how far one has come in each, and what its checks look at. */
export const useLessons = defineStore('lessons', () => {
  const session = useSession()
  const project = useProject()
  const files = useFiles()
  const runs = useRuns()
  const comparison = useComparison()
  const datasets = useDatasets()
  const workbench = useWorkbench()
  const builder = useBuilder()

  const openId = ref<string | null>(sessionStorage.getItem(OPEN_KEY))
  watch(openId, (id) => (id === null ? sessionStorage.removeItem(OPEN_KEY) : sessionStorage.setItem(OPEN_KEY, id)))
  const lesson = computed<Lesson | null>(() => lessonOf(openId.value))
  watch(lesson, (open) => (workbench.taught = open !== null), { immediate: true })
  /** Where the window is narrow, the pane and the inspector share a place. */
  const inFront = ref(true)

  /** What this window has done counts more than what it read at its start. */
  const kept = ref<Record<string, LessonProgress>>({})
  watch(
    () => session.settings.lessons,
    (stored) => (kept.value = { ...stored, ...kept.value }),
    { immediate: true }
  )
  const progressOf = (id: string): LessonProgress => kept.value[id] ?? FRESH
  const progress = computed(() => (openId.value === null ? FRESH : progressOf(openId.value)))
  function keep(change: Partial<LessonProgress>): void {
    if (openId.value === null) return
    const own = { [openId.value]: { ...progress.value, ...change } }
    kept.value = { ...kept.value, ...own }
    void session.change({ lessons: own })
  }

  const steps = computed<readonly LessonStep[]>(() => lesson.value?.steps ?? [])
  const index = computed(() =>
    Math.max(
      0,
      steps.value.findIndex(({ id }) => id === progress.value.step)
    )
  )
  const step = computed<LessonStep | null>(() => steps.value[index.value] ?? null)
  const isStepDone = computed(() => step.value !== null && isDone(step.value))
  /** How many steps of a lesson are done. */
  const doneCount = ({ id, steps: all }: Lesson): number =>
    all.filter((one) => progressOf(id).done.includes(one.id)).length
  const isLessonDone = (one: Lesson): boolean => doneCount(one) === one.steps.length

  // What pictures tell of holds for the step that is open.
  const seen = shallowReactive(new Set<string>())
  const mark = (what: string): void => void seen.add(what)

  // Runs that begin while the lesson is open are the lesson's.
  let known: ReadonlySet<string> = new Set()
  const idsNow = (): ReadonlySet<string> => new Set(runs.summaries.map(({ id }) => id))
  watch(
    () => [openId.value, runs.loaded] as const,
    () => (known = idsNow()),
    { immediate: true }
  )
  watch(
    () => runs.summaries,
    (rows) => {
      if (openId.value === null || !runs.loaded) return
      const begun = rows
        .filter(({ id, mine, status }) => !known.has(id) && mine && isActive(status))
        .map(({ id }) => id)
      known = idsNow()
      if (begun.length > 0) keep({ runs: [...progress.value.runs, ...begun.reverse()].slice(-MOST_RUNS) })
    }
  )
  const lessonRuns = computed<RunSummary[]>(() => {
    void runs.summaries // rows themselves are not followed
    return progress.value.runs.flatMap((id) => runs.row(id) ?? [])
  })
  const newest = computed(() => lessonRuns.value.at(-1)?.id ?? null)
  /** Asked for while drawing: reads it, and is drawn anew once it is there. */
  function loaded(runId: string): LoadedRun | null {
    const run = runs.open.get(runId)
    if (!run && !runs.openErrors.has(runId)) void Promise.resolve().then(() => runs.ensure(runId))
    void run?.tick.value
    return run ?? null
  }

  const exampleOf = (id: string): Project | null =>
    project.examples.find((example) => example.id === id)?.project ?? null
  const own = computed<string | null>(() => {
    const ids: readonly string[] = lesson.value?.examples ?? []
    if (project.chosenId !== null) return ids.includes(project.chosenId) ? project.chosenId : null
    // A draft that was restored does not tell what it was begun from.
    return ids.find((id) => exampleOf(id)?.name === project.draft?.name) ?? null
  })
  const begun = computed(() => (lesson.value ? exampleOf(own.value ?? lesson.value.examples[0]) : null))
  const changed = computed<readonly DiffRow[]>(() =>
    begun.value && project.draft && own.value !== null
      ? diffSettings([settingsOf(begun.value), settingsOf(project.draft)]).filter(({ differs }) => differs)
      : []
  )

  /** The known dataset of the lesson, or of what the learner made of its project, that is not on this machine. */
  const absent = computed<DatasetInfo | null>(() => {
    const source = (own.value === null ? begun.value : project.draft)?.dataset.source
    const info = source && 'name' in source ? datasets.byName.get(source.name) : undefined
    return info?.status === 'downloadable' ? info : null
  })

  const all: LessonFacts = {
    get project() {
      return project.draft
    },
    get isOwn() {
      return own.value !== null
    },
    get begun() {
      return begun.value
    },
    get changed() {
      return changed.value
    },
    get run() {
      return newest.value === null ? null : loaded(newest.value)
    },
    get runs() {
      return lessonRuns.value
    },
    loaded,
    get view() {
      return workbench.view
    },
    get trainPage() {
      return workbench.trainPage
    },
    get selected() {
      return workbench.view === 'design' ? builder.selected : NONE
    },
    seen
  }
  const facts = shallowRef(all)

  // A step is done once its check says so, and stays done; also where one has gone on before its run had ended.
  const isDone = ({ id }: LessonStep): boolean => progress.value.done.includes(id)
  const fulfilled = computed(() =>
    steps.value.slice(0, index.value + 1).filter((one) => !isDone(one) && one.check?.isDone(all))
  )
  const finish = (these: readonly LessonStep[]): void => {
    const ids = these.filter((one) => !isDone(one)).map(({ id }) => id)
    if (ids.length > 0) keep({ done: [...progress.value.done, ...ids] })
  }
  watch(fulfilled, finish, { immediate: true })

  function open(id: string): void {
    openId.value = id
    inFront.value = true
    const kept = lessonOf(id)?.steps.find((one) => one.id === progressOf(id).step)
    if (!kept) keep({ step: lessonOf(id)?.steps[0].id ?? null })
    toStage()
  }
  /** Begins it anew: what was done is open again; runs stay where they are. */
  function restart(id: string): void {
    openId.value = id
    seen.clear()
    keep({ ...FRESH, step: lessonOf(id)?.steps[0].id ?? null })
    inFront.value = true
    toStage()
  }
  const close = (): void => void (openId.value = null)
  /** What needs room is drawn in the Learn view. */
  function toStage(): void {
    if (step.value?.stage) workbench.view = 'learn'
  }
  function goTo(at: number): void {
    const next = steps.value[at]
    if (!next) return
    failure.value = null
    seen.clear()
    keep({ step: next.id })
    toStage()
  }
  /** One that has nothing to do is done when one goes on. */
  function next(): void {
    if (step.value && !step.value.check) finish([step.value])
    goTo(index.value + 1)
  }
  const nextLesson = computed(() => LESSONS.find(({ order }) => order > (lesson.value?.order ?? Infinity)) ?? null)

  const doing = ref(false)
  const failure = ref<ErrorPayload | null>(null)
  const guide: Guide = {
    async take(id) {
      await files.openTemplate(id)
      await waitFor(() => project.chosenId === id, id)
    },
    async hold(id) {
      if (own.value !== id) await guide.take(id)
    },
    async show(view) {
      await press(`[data-view=${view}]`)
    },
    async point(selector) {
      await pointAt(inSight(selector))
    },
    click: (selector) => press(inSight(selector)),
    fill: (selector, value) => typeInto(inSight(selector), value),
    choose: (selector, choice) => chooseFrom(inSight(selector), choice),
    toSetup,
    async train() {
      const before = newest.value
      await waitFor(() => document.querySelector('.top-bar [data-command=train]:enabled') !== null, 'Train', 60)
      await press('.top-bar [data-command=train]')
      // The command shows the run once it was answered, which may be after the run has told of itself.
      await waitFor(() => newest.value !== before && !runs.starting, 'Train', 60)
      await nextTick()
    },
    async tab(id) {
      if (workbench.view !== 'train') await guide.show('train')
      workbench.trainPage = 'run'
      await waitFor(() => document.querySelector(`input[name=run-tab][value=${id}]`) !== null, id, 60)
      await press(`label:has(> input[name=run-tab][value=${id}])`)
    },
    async setting(name, value) {
      await toSetup()
      await guide.fill(`.setup-inspector input[name=${name}]`, String(value))
    },
    async compare(count) {
      await guide.show('runs')
      await press('label:has(> input[name=runs-page][value=compare])')
      const wanted = lessonRuns.value.slice(-count).filter(({ id }) => !comparison.has(id))
      for (const { id } of wanted) {
        // With the first one, the page is laid out anew, and the list closes.
        if (!isInSight(`[data-add="${id}"]`)) await press('[data-compare=add]')
        await press(`[data-add="${id}"]`)
      }
      if (isInSight('[data-compare=find]')) await press('[data-compare=add]')
    },
    until: (isSo, seconds) => waitFor(isSo, lesson.value?.id ?? '', seconds)
  }
  async function toSetup(): Promise<void> {
    if (workbench.view !== 'train') await guide.show('train')
    if (workbench.trainPage !== 'setup') await press('label:has(> input[name=train-page][value=setup])')
  }
  /** What lies in the inspector is brought to the front first. */
  function inSight(selector: string): string {
    if (document.querySelector(selector)?.closest('#inspector')) inFront.value = false
    return selector
  }

  /** Does it for the person; one at a time. */
  async function perform({ run }: LessonDeed): Promise<void> {
    if (doing.value || absent.value) return
    doing.value = true
    failure.value = null
    try {
      await run(guide)
    } catch (error) {
      failure.value = toErrorPayload(error)
    } finally {
      doing.value = false
      inFront.value = true
    }
  }

  return {
    openId,
    lesson,
    inFront,
    progressOf,
    steps,
    index,
    step,
    isStepDone,
    doneCount,
    isLessonDone,
    facts,
    mark,
    changed,
    absent,
    own,
    open,
    restart,
    close,
    goTo,
    next,
    nextLesson,
    doing,
    failure,
    perform
  }
})

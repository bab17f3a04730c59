// A sweep that is being set up: settings with what is typed of their values, and what would be trained.
import { computed, reactive, ref, shallowRef, watch } from 'vue'
import { objectivesOf } from '../../comparison/sweep-objective'
import { triablesOf, type Triable } from '../../comparison/sweep-suggest'
import { parseDimension, printRange } from '../../comparison/sweep-text'
import { catalogue } from '../../layers'
import { checkProject } from '../../layers/check'
import { toErrorPayload, type ErrorPayload } from '../../shared/errors'
import { directionOf } from '../../shared/monitor'
import { sweepSpecSchema, type Dimension, type SweepSpec } from '../../shared/sweep'
import { useProject } from '../stores/project'
import { useSweeps, type PlannedSweep } from '../stores/sweeps'

export interface Row {
  path: string
  text: string
}
/** Settings of the budget as fields hold them: 0 is no limit. */
const DEFAULTS = {
  method: 'RandomSearch' as SweepSpec['method'],
  objective: '',
  max_trials: 12,
  minutes: 0,
  parallel: 1,
  executions_per_trial: 1,
  factor: 3,
  min_epochs: 1,
  seed: 0,
  median: false
}
const MEDIAN = { start_from_epoch: 2, min_trials: 4 }
const TYPING_MS = 150

/** One line of a row, read. */
export function readRow({ path, text }: Row): { dimension: Dimension | null; error: ErrorPayload | null } {
  try {
    return { dimension: parseDimension(`${JSON.stringify(path)} in ${text}`), error: null }
  } catch (error) {
    return { dimension: null, error: toErrorPayload(error) }
  }
}

export function useSweepForm() {
  const project = useProject()
  const sweeps = useSweeps()
  const rows = ref<Row[]>([])
  const fields = reactive({ ...DEFAULTS })
  const triables = computed((): Triable[] => (project.draft ? triablesOf(project.draft) : []))
  const objectives = computed(() => {
    try {
      return project.draft ? objectivesOf(project.draft, checkProject(project.draft, catalogue)) : []
    } catch {
      return [] // what is wrong with the project is told by the plan
    }
  })
  const objective = computed(() =>
    objectives.value.includes(fields.objective)
      ? fields.objective
      : (objectives.value.find((log) => log.startsWith('val_') && directionOf(log) === 'max') ??
        objectives.value[0] ??
        'val_loss')
  )

  function add({ path, suggestions }: Triable): void {
    if (rows.value.some((row) => row.path === path)) return
    rows.value.push({ path, text: suggestions[0] ?? '' })
  }
  const remove = (path: string): void => void (rows.value = rows.value.filter((row) => row.path !== path))

  const read = computed(() => rows.value.map(readRow))
  const isTyped = computed(() => read.value.every(({ dimension }) => dimension !== null))
  const isRepeat = computed(() => fields.method === 'Repeat')
  const spec = computed((): SweepSpec => {
    const { method, max_trials, minutes, median, parallel, executions_per_trial, factor, min_epochs, seed } = fields
    return sweepSpecSchema.parse({
      ...{ method, parallel, executions_per_trial, factor, min_epochs, seed, objective: objective.value },
      parameters: isRepeat.value ? [] : read.value.flatMap(({ dimension }) => dimension ?? []),
      ...(max_trials > 0 && !isRepeat.value && { max_trials }),
      ...(minutes > 0 && { max_seconds: minutes * 60 }),
      ...(median && (method === 'GridSearch' || method === 'RandomSearch') && { median_stopping: MEDIAN })
    })
  })

  const plan = shallowRef<PlannedSweep | null>(null)
  const fault = shallowRef<ErrorPayload | null>(null)
  let asked = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Of questions that overtake each other, the newest counts. */
  async function ask(): Promise<void> {
    const mine = ++asked
    if (!project.draft || !isTyped.value || (rows.value.length === 0 && !isRepeat.value)) {
      plan.value = fault.value = null
      return
    }
    try {
      const found = await sweeps.plan(project.draft, spec.value)
      if (mine === asked) [plan.value, fault.value] = [found, null]
    } catch (error) {
      if (mine === asked) [plan.value, fault.value] = [null, toErrorPayload(error)]
    }
  }
  watch(
    [spec, isTyped, () => project.draft],
    () => {
      clearTimeout(timer)
      timer = setTimeout(() => void ask(), TYPING_MS)
    },
    { immediate: true }
  )

  /** As another sweep was set up. */
  function take(from: SweepSpec): void {
    const { parameters, max_trials, max_seconds, median_stopping, name: _name, direction: _direction, ...rest } = from
    Object.assign(fields, DEFAULTS, rest, {
      max_trials: max_trials ?? 0,
      minutes: max_seconds === undefined ? 0 : max_seconds / 60,
      median: median_stopping !== null
    })
    rows.value = parameters.map((dimension) => ({ path: dimension.setting, text: printRange(dimension) }))
  }

  return {
    rows,
    fields,
    triables,
    objectives,
    objective,
    add,
    remove,
    read,
    isTyped,
    isRepeat,
    spec,
    plan,
    fault,
    take
  }
}

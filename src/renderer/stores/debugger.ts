// Training step by step: one session on the project in hand, what its newest step made, and where in it one looks.
import { computed, reactive, ref, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import { toErrorPayload, type ErrorPayload } from '../../shared/errors'
import type { DebugSession, DebugStep, TensorFacts } from '../../shared/debug-contract'
import type { Project } from '../../shared/project'
import { useApi, type Api } from '../api'
import { FIRST_PACE, LOG_EVERY, paceAfter, stepsToGo, type LogLine } from '../debugger/log'
import { isSameTraining } from '../debugger/same-training'
import { useProject } from './project'

export const STAGES = ['batch', 'forward', 'loss', 'gradients', 'update'] as const
export type Stage = (typeof STAGES)[number]
export type Tensor = Awaited<ReturnType<Api['debug']['tensor']>>
/** How far to go on: some batches, to the end of the epoch, or of the epochs that the project trains. */
export type HowFar = 'batches' | 'epoch' | 'all'

const MOST_LINES = 2000

export const useDebugger = defineStore('debugger', () => {
  const api = useApi()
  const project = useProject()

  const session = shallowRef<DebugSession | null>(null)
  const step = shallowRef<DebugStep | null>(null)
  /** Number of the newest step, while none is on its way that nobody would look into. */
  const settled = ref<number | null>(null)
  /** What the session was begun with. */
  const opened = shallowRef<Project | null>(null)
  const isStale = computed(
    () => opened.value !== null && project.draft !== null && !isSameTraining(opened.value, project.draft)
  )
  const busy = ref<'opening' | 'stepping' | 'evaluating' | null>(null)
  const goingOn = ref<HowFar | null>(null)
  const error = shallowRef<ErrorPayload | null>(null)
  const log = shallowRef<readonly LogLine[]>([])
  /** Epochs after which the held-out examples were asked for. */
  const evaluated = shallowRef<readonly { epoch: number; logs: Record<string, number> }[]>([])

  const stage = ref<Stage>('batch')
  /** Place in the batch. */
  const example = ref(0)
  const layer = ref<string | null>(null)
  const weight = ref<string | null>(null)
  /** Of a weight, the number in it that is followed; by the weight's name. */
  const picked = reactive(new Map<string, number>())
  /** Number of the output whose answer and loss are looked at. */
  const output = ref(0)
  const outputs = computed(() => session.value?.outputs ?? [])
  const target = computed(() => step.value?.targets[output.value] ?? null)
  /** What the output's layer gives. */
  const answer = computed(() => {
    const layers = session.value?.layers ?? []
    return step.value?.outputs[layers.findIndex(({ name }) => name === outputs.value[output.value]?.layer)] ?? null
  })
  const batchSize = computed(() => step.value?.rows.length ?? 0)
  const isEpochEnd = computed(() => step.value !== null && step.value.batch + 1 === session.value?.batches)

  let tensors = new Map<string, Promise<Tensor>>()
  /** Counts sessions: answers of an earlier one are dropped. */
  let turn = 0

  const say = (...lines: LogLine[]): void => void (log.value = [...log.value, ...lines].slice(-MOST_LINES))

  function forget(): void {
    turn += 1
    const debugId = session.value?.debugId
    if (debugId !== undefined) void api.debug.close({ debugId }).catch(() => undefined)
    session.value = null
    step.value = null
    settled.value = null
    opened.value = null
    goingOn.value = null
    busy.value = null
    log.value = []
    evaluated.value = []
    tensors = new Map()
    picked.clear()
    stage.value = 'batch'
    example.value = 0
    output.value = 0
    layer.value = null
    weight.value = null
  }
  const close = (): void => {
    forget()
    error.value = null
  }

  /** Does one thing at a time; false where it could not be done, or was closed meanwhile. */
  async function working(what: NonNullable<typeof busy.value>, work: () => Promise<void>): Promise<boolean> {
    const mine = turn
    busy.value = what
    error.value = null
    try {
      await work()
    } catch (failure) {
      if (mine === turn) error.value = toErrorPayload(failure)
      return false
    } finally {
      if (mine === turn) busy.value = null
    }
    return mine === turn && error.value === null
  }

  /** Begins anew with the project in hand. */
  async function open(): Promise<boolean> {
    const draft = project.draft
    if (!draft || busy.value === 'opening') return false
    close()
    const mine = turn
    return working('opening', async () => {
      const found = await api.debug.open({ project: structuredClone(draft), baseDir: project.baseDir })
      if (mine !== turn) return void api.debug.close({ debugId: found.debugId })
      session.value = found
      opened.value = draft
      layer.value = found.layers.at(-1)?.name ?? null
      weight.value = found.weights[0]?.name ?? null
    })
  }

  async function take(steps: number): Promise<boolean> {
    const debugId = session.value?.debugId
    if (debugId === undefined) return false
    const mine = turn
    return working('stepping', async () => {
      const made = await api.debug.step({ debugId, steps })
      if (mine !== turn) return
      tensors = new Map()
      step.value = made
      if (goingOn.value === null) settled.value = made.step
      example.value = Math.min(example.value, made.rows.length - 1)
      if (made.batch === 0) say({ kind: 'epoch', epoch: made.epoch })
      if (made.batch % LOG_EVERY === 0) say({ kind: 'step', batch: made.batch, loss: made.loss })
    })
  }

  /** Asks the held-out examples, as the weights are. */
  async function evaluate(): Promise<boolean> {
    const debugId = session.value?.debugId
    if (debugId === undefined || busy.value !== null) return false
    const mine = turn
    return working('evaluating', async () => {
      const { split, logs } = await api.debug.evaluate({ debugId })
      if (mine !== turn) return
      say({ kind: 'evaluation', split, logs })
      if (isEpochEnd.value) evaluated.value = [...evaluated.value, { epoch: step.value!.epoch, logs }]
    })
  }

  async function nextBatch(): Promise<void> {
    if (!session.value || busy.value !== null || goingOn.value !== null) return
    if (await take(1)) stage.value = 'batch'
  }
  /** To what comes after the stage that is shown: at last, the next batch. */
  async function next(): Promise<void> {
    if (busy.value !== null || goingOn.value !== null) return
    if (!session.value) return void (await open())
    const after = STAGES[STAGES.indexOf(stage.value) + 1]
    if (!step.value || after === undefined) return nextBatch()
    stage.value = after
  }
  function back(): void {
    stage.value = STAGES[Math.max(0, STAGES.indexOf(stage.value) - 1)]!
  }

  async function goOn(how: HowFar): Promise<void> {
    if (!session.value || busy.value !== null || goingOn.value !== null) return
    const mine = turn
    const planned = opened.value!.training.epochs
    const first = (step.value?.step ?? -1) + 1
    const epochOf = (at: number): number => Math.floor(at / session.value!.batches)
    const last =
      how === 'batches'
        ? first + LOG_EVERY - 1
        : how === 'epoch' || epochOf(first) >= planned
          ? (epochOf(first) + 1) * session.value.batches - 1
          : planned * session.value.batches - 1
    goingOn.value = how
    let pace = FIRST_PACE
    for (let at = first; goingOn.value !== null && mine === turn && at <= last;) {
      const steps = stepsToGo(at, last, session.value.batches, pace.most)
      const begun = performance.now()
      if (!(await take(steps))) break
      pace = paceAfter(pace, steps, (performance.now() - begun) / 1000)
      at += steps
      if (isEpochEnd.value && !(await evaluate())) break
    }
    if (mine !== turn) return
    goingOn.value = null
    settled.value = step.value?.step ?? null
  }
  /** After the call that is on its way. */
  const stop = (): void => void (goingOn.value = null)

  /** Values of a tensor of the newest step. @param of place in the batch; null: the whole tensor */
  function tensor({ id }: TensorFacts, of: number | null): Promise<Tensor> {
    const key = JSON.stringify([id, of])
    const known = tensors.get(key)
    if (known) return known
    const kept = tensors
    const asked = api.debug.tensor({ debugId: session.value!.debugId, id, example: of })
    kept.set(key, asked)
    asked.catch(() => kept.delete(key))
    return asked
  }

  return {
    session,
    step,
    output,
    outputs,
    target,
    answer,
    settled,
    opened,
    isStale,
    busy,
    goingOn,
    error,
    log,
    evaluated,
    stage,
    example,
    layer,
    weight,
    picked,
    batchSize,
    isEpochEnd,
    open,
    close,
    next,
    back,
    nextBatch,
    goOn,
    stop,
    evaluate,
    tensor
  }
})

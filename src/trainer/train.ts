// One run from its job to its `end` event.
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import type { CheckedProject } from '../layers/check'
import type { PreparedData } from '../main/datasets/prepared'
import { NetloomError, toErrorPayload } from '../shared/errors'
import type { Project } from '../shared/project'
import type { RunEvent } from '../shared/run'
import { floatTypeOf } from '../shared/training'
import type { TrainJob } from '../shared/trainer-protocol'
import { bestWeights } from './best-weights'
import { beginFrom } from './branch'
import { createCallback } from './callbacks'
import type { Callback } from './callbacks/callback'
import type { Position } from './checkpoint'
import type { TrainHooks } from './control'
import type { Engine, Session, TrainingData } from './engine'
import { chooseEngine } from './engines'
import { watchFit, type FitWatch } from './fit'
import { keeper, notKept } from './keep'
import { evaluateSplit, START, trainLoop, type LoopOptions } from './loop'
import { layerStatistics, type MeasureLayers } from './layer-statistics'
import { measureOnce } from './layer-times'
import { checkMemory, fitsBeside, memoryFailure } from './memory'
import { SMALL_MODEL_WEIGHTS, smallModelWeights, writeModel } from './model-files'
import { explained, snapshots } from './not-finite'
import { datasetBytes, makeReady } from './prepare'
import { checkUnchanged, keepCheckpoints, resume } from './resume'
import { stepper, stepsOf, type Stepper } from './steps'

/** Trains a job; every outcome, failures included, is told by the `end` event. Never throws. */
export async function train(job: TrainJob, hooks: TrainHooks): Promise<void> {
  let session: Session | null = null
  let endUsage: (() => void) | undefined
  try {
    const { project } = job
    const { prepared, options } = await makeReady(project, job.dataset)
    const { checked, data } = options
    const { dataset } = prepared
    if (job.hashes) checkUnchanged(job.hashes, dataset, job.checkpoint)
    const engine = await chooseEngine(job.engine)
    checkMemory(options, datasetBytes(dataset))
    const began = performance.now()
    session = await engine.open(options)
    const opening = performance.now() - began
    const clock = hooks.clock ?? (() => performance.now())
    const started = clock()
    const about = { floatType: floatTypeOf(project.training), seconds: () => (clock() - started) / 1000 }
    const callbacks = project.training.callbacks.map((callback) => createCallback(callback, about))
    // A run that ended before its first checkpoint begins once more, which is the same to the last bit.
    const goesOn = job.resume && existsSync(job.from ?? job.checkpoint)
    const from = goesOn ? await resume(job, checked, session, callbacks) : START
    const branched = !goesOn && job.branch ? await beginFrom(job.branch, session) : null
    const steps = stepsOf({ data, training: project.training })
    hooks.emit(
      job.resume ? resumeEvent(project, from, steps) : startEvent(project, checked, data, steps, engine, prepared)
    )
    const { unreadable } = prepared
    if (unreadable > 0 && !job.resume)
      hooks.emit({ type: 'notice', time: Date.now(), code: 'ROWS_LEFT_OUT', args: { count: unreadable } })
    if (branched) hooks.emit({ type: 'notice', time: Date.now(), ...branched })
    endUsage = hooks.reportUsage?.()
    const fits = fitsBeside(options, datasetBytes(dataset))
    const layers = checked.model.layers.map(({ name }) => name)
    const { epochs } = project.training
    const fit = watchFit({
      ...{ session, checked, epochs, from, inputs: prepared.inputs, task: dataset.task, emit: hooks.emit },
      isOwnTarget: project.dataset.label_mode === 'input',
      floatType: floatTypeOf(project.training)
    })
    await fit?.begin()
    const measure = fits ? measureOnce({ session, layers, from, epochs, steps, opening, hooks }) : null
    const { training } = project
    const way = stepper(session, { data, training })
    const measureLayers = layerStatistics({ session, training, way, steps, from, fits, ...hooks })
    await run({ job, checked, data, engine, session, callbacks, from, hooks, way, fit, measure, measureLayers })
  } catch (error) {
    hooks.emit({ type: 'end', time: Date.now(), status: 'failed', error: toErrorPayload(memoryFailure(error)) })
  } finally {
    endUsage?.()
    session?.dispose()
  }
}

interface Prepared {
  job: TrainJob
  checked: CheckedProject
  data: TrainingData
  engine: Engine
  session: Session
  callbacks: readonly Callback[]
  from: Position
  hooks: TrainHooks
  way: Stepper
  /** Null where the project has no such picture. */
  fit: FitWatch | null
  /** Null where memory does not allow it. */
  measure: ReturnType<typeof measureOnce> | null
  /** Null where it is not asked for, or not possible. */
  measureLayers: MeasureLayers | null
}

async function run(prepared: Prepared): Promise<void> {
  const { job, checked, data, engine, session, callbacks, from, hooks, way, fit, measure, measureLayers } = prepared
  const { project, modelDir } = job
  const { training } = project
  const best = bestWeights(session, data.splits.validation.indices.length > 0)
  const emit = (event: RunEvent): void => {
    best.hear(event)
    hooks.emit(event)
  }
  const failed = (error: unknown): void => emit(notKept(basename(job.checkpoint), error))
  const save = keepCheckpoints(job.checkpoint, session, callbacks, failed, hooks.told)
  const onCheckpoint = async (position: Position, last: boolean): Promise<void> => {
    best.reach(position)
    // Before the checkpoint: a run that goes on from it need not tell of the epoch again.
    await measureLayers?.(position, last)
    await fit?.after(position, last)
    await save(position, last)
    await measure?.(position, last)
  }
  const watchesNaN = training.callbacks.some((callback) => callback.class_name === 'TerminateOnNaN')
  const kept = snapshots(session)
  const options: LoopOptions = {
    session,
    data,
    training,
    callbacks,
    maxStepsPerCall: engine.maxStepsPerCall,
    onCheckpoint,
    way,
    keep: keeper({ folder: job.checkpointsDir, session, callbacks, emit }),
    ...weightsByEpoch(checked, session, fit),
    ...(watchesNaN && { onEpochBegin: kept.before }),
    ...hooks,
    emit,
    breathe: (stand) => hooks.breathe(stand && (() => keepForPause(() => save(stand(), true), emit)))
  }
  await options.breathe(() => from)
  await measureLayers?.(from, false)
  const status = await trainLoop(options, from).catch(async (error: unknown) => {
    const snapshot = kept.last()
    const explicable = error instanceof NetloomError && error.code === 'TRAINING_NAN' && snapshot
    throw explicable ? await explained(options, checked.model, error, snapshot) : error
  })
  const write = (): Promise<void> => writeModel(modelDir, project.name, checked.model, session.weights())
  if (hooks.wantsBest?.()) emit(best.restore())
  await write()
  if (status === 'completed' && data.splits.test.indices.length > 0) {
    const wantedBest = hooks.wantsBest?.()
    // The end's checkpoint is there: there is nothing to be kept before a pause.
    const logs = await evaluateSplit({ ...options, breathe: () => hooks.breathe(() => Promise.resolve()) }, 'test')
    if (logs) hooks.emit({ type: 'test', time: Date.now(), logs, examples: data.splits.test.indices.length })
    if (hooks.wantsBest?.() && !wantedBest) {
      emit(best.restore())
      await write()
    }
  }
  const small = smallModelWeights(session.weights())
  hooks.emit({
    type: 'end',
    time: Date.now(),
    status: hooks.isStopped() ? 'stopped' : status,
    ...(small && { weights: small })
  })
}

/** A run can wait without a checkpoint, as long as its process lives: a full disk does not end it. */
async function keepForPause(keep: () => Promise<void>, emit: (event: RunEvent) => void): Promise<void> {
  try {
    await keep()
  } catch (error) {
    const { code, args } = toErrorPayload(error)
    emit({ type: 'notice', time: Date.now(), code, args })
  }
}

/** Small models are told of after every epoch as long as that costs nothing to speak of, then as often as calls end. */
const EPOCHS_ONE_BY_ONE = 1000

function weightsByEpoch(
  { model }: CheckedProject,
  session: Session,
  fit: FitWatch | null
): Pick<LoopOptions, 'epochWeights' | 'mostEpochs'> {
  const isSmall = model.parameters.total <= SMALL_MODEL_WEIGHTS
  const most = (epoch: number): number => fit?.most(epoch) ?? Infinity
  if (!isSmall) return { mostEpochs: most }
  return {
    epochWeights: () => smallModelWeights(session.weights()),
    mostEpochs: (epoch) => (epoch < EPOCHS_ONE_BY_ONE ? 1 : most(epoch))
  }
}

const resumeEvent = ({ training }: Project, { epoch, step }: Position, steps: number): RunEvent => ({
  type: 'resume',
  time: Date.now(),
  epochs: training.epochs,
  steps,
  epoch,
  first: epoch * steps + step
})

function startEvent(
  project: Project,
  checked: CheckedProject,
  data: TrainingData,
  steps: number,
  engine: Engine,
  { dataset, fitted, columns, unreadable }: PreparedData
): RunEvent {
  const { epochs, batch_size } = project.training
  const count = (name: 'train' | 'validation' | 'test'): number => data.splits[name].indices.length
  return {
    type: 'start',
    time: Date.now(),
    epochs,
    batch_size,
    steps,
    examples: { train: count('train'), validation: count('validation'), test: count('test') },
    parameters: checked.model.parameters,
    engine: engine.info,
    hashes: dataset.hashes,
    ...(data.classes > 0 && { class_counts: countClasses(data) }),
    ...(fitted.length > 0 && { preprocessing: fitted }),
    ...(columns && { columns }),
    ...(dataset.classes && { classes: dataset.classes }),
    ...(unreadable > 0 && { unreadable })
  }
}

/** Of the training split; labels were checked to be class numbers. */
function countClasses({ classes, splits: { train } }: TrainingData): number[] {
  const counts = Array<number>(classes).fill(0)
  for (const index of train.indices) counts[train.examples.y[index]!]! += 1
  return counts
}

// One run from its job to its `end` event.
import { basename } from 'node:path'
import { catalogue } from '../layers'
import { checkAgainstData, checkProject, type CheckedProject } from '../layers/check'
import { dataFacts } from '../layers/data-facts'
import { openPrepared, type PreparedData } from '../main/datasets/prepared'
import { NetloomError, toErrorPayload } from '../shared/errors'
import type { Project } from '../shared/project'
import type { RunEvent } from '../shared/run'
import { floatTypeOf } from '../shared/training'
import type { TrainJob } from '../shared/trainer-protocol'
import { createCallback } from './callbacks'
import type { Callback } from './callbacks/callback'
import type { Position } from './checkpoint'
import type { Engine, Session, SessionOptions, TrainingData } from './engine'
import { chooseEngine } from './engines'
import { keeper, notKept } from './keep'
import { evaluateSplit, START, trainLoop, type LoopOptions } from './loop'
import { measureOnce } from './layer-times'
import { checkMemory, fitsBeside } from './memory'
import { smallModelWeights, writeModel } from './model-files'
import { explained, snapshots } from './not-finite'
import { datasetBytes, prepare } from './prepare'
import { checkUnchanged, keepCheckpoints, resume } from './resume'
import { stepsOf } from './steps'
import { clocked } from './training-clock'

export interface TrainHooks {
  emit(event: RunEvent): void
  breathe(): Promise<void>
  isStopped(): boolean
}

/** Trains a job; every outcome, failures included, is told by the `end` event. Never throws. */
export async function train(job: TrainJob, given: TrainHooks): Promise<void> {
  let session: Session | null = null
  const { hooks, seconds } = clocked(given)
  try {
    const { project } = job
    const checked = checkProject(project, catalogue)
    const prepared = await openPrepared(job.dataset, project.dataset, floatTypeOf(project.training))
    const { dataset } = prepared
    checkAgainstData(project, checked, dataFacts(dataset))
    const data = prepare(project, checked, prepared)
    if (job.hashes) checkUnchanged(job.hashes, dataset, job.checkpoint)
    const engine = await chooseEngine(job.engine)
    const { batch_size, seed, dtype_policy } = project.training
    // No batch is larger than the split, so that batches of several epochs lie one after another.
    const batchSize = Math.min(batch_size, data.splits.train.indices.length)
    const options: SessionOptions = { checked, data, batchSize, seed, dtype_policy }
    checkMemory(options, datasetBytes(dataset))
    const began = performance.now()
    session = await engine.open(options)
    const opening = performance.now() - began
    const started = seconds()
    const about = { floatType: floatTypeOf(project.training), seconds: () => seconds() - started }
    const callbacks = project.training.callbacks.map((callback) => createCallback(callback, about))
    const from = job.resume ? await resume(job, checked, session, callbacks) : START
    const steps = stepsOf({ data, training: project.training })
    hooks.emit(
      job.resume ? resumeEvent(project, from, steps) : startEvent(project, checked, data, steps, engine, prepared)
    )
    const fits = fitsBeside(options, datasetBytes(dataset))
    const layers = checked.model.layers.map(({ name }) => name)
    const { epochs } = project.training
    const measure = fits ? measureOnce({ session, layers, from, epochs, steps, opening, hooks }) : null
    await run({ job, checked, data, engine, session, callbacks, from, hooks, measure })
  } catch (error) {
    hooks.emit({ type: 'end', time: Date.now(), status: 'failed', error: toErrorPayload(error) })
  } finally {
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
  /** Null where memory does not allow it. */
  measure: ReturnType<typeof measureOnce> | null
}

async function run({ job, checked, data, engine, session, callbacks, from, hooks, measure }: Prepared): Promise<void> {
  const { project, modelDir } = job
  const { training } = project
  const { emit } = hooks
  const save = keepCheckpoints(job.checkpoint, session, callbacks, (error) =>
    emit(notKept(basename(job.checkpoint), error))
  )
  const onCheckpoint = async (position: Position, last: boolean): Promise<void> => {
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
    keep: keeper({ folder: job.checkpointsDir, session, callbacks, emit }),
    ...(watchesNaN && { onEpochBegin: kept.before }),
    ...hooks
  }
  const status = await trainLoop(options, from).catch(async (error: unknown) => {
    const snapshot = kept.last()
    const explicable = error instanceof NetloomError && error.code === 'TRAINING_NAN' && snapshot
    throw explicable ? await explained(options, checked.model, error, snapshot) : error
  })
  const weights = session.weights()
  await writeModel(modelDir, project.name, checked.model, weights)
  if (status === 'completed' && data.splits.test.indices.length > 0) {
    const logs = await evaluateSplit({ session, data, ...hooks }, 'test')
    if (logs) hooks.emit({ type: 'test', time: Date.now(), logs, examples: data.splits.test.indices.length })
  }
  const small = smallModelWeights(weights)
  hooks.emit({
    type: 'end',
    time: Date.now(),
    status: hooks.isStopped() ? 'stopped' : status,
    ...(small && { weights: small })
  })
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
  { dataset, fitted, unreadable }: PreparedData
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
    ...(fitted.length > 0 && { preprocessing: fitted }),
    ...(unreadable > 0 && { unreadable })
  }
}

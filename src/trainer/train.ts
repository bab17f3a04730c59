// One run from its job to its `end` event.
import { catalogue } from '../layers'
import { checkAgainstData, checkProject, type CheckedProject } from '../layers/check'
import { dataFacts, dataTerms } from '../layers/data-facts'
import { openDataset } from '../main/datasets/open'
import type { OpenDataset } from '../shared/dataset'
import { NetloomError, toErrorPayload } from '../shared/errors'
import type { Project } from '../shared/project'
import type { RunEvent } from '../shared/run'
import type { TrainJob } from '../shared/trainer-protocol'
import { createCallback } from './callbacks'
import type { Engine, Session, TrainingData } from './engine'
import { chooseEngine } from './engines'
import { evaluateSplit, trainLoop } from './loop'
import { smallModelWeights, writeModel } from './model-files'
import { splitDataset } from './split'

export interface TrainHooks {
  emit(event: RunEvent): void
  breathe(): Promise<void>
  isStopped(): boolean
}

/** Trains a job; every outcome, failures included, is told by the `end` event. Never throws. */
export async function train(job: TrainJob, hooks: TrainHooks): Promise<void> {
  let session: Session | null = null
  try {
    const { project } = job
    const checked = checkProject(project, catalogue)
    const dataset = await openDataset(job.dataset)
    checkAgainstData(project, checked, dataFacts(dataset))
    const data = prepare(project, checked, dataset)
    const engine = await chooseEngine(job.engine)
    const { batch_size: batchSize, seed, dtype_policy } = project.training
    session = await engine.open({ checked, data, batchSize, seed, dtype_policy })
    hooks.emit(startEvent(project, checked, data, engine, dataset))
    await run(job, checked, data, engine, session, hooks)
  } catch (error) {
    hooks.emit({ type: 'end', time: Date.now(), status: 'failed', error: toErrorPayload(error) })
  } finally {
    session?.dispose()
  }
}

async function run(
  { project, modelDir }: TrainJob,
  checked: CheckedProject,
  data: TrainingData,
  engine: Engine,
  session: Session,
  hooks: TrainHooks
): Promise<void> {
  const { training } = project
  const callbacks = training.callbacks.map(createCallback)
  const status = await trainLoop({
    session,
    data,
    training,
    callbacks,
    maxStepsPerCall: engine.maxStepsPerCall,
    ...hooks
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

function prepare(project: Project, checked: CheckedProject, dataset: OpenDataset): TrainingData {
  const splits = splitDataset(dataset, project.dataset.split)
  for (const { layer } of checked.outputs) {
    const units = layer.outputShape.at(-1) ?? 1
    if (dataset.task === 'classification' && units > 1) checkLabels(dataset, units)
  }
  return { ...dataTerms(project, checked, dataset), splits }
}

/** A label past the outputs would read outside the tensor: some kernels crash, others learn nonsense. */
function checkLabels(dataset: OpenDataset, units: number): void {
  for (const examples of [dataset.train, dataset.test]) {
    const index = examples?.y.findIndex((label) => label < 0 || label >= units || !Number.isInteger(label)) ?? -1
    if (examples && index >= 0) {
      throw new NetloomError('LABEL_RANGE', { found: examples.y[index]!, index, last: units - 1, units })
    }
  }
}

function startEvent(
  project: Project,
  checked: CheckedProject,
  data: TrainingData,
  engine: Engine,
  dataset: OpenDataset
): RunEvent {
  const { epochs, batch_size } = project.training
  const count = (name: 'train' | 'validation' | 'test'): number => data.splits[name].indices.length
  return {
    type: 'start',
    time: Date.now(),
    epochs,
    batch_size,
    steps: Math.ceil(count('train') / batch_size),
    examples: { train: count('train'), validation: count('validation'), test: count('test') },
    parameters: checked.model.parameters,
    engine: engine.info,
    hashes: dataset.hashes
  }
}

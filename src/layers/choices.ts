// Which losses and metrics fit a network and its data: what a list offers first.
import { NetloomError, toErrorPayload, type ErrorPayload } from '../shared/errors'
import type { Project } from '../shared/project'
import type { Identifier } from '../shared/training'
import { checkTraining, dataMisfits, type DataFacts } from './check'
import type { InferredModel } from './infer'
import { LOSSES, METRICS } from './terms'

export interface Choice {
  /** Keras's short name. */
  name: string
  /** Why it does not fit; null where it does. */
  misfit: ErrorPayload | null
}

/** Of all outputs, or of one. @param dataset null where nothing is known of the data */
export const lossChoices = (
  project: Project,
  model: InferredModel,
  dataset: DataFacts | null,
  output: number | null
): Choice[] =>
  choices(
    LOSSES.map(({ names }) => names[0]!),
    ['LOSS_MISMATCH'],
    (name) => ({ ...project.training, callbacks: [], metrics: [], loss: lossesWith(project, model, output, name) }),
    { project, model, dataset, output }
  )

function lossesWith(
  project: Project,
  model: InferredModel,
  output: number | null,
  name: string
): Identifier | Identifier[] {
  const { loss } = project.training
  if (output === null) return name
  return model.outputs.map((_output, i) => (i === output ? name : Array.isArray(loss) ? loss[i]! : loss))
}

/** Measured of every output; 'accuracy' stands for the one that fits. */
export const metricChoices = (project: Project, model: InferredModel, dataset: DataFacts | null): Choice[] =>
  choices(
    ['accuracy', ...METRICS.map(({ names }) => names[0]!)],
    ['METRIC_MISMATCH'],
    (name) => ({ ...project.training, callbacks: [], metrics: [name] }),
    { project, model, dataset, output: null }
  )

interface About {
  project: Project
  model: InferredModel
  dataset: DataFacts | null
  output: number | null
}

/** Only the first fault is told: callbacks, with faults of their own, are left out. */
function choices(
  names: readonly string[],
  codes: readonly string[],
  training: (name: string) => Project['training'],
  { project, model, dataset, output }: About
): Choice[] {
  const layer = output === null ? null : model.outputs[output]
  const about = ({ code, args }: ErrorPayload): boolean =>
    codes.includes(code) && (layer === null || args.layer === layer)
  return [...new Set(names)].map((name) => {
    const changed = { ...project, training: training(name) }
    return { name, misfit: faults(changed, model, dataset).find(about) ?? null }
  })
}

function faults(project: Project, model: InferredModel, dataset: DataFacts | null): ErrorPayload[] {
  try {
    const checked = checkTraining(project, model)
    return dataset ? dataMisfits(project, checked, dataset).map(toErrorPayload) : []
  } catch (error) {
    if (error instanceof NetloomError) return [error.toPayload()]
    throw error
  }
}

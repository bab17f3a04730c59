// What of a run can be worked out by hand: one neuron of one input, gradient descent on the mean squared error over all examples at once.
import { settingsOf } from '../../comparison/settings'
import { LOSSES, OPTIMIZERS } from '../../layers/terms'
import type { Nested, RunRecord } from '../../shared/run'
import { findTerm } from '../../shared/schema'
import { identifierName, lossesOf } from '../../shared/training'
import { linearLayer, linearWeights } from '../fit/truth'
import type { RunSeries } from '../series/run-series'
import type { Line } from './maths/line'

/** Why the formulas are not those of a run. */
export type Obstacle = 'network' | 'loss' | 'optimizer' | 'batch' | 'steps'

/** Null where the formulas hold. */
export function obstacleOf({ project, dataset }: Pick<RunRecord, 'project' | 'dataset'>): Obstacle | null {
  const { training, model } = project
  const layer = linearLayer(model)
  const settings = settingsOf(project)
  const names = Object.keys(settings)
  const isPlain = !names.some((name) => /regularizer|constraint|use_bias|sample_weight|class_weight/.test(name))
  if (layer === null || !isPlain || (dataset.columns?.features.length ?? 1) !== 1) return 'network'
  const [loss, ...others] = lossesOf(training)
  if (others.length > 0 || findTerm(LOSSES, identifierName(loss!))?.className !== 'MeanSquaredError') return 'loss'
  const given = names.filter((name) => name.startsWith('optimizer.') && !name.startsWith('optimizer.learning_rate'))
  if (findTerm(OPTIMIZERS, identifierName(training.optimizer))?.className !== 'SGD' || given.length > 0)
    return 'optimizer'
  if (project.dataset.preprocessing.length > 0) return 'steps'
  const examples = dataset.examples?.train ?? 0
  return training.batch_size < examples || (training.steps_per_epoch ?? 1) !== 1 ? 'batch' : null
}

/** w and b after an epoch. */
export interface Stand {
  /** Finished epochs. */
  epoch: number
  line: Line
}

export function lineIn(weights: Record<string, Nested>, layer: string): Line | null {
  const [w, b] = linearWeights(weights, layer)
  return w === undefined ? null : { w, b: b ?? 0 }
}

/** Of a run of one neuron, from before its first step on, as far as it told. */
export const standsOf = ({ weights }: Pick<RunSeries, 'weights'>, layer: string): Stand[] =>
  weights.flatMap(({ epoch, values }) => {
    const line = lineIn(values, layer)
    return line ? [{ epoch, line }] : []
  })

/** To how many significant digits two numbers are the same; Infinity where they are equal. */
export function sameDigits(a: number, b: number): number {
  if (a === b) return Infinity
  const apart = Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b))
  return Number.isFinite(apart) ? Math.max(0, Math.floor(-Math.log10(apart))) : 0
}

// What one neuron of one input has to solve, and its loss as a function of w and b: the formulas of src/compiler/losses.
import { LOSSES } from '../../../../layers/terms/losses'
import type { Design } from '../../../../shared/design'
import type { Project } from '../../../../shared/project'
import { findTerm } from '../../../../shared/schema'
import { identifierName, lossesOf } from '../../../../shared/training'
import { identifierConfig } from '../../../../document/edits/training'

export type Point = readonly [x: number, y: number]
export interface Place {
  w: number
  b: number
}
export type LossName = 'mean_absolute_error' | 'mean_squared_error' | 'huber'
export interface Measure {
  name: LossName
  /** Where Huber's squares go over into a straight line. */
  delta: number
}
export interface Neuron {
  activation: 'linear' | 'tanh'
}
export interface Problem extends Neuron, Measure {
  points: readonly Point[]
  /** The name of its layer. */
  layer: string
}

const LAWS: Record<LossName, { of(r: number, delta: number): number; slope(r: number, delta: number): number }> = {
  mean_absolute_error: { of: Math.abs, slope: Math.sign },
  mean_squared_error: { of: (r) => r * r, slope: (r) => 2 * r },
  huber: {
    of: (r, delta) => (Math.abs(r) <= delta ? (r * r) / 2 : delta * Math.abs(r) - (delta * delta) / 2),
    slope: (r, delta) => (Math.abs(r) <= delta ? r : delta * Math.sign(r))
  }
}
const LOSS_NAMES = Object.keys(LAWS) as LossName[]

/** What one residual adds to the loss, before the mean is taken. @param r prediction - truth */
export const lossOfResidual = (r: number, { name, delta }: Measure): number => LAWS[name].of(r, delta)

export function predict({ activation }: Neuron, { w, b }: Place, x: number): number {
  const sum = w * x + b
  return activation === 'tanh' ? Math.tanh(sum) : sum
}

/** Prediction - truth, point by point. */
export const residuals = (problem: Pick<Problem, 'activation' | 'points'>, place: Place): number[] =>
  problem.points.map(([x, y]) => predict(problem, place, x) - y)

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length

export const lossAt = (problem: Omit<Problem, 'layer'>, place: Place): number =>
  mean(residuals(problem, place).map((r) => lossOfResidual(r, problem)))

/** The partial derivatives of the loss by w and by b. */
export function gradientAt(problem: Omit<Problem, 'layer'>, place: Place): Place {
  const { points, name, delta, activation } = problem
  const parts = points.map(([x, y]) => {
    const guess = predict(problem, place, x)
    const slope = LAWS[name].slope(guess - y, delta) * (activation === 'tanh' ? 1 - guess * guess : 1)
    return { w: slope * x, b: slope }
  })
  return { w: mean(parts.map(({ w }) => w)), b: mean(parts.map(({ b }) => b)) }
}
export const sizeOf = ({ w, b }: Place): number => Math.hypot(w, b)
/** One step of SGD without momentum: each weight less learning rate times its gradient. */
export function stepFrom(problem: Omit<Problem, 'layer'>, { w, b }: Place, rate: number): Place {
  const gradient = gradientAt(problem, { w, b })
  return { w: w - rate * gradient.w, b: b - rate * gradient.b }
}

/** The network, where it is one neuron of one input that these pictures know; else null. */
export function neuronOf({ nodes }: Pick<Design, 'nodes'>): (Neuron & { layer: string }) | null {
  const [dense, ...others] = nodes.filter(({ class_name }) => class_name !== 'Input')
  if (!dense || others.length > 0 || dense.class_name !== 'Dense') return null
  const { units, activation, use_bias } = dense.config ?? {}
  if (units !== 1 || use_bias === false) return null
  if (activation === undefined || activation === null || activation === 'linear')
    return { activation: 'linear', layer: dense.name }
  return activation === 'tanh' ? { activation, layer: dense.name } : null
}

/** The loss that a project trains by, where it is one of these; else null. */
export function measureOf({ training }: Pick<Project, 'training'>): Measure | null {
  const [loss, ...others] = lossesOf(training)
  const term = loss ? findTerm(LOSSES, identifierName(loss)) : undefined
  const name = LOSS_NAMES.find((one) => term?.names.includes(one))
  if (!loss || !name || others.length > 0) return null
  const { delta } = identifierConfig(loss)
  return { name, delta: typeof delta === 'number' ? delta : 1 }
}

/** Null where it is no neuron on points set by hand. */
export function problemOf(project: Project | null): Problem | null {
  const source = project?.dataset.source
  if (!project || !source || !('format' in source) || source.format !== 'points' || source.columns.length !== 2)
    return null
  const [neuron, measure] = [neuronOf(project.model), measureOf(project)]
  if (!neuron || !measure || source.points.length === 0) return null
  return { ...neuron, ...measure, points: source.points.map(([x, y]): Point => [x!, y!]) }
}

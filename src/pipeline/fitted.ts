// Fitted steps on inputs that were not among the data, and what they did to the target undone.
import type { FittedStep } from '../shared/preprocessing'
import type { FloatType } from '../shared/training'
import { assemble, type Assembled } from './assemble'
import type { Fitted, NamedValues } from './define'
import { readStep } from './read'
import { applyPipeline, leaveToGraph, planPipeline, type Numbering } from './run'

/**
 * What the network is fed for rows of the features' columns, as training made it: `rescaling` is left to be done.
 * @param target is not there: steps leave it out
 * @returns x [kept, ...shape]; null where a step has dropped every row
 * @throws NetloomError PIPELINE_*
 */
export function applyFitted(
  columns: readonly NamedValues[],
  fitted: readonly FittedStep[],
  target: string | null,
  floatType: FloatType,
  numbering: Numbering = {}
): (Assembled & { rescaling: { scale: number; offset: number } }) | null {
  const roles = { features: columns.map(({ name }) => name), target: null }
  const own = fitted.map((step) => ({ ...step, columns: step.columns.filter((name) => name !== target) }))
  const plan = planPipeline(columns, own, roles, own, numbering.first)
  if (plan.fault) throw plan.fault.error
  const { steps, rescaling } = leaveToGraph(own, plan)
  const applied = applyPipeline(columns, steps, roles, numbering)
  if (applied.kept.length === 0) return null
  return { ...assemble(applied.columns, applied.features, floatType), rescaling }
}

/** A number of the target in the data's units: what the steps made of it undone. */
export function undoTarget(fitted: readonly FittedStep[], target: string | null): (value: number) => number {
  const undone = fitted.flatMap((learnt, i) => {
    if (target === null || !learnt.columns.includes(target)) return []
    const { step, params } = readStep(learnt, i)
    const of = (learnt.fitted[target] ?? {}) as Fitted
    return step.inverse ? [(value: number) => step.inverse!(value, params, of)] : []
  })
  return (value) => undone.reduceRight((number, undo) => undo(number), value)
}

import type { FittedStep } from '../../shared/preprocessing'

const MOST = 60

/** A step as its author would write it: Rescaling(scale=0.00392). */
export function stepText({ class_name, config }: FittedStep): string {
  const given = Object.entries(config).map(([name, value]) => `${name}=${shortJson(value)}`)
  return `${class_name}(${given.join(', ')})`
}
/** What it has learnt of one column, e.g. 'mean 5.84, variance 0.681'. */
export function learntText(step: FittedStep, column: string): string {
  const learnt = step.fitted[column]
  if (learnt === null || typeof learnt !== 'object') return learnt === undefined ? '' : shortJson(learnt)
  if (Array.isArray(learnt)) return shortJson(learnt)
  return Object.entries(learnt)
    .map(([name, value]) => `${name} ${shortJson(value)}`)
    .join(', ')
}
function shortJson(value: unknown): string {
  if (typeof value === 'number') return String(+value.toPrecision(4))
  if (Array.isArray(value) && value.length > 6) return `[${value.length}]`
  const text = JSON.stringify(value, (_key, one: unknown) => (typeof one === 'number' ? +one.toPrecision(4) : one))
  return text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text
}

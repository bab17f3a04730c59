// Names of what a run will log, known before it begins: what callbacks may monitor.
import type { CheckedOutput } from './check'

type Named = { layer: Pick<CheckedOutput['layer'], 'name'>; metrics: readonly { label: string }[] }

/**
 * As the compiler names them (statistics.ts): loss, accuracy; of several outputs loss, <output>_loss, <output>_accuracy;
 * with validation, val_ of each. Those of validation come first: they tell what the network is worth.
 */
export function logNames(outputs: readonly Named[], validates: boolean): string[] {
  const several = outputs.length > 1
  const losses = ['loss', ...(several ? outputs.map(({ layer }) => `${layer.name}_loss`) : [])]
  const metrics = outputs.flatMap(({ layer, metrics: own }) =>
    own.map(({ label }) => (several ? `${layer.name}_${label}` : label))
  )
  const names = [...losses, ...metrics]
  return validates ? [...names.map((name) => `val_${name}`), ...names] : names
}

// What steps have learnt of a column tells how its values are, where the data are gone.
import type { ModelDescription } from '../../shared/model-contract'
import type { FittedStep } from '../../shared/preprocessing'

type Column = ModelDescription['input']['columns'][number]

/** Normal values lie within as many standard deviations of their mean, but for one in 400. */
const DEVIATIONS = 3

const numberIn = (learnt: Record<string, unknown>, key: string): number | null => {
  const kept = learnt[key]
  const value: unknown = Array.isArray(kept) && kept.length === 1 ? kept[0] : kept
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** Steps that leave the values as they are, but for those that are missing. */
const FILLS = ['SimpleImputer']

/** Range, middle and texts of a column as the first step that changes it has met them; null and none where that tells none. */
export function rangeAsFitted(name: string, fitted: readonly FittedStep[]): Column {
  const unknown: Column = { name, min: null, max: null, median: null, options: [] }
  const first = fitted.find(({ class_name, columns }) => columns.includes(name) && !FILLS.includes(class_name))
  const learnt = first?.fitted[name]
  if (typeof learnt !== 'object' || learnt === null || Array.isArray(learnt)) return unknown
  const { categories } = learnt
  if (Array.isArray(categories)) {
    if (categories.every((category) => typeof category === 'string')) return { ...unknown, options: categories }
    const numbers = categories.filter((category) => typeof category === 'number').toSorted((a, b) => a - b)
    const median = numbers[numbers.length >> 1] ?? null
    return { ...unknown, min: numbers[0] ?? null, max: numbers.at(-1) ?? null, median }
  }
  const [mean, variance] = [numberIn(learnt, 'mean'), numberIn(learnt, 'variance')]
  if (mean !== null && variance !== null) {
    const far = DEVIATIONS * Math.sqrt(variance)
    return { ...unknown, min: mean - far, max: mean + far, median: mean }
  }
  const [min, max] = [numberIn(learnt, 'data_min'), numberIn(learnt, 'data_max')]
  return min !== null && max !== null ? { ...unknown, min, max, median: (min + max) / 2 } : unknown
}

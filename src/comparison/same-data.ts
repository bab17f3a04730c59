// Whether rows of two runs' data are the same examples.
import type { RunRecord } from '../shared/run'

type OfData = Pick<RunRecord, 'dataset'>

/**
 * By the SHA-256 of what was read. 'different': at least one content differs; 'unknown': one of them has none, as a run that has
 * not begun.
 */
export function sameData(a: OfData, b: OfData): 'same' | 'different' | 'unknown' {
  const [first, second] = [a.dataset.hashes, b.dataset.hashes]
  const roles = new Set([...Object.keys(first), ...Object.keys(second)])
  if (Object.keys(first).length === 0 || Object.keys(second).length === 0) return 'unknown'
  return [...roles].every((role) => first[role] === second[role]) ? 'same' : 'different'
}

/** Whether class numbers mean the same in both; true where one of them does not tell names. */
export function sameClasses(a: OfData, b: OfData): boolean {
  const [first, second] = [a.dataset.classes, b.dataset.classes]
  if (!first || !second) return true
  return first.length === second.length && first.every((name, i) => name === second[i])
}

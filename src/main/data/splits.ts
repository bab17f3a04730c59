// How a project's split deals the rows of a source.
import { rolesOf } from '../../pipeline/roles'
import { dealRows, type Deal } from '../../pipeline/split'
import { SPLIT_NAMES, type ResolvedDataset, type SplitName } from '../../shared/dataset'
import type { ProjectData } from '../../shared/project'
import type { Frame } from '../datasets/frame'
import { taskOfResolved } from './describe'
import { labelsOf, type Labels } from './labels'

/** In no split: the test rows of a source whose test split is taken from the others. */
export const NO_SPLIT = 255

export interface Splits {
  /** [rows] 0 train, 1 validation, 2 test, NO_SPLIT */
  of: Uint8Array<ArrayBuffer>
  counts: Record<SplitName, number>
  /** By class number; null without classes. */
  classes: Record<SplitName, number[]> | null
}

/** null where the target is none of classes. @throws NetloomError as labelsOf */
export const labelsOrNull = async (frame: Frame, resolved: ResolvedDataset): Promise<Labels | null> => {
  if (taskOfResolved(resolved) !== 'classification') return null
  const labels = await labelsOf(frame, resolved)
  return labels.classes.length > 0 ? labels : null
}

/** @throws NetloomError SPLIT_* */
export async function splitsOf(frame: Frame, resolved: ResolvedDataset, { split }: ProjectData): Promise<Splits> {
  const names = frame.columns.map(({ name }) => name)
  const roles = rolesOf(resolved.source, names, split.column ?? null)
  const labels = await labelsOrNull(frame, resolved)
  const [column] = roles.split === null ? [] : await frame.read([roles.split], { first: 0, count: frame.rows })
  const deal = dealRows(
    frame.rows,
    frame.parts,
    split.stratified ? (labels?.labels ?? null) : null,
    column ?? null,
    split
  )
  const of = new Uint8Array(frame.rows).fill(NO_SPLIT)
  SPLIT_NAMES.forEach((name, number) => deal[name].forEach((row) => (of[row] = number)))
  return {
    of,
    counts: { train: deal.train.length, validation: deal.validation.length, test: deal.test.length },
    classes: labels && countsOf(deal, labels)
  }
}

function countsOf(deal: Deal, { classes, labels }: Labels): Record<SplitName, number[]> {
  const count = (rows: Uint32Array): number[] => {
    const counts = new Array<number>(classes.length).fill(0)
    for (const row of rows) counts[labels[row]!]! += 1
    return counts
  }
  return { train: count(deal.train), validation: count(deal.validation), test: count(deal.test) }
}

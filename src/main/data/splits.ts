// How a project's split deals the rows of a source.
import { dealRows, type Deal } from '../../pipeline/split'
import { SPLIT_NAMES, type ResolvedDataset, type SplitName } from '../../shared/dataset'
import { NetloomError } from '../../shared/errors'
import type { ProjectData } from '../../shared/project'
import type { Frame } from '../datasets/frame'
import { labelsOrNull, type Labels } from './labels'

/** In no split: the test rows of a source whose test split is taken from the others. */
export const NO_SPLIT = 255

export interface Splits {
  /** [rows] 0 train, 1 validation, 2 test, NO_SPLIT */
  of: Uint8Array<ArrayBuffer>
  counts: Record<SplitName, number>
  /** By class number; null without classes. */
  classes: Record<SplitName, number[]> | null
}

/** @throws NetloomError SPLIT_* */
export async function splitsOf(frame: Frame, resolved: ResolvedDataset, { split }: ProjectData): Promise<Splits> {
  const by = split.column ?? null
  const names = frame.columns.map(({ name }) => name)
  if (by !== null && !names.includes(by)) throw new NetloomError('SPLIT_COLUMN', { found: by, known: names.join(', ') })
  const labels = await labelsOrNull(frame, resolved, by)
  const [column] = by === null ? [] : await frame.read([by], { first: 0, count: frame.rows })
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

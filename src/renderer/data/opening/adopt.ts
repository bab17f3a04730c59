// What is looked at becomes the project's, with settings that let it train at once.
import { columnsToCount, firstSteps } from '../../../pipeline/first-steps'
import type { ColumnStatistics, DataDescription } from '../../../shared/data-contract'
import type { DatasetSource } from '../../../shared/dataset'
import type { ProjectData } from '../../../shared/project'
import { splitSchema } from '../../../shared/dataset'

/** Of examples without a test split of their own, how many are held out. */
const TEST_SHARE = 0.2
/** Fewer examples than this are all needed. */
const LEAST_ROWS = 10

const isMadeUp = (source: DatasetSource): boolean =>
  'format' in source && (source.format === 'synthetic' || source.format === 'points')
/** Texts of named datasets come as sequences of equal length already. */
const comesReady = (source: DatasetSource, { columns }: DataDescription): boolean =>
  'name' in source && columns.some(({ type, role }) => role === 'feature' && (type === 'sequence' || type === 'text'))

/** Of a folder of pictures by class a small split could lack a class altogether. */
const isByClass = (source: DatasetSource, { classes }: DataDescription): boolean =>
  'format' in source && source.format === 'images' && classes !== null && classes.length > 1

/** Which columns the first settings need statistics of; none where they would be the same without. */
export const countedFor = (source: DatasetSource, description: DataDescription): string[] =>
  isMadeUp(source) || comesReady(source, description) ? [] : columnsToCount(description)

/** Split and steps that a source begins with; pictures of the project before are not augmented any more. */
export function firstSettings(
  source: DatasetSource,
  description: DataDescription,
  statistics: readonly ColumnStatistics[]
): Partial<ProjectData> {
  const hasTest = description.parts.some(({ name }) => name === 'test')
  const test = hasTest || description.rows < LEAST_ROWS ? 'own' : TEST_SHARE
  const plain = isMadeUp(source) || comesReady(source, description)
  return {
    split: splitSchema.parse({ test, stratified: isByClass(source, description) }),
    preprocessing: plain ? [] : firstSteps(description, statistics),
    augmentation: undefined
  }
}

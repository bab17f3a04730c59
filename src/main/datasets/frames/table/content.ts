// What a format makes of its file, for the frame that stands before it.
import type { ColumnValues } from '../../../../shared/columns'
import type { FrameColumn, FrameFault } from '../../frame'
import type { NetloomError } from '../../../../shared/errors'
import type { Duck } from './duck'

/** A table in the database: `t`, whose columns are named c0, c1 ... and whose rowid is the number of the row. */
export interface Loaded {
  rows: number
  columns: FrameColumn[]
  notes: [string, string][]
  /** Rows that are left out, in the place of those that the head knew of. */
  faults?: FrameFault[]
}

export interface TableContent {
  format: string
  rows: number
  columns: FrameColumn[]
  notes: [string, string][]
  /** Rows that are left out, as far as they are known. */
  faults?: FrameFault[]
  /** Rows that can be read before the table is loaded: from 0 to here. */
  headRows: number
  /** The head is all there is, and all of it is checked: nothing has to be loaded for its values. */
  whole: boolean
  /** As many rows of the head, each column; the frame chooses among them. */
  head(duck: () => Promise<Duck>, first: number, count: number, columns: readonly number[]): Promise<ColumnValues[]>
  /** SQL that reads columns of the file, all rows, in order; null where loading comes first. */
  direct: ((columns: readonly number[]) => string) | null
  /** Makes the table `t`. @throws NetloomError for content that is damaged */
  load(duck: Duck): Promise<Loaded>
}

export const cell = (column: number): string => `c${column}`
export const selected = (columns: readonly number[]): string => columns.map(cell).join(', ')

/** What cannot be used of a file is told by line. */
export const faultsOf = (errors: readonly NetloomError[]): FrameFault[] =>
  errors.map((error) => ({ where: String(error.args.row), error }))

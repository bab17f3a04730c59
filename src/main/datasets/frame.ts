// What every source of data opens into, whatever its format: rows of named columns. A frame reads what it is asked for, when it
// is asked: a million rows on disk need not be in memory to show a hundred.
import type { ColumnType, ColumnValues, Picture } from '../../shared/columns'

export interface FrameColumn {
  name: string
  type: ColumnType
  /** In NumPy's words: uint8, int64, float64, bool, datetime64; 'str' for texts. */
  dtype: string
  /** Of one value; [] for a single number or a text, null where values differ in size (pictures of files, sequences). */
  shape: readonly number[] | null
}

/** Consecutive rows `first .. first + count`, or these rows in this order. */
export type RowSelection = { first: number; count: number } | Uint32Array

/** A stretch of rows that the source itself calls a split. */
export interface FramePart {
  name: 'train' | 'validation' | 'test'
  first: number
  count: number
}

/** Something of the source that could not be used while the rest can: a picture that is damaged. */
export interface FrameFault {
  /** The file, member or row. */
  where: string
  error: Error
}

export interface Frame {
  /** The format's title for people, e.g. 'CSV', 'Parquet', 'IDX', 'PNG, JPEG'. */
  format: string
  rows: number
  columns: readonly FrameColumn[]
  /** In the order of the rows; together they cover all; empty where the source has no splits of its own. */
  parts: readonly FramePart[]
  /** Names of classes by number, where the source tells (folder names); null where its labels are its own names. */
  classes: readonly string[] | null
  /** What the reader found out on the way, for people: [['encoding', 'GBK'], ['delimiter', ';']]. Keys are translated. */
  notes: readonly (readonly [key: string, value: string])[]
  /** Known so far: what is read lazily may be found damaged later. */
  faults: readonly FrameFault[]
  /**
   * Values of columns, each as long as the selection, in the order of `columns`.
   * @throws NetloomError where the content is damaged, naming file, row or member
   */
  read(columns: readonly string[], rows: RowSelection): Promise<ColumnValues[]>
  /** Pictures of files, scaled to fit into `pixels` each way, quicker than read() would. */
  thumbnails?(rows: RowSelection, pixels: number): Promise<ColumnValues>
  /** Name of the file that a row is in, where each has its own. */
  fileOf?(row: number): string | null
  /** Pictures of files, each changed as soon as it is decoded, so that never all are in memory whole; `place` in the selection. */
  pictures?(rows: RowSelection, change: (picture: Picture, place: number) => Picture): Promise<ColumnValues>
  /** SHA-256 (hex) by file or member: what a run remembers of the data it has seen. */
  hashes(): Promise<Record<string, string>>
  /** Frees what it holds; harmless when called again. */
  close(): Promise<void>
}

/** A frame that can say things of whole columns faster than by reading them all (a database). */
export interface QueryableFrame extends Frame {
  query: FrameQueries
}

export type Condition =
  | { column: string; is: '=' | '!=' | '<' | '<=' | '>' | '>='; value: number | string }
  | { column: string; is: 'contains'; value: string }
  | { column: string; is: 'missing' | 'present' }

export interface FrameQueries {
  /**
   * Numbers of the rows that meet all conditions, in the given order (then in that of the file); missing values last.
   * @throws NetloomError FRAME_COLUMN for a column that is not there
   */
  select(where: readonly Condition[], order: readonly { column: string; descending: boolean }[]): Promise<Uint32Array>
  statistics(columns: readonly string[]): Promise<ColumnStatistics[]>
  /** Pearson's r of each pair of number columns: [columns, columns] row-major; NaN where one does not vary. */
  correlation(columns: readonly string[]): Promise<Float64Array>
}

export interface ColumnStatistics {
  column: string
  rows: number
  missing: number
  /** How many different values; may be an estimate within 2 % above 10,000. */
  distinct: number
  /** Of number, integer, boolean and time columns (NaN and infinities are left out, and counted in `notFinite`). */
  numbers: {
    min: number
    max: number
    mean: number
    /** Of the population: divided by n. */
    std: number
    /** At 5, 25, 50, 75 and 95 %, interpolated as NumPy does. */
    quantiles: [number, number, number, number, number]
    notFinite: number
    /** Counts of equal bins from min to max; the last one holds max. */
    histogram: number[]
  } | null
  /** The most frequent values of texts, booleans and integers with few values: at most 50, most frequent first. */
  top: { value: string; count: number }[]
}

export const isQueryable = (frame: Frame): frame is QueryableFrame => 'query' in frame

// What a step of the pipeline is: one file each in steps/. Pure: columns in, columns out; nothing is read or written.
import type { ColumnType, ColumnValues } from '../shared/columns'
import type { Bilingual } from '../shared/locale'
import type { ParamSpecs, ParamValues } from '../shared/schema'
import type { Json } from '../shared/json'

/** What is known of a column without its values. */
export interface ColumnShape {
  name: string
  type: ColumnType
  /** Of one value; null where values differ in size, or where it will only be known when the step has learnt. */
  shape: readonly number[] | null
  /** Bytes stay bytes until a step makes other numbers of them. */
  dtype: 'uint8' | 'float32' | 'float64' | 'int32' | 'str' | 'object'
  /** Of pictures that differ in size, where all have as many. */
  channels?: number
}

export interface NamedValues extends ColumnShape {
  values: ColumnValues
}

/** What a step learns of one column of the training split; JSON, since it is kept with the run. */
export type Fitted = Record<string, Json>

/**
 * Errors of a step name the row as it stands in the values given (`row`) and the parameter (`key`); src/pipeline/run.ts makes
 * them the row of the source and the path in the project (`where`).
 */
export interface Step<P extends ParamSpecs = ParamSpecs, F extends Fitted = Fitted> {
  /** Keras's class or function, or where Keras has none scikit-learn's. */
  className: string
  title: Bilingual
  /** What it does and what it is good for, in one sentence for a learner. */
  summary: Bilingual
  /** What columns it takes, in a few words: 'texts'. */
  takes: Bilingual
  params: P
  /** Which columns it can take. */
  accepts(column: ColumnShape, params: ParamValues<P>): boolean
  /** Which it takes where the project names none; without it, all that it can. */
  byDefault?(column: ColumnShape): boolean
  /**
   * Learns from the rows of the training split; missing values are left out.
   * @throws NetloomError where the column cannot be learnt from (no value at all)
   */
  fit?(values: NamedValues, params: ParamValues<P>): F
  /**
   * The columns that take the place of this one; `fitted` is null while nothing is learnt yet (then shapes may be null).
   * @throws NetloomError PIPELINE_PARAM where a parameter does not fit the column
   */
  shapes(column: ColumnShape, params: ParamValues<P>, fitted: F | null): ColumnShape[]
  /** One or more columns in the place of this one, of the same rows. What is missing stays missing. */
  apply(values: NamedValues, params: ParamValues<P>, fitted: F): NamedValues[]
  /** What value `apply` made a number of, of one number a row; without it, a number is left as it is. */
  inverse?(value: number, params: ParamValues<P>, fitted: F): number
  /** Rows to leave out (1 = keep), of all columns, before it is applied; only for steps that drop. */
  keeps?(values: NamedValues, params: ParamValues<P>, fitted: F): Uint8Array | null
  /** Whether it works on each row by itself with nothing learnt, so that pictures can pass through in chunks. */
  rowwise: boolean
  /** As x * scale + offset, where it is nothing more: at the end, the network can do it, and bytes stay bytes in memory. */
  inGraph?(params: ParamValues<P>): { scale: number; offset: number } | null
}

export const defineStep = <P extends ParamSpecs, F extends Fitted>(step: Step<P, F>): Step => step as unknown as Step

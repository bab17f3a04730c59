// What a step of the pipeline is: one file each in steps/. Pure: columns in, columns out; nothing is read or written.
import type { ColumnType, ColumnValues } from '../shared/columns'
import type { Bilingual } from '../shared/locale'
import type { ParamSpecs, ParamValues } from '../shared/schema'
import type { Json } from '../shared/json'

/** What is known of a column without its values. */
export interface ColumnShape {
  name: string
  type: ColumnType
  /** Of one value; null where values differ in size. */
  shape: readonly number[] | null
  /** Bytes stay bytes until a step makes other numbers of them. */
  dtype: 'uint8' | 'float32' | 'float64' | 'int32' | 'str' | 'object'
}

export interface NamedValues extends ColumnShape {
  values: ColumnValues
}

/** What a step learns of one column of the training split; JSON, since it is kept with the run. */
export type Fitted = Record<string, Json>

export interface Step<P extends ParamSpecs = ParamSpecs, F extends Fitted = Fitted> {
  /** Keras's class, or where Keras has none scikit-learn's. */
  className: string
  title: Bilingual
  /** What it does and what it is good for, in one sentence for a learner. */
  summary: Bilingual
  params: P
  /** Which columns it takes; those it does not are left alone where the project names none. */
  accepts(column: ColumnShape): boolean
  /**
   * Learns from the rows of the training split. `previous`: learnt from earlier rows, where they come in chunks.
   * @throws NetloomError where the column cannot be learnt from (no value at all)
   */
  fit?(values: NamedValues, params: ParamValues<P>): F
  /** The columns that take the place of this one; `fitted` is null while nothing is learnt yet (then shapes may be null). */
  shapes(column: ColumnShape, params: ParamValues<P>, fitted: F | null): ColumnShape[]
  /** One or more columns in the place of this one, of the same rows. */
  apply(values: NamedValues, params: ParamValues<P>, fitted: F): NamedValues[]
  /** Rows to leave out (1 = keep), of all columns; only for steps that drop. */
  keeps?(values: NamedValues, params: ParamValues<P>, fitted: F): Uint8Array | null
  /** Whether it works on each row by itself with nothing learnt, so that pictures can pass through in chunks. */
  rowwise: boolean
}

export const defineStep = <P extends ParamSpecs, F extends Fitted>(step: Step<P, F>): Step => step as unknown as Step

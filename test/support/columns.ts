// Columns of a dataset, written down in a line.
import type { NumberArray, Picture } from '../../src/shared/columns'
import type { Json } from '../../src/shared/json'
import type { FittedStep, Preprocessing } from '../../src/shared/preprocessing'
import type { NamedValues } from '../../src/pipeline'
import { applyPipeline, fitPipeline, type FedRoles } from '../../src/pipeline/run'

type Config = Record<string, Json>

/** One number a row; null is missing. */
export const numbers = (
  name: string,
  values: readonly (number | null)[],
  type: 'number' | 'integer' | 'boolean' | 'time' = 'number'
): NamedValues => ({
  ...{ name, type, shape: [], dtype: 'float64' },
  values: {
    kind: 'numbers',
    shape: [],
    data: Float64Array.from(values, (value) => value ?? NaN),
    missing: values.includes(null) ? Uint8Array.from(values, (value) => Number(value === null)) : null
  }
})

const DTYPES = { Uint8Array: 'uint8', Int32Array: 'int32', Float32Array: 'float32', Float64Array: 'float64' } as const

/** data: [rows, ...shape] */
export const tensor = (name: string, shape: number[], data: NumberArray): NamedValues => ({
  ...{ name, type: 'tensor', shape, dtype: DTYPES[data.constructor.name as keyof typeof DTYPES] },
  values: { kind: 'numbers', shape, data, missing: null }
})

export const texts = (name: string, values: (string | null)[]): NamedValues => ({
  ...{ name, type: 'text', shape: [], dtype: 'str' },
  values: { kind: 'texts', values }
})

export const sequences = (name: string, rows: readonly (readonly number[])[]): NamedValues => {
  const offsets = new Uint32Array(rows.length + 1)
  rows.forEach((row, i) => (offsets[i + 1] = offsets[i]! + row.length))
  return {
    ...{ name, type: 'sequence', shape: null, dtype: 'int32' },
    values: { kind: 'sequences', offsets, data: Int32Array.from(rows.flat()) }
  }
}

export const pictures = (name: string, values: (Picture | null)[]): NamedValues => ({
  ...{ name, type: 'picture', shape: null, dtype: 'uint8' },
  values: { kind: 'pictures', values }
})

export const step = (class_name: string, config: Config = {}, columns?: string[]): Preprocessing => ({
  ...{ class_name, config },
  ...(columns && { columns })
})

/** All columns are features. */
export const allOf = (columns: readonly NamedValues[]): FedRoles => ({
  features: columns.map(({ name }) => name),
  target: null
})

export const everyRow = (count: number): Uint32Array<ArrayBuffer> => Uint32Array.from({ length: count }, (_, i) => i)

/** Fitted on the first `train` rows, applied to all. */
export function run(
  columns: readonly NamedValues[],
  train: number,
  ...steps: Preprocessing[]
): { columns: NamedValues[]; features: readonly string[]; kept: Uint32Array; fitted: FittedStep[] } {
  const fitted = fitPipeline(columns, everyRow(train), steps, allOf(columns))
  const { columns: after, features, kept } = applyPipeline(columns, fitted, allOf(columns))
  return { columns: [...after], features, kept, fitted }
}

/** The numbers of a column, row by row. */
export function listed({ values }: NamedValues): number[] {
  if (values.kind !== 'numbers') throw new TypeError(values.kind)
  return [...values.data]
}

// Fields to type a row in: one for each feature column.
import type { ModelDescription } from '../../shared/model-contract'

export type InputColumn = ModelDescription['input']['columns'][number]
export type TypedValues = Record<string, number | string | null>

export const isNumber = ({ options }: InputColumn): boolean => options.length === 0

/** The middle of each column, or its most frequent text. */
export const middleOf = (columns: readonly InputColumn[]): TypedValues =>
  Object.fromEntries(columns.map((column) => [column.name, isNumber(column) ? middle(column) : column.options[0]!]))

/** As round as the slider's steps: 5.8 of a median of 5.7956. */
function middle(column: InputColumn): number {
  const { min, max, median } = column
  const exact = median ?? min ?? 0
  const step = stepOf(column)
  const round = Number((Math.round(exact / step) * step).toPrecision(7))
  return (min !== null && round < min) || (max !== null && round > max) ? exact : round
}

/** A round step of the slider: about 200 over the range. */
export function stepOf({ min, max }: InputColumn): number {
  const span = (max ?? 1) - (min ?? 0)
  if (!(span > 0)) return 1
  const rough = span / 200
  const power = 10 ** Math.floor(Math.log10(rough))
  return Number(([1, 2, 5].find((factor) => factor * power >= rough * 0.999) ?? 10) * power)
}

/** Whether training has seen no value as far out. */
export const isOutside = ({ min, max }: InputColumn, value: TypedValues[string]): boolean =>
  typeof value === 'number' && ((min !== null && value < min) || (max !== null && value > max))

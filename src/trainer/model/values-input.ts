// One row of typed values as columns.
import type { ColumnShape, NamedValues } from '../../pipeline/define'
import { elementsOf } from '../../shared/columns'
import { NetloomError } from '../../shared/errors'
import { words } from '../../shared/locale'

export type TypedValues = Readonly<Record<string, number | string | null>>

/** A list of numbers is given as x[0], x[1], ... */
export const namesOf = ({ name, shape }: Pick<ColumnShape, 'name' | 'shape'>): string[] =>
  shape === null || shape.length === 0 ? [name] : Array.from({ length: elementsOf(shape) }, (_, i) => `${name}[${i}]`)

/**
 * What is left out or empty is missing: where no step fills it in, the network refuses it.
 * @throws NetloomError MODEL_COLUMN, MODEL_VALUE
 */
export function columnsOfValues(features: readonly ColumnShape[], values: TypedValues): NamedValues[] {
  const known = features.flatMap(namesOf)
  const odd = Object.keys(values).find((name) => !known.includes(name))
  if (odd !== undefined) throw new NetloomError('MODEL_COLUMN', { found: odd, known: known.join(', ') })
  return features.map((column): NamedValues => {
    if (column.type === 'text') {
      const value = values[column.name] ?? null
      return { ...column, values: { kind: 'texts', values: [value === null ? null : String(value)] } }
    }
    if (column.type === 'picture' || column.type === 'sequence') throw notTyped(column)
    const numbers = namesOf(column).map((name) => numberOf(column, name, values[name] ?? null))
    const missing = numbers.some((value) => value === null)
    return {
      ...column,
      values: {
        kind: 'numbers',
        shape: column.shape ?? [],
        data: Float64Array.from(numbers, (value) => value ?? NaN),
        missing: missing ? Uint8Array.of(1) : null
      }
    }
  })
}

const notTyped = ({ name }: ColumnShape): NetloomError =>
  new NetloomError('MODEL_INPUT_KIND', {
    found: 'values',
    expected: words(`what "${name}" is`, `与 “${name}” 相同的类型`)
  })

function numberOf({ type }: ColumnShape, name: string, value: number | string | null): number | null {
  if (value === null || value === '') return null
  if (typeof value === 'number') return value
  const text = value.trim()
  if (type === 'time' && Number.isFinite(Date.parse(text))) return Date.parse(text)
  if (type === 'boolean' && /^(true|false)$/i.test(text)) return Number(text.toLowerCase() === 'true')
  const number = text === '' ? NaN : Number(text)
  if (Number.isFinite(number)) return number
  const expected =
    type === 'time' ? words('a date, such as 2026-01-31', '日期，例如 2026-01-31') : words('a number', '数值')
  throw new NetloomError('MODEL_VALUE', { column: name, expected, found: value.slice(0, 80) })
}

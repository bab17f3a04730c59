// Filters of a table's columns.
import type { ColumnType } from '../../../shared/columns'
import type { Condition } from '../../../shared/data-contract'

export const OPERATORS = ['contains', '=', '!=', '<', '<=', '>', '>=', 'missing', 'present'] as const
export type Operator = (typeof OPERATORS)[number]

/** The usual one first. */
export function operatorsFor(type: ColumnType): readonly Operator[] {
  if (type === 'text') return ['contains', '=', '!=', 'missing', 'present']
  if (type === 'boolean') return ['=', 'missing', 'present']
  return ['=', '!=', '<', '<=', '>', '>=', 'missing', 'present']
}
export const needsValue = (is: Operator): boolean => is !== 'missing' && is !== 'present'

/** null where there is nothing to compare with. Times are read by the services. */
export function conditionOf(column: string, type: ColumnType, is: Operator, text: string): Condition | null {
  if (is === 'missing' || is === 'present') return { column, is }
  if (is === 'contains') return text === '' ? null : { column, is, value: text }
  if (type === 'text') return { column, is, value: text }
  const trimmed = text.trim()
  if (trimmed === '') return null
  const number = Number(trimmed)
  return { column, is, value: Number.isNaN(number) ? trimmed : number }
}

type Order = { column: string; descending: boolean }[]
/** A click on a column: up, down, as it stands; with `among`, beside the other columns. */
export function sortedBy(order: Order, column: string, among: boolean): Order {
  const now = order.find((one) => one.column === column)
  const next = now ? (now.descending ? null : { column, descending: true }) : { column, descending: false }
  if (!among) return next ? [next] : []
  if (!now) return [...order, next!]
  return order.flatMap((one) => (one === now ? (next ? [next] : []) : [one]))
}

// JSON as an expression; of a parameter, as its kind is usually written.
import type { ParamSpec } from '../../shared/schema'
import { list, value, type Expression, type Named } from './expression'
import { isObject, type Json } from './params'

export const jsonExpression = (given: Json, as: 'list' | 'tuple' = 'list', float = false): Expression => {
  if (isObject(given)) {
    const entries = Object.entries(given).map(([key, item]): Named => [JSON.stringify(key), jsonExpression(item)])
    return { kind: 'object', entries }
  }
  if (Array.isArray(given)) return { kind: as, items: (given as Json[]).map((item) => jsonExpression(item, as, float)) }
  return { kind: 'value', value: given as string | number | boolean | null, float }
}

/** Shapes and ranges are tuples; one number for one axis needs no brackets. */
export function paramExpression(spec: ParamSpec | undefined, given: Json): Expression {
  switch (spec?.kind) {
    case 'number':
      return jsonExpression(given, 'list', true)
    case 'integers':
      return jsonExpression(spec.single && Array.isArray(given) && given.length === 1 ? given[0] : given, 'tuple')
    case 'pairs':
    case 'sizes':
      return jsonExpression(given, 'tuple')
    case 'numbers':
      return jsonExpression(given, spec.most === 2 ? 'tuple' : 'list', true)
    default:
      return jsonExpression(given)
  }
}

export const numbers = (given: readonly number[]): Expression => list(given.map((number) => value(number)))

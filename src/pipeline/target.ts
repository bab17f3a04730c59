// The target as numbers: classes by number, or quantities as they are.
import { rowsOf } from '../shared/columns'
import type { Task } from '../shared/dataset'
import { NetloomError } from '../shared/errors'
import { words } from '../shared/locale'
import type { FloatType } from '../shared/training'
import type { NamedValues } from './define'
import { categoryOf, sortedCategories, type Category } from './families/categories'
import { isScalar } from './families/numbers'
import { kindOf } from './state'

/** More distinct values than this are no classes but a quantity. */
const MAX_CLASSES = 1000

export interface EncodedTarget {
  /** By class number; null for regression. */
  classes: string[] | null
  /** [rows] class numbers, or quantities */
  y: Uint8Array<ArrayBuffer> | Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>
}

const FLOATS = { float32: Float32Array, float64: Float64Array } as const

/**
 * Class names and numbers, or the numbers of a regression. Class numbers follow the order of the values: by value where all
 * are numbers, else by character. The whole source's values, not those of a split alone: so that all splits agree.
 * @param classes names of classes by number, where the source tells: then the values are their numbers, or texts their names
 * @param rows numbers of the rows in the source, for errors
 * @throws NetloomError TARGET_TYPE, TARGET_VALUE, TARGET_CLASSES
 */
export function encodeTarget(
  column: NamedValues,
  task: Task,
  {
    classes = null,
    floatType = 'float32',
    rows
  }: { classes?: readonly string[] | null; floatType?: FloatType; rows?: ArrayLike<number> } = {}
): EncodedTarget {
  const scalar = isScalar({ ...column, shape: column.values.kind === 'numbers' ? column.values.shape : column.shape })
  if (!scalar && !(task === 'classification' && column.type === 'text')) {
    const expected =
      task === 'classification'
        ? words('one class a row (a text or a whole number)', '每行一个类别（文本或整数）')
        : words('one number a row', '每行一个数值')
    throw new NetloomError('TARGET_TYPE', { column: column.name, found: kindOf(column), expected })
  }
  const values = valuesOf(column, rows)
  if (task === 'regression') return { classes: null, y: FLOATS[floatType].from(values as number[]) }
  return classes ? numbered(column, values, classes, rows) : learnt(column, values)
}

/** @throws NetloomError TARGET_VALUE for one that is missing, or no finite number */
function valuesOf(column: NamedValues, rows: ArrayLike<number> | undefined): Category[] {
  return Array.from({ length: rowsOf(column.values) }, (_, row) => {
    const value = categoryOf(column.values, row)
    if (typeof value === 'string' || (value !== null && Number.isFinite(value))) return value
    throw new NetloomError('TARGET_VALUE', {
      column: column.name,
      row: rows?.[row] ?? row,
      found: value === null ? words('nothing', '空') : String(value),
      expected: words('a value', '有效值')
    })
  })
}

function numbered(
  column: NamedValues,
  values: readonly Category[],
  classes: readonly string[],
  rows: ArrayLike<number> | undefined
): EncodedTarget {
  const numberOf = new Map<Category, number>(classes.map((name, number) => [name, number]))
  classes.forEach((_, number) => numberOf.set(number, number))
  const numbers = values.map((value) => numberOf.get(value) ?? -1)
  const wrong = numbers.indexOf(-1)
  if (wrong >= 0) {
    throw new NetloomError('TARGET_VALUE', {
      ...{ column: column.name, row: rows?.[wrong] ?? wrong, found: String(values[wrong]) },
      expected: words(`a class number from 0 to ${classes.length - 1}`, `0 到 ${classes.length - 1} 的类别编号`)
    })
  }
  return { classes: [...classes], y: asNumbers(numbers, classes.length) }
}

function learnt(column: NamedValues, values: readonly Category[]): EncodedTarget {
  const distinct = [...new Set(values)]
  if (distinct.length < 2 || distinct.length > MAX_CLASSES) {
    throw new NetloomError('TARGET_CLASSES', {
      column: column.name,
      expected: `2..${MAX_CLASSES}`,
      found: distinct.length
    })
  }
  const allNumbers = distinct.every((value) => Number.isFinite(Number(value)))
  const order = allNumbers ? distinct.sort((a, b) => Number(a) - Number(b)) : sortedCategories(distinct)
  const numbers = new Map(order.map((value, i) => [value, i]))
  const classes = order.map((value) => (column.type === 'boolean' ? String(value === 1) : String(value)))
  return {
    classes,
    y: asNumbers(
      values.map((value) => numbers.get(value)!),
      classes.length
    )
  }
}

const asNumbers = (values: readonly number[], classes: number): EncodedTarget['y'] =>
  classes <= 256 ? Uint8Array.from(values) : Float32Array.from(values)

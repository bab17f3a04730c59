// How examples are dealt into training, validation and test split: by share, by number, as the source has them, or by a column.
import { rowsOf, type ColumnValues } from '../shared/columns'
import { SPLIT_NAMES, type Split, type SplitName } from '../shared/dataset'
import { NetloomError } from '../shared/errors'
import { NOTHING } from '../shared/locale'
import { permutation, randomStream } from '../shared/random'
import { categoryOf } from './families/categories'

/** A stretch of rows that the source itself calls a split. */
export interface OwnPart {
  name: SplitName
  first: number
  count: number
}

export type Deal = Record<SplitName, Uint32Array<ArrayBuffer>>

/**
 * Deals the rows of a source; no row is in two splits, and the same seed gives the same splits. Rows are in ascending order.
 *
 * Where the source has splits of its own, all is dealt from its training rows: with test 'own', its test rows are the test
 * split, and its validation rows, if there are any and validation is not 0, the validation split. With a number for test, its
 * other splits are left alone. Without splits of its own, all rows are dealt.
 * @param parts empty where the source has no splits of its own
 * @param classes class number of each row, where classes keep their share (`stratified`); null otherwise
 * @param column values of `split.column`: train, validation or test for each row; null without one
 * @throws NetloomError SPLIT_EMPTY, SPLIT_COLUMN_VALUE
 */
export function dealRows(
  rows: number,
  parts: readonly OwnPart[],
  classes: ArrayLike<number> | null,
  column: ColumnValues | null,
  split: Split
): Deal {
  if (column) return filled(byColumn(column, split.column ?? ''), { train: 1, validation: 0, test: 0 }, rows)
  const own = (name: SplitName): Uint32Array<ArrayBuffer> | null => {
    const stretches = parts.filter((part) => part.name === name).map(stretch)
    if (stretches.length < 2) return stretches[0] ?? null
    return Uint32Array.from(stretches.flatMap((part) => [...part]))
  }
  const all = parts.length === 0 ? stretch({ first: 0, count: rows }) : (own('train') ?? new Uint32Array())
  const ownTest = split.test === 'own' ? own('test') : null
  const ownValidation = split.test === 'own' && split.validation > 0 ? own('validation') : null
  const asked = {
    train: 1,
    validation: ownValidation ? 0 : split.validation,
    test: split.test === 'own' ? 0 : split.test
  }
  const groups = split.stratified && classes ? byClass(all, classes) : [all]
  const dealt = filled(dealGroups(groups, asked, split.seed), asked, all.length)
  return { ...dealt, ...(ownTest && { test: ownTest }), ...(ownValidation && { validation: ownValidation }) }
}

const stretch = ({ first, count }: Omit<OwnPart, 'name'>): Uint32Array<ArrayBuffer> =>
  Uint32Array.from({ length: count }, (_, i) => first + i)

/** @throws NetloomError SPLIT_EMPTY where a split that was asked for has no row */
function filled(deal: Deal, asked: Record<SplitName, number>, total: number): Deal {
  const part = SPLIT_NAMES.find((name) => asked[name] > 0 && deal[name].length === 0)
  if (part) throw new NetloomError('SPLIT_EMPTY', { part, total })
  return deal
}

/** Rows by class, classes in ascending order. */
function byClass(rows: Uint32Array, classes: ArrayLike<number>): Uint32Array[] {
  const groups = new Map<number, number[]>()
  for (const row of rows) {
    const group = groups.get(classes[row]!)
    if (group) group.push(row)
    else groups.set(classes[row]!, [row])
  }
  return [...groups.entries()].sort(([a], [b]) => a - b).map(([, group]) => Uint32Array.from(group))
}

/** Each group is dealt by a random order of its own. */
function dealGroups(groups: readonly Uint32Array[], asked: Record<SplitName, number>, seed: number): Deal {
  const tests = counts(
    groups.map((group) => group.length),
    asked.test
  )
  const validations = counts(
    groups.map((group, i) => group.length - tests[i]!),
    asked.validation
  )
  const picked: Record<SplitName, number[]> = { train: [], validation: [], test: [] }
  groups.forEach((group, i) => {
    const order = permutation(group.length, randomStream(seed, `split/${i}`))
    order.forEach((place, rank) => {
      const name = rank < tests[i]! ? 'test' : rank < tests[i]! + validations[i]! ? 'validation' : 'train'
      picked[name].push(group[place]!)
    })
  })
  const sorted = (name: SplitName): Uint32Array<ArrayBuffer> => Uint32Array.from(picked[name]).sort()
  return { train: sorted('train'), validation: sorted('validation'), test: sorted('test') }
}

/**
 * How many of each group are taken: of a fraction, each its own; of a number of examples, by the sizes of the groups, so that
 * they add up to it (or to all there are).
 */
function counts(sizes: readonly number[], share: number): number[] {
  if (share < 1) return sizes.map((size) => Math.round(size * share))
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const wanted = Math.min(share, total)
  const exact = sizes.map((size) => (total === 0 ? 0 : (wanted * size) / total))
  const taken = exact.map(Math.floor)
  const byRest = exact.map((_, i) => i).sort((a, b) => exact[b]! - taken[b]! - (exact[a]! - taken[a]!) || a - b)
  const left = wanted - taken.reduce((sum, count) => sum + count, 0)
  for (const i of byRest.slice(0, left)) taken[i]! += 1
  return taken
}

const WORDS: Record<SplitName, readonly string[]> = {
  train: ['train', 'training'],
  validation: ['validation', 'val', 'valid', 'dev'],
  test: ['test', 'testing', 'eval']
}
const SPLIT_OF = new Map(SPLIT_NAMES.flatMap((name) => WORDS[name].map((word) => [word, name] as const)))

/** The split that a value of a split column stands for; undefined for any other value. */
export const splitOfWord = (value: string | number | null): SplitName | undefined =>
  SPLIT_OF.get(String(value).trim().toLowerCase())

/** @throws NetloomError SPLIT_COLUMN_VALUE */
function byColumn(values: ColumnValues, column: string): Deal {
  const picked: Record<SplitName, number[]> = { train: [], validation: [], test: [] }
  for (let row = 0; row < rowsOf(values); row++) {
    const value = categoryOf(values, row)
    const name = splitOfWord(value)
    if (!name) {
      const found = value === null ? NOTHING : `"${value}"`
      throw new NetloomError('SPLIT_COLUMN_VALUE', { column, row, found, expected: [...SPLIT_OF.keys()].join(', ') })
    }
    picked[name].push(row)
  }
  return {
    train: Uint32Array.from(picked.train),
    validation: Uint32Array.from(picked.validation),
    test: Uint32Array.from(picked.test)
  }
}

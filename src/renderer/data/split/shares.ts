// What a split's numbers mean for a source, and what moving a boundary makes of them.
import type { DataDescription } from '../../../shared/data-contract'
import type { Split, SplitName } from '../../../shared/dataset'

export type Counts = Record<SplitName, number>
/** How the numbers are given. */
export type Mode = 'own' | 'shares' | 'counts' | 'column'

/** What there is to deal. */
export interface Room {
  /** Rows that are dealt: the training rows of a source with splits of its own, else all. */
  dealt: number
  /** Of the source's own splits; null where it has none of that name. */
  ownTest: number | null
  ownValidation: number | null
}

export function roomOf({ rows, parts }: Pick<DataDescription, 'rows' | 'parts'>): Room {
  const own = (name: SplitName): number | null => {
    const counts = parts.filter((part) => part.name === name).map(({ count }) => count)
    return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0)
  }
  const dealt = parts.length === 0 ? rows : (own('train') ?? 0)
  return { dealt, ownTest: own('test'), ownValidation: own('validation') }
}

/** As scikit-learn's train_test_split: below 1 a fraction, from 1 on a number. */
const taken = (rows: number, held: number): number => (held < 1 ? Math.round(rows * held) : Math.min(held, rows))

/** How many rows each split will have; with a column, only dealing tells. */
export function estimated({ validation, test }: Split, room: Room): Counts {
  const tests = test === 'own' ? (room.ownTest ?? 0) : taken(room.dealt, test)
  const rest = test === 'own' ? room.dealt : room.dealt - tests
  if (hasOwnValidation({ validation, test }, room)) return { train: rest, validation: room.ownValidation!, test: tests }
  const validations = taken(rest, validation)
  return { train: rest - validations, validation: validations, test: tests }
}

/** The source's own validation rows are taken. */
export const hasOwnValidation = ({ validation, test }: Pick<Split, 'validation' | 'test'>, room: Room): boolean =>
  test === 'own' && validation > 0 && room.ownValidation !== null

export function modeOf({ column, test, validation }: Split, { ownTest }: Room): Mode {
  if (column !== undefined) return 'column'
  if (test === 'own' && ownTest !== null) return 'own'
  return validation >= 1 || (test !== 'own' && test >= 1) ? 'counts' : 'shares'
}

const DIGITS = 4
/** A fraction as short as it is typed: 0.125. */
export const fraction = (count: number, of: number): number =>
  of === 0 ? 0 : Math.min(Number((count / of).toFixed(DIGITS)), 1 - 10 ** -DIGITS)

/** The same split, as near as may be, told in another way. `column`: which, where there is one. */
export function inMode(split: Split, mode: Mode, room: Room, now: Counts, column?: string): Split {
  const { column: _, ...plain } = split
  if (mode === 'column') return column === undefined ? split : { ...plain, column }
  const base = mode === modeOf(plain, room) ? plain : null
  if (base) return base
  if (mode === 'own') return { ...plain, test: 'own' }
  const numbers = room.ownTest === null || plain.test !== 'own'
  const dealtTest = numbers ? now.test : taken(room.dealt, DEFAULT_TEST)
  const rest = Math.max(room.dealt - dealtTest, 0)
  const validation = Math.min(now.validation, rest)
  return mode === 'counts'
    ? { ...plain, test: dealtTest, validation }
    : { ...plain, test: fraction(dealtTest, room.dealt), validation: fraction(validation, rest) }
}
const DEFAULT_TEST = 0.2

export type Boundary = 'validation' | 'test'

/** Where a boundary may stand: in rows from the left of the bar, at least one row left for what it borders on. */
export function limitsOf(boundary: Boundary, now: Counts, room: Room, split: Split): { min: number; max: number } {
  if (boundary === 'test') return { min: now.train, max: now.train + now.validation + now.test }
  const isFixed = hasOwnValidation(split, room)
  return isFixed ? { min: now.train, max: now.train } : { min: 1, max: now.train + now.validation }
}

/**
 * A boundary moved to `at` rows from the left: the one before validation changes training and validation, the one before
 * test validation and test. Fractions stay fractions, numbers numbers.
 */
export function withBoundary(split: Split, boundary: Boundary, at: number, now: Counts, room: Room): Split {
  const { min, max } = limitsOf(boundary, now, room, split)
  const place = Math.round(Math.min(max, Math.max(min, at)))
  const asCounts = modeOf(split, room) === 'counts' || split.validation >= 1
  const told = (count: number, of: number): number => (asCounts ? count : fraction(count, of))
  if (boundary === 'validation') {
    const validation = now.train + now.validation - place
    return { ...split, validation: told(validation, now.train + now.validation) }
  }
  const test = now.train + now.validation + now.test - place
  const validation = place - now.train
  return { ...split, test: told(test, room.dealt), validation: told(validation, room.dealt - test) }
}

/** What a person types for a share or a number: 0.1, 10 %, 1/6, 6000, 6,000. null: nothing of these. */
export function readHeld(text: string): number | null {
  const given = text
    .trim()
    .replaceAll(/[,\s_]/g, '')
    .replace('％', '%')
  const percent = /^(\d*\.?\d+)%$/.exec(given)
  const ratio = /^(\d+)\/(\d+)$/.exec(given)
  const value = percent ? Number(percent[1]) / 100 : ratio ? Number(ratio[1]) / Number(ratio[2]) : Number(given)
  if (given === '' || !Number.isFinite(value) || value < 0) return null
  if (percent && value >= 1) return null
  return value < 1 || Number.isInteger(value) ? value : null
}

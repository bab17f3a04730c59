import type { Cell } from '../../../comparison/diff-settings'
import { NO_VALUE, type Format } from '../../format'

/** So many characters of a hash tell two contents apart at a glance; the whole stands on hover. */
const HASH = 10

/** As it is written in a cell; numbers in the reader's way. */
export function cellText({ value }: Cell, path: string, format: Format): string {
  if (value === undefined) return NO_VALUE
  if (typeof value === 'number') return format.plain(value)
  if (typeof value === 'string' && path.startsWith('sha256.')) return value.slice(0, HASH)
  return String(value)
}

/** As a spreadsheet takes it: whole. */
export const plainText = ({ value }: Cell): string | number =>
  value === undefined ? '' : typeof value === 'number' ? value : String(value)

// Logs in columns: Keras's CSVLogger (epoch,loss,accuracy,val_loss,...), Lightning's (epoch,step,train_loss,... with blanks).
import { parse } from 'csv-parse/sync'
import { NetloomError } from '../../../shared/errors'
import { logOf } from './names'
import type { ToldLog } from './to-events'

const SEPARATORS = [',', ';', '\t'] as const
const STEP = /^(?:step|steps|global_step|iteration|iter|batch)$/i
const EPOCH = /^epochs?$/i
const NAMED: Readonly<Record<string, number>> = { nan: NaN, inf: Infinity, '-inf': -Infinity, infinity: Infinity }
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
const DECIMAL_COMMA = /^[+-]?\d+,\d+$/

export interface CsvLog {
  told: ToldLog[]
  /** Rows that were cut short or tell no step. */
  leftOut: number
}

/** @throws NetloomError LOG_CSV */
export function readCsvLog(text: string, file: string): CsvLog {
  const header = text.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0]!
  const separator = SEPARATORS.reduce((best, one) => (count(header, one) > count(header, best) ? one : best))
  const [names = [], ...rows] = rowsOf(text, separator, file)
  const byStep = names.findIndex((name) => STEP.test(name))
  const position = byStep >= 0 ? byStep : names.findIndex((name) => EPOCH.test(name))
  const fault = (): NetloomError =>
    new NetloomError('LOG_CSV', { path: file, found: names.slice(0, 8).join(', ') || '-' })
  if (position < 0) throw fault()
  const whole = rows.map((row) => numberOf(row[position] ?? ''))
  const usable = rows.map((row, i) => row.length === names.length && Number.isInteger(whole[i]))
  // Some count from 1.
  const first = byStep < 0 && Math.min(...whole.filter((_, i) => usable[i]).map(Number)) >= 1 ? 1 : 0
  const told = names.flatMap((name, column): ToldLog[] => {
    if (column === position || name === '' || EPOCH.test(name)) return []
    const at = rows.flatMap((row, i) => (usable[i] && numberOf(row[column]!) !== null ? [i] : []))
    if (at.length === 0) return []
    const series = {
      steps: at.map((i) => whole[i]! - first),
      times: at.map(() => NaN),
      values: at.map((i) => numberOf(rows[i]![column]!)!)
    }
    return [{ log: logOf(name, false).log, tag: name, kind: byStep < 0 ? 'epoch' : 'any', series }]
  })
  if (told.length === 0) throw fault()
  return { told, leftOut: usable.filter((one) => !one).length }
}

function rowsOf(text: string, delimiter: string, file: string): string[][] {
  try {
    return parse(text, {
      ...{ bom: true, delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, trim: true }
    })
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error)
    throw new NetloomError('LOG_CSV', { path: file, found }, { cause: error })
  }
}

const count = (text: string, part: string): number => text.split(part).length - 1

/** null for what is none: blanks, NA, lists. */
function numberOf(text: string): number | null {
  const named = NAMED[text.toLowerCase()]
  if (named !== undefined) return named
  if (NUMBER.test(text)) return Number(text)
  return DECIMAL_COMMA.test(text) ? Number(text.replace(',', '.')) : null
}

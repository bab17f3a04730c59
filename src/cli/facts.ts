// What `netloom inspect` prints of data.
import type { ColumnStatistics, DataDescription } from '../shared/data-contract'
import { describeError } from '../shared/errors'
import { noteTitle } from '../shared/notes'
import { cliLocale, formatTable, shortNumber } from './output'

export interface Facts extends DataDescription {
  statistics: ColumnStatistics[]
  splits: Record<string, number>
  /** Examples of each class, by split; null without classes. */
  class_counts: Record<string, Record<string, number>> | null
  /** null where there is nothing to compare. */
  duplicates: {
    groups: number
    copies: number
    leaked: { validation: number; test: number }
    contradictions: number
  } | null
}

const count = (value: number): string => value.toLocaleString('en')
/** As many columns, classes and faults are printed; all are in the JSON. */
const MOST_LINES = 100

export function printFacts(facts: Facts): void {
  const { name, format, rows, shape, task, splits, duplicates, notes, faults, files } = facts
  const locale = cliLocale()
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  const held = Object.entries(splits).map(([split, n]) => `${split} ${count(n)}`)
  const about: [string, string][] = [
    ['name', name],
    ['format', format],
    ...(bytes > 0 ? [['bytes', count(bytes)] as [string, string]] : []),
    ['rows', count(rows)],
    ...(shape ? [['shape', `[${shape.join(', ')}]`] as [string, string]] : []),
    ['task', task],
    ['splits', held.join(', ')],
    ...notes.map(([key, value]): [string, string] => [noteTitle(key, locale), value]),
    ...(duplicates ? [['duplicates', duplicateText(duplicates)] as [string, string]] : [])
  ]
  console.log(formatTable(about[0]!, about.slice(1)))
  printTable(
    STATISTICS,
    facts.columns.map((column, i) => columnRow(column, facts.statistics[i]!))
  )
  if (facts.class_counts) {
    const { class_counts } = facts
    const used = Object.keys(class_counts).filter((split) => splits[split]! > 0)
    printTable(
      ['CLASS', ...used.map((split) => split.toUpperCase())],
      facts.classes!.map((label) => [label, ...used.map((split) => count(class_counts[split]![label]!))])
    )
  }
  for (const { where, error } of faults.slice(0, MOST_LINES)) {
    const { message, remedy } = describeError(error, locale)
    console.error(`! ${where}: ${message} ${remedy}`.trimEnd())
  }
  if (faults.length > MOST_LINES) console.error(`! … ${count(faults.length - MOST_LINES)} more`)
}

function printTable(header: readonly string[], rows: readonly string[][]): void {
  const tidy = rows.map((row) => row.map(oneLine))
  // Columns that say nothing of any row are left out.
  const kept = header.map((_, i) => i === 0 || tidy.some((row) => row[i] !== ''))
  const only = (row: readonly string[]): string[] => row.filter((_, i) => kept[i])
  console.log(`\n${formatTable(only(header), tidy.slice(0, MOST_LINES).map(only))}`)
  if (tidy.length > MOST_LINES) console.log(`… ${count(tidy.length - MOST_LINES)} more`)
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ')

function duplicateText({ groups, copies, leaked, contradictions }: NonNullable<Facts['duplicates']>): string {
  if (groups === 0) return 'none'
  const plural = (n: number, one: string): string => `${count(n)} ${n === 1 ? one : one.replace(/y$/, 'ie') + 's'}`
  const parts = [`${plural(copies, 'copy')} in ${plural(groups, 'group')}`]
  const shared = Object.entries(leaked).filter(([, n]) => n > 0)
  if (shared.length > 0)
    parts.push(`training shares ${shared.map(([split, n]) => `${count(n)} with ${split}`).join(' and ')}`)
  if (contradictions > 0) parts.push(`${plural(contradictions, 'group')} with different labels`)
  return parts.join('; ')
}

const STATISTICS = [
  ...['COLUMN', 'ROLE', 'DTYPE', 'SHAPE', 'MISSING', 'NAN/INF', 'DISTINCT'],
  ...['MIN', 'MEAN', 'STD', 'MEDIAN', 'MAX', 'TOP']
]
const TOP = 3
const TOP_CHARACTERS = 24

function columnRow(column: DataDescription['columns'][number], statistics: ColumnStatistics): string[] {
  const { numbers, top } = statistics
  const figure = column.type === 'time' ? asTime : shortNumber
  const figures = numbers
    ? [
        ...[numbers.min, numbers.mean].map(figure),
        column.type === 'time' ? '' : shortNumber(numbers.std),
        ...[numbers.quantiles[2], numbers.max].map(figure)
      ]
    : ['', '', '', '', '']
  const listed = ['text', 'boolean', 'picture'].includes(column.type) ? top.slice(0, TOP) : []
  return [
    column.name,
    column.role,
    column.dtype,
    column.shape === null ? 'varies' : column.shape.length === 0 ? '' : `[${column.shape.join(', ')}]`,
    count(statistics.missing),
    numbers && numbers.notFinite > 0 ? count(numbers.notFinite) : '',
    count(statistics.distinct),
    ...figures,
    listed.map(({ value, count: times }) => `${shortened(value)} (${count(times)})`).join(', ')
  ]
}

const shortened = (text: string): string =>
  text.length > TOP_CHARACTERS ? `${[...text].slice(0, TOP_CHARACTERS).join('')}…` : text

const asTime = (milliseconds: number): string => {
  const time = new Date(milliseconds)
  return Number.isNaN(time.getTime()) ? String(milliseconds) : time.toISOString().slice(0, 16).replace('T', ' ')
}

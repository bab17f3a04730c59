import type { RunSummary } from '../../shared/run-list'
import type { Format } from '../format'
import { engineName } from '../frame/runtime-text'

export interface RunColumn {
  id: string
  /** A message key; absent where `code` names it in Keras's words. */
  label?: string
  code?: string
  /** What it is sorted by; null sorts last either way. */
  value(run: RunSummary): string | number | null
  text(run: RunSummary, format: Format): string
  /** Numbers stand to the right. */
  numeric?: boolean
  /** Pixels. */
  width: number
}

const logColumn = (code: string): RunColumn => ({
  id: `log.${code}`,
  code,
  value: (run) => run.last?.[code] ?? null,
  text: (run, format) => format.value(run.last?.[code]),
  numeric: true,
  width: Math.max(78, 22 + code.length * 7.4)
})

/** The first metric of a result that is no loss, e.g. ['accuracy', 0.97]. */
export function headline(run: RunSummary): [string, number] | null {
  const logs = run.test ?? {}
  const name = Object.keys(logs).find((key) => key !== 'loss') ?? ('loss' in logs ? 'loss' : undefined)
  return name === undefined ? null : [name, logs[name]!]
}

const fixed: { before: RunColumn[]; after: RunColumn[] } = {
  before: [
    { id: 'name', label: 'runs.name', value: (run) => run.name, text: (run) => run.name, width: 184 },
    { id: 'status', label: 'runs.status', value: (run) => run.status, text: (run) => run.status, width: 112 },
    {
      id: 'dataset',
      label: 'runs.dataset',
      value: (run) => run.dataset.title,
      text: (run) => run.dataset.title,
      width: 124
    },
    {
      id: 'epochs',
      code: 'epochs',
      value: (run) => run.epochs.done,
      text: (run, format) => `${format.integer(run.epochs.done)}/${format.integer(run.epochs.planned)}`,
      numeric: true,
      width: 76
    },
    {
      id: 'test',
      label: 'runs.test',
      value: (run) => headline(run)?.[1] ?? null,
      text: (run, format) => format.value(headline(run)?.[1]),
      numeric: true,
      width: 84
    }
  ],
  after: [
    {
      id: 'seconds',
      label: 'runs.time',
      value: (run) => run.seconds,
      text: (run, format) => format.clock(run.seconds),
      numeric: true,
      width: 70
    },
    {
      id: 'created',
      label: 'runs.started',
      value: (run) => run.created,
      text: (run, format) => format.date(run.created),
      numeric: true,
      width: 128
    },
    {
      id: 'batch_size',
      code: 'batch_size',
      value: (run) => run.batch_size,
      text: (run, format) => format.integer(run.batch_size),
      numeric: true,
      width: 98
    },
    { id: 'optimizer', code: 'optimizer', value: (run) => run.optimizer, text: (run) => run.optimizer, width: 96 },
    { id: 'seed', code: 'seed', value: (run) => run.seed, text: (run) => String(run.seed), numeric: true, width: 64 },
    {
      id: 'engine',
      label: 'runs.engine',
      value: (run) => run.engine?.name ?? null,
      text: (run) => (run.engine ? engineName(run.engine) : '–'),
      width: 150
    }
  ]
}

/** The logs that any of the runs has: validation first, as it says more. */
export function columnsFor(runs: readonly RunSummary[]): RunColumn[] {
  const names = [...new Set(runs.flatMap((run) => Object.keys(run.last ?? {})))]
  const rank = (name: string): number => (name.endsWith('loss') ? 2 : 0) + (name.startsWith('val_') ? 0 : 1)
  const logs = names.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b)).map(logColumn)
  return [...fixed.before, ...logs, ...fixed.after]
}

export interface Sorting {
  column: string
  descending: boolean
}

export function sortRuns(runs: readonly RunSummary[], columns: readonly RunColumn[], sorting: Sorting): RunSummary[] {
  const column = columns.find(({ id }) => id === sorting.column)
  if (!column) return [...runs]
  const sign = sorting.descending ? -1 : 1
  return [...runs].sort((a, b) => {
    const [x, y] = [column.value(a), column.value(b)]
    if (isMissing(x) || isMissing(y)) return Number(isMissing(x)) - Number(isMissing(y))
    return sign * (typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y)))
  })
}
const isMissing = (value: string | number | null): value is null => value === null || Number.isNaN(value)

/** Runs in which every word of the query occurs. */
export function filterRuns(runs: readonly RunSummary[], query: string): RunSummary[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return runs.filter((run) => {
    const text = [run.name, run.status, run.dataset.title, run.dataset.name, run.id, run.optimizer, run.engine?.name]
      .join(' ')
      .toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** What the table shows, for a spreadsheet: full numbers, tab separated. */
export function toTsv(runs: readonly RunSummary[], columns: readonly RunColumn[]): string {
  const rows = runs.map((run) => columns.map((column) => String(column.value(run) ?? '').replace(/[\t\n]/g, ' ')))
  return [['id', ...columns.map(({ id }) => id.replace('log.', ''))], ...rows.map((row, i) => [runs[i]!.id, ...row])]
    .map((row) => row.join('\t'))
    .join('\n')
}

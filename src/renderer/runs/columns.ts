// All columns that a table of runs can have.
import { directionOf, logRank, type Direction } from '../../shared/monitor'
import type { RunSummary } from '../../shared/run-list'
import type { Setting } from '../../shared/setting'
import { NO_VALUE, type Format } from '../format'
import { engineName } from '../frame/runtime-text'

export type ColumnPart = 'fact' | 'best' | 'last' | 'test' | 'setting'
export interface RunColumn {
  id: string
  part: ColumnPart
  /** A message key; absent where `code` names it in Keras's words. */
  label?: string
  code?: string
  /** What it is sorted, grouped and exported by; null comes last either way. */
  value(run: RunSummary): Setting
  /** In its place for sorting, where that is quicker. */
  rank?(run: RunSummary): number
  text(run: RunSummary, format: Format): string
  /** Numbers stand to the right; `number` is how one of them is written, alone or as a mean. */
  number?(value: number, format: Format): string
  /** Which way is better. */
  better?: Direction | null
  /** Pixels. */
  width: number
}

type Fact = Omit<RunColumn, 'part'>
const measured = (value: number, format: Format): string => format.value(value)
const whole = (value: number, format: Format): string =>
  Number.isInteger(value) ? format.integer(value) : format.value(value)
const fact = (id: string, label: string, width: number, value: RunColumn['value'], more: Partial<Fact> = {}): Fact => ({
  id,
  label,
  width,
  value,
  text: (run) => String(value(run) ?? NO_VALUE),
  ...more
})
const numeric = (
  id: string,
  name: { label?: string; code?: string },
  width: number,
  value: (run: RunSummary) => number | null,
  number = whole
): Fact => ({
  id,
  ...name,
  width,
  value,
  number,
  text(run, format) {
    const given = value(run)
    return given === null ? NO_VALUE : number(given, format)
  }
})

/** The first metric of a result that is no loss, e.g. ['accuracy', 0.97]. */
export function headline(run: RunSummary): [string, number] | null {
  const logs = run.test ?? {}
  const name = Object.keys(logs).find((key) => key !== 'loss') ?? ('loss' in logs ? 'loss' : undefined)
  return name === undefined ? null : [name, logs[name]!]
}

const facts: readonly Fact[] = [
  fact('name', 'runs.name', 220, (run) => run.name),
  fact('status', 'runs.status', 112, (run) => run.status),
  fact('dataset', 'runs.dataset', 124, (run) => run.dataset.title),
  fact('project', 'runTable.project', 130, (run) => run.project || null),
  numeric('test', { label: 'runs.test' }, 116, (run) => headline(run)?.[1] ?? null, measured),
  {
    ...numeric('epochs', { code: 'epochs' }, 84, (run) => run.epochs.done),
    text: (run, format) => `${format.integer(run.epochs.done)}/${format.integer(run.epochs.planned)}`
  },
  numeric(
    'seconds',
    { label: 'runs.time' },
    78,
    (run) => run.seconds,
    (value, format) => format.clock(value)
  ),
  fact('created', 'runs.started', 128, (run) => run.created, {
    rank: (run) => Date.parse(run.created),
    text: (run, format) => format.date(run.created)
  }),
  fact('tags', 'runTable.tags', 150, (run) => run.annotations.tags.join(', ') || null),
  numeric('parameters', { label: 'runTable.parameters' }, 104, (run) => run.parameters?.total ?? null),
  numeric('samples_per_second', { label: 'runTable.throughput' }, 110, (run) => run.samples_per_second, measured),
  fact('note', 'runTable.note', 180, (run) => run.annotations.note || null),
  numeric(
    'seed',
    { code: 'seed' },
    76,
    (run) => run.seed,
    (value) => String(value)
  ),
  fact('engine', 'runs.engine', 150, (run) => run.engine?.name ?? null, {
    text: (run) => (run.engine ? engineName(run.engine) : NO_VALUE)
  }),
  fact('sweep', 'runTable.sweep', 150, (run) => run.sweep?.id ?? null),
  fact('parent', 'runTable.parent', 150, (run) => run.parent?.run ?? null)
]

const codeWidth = (code: string, more: number): number => Math.min(220, Math.max(88, more + code.length * 7.4))
const logColumn = (
  part: 'best' | 'last' | 'test',
  code: string,
  value: (run: RunSummary) => number | null
): RunColumn => ({
  ...numeric(`${part}.${code}`, { code }, codeWidth(code, part === 'best' ? 62 : 56), value, measured),
  part,
  better: directionOf(code)
})
const bestColumn = (code: string): RunColumn => logColumn('best', code, (run) => run.best[code]?.value ?? null)

const SETTING = 'setting.'
const LEARNING_RATE = 'optimizer.learning_rate'
/** @param path of src/comparison/settings.ts */
export function settingColumn(path: string, isNumeric: boolean): RunColumn {
  const code = path === LEARNING_RATE ? 'learning_rate' : path
  const value = (run: RunSummary): Setting => run.settings[path] ?? null
  const number = (given: number, format: Format): string => format.plain(given)
  return {
    id: SETTING + path,
    part: 'setting',
    code,
    value,
    width: codeWidth(code, 26),
    text(run, format) {
      const given = value(run)
      return given === null ? NO_VALUE : typeof given === 'number' ? number(given, format) : String(given)
    },
    ...(isNumeric && { number })
  }
}
export const settingOf = (id: string): string | null => (id.startsWith(SETTING) ? id.slice(SETTING.length) : null)

export interface Catalogue {
  columns: ReadonlyMap<string, RunColumn>
  /** Ids of those that are shown where nobody has chosen. */
  usual: readonly string[]
}

/** All columns that these runs have something for, by id, in the order in which they are offered. */
export function catalogueOf(runs: readonly RunSummary[]): Catalogue {
  const [best, last, test] = [new Set<string>(), new Set<string>(), new Set<string>()]
  const settings = new Map<string, boolean>()
  for (const run of runs) {
    for (const log in run.best) best.add(log)
    for (const log in run.last) last.add(log)
    for (const log in run.test) test.add(log)
    for (const path in run.settings) {
      const before = settings.get(path)
      if (before !== false) settings.set(path, typeof run.settings[path] === 'number')
    }
  }
  const ranked = (names: Set<string>): string[] =>
    [...names].sort((a, b) => logRank(a) - logRank(b) || a.localeCompare(b))
  const bests = ranked(best)
  const columns: RunColumn[] = [
    ...facts.map((column) => ({ ...column, part: 'fact' as const })),
    ...bests.map(bestColumn),
    ...ranked(last).map((code) => logColumn('last', code, (run) => run.last?.[code] ?? null)),
    ...ranked(test).map((code) => logColumn('test', code, (run) => run.test?.[code] ?? null)),
    ...[...settings].map(([path, isNumeric]) => settingColumn(path, isNumeric))
  ]
  const told =
    bests.length > 0 ? bests.slice(0, 3).map((log) => `best.${log}`) : ranked(last).map((log) => `last.${log}`)
  const chosen = ['optimizer', LEARNING_RATE, 'batch_size'].filter((path) => settings.has(path))
  return {
    columns: new Map(columns.map((column) => [column.id, column])),
    usual: [
      ...['name', 'status', 'dataset'],
      ...told.slice(0, 4),
      ...['test', 'epochs', 'seconds', 'created', 'tags'],
      ...chosen.map((path) => SETTING + path),
      'parameters'
    ]
  }
}

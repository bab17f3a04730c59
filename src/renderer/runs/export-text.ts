// What the table shows, as text for other programs: full numbers.
import type { RunSummary } from '../../shared/run-list'
import type { Setting } from '../../shared/setting'
import type { TextTable } from '../evaluate/table-text'
import { settingOf, type RunColumn } from './columns'

/** Of a best value its epoch stands beside it. */
export function tableOf(runs: readonly RunSummary[], columns: readonly RunColumn[]): TextTable {
  const cells = columns.flatMap((column) => {
    const own = { name: nameOf(column), value: column.value }
    if (column.part !== 'best') return [own]
    return [own, { name: `${own.name}.epoch`, value: (run: RunSummary) => run.best[column.code!]?.epoch ?? null }]
  })
  return {
    names: ['id', ...cells.map(({ name }) => name)],
    rows: runs.map((run) => [run.id, ...cells.map(({ value }) => written(value(run)))])
  }
}
const written = (value: Setting): string | number =>
  value === null ? '' : typeof value === 'boolean' ? String(value) : value
/** Settings go by their paths, all else by the ids of columns. */
const nameOf = ({ id }: RunColumn): string => settingOf(id) ?? id

/** One object a run: all that is known of it, and its settings flat, whatever columns are shown. */
export function jsonOf(runs: readonly RunSummary[]): string {
  const rows = runs.map((run) => ({
    id: run.id,
    name: run.name,
    status: run.status,
    created: run.created,
    ended: run.ended,
    seconds: run.seconds,
    project: run.project,
    dataset: run.dataset.name,
    epochs: run.epochs,
    best: run.best,
    last: run.last,
    test: run.test,
    parameters: run.parameters,
    samples_per_second: run.samples_per_second,
    seed: run.seed,
    engine: run.engine,
    tags: run.annotations.tags,
    note: run.annotations.note,
    starred: run.annotations.starred,
    archived: run.annotations.archived,
    parent: run.parent,
    sweep: run.sweep,
    settings: run.settings
  }))
  return `${JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'number' && !Number.isFinite(value) ? String(value) : value), 2)}\n`
}

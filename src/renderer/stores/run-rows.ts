// Rows of the run list, by their ids. A live run tells of itself twenty times a second, and whatever sorts, filters or counts ten
// thousand rows begins anew when they change: mere progress waits, the more of them there are.
import { shallowRef, type ShallowRef } from 'vue'
import { changedAnnotations, type AnnotationChange } from '../../shared/annotations'
import type { RunRecord } from '../../shared/run'
import { trainingSeconds, type RunSummary } from '../../shared/run-list'

const MANY = 500
/** Between two publications of progress. */
const FEW_ROWS_MS = 100
const MANY_ROWS_MS = 1000

export interface RunRows {
  /** Newest first. */
  readonly summaries: Readonly<ShallowRef<RunSummary[]>>
  /** The newest row of a run, also before it is published; not reactive. */
  get(id: string): RunSummary | undefined
  has(id: string): boolean
  /** Counts from 0, the oldest first; a run keeps its own while the window is open, so that colours stay. */
  ordinal(id: string): number
  setAll(rows: readonly RunSummary[]): void
  /** Rows that are new or not as they were. */
  put(rows: readonly RunSummary[]): void
  remove(ids: readonly string[]): void
  /** What a run that trains has told; false where it has no row yet. */
  follow(record: RunRecord, mine: boolean): boolean
  annotate(ids: readonly string[], change: AnnotationChange): void
}

export function createRunRows(): RunRows {
  const rows = new Map<string, RunSummary>()
  const summaries = shallowRef<RunSummary[]>([])
  const ordinals = shallowRef<ReadonlyMap<string, number>>(new Map())
  /** null: rows have come or gone since it was put in order. */
  let order: string[] | null = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let published = -Infinity

  function publish(): void {
    clearTimeout(timer)
    timer = undefined
    published = performance.now()
    if (order === null) {
      order = [...rows.keys()].sort().reverse()
      number()
    }
    summaries.value = order.map((id) => rows.get(id)!)
  }
  function publishProgress(): void {
    const rest = published + (rows.size > MANY ? MANY_ROWS_MS : FEW_ROWS_MS) - performance.now()
    if (rest <= 0) publish()
    else timer ??= setTimeout(publish, rest)
  }

  function number(): void {
    const unknown = [...rows.values()].filter(({ id }) => !ordinals.value.has(id))
    if (unknown.length === 0) return
    unknown.sort((a, b) => (a.created < b.created ? -1 : a.created > b.created ? 1 : 0))
    const known = new Map(ordinals.value)
    for (const { id } of unknown) known.set(id, known.size)
    ordinals.value = known
  }

  function set(row: RunSummary): void {
    if (!rows.has(row.id)) order = null
    rows.set(row.id, row)
  }

  return {
    summaries,
    get: (id) => rows.get(id),
    has: (id) => rows.has(id),
    ordinal: (id) => ordinals.value.get(id) ?? ordinals.value.size,
    setAll(all) {
      rows.clear()
      order = null
      all.forEach(set)
      publish()
    },
    put(changed) {
      changed.forEach(set)
      if (changed.length > 0) publish()
    },
    remove(ids) {
      const gone = ids.filter((id) => rows.delete(id))
      if (gone.length === 0) return
      order = null
      publish()
    },
    follow(record, mine) {
      const row = rows.get(record.id)
      if (!row) return false
      const next = withRecord(row, record, mine)
      set(next)
      if (next.status !== row.status || next.turn !== row.turn || next.mine !== row.mine) publish()
      else publishProgress()
      return true
    },
    annotate(ids, change) {
      for (const id of ids) {
        const row = rows.get(id)
        if (!row) continue
        const annotations = changedAnnotations(row.annotations, change)
        // Its own name is not among what a row tells: it comes with the answer.
        set({ ...row, annotations, name: annotations.name ?? row.name })
      }
      publish()
    }
  }
}

/** A row brought up to date. Its name is that of the annotations, which the record may not know. */
function withRecord(row: RunSummary, record: RunRecord, mine: boolean): RunSummary {
  const { status, ended, engine, parameters, epochs, last, best, samples_per_second } = record
  const { trained, test, error, owner, turn } = record
  const { preprocessing: _preprocessing, columns: _columns, ...dataset } = record.dataset
  return {
    ...row,
    ...{ status, ended, dataset, engine, parameters, epochs, last, best, samples_per_second },
    ...{ trained, test, error, owner, turn },
    timed: record.profile !== null,
    seconds: trainingSeconds(record),
    mine
  }
}

// What the page asks of runs, and what it is told of them.
import { basename } from 'node:path'
import type { AppContract } from '../../shared/contract'
import type { RunEvent, RunRecord } from '../../shared/run'
import { packRows, type PackedRows } from '../../shared/run-list'
import type { Emit, Handlers } from '../../shared/rpc'
import { annotate, named } from './annotations'
import { inParallel } from './in-parallel'
import { RowIndex } from './row-index'
import type { RunStore } from './store'
import { KEPT_MS, Trash } from './trash'
import { RunWatch } from './watch'

/** From here on rows cross as bytes. */
const MANY_ROWS = 200
/** Files that are written at the same time. */
const AT_ONCE = 16

/** What is known of runs that train here. */
export interface TrainingHere {
  recordOf(id: string): RunRecord | null
  isHere(id: string): boolean
}

type Runs = Handlers<AppContract>['runs']

export class RunService {
  private readonly index: RowIndex
  private readonly watch: RunWatch
  private readonly trash: Trash
  private readonly purging = new Set<NodeJS.Timeout>()

  constructor(
    private readonly store: RunStore,
    private readonly training: TrainingHere,
    private readonly emit: Emit<AppContract>
  ) {
    this.index = new RowIndex(store.home, store.folder, (id) => this.recordOf(id))
    this.trash = new Trash(store.home, store.folder)
    this.watch = new RunWatch(store.folder, (id) => store.folderOf(id), this.index, {
      onChanges: () => this.tellChanges(),
      onTold: ({ record, events }) => this.told(record, events, false),
      isHere: (id) => training.isHere(id)
    })
  }

  /** Looks after the runs until `dispose`. */
  begin(): void {
    this.watch.begin()
    void this.trash.purge()
  }

  /** It has looked at what was there: whatever changes from now on is told. */
  get isWatching(): boolean {
    return this.watch.hasBegun
  }

  readonly handlers: Pick<Runs, 'list' | 'get' | 'records' | 'annotate' | 'remove' | 'restore'> = {
    list: async () => {
      await this.index.refresh(false) // What was edited in place shows with the next thorough look.
      return { runs: this.rows(this.index.ids()), unreadable: this.index.errors() }
    },
    get: async ({ runId }) => {
      const { record, events } = await this.store.read(runId)
      return { record: this.named(record), events }
    },
    records: ({ runIds }) => this.records(runIds),
    annotate: async ({ runIds, change }) => {
      const folders = await Promise.all(runIds.map((id) => this.store.find(id)))
      const ids = folders.map((folder) => basename(folder))
      await inParallel(folders, AT_ONCE, (folder) => annotate(folder, change)).finally(() => this.look(ids))
      return ids.flatMap((id) => this.index.row(id) ?? [])
    },
    remove: ({ runIds }) => this.remove(runIds),
    restore: async ({ runIds }) => {
      const restored: string[] = []
      try {
        for (const id of runIds) {
          await this.trash.restore(id)
          restored.push(id)
        }
      } finally {
        await this.look(restored)
      }
    }
  }

  /** To be called with whatever happens to a run that trains here, or in another process. */
  told(record: RunRecord, events: RunEvent[], mine = true): void {
    const { row, isNews } = this.index.put(record)
    if (isNews) this.emit('runs.listed', { rows: this.rows([record.id]), removed: [] })
    // The row has the name that a person has given the run.
    this.emit('runs.changed', { runId: record.id, record: { ...record, name: row.name }, events, mine })
  }

  /** Keeps what was read for the next start. */
  async dispose(): Promise<void> {
    this.watch.close()
    this.purging.forEach((timer) => clearTimeout(timer))
    await this.index.save()
  }

  /** Of a run that trains, here or in another process. */
  private recordOf(id: string): RunRecord | null {
    return this.training.recordOf(id) ?? this.watch.recordOf(id)
  }

  private rows(ids: readonly string[]): PackedRows {
    if (ids.length > MANY_ROWS) return packRows(this.index.texts(ids))
    return ids.flatMap((id) => this.index.row(id) ?? [])
  }

  /** Under the name that a person has given it. */
  private named(record: RunRecord): RunRecord {
    return named(record, this.store.folderOf(record.id))
  }

  private async records(runIds: readonly string[]): Promise<RunRecord[]> {
    const found = await inParallel(
      runIds,
      AT_ONCE,
      async (id) => this.recordOf(id) ?? this.store.record(id).catch(() => null)
    )
    return found.flatMap((record) => (record ? [this.named(record)] : []))
  }

  /** All of them, or none where one of them trains. */
  private async remove(runIds: readonly string[]): Promise<void> {
    const ids = (await Promise.all(runIds.map((id) => this.store.find(id)))).map((folder) => basename(folder))
    await this.index.refreshOf(ids)
    const active = new Set(this.index.active())
    try {
      await this.trash.putAll(ids, (id) => this.training.isHere(id) || active.has(id))
    } finally {
      this.purgeLater()
      await this.look(ids)
    }
  }

  private purgeLater(): void {
    const timer = setTimeout(() => {
      this.purging.delete(timer)
      void this.trash.purge()
    }, KEPT_MS + 1000)
    timer.unref()
    this.purging.add(timer)
  }

  /** Has every window hear at once of what was done here. */
  private async look(ids: readonly string[]): Promise<void> {
    await this.index.refreshOf(ids)
    this.tellChanges()
  }

  private tellChanges(): void {
    const { changed, removed } = this.index.takeChanges()
    if (changed.length > 0 || removed.length > 0) this.emit('runs.listed', { rows: this.rows(changed), removed })
  }
}

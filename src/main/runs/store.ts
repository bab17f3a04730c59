// Runs on disk: NETLOOM_HOME/runs/<id>/{run.json, metrics.jsonl, annotations.json, model/}. The folders are the truth.
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { NetloomError, type ErrorPayload } from '../../shared/errors'
import { jsonText } from '../../shared/json'
import { continuous, isActive, type RunEvent, type RunRecord } from '../../shared/run'
import type { RunSummary } from '../../shared/run-list'
import { writeFileAtomic } from '../atomic-file'
import { homeFailure, makeHome } from '../home'
import { matchingId } from '../matching-id'
import { timedId } from '../timed-id'
import { readEvents } from './log'
import { logFile, readRecord, readSettled, settle } from './read-run'
import { makeFolder } from '../make-folder'

export class RunStore {
  readonly folder: string

  constructor(readonly home: string) {
    this.folder = join(home, 'runs')
  }

  /** @throws NetloomError HOME_UNWRITABLE, DISK_FULL */
  async checkWritable(): Promise<void> {
    const probe = join(this.folder, `.probe-${randomBytes(4).toString('hex')}`)
    makeHome(this.home)
    try {
      makeFolder(this.folder)
      await writeFile(probe, 'x') // an empty file fits on a full disk
    } catch (error) {
      throw homeFailure(error, this.home)
    } finally {
      await rm(probe, { force: true }).catch(() => undefined)
    }
  }

  folderOf(id: string): string {
    return join(this.folder, id)
  }

  newId(name: string): string {
    return timedId(new Date().toISOString(), name, 'run')
  }

  /** Makes the run's folder with its first run.json, or nothing. @throws NetloomError DISK_FULL, HOME_UNWRITABLE */
  async create(record: RunRecord): Promise<string> {
    const folder = this.folderOf(record.id)
    try {
      makeFolder(folder)
      await writeFileAtomic(join(folder, 'run.json'), `${JSON.stringify(record, null, 2)}\n`)
    } catch (error) {
      await rm(folder, { recursive: true, force: true })
      throw homeFailure(error, this.home)
    }
    return folder
  }

  /** Replaces the run.json of a run that nothing else writes. @throws NetloomError DISK_FULL, HOME_UNWRITABLE */
  async save(record: RunRecord): Promise<void> {
    try {
      await writeFileAtomic(join(this.folderOf(record.id), 'run.json'), `${jsonText(record, 2)}\n`)
    } catch (error) {
      throw homeFailure(error, this.home)
    }
  }

  /** A run with all its events. @throws NetloomError RUN_NOT_FOUND, RUN_UNREADABLE */
  async read(id: string): Promise<{ record: RunRecord; events: RunEvent[] }> {
    const folder = await this.find(id)
    const record = await readRecord(folder)
    const events = await readEvents(logFile(folder))
    return { record: isActive(record.status) ? settle(record, events) : record, events: continuous(events) }
  }

  /** The same without its events. @throws NetloomError RUN_NOT_FOUND, RUN_UNREADABLE */
  async record(id: string): Promise<RunRecord> {
    return readSettled(await this.find(id))
  }

  /** Whether it trains or waits to; what cannot be read does not. @throws NetloomError RUN_NOT_FOUND */
  async isActive(id: string): Promise<boolean> {
    const folder = await this.find(id)
    return readSettled(folder).then(
      ({ status }) => isActive(status),
      () => false
    )
  }

  /** All runs, newest first, and the folders that could not be read, with the reason. */
  async list(): Promise<{ runs: RunSummary[]; unreadable: ErrorPayload[] }> {
    // Rows need all layers: what only reads a run is spared them.
    const { RowIndex } = await import('./row-index')
    const index = new RowIndex(this.home, this.folder)
    await index.refresh()
    return { runs: index.ids().map((id) => index.row(id)!), unreadable: index.errors() }
  }

  /** What the folder of runs holds: nothing, where nothing was trained yet. @throws NetloomError HOME_UNWRITABLE */
  private async names(): Promise<string[]> {
    try {
      return await readdir(this.folder)
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
      throw homeFailure(error, this.home)
    }
  }

  /** The folder of a run, by its id or by a part that only one id begins or ends with. @throws NetloomError RUN_NOT_FOUND */
  async find(id: string): Promise<string> {
    const exact = join(this.folder, id)
    // Names come from the page: only those of folders in this one are taken.
    if (id !== '' && dirname(exact) === this.folder && existsSync(join(exact, 'run.json'))) return exact
    const found = matchingId(await this.names(), id)
    if (found === null) throw new NetloomError('RUN_NOT_FOUND', { found: id, home: this.home })
    return join(this.folder, found)
  }
}

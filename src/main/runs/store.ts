// Runs on disk: NETLOOM_HOME/runs/<id>/{run.json, metrics.jsonl, model/}. The folders are the truth; nothing is indexed.
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { NetloomError, toErrorPayload, type ErrorPayload } from '../../shared/errors'
import { jsonText } from '../../shared/json'
import { continuous, isActive, runRecordSchema, type RunEvent, type RunRecord } from '../../shared/run'
import type { RunSummary } from '../../shared/run-list'
import { writeFileAtomic } from '../atomic-file'
import { homeFailure, makeHome } from '../home'
import { readEvents } from './log'
import { isAlive } from './owner'
import { applyEvent, summarize } from './record'

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
      await mkdir(this.folder, { recursive: true })
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

  /** 20261121-231502-mnist-mlp-4f2a: sorts by time, can be read, never meets another. */
  newId(name: string): string {
    const time = new Date().toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15)
    const slug = name
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40)
    return [time, slug || 'run', randomBytes(2).toString('hex')].join('-')
  }

  /** Makes the run's folder with its first run.json, or nothing. @throws NetloomError DISK_FULL, HOME_UNWRITABLE */
  async create(record: RunRecord): Promise<string> {
    const folder = this.folderOf(record.id)
    try {
      await mkdir(folder, { recursive: true })
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
    const record = await this.readRecord(folder)
    const events = await readEvents(join(folder, 'metrics.jsonl'))
    return { record: isActive(record.status) ? settle(record, events) : record, events: continuous(events) }
  }

  /** All runs, newest first, and the folders that could not be read, with the reason. */
  async list(): Promise<{ runs: RunSummary[]; unreadable: ErrorPayload[] }> {
    const names = await this.names()
    const runs: RunSummary[] = []
    const unreadable: ErrorPayload[] = []
    for (const name of names
      .filter((entry) => !entry.startsWith('.'))
      .sort()
      .reverse()) {
      const folder = join(this.folder, name)
      try {
        if (!(await stat(folder)).isDirectory()) continue
        const record = await this.readRecord(folder)
        const settled = isActive(record.status)
          ? settle(record, await readEvents(join(folder, 'metrics.jsonl')))
          : record
        runs.push(summarize(settled, existsSync(join(folder, 'model', 'model.json'))))
      } catch (error) {
        unreadable.push(toErrorPayload(error))
      }
    }
    return { runs, unreadable }
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

  /** The folder of a run, by its id or by a part that only one id begins or ends with. */
  private async find(id: string): Promise<string> {
    const names = await this.names()
    const exact = names.filter((name) => name === id)
    const found =
      exact.length > 0 ? exact : names.filter((name) => id.length >= 4 && (name.startsWith(id) || name.endsWith(id)))
    if (found.length !== 1) throw new NetloomError('RUN_NOT_FOUND', { found: id, home: this.home })
    return join(this.folder, found[0]!)
  }

  private async readRecord(folder: string): Promise<RunRecord> {
    const unreadable = (reason: string): NetloomError => new NetloomError('RUN_UNREADABLE', { path: folder, reason })
    let raw: unknown
    try {
      raw = JSON.parse(await readFile(join(folder, 'run.json'), 'utf8'))
    } catch (error) {
      throw unreadable(error instanceof Error ? error.message : String(error))
    }
    const parsed = runRecordSchema.safeParse(raw)
    if (!parsed.success)
      throw unreadable(`run.json, ${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}`)
    return parsed.data
  }
}

/** Events that a record may lack. The record of a run that is to begin, or to go on, was written after all there are. */
function unknownTo({ status, engine }: RunRecord, events: readonly RunEvent[]): readonly RunEvent[] {
  if (status === 'queued') return []
  if (status !== 'starting') return events
  const start = events.findLastIndex(({ type }) => type === 'start')
  return engine === null && start >= 0 ? events.slice(start) : []
}

/** What an unfinished run.json lacks is in the log; a run whose writer is gone was interrupted. */
function settle(record: RunRecord, events: readonly RunEvent[]): RunRecord {
  const told = unknownTo(record, events).reduce(applyEvent, record)
  if (!isActive(told.status)) return told
  const { owner } = record // An end that was told before the run went on took it away.
  if (owner && isAlive(owner)) return { ...told, owner }
  const lastTime = events.at(-1)?.time ?? Date.parse(record.created)
  return { ...told, status: 'interrupted', ended: new Date(lastTime).toISOString(), owner: null }
}

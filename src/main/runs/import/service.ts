// Logs of other programs as runs of our own: ordinary folders, written by the program's own writer, that nobody trains.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { readFile, rm, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { NetloomError, toErrorPayload, type ErrorPayload } from '../../../shared/errors'
import { PROJECT_VERSION, projectSchema, type Project } from '../../../shared/project'
import { RUN_VERSION, type Logs, type RunEvent, type RunRecord } from '../../../shared/run'
import type { SettingsMap } from '../../../shared/setting'
import { environment } from '../../training/environment'
import { applyEvent, bestAfter } from '../record'
import type { RunStore } from '../store'
import { RunWriter } from '../writer'
import { readCsvLog } from './csv-log'
import { noEvents, readEventFile, type EventFile } from './event-file'
import { findRuns } from './find-logs'
import { logOf } from './names'
import type { Bytes } from './tf-record'
import { eventsOf, LEARNING_RATE, type ToldLog } from './to-events'

type Imported = NonNullable<RunRecord['imported']>
export type LogSource = { path: string } | { name: string; bytes: Uint8Array }

export interface ImportedLogs {
  runIds: string[]
  /** What could not be read, or was damaged, beside what was taken in. */
  notes: ErrorPayload[]
}

/** One run as it was read. */
interface ReadLog extends Pick<Imported, 'format' | 'path'> {
  name: string
  told: ToldLog[]
  settings: SettingsMap
  notes: NetloomError[]
  /** ms since 1970, of a log that tells no times. */
  time: number
}

/**
 * @throws NetloomError LOG_NONE, LOG_CSV, DISK_FULL, HOME_UNWRITABLE, and those of the file system: nothing is left behind then.
 *   What is damaged in a log that can be read in part is told in `notes`, and by its run.
 */
export async function importLogs(store: RunStore, from: LogSource): Promise<ImportedLogs> {
  const found = 'path' in from ? await logsAt(resolve(from.path)) : [logOfBytes(from.name, from.bytes)]
  await store.checkWritable()
  const runIds: string[] = []
  try {
    for (const log of found.filter(({ told }) => told.length > 0)) runIds.push(await write(store, log))
  } catch (error) {
    await Promise.all(runIds.map((id) => rm(store.folderOf(id), { recursive: true, force: true })))
    throw error
  }
  const notes = found.flatMap((log) => log.notes.map(toErrorPayload))
  if (runIds.length === 0) {
    const path = 'path' in from ? from.path : from.name
    throw found.flatMap((log) => log.notes)[0] ?? new NetloomError('LOG_NONE', { path, found: `${found.length} files` })
  }
  return { runIds, notes }
}

async function logsAt(path: string): Promise<ReadLog[]> {
  const { mtimeMs, isFolder } = await stat(path).then(
    (found) => ({ mtimeMs: found.mtimeMs, isFolder: found.isDirectory() }),
    (error: unknown) => {
      throw new NetloomError('FILE_NOT_FOUND', { path }, { cause: error })
    }
  )
  if (!isFolder) {
    const log = isEventFile(path) ? readEvents(basename(path), path, [{ path, validation: false }]) : null
    return [log ?? { ...readCsv(path, basename(path), await readFile(path, 'utf8')), time: mtimeMs }]
  }
  const runs = await findRuns(path)
  if (runs.length === 0) throw new NetloomError('LOG_NONE', { path, found: 'no file with "tfevents" in its name' })
  return runs.map(({ name, folder, files }) => readEvents(name, folder, files))
}

function logOfBytes(name: string, content: Uint8Array): ReadLog {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  if (!looksLikeRecords(bytes)) return { ...readCsv(name, name, bytes.toString('utf8')), time: Date.now() }
  const events = noEvents()
  readEventFile({ size: bytes.length, read: (at, length) => bytes.subarray(at, at + length) }, events)
  return readLog(name, name, [{ events, path: name, validation: false }])
}

/** The first record of an event file tells its version, so that it is short: of its length's eight bytes all but one are 0. */
const looksLikeRecords = (head: Buffer): boolean =>
  head.length >= 12 &&
  head.subarray(2, 8).every((byte) => byte === 0) &&
  !head.subarray(0, 2).every((byte) => byte === 0)

function isEventFile(path: string): boolean {
  return withBytes(path, (bytes) => looksLikeRecords(bytes.read(0, 12)))
}

function readEvents(name: string, path: string, files: readonly { path: string; validation: boolean }[]): ReadLog {
  return readLog(
    name,
    path,
    files.map((file) => {
      const events = noEvents()
      withBytes(file.path, (bytes) => readEventFile(bytes, events))
      return { ...file, events }
    })
  )
}

function withBytes<T>(path: string, work: (bytes: Bytes) => T): T {
  const file = openSync(path, 'r')
  try {
    return work({
      size: fstatSync(file).size,
      read(at, length) {
        const bytes = Buffer.allocUnsafe(length)
        return bytes.subarray(0, readSync(file, bytes, 0, length, at))
      }
    })
  } finally {
    closeSync(file)
  }
}

/** Of files that tell of one run, in the order in which they were written. */
function readLog(
  name: string,
  path: string,
  files: readonly { path: string; validation: boolean; events: EventFile }[]
): ReadLog {
  const told = new Map<string, ToldLog>()
  const notes: NetloomError[] = []
  const settings: SettingsMap = {}
  for (const { path: file, validation, events } of files) {
    Object.assign(settings, events.hparams)
    const { records, bytes } = events.damage
    if (records > 0 || bytes > 0) notes.push(new NetloomError('LOG_DAMAGED', { path: file, records, bytes }))
    for (const [tag, series] of events.scalars) {
      const { log, kind } = logOf(tag, validation)
      const key = `${kind} ${log}`
      const known = told.get(key)
      // Two tags that would go by one name: the second keeps its own.
      if (known && known.tag !== tag) told.set(`any ${tag}`, { log: tag, kind: 'any', series, tag })
      else if (!known) told.set(key, { log, kind, series, tag })
      else {
        for (const column of ['steps', 'times', 'values'] as const) known.series[column].push(...series[column])
      }
    }
  }
  return { format: 'tensorboard', path, name, told: [...told.values()], settings, notes, time: Date.now() }
}

function readCsv(path: string, name: string, text: string): Omit<ReadLog, 'time'> {
  const { told, leftOut } = readCsvLog(text, path)
  const notes = leftOut > 0 ? [new NetloomError('LOG_ROWS', { path, found: leftOut })] : []
  return { format: 'csv', path, name: name.replace(/\.(csv|tsv|txt|log)$/i, '') || name, told, settings: {}, notes }
}

async function write(store: RunStore, log: ReadLog): Promise<string> {
  const project = projectOf(log)
  const events = eventsOf(log.told, log.format, log.time, project.training.batch_size)
  let record = recordOf(store.newId(log.name), log, project)
  const folder = await store.create(record)
  const failures: unknown[] = []
  const writer = await RunWriter.open(folder, (error) => failures.push(error))
  const { last, best } = summaryOf(log.told)
  for (const event of events) {
    if (event.type === 'end') for (const note of log.notes) writer.append(noticeOf(note, event.time))
    if (event.type === 'start') record = { ...record, created: new Date(event.time).toISOString() }
    record = applyEvent(record, event)
    writer.append(event)
  }
  // Nothing is known of what it ran on, and a log that tells no epochs has last and best values as well.
  record = {
    ...record,
    ...{ engine: null, parameters: null, samples_per_second: null, owner: null },
    dataset: { ...record.dataset, examples: null },
    last: record.last ? { ...last, ...record.last } : last,
    best: { ...best, ...record.best }
  }
  writer.saveRecord(record)
  await writer.close()
  if (failures.length > 0) {
    await rm(folder, { recursive: true, force: true })
    throw failures[0]
  }
  return record.id
}

const noticeOf = ({ code, args }: NetloomError, time: number): RunEvent => ({ type: 'notice', time, code, args })

/** Of the logs that only steps tell. */
function summaryOf(told: readonly ToldLog[]): { last: Logs; best: RunRecord['best'] } {
  let best: RunRecord['best'] = {}
  const last: Logs = {}
  for (const { log, kind, series } of told) {
    if ((kind !== 'any' && kind !== 'epoch') || log === LEARNING_RATE) continue
    last[log] = series.values.at(-1)!
    for (const value of series.values) best = bestAfter(best, { [log]: value }, 0)
  }
  return { last, best }
}

/** The smallest project there is: it says nothing of what was trained. */
function projectOf({ name, path, settings }: ReadLog): Project {
  const { batch_size } = settings
  return projectSchema.parse({
    netloom: PROJECT_VERSION,
    name: name.slice(0, 120) || 'log',
    dataset: { source: { format: 'csv', path } },
    model: { nodes: [], edges: [] },
    training: { loss: 'mse', batch_size: Number.isInteger(batch_size) && Number(batch_size) > 0 ? batch_size : 1 }
  })
}

function recordOf(id: string, { name, format, path, settings }: ReadLog, project: Project): RunRecord {
  return {
    version: RUN_VERSION,
    id,
    name,
    status: 'starting',
    created: new Date().toISOString(),
    ended: null,
    seed: 0,
    project,
    baseDir: null,
    dataset: { name: '', title: '', origin: path, classes: null, hashes: {}, examples: null },
    environment: environment(),
    engine: null,
    parameters: null,
    epochs: { done: 0, planned: 0 },
    last: null,
    best: {},
    samples_per_second: null,
    test: null,
    error: null,
    weights: null,
    parent: null,
    sweep: null,
    imported: { format, path, settings },
    checkpoints: [],
    profile: null,
    turn: null,
    owner: null
  }
}

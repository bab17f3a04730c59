// The contract's runs.points, in the thread of runs.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { coarseOf } from '../../../shared/coarse-values'
import type { AppContract } from '../../../shared/contract'
import type { Handlers } from '../../../shared/rpc'
import { isActive, runRecordSchema } from '../../../shared/run'
import type { RunPoints } from '../../../shared/run-points'
import { isAlive } from '../owner'
import { PointsCache } from './cache'
import { LogColumns } from './log-columns'
import { LogReader, type LogVersion } from './read-log'

/** A shorter log is read as soon as its columns. */
const SMALLEST_CACHED_BYTES = 64 << 10
/** Runs whose columns wait to be written to the cache. */
const MOST_WAITING = 32
/** Logs of runs that train, followed from where they were left. */
const MOST_FOLLOWED = 64
const SWEEP_MS = 10 * 60_000

export class PointsService {
  readonly #cache: PointsCache
  readonly #runs: string
  /** Of runs that have not ended, the one that was asked for last at the end. */
  readonly #followed = new Map<string, LogReader>()
  readonly #waiting: { columns: RunPoints; version: LogVersion }[] = []
  #timer: NodeJS.Timeout | null = null
  #swept = -Infinity

  constructor(home: string) {
    this.#cache = new PointsCache(home)
    this.#runs = join(home, 'runs')
  }

  /** Of runs in the order that was asked for; those that are gone, or cannot be read, are left out. */
  points: Handlers<AppContract>['runs']['points'] = ({ runIds, logs, coarsely = false }) =>
    Promise.resolve(
      runIds.flatMap((runId) => {
        const points = this.#pointsOf(runId, logs, coarsely)
        return points ? [coarsely && points.ended ? thinned(points) : points] : []
      })
    )

  #pointsOf(runId: string, logs: readonly string[], coarsely: boolean): RunPoints | null {
    // A name from the page must not lead out of the folder of runs.
    if (runId === '' || runId !== basename(runId) || runId.startsWith('.')) return null
    const folder = join(this.#runs, runId)
    try {
      return this.#followed.has(runId)
        ? this.#read(runId, folder, logs)
        : this.#readOrCached(runId, folder, logs, coarsely)
    } catch {
      this.#followed.delete(runId)
      if (!existsSync(folder)) return null
      const nothingTold = new LogColumns()
      nothingTold.ended = hasEnded(folder)
      return nothingTold.read(runId, logs)
    }
  }

  #readOrCached(runId: string, folder: string, logs: readonly string[], coarsely: boolean): RunPoints {
    const { size, mtimeMs } = statSync(join(folder, 'metrics.jsonl'))
    const cached = size < SMALLEST_CACHED_BYTES ? null : this.#cache.read(runId, { size, mtimeMs }, logs, coarsely)
    return cached ?? this.#read(runId, folder, logs)
  }

  #read(runId: string, folder: string, logs: readonly string[]): RunPoints {
    const reader = this.#followed.get(runId) ?? new LogReader(join(folder, 'metrics.jsonl'))
    reader.follow()
    const { columns, version } = reader
    // A trainer that was killed leaves a log without an end.
    columns.ended ||= hasEnded(folder)
    this.#followed.delete(runId)
    if (!columns.ended) this.#follow(runId, reader)
    else if (version.size >= SMALLEST_CACHED_BYTES) this.#keep(columns.read(runId, null), version)
    return columns.read(runId, logs)
  }

  #follow(runId: string, reader: LogReader): void {
    this.#followed.set(runId, reader)
    for (const oldest of this.#followed.keys()) if (this.#followed.size > MOST_FOLLOWED) this.#followed.delete(oldest)
  }

  /** Written once the answer is on its way. */
  #keep(columns: RunPoints, version: LogVersion): void {
    this.#waiting.push({ columns, version })
    if (this.#waiting.length > MOST_WAITING) this.#writeNext()
    this.#timer ??= setTimeout(() => this.#writeAll())
  }

  #writeNext(): void {
    const next = this.#waiting.shift()
    if (next) this.#cache.write(next.columns, next.version)
  }

  #writeAll(): void {
    this.#timer = null
    this.#writeNext()
    if (this.#waiting.length > 0) this.#timer = setTimeout(() => this.#writeAll())
    else if (performance.now() - this.#swept > SWEEP_MS) {
      this.#swept = performance.now()
      this.#cache.sweep((runId) => existsSync(join(this.#runs, runId)))
    }
  }
}

/** With what a picture needs in the place of long columns, where it is not so already. */
function thinned(run: RunPoints): RunPoints {
  const points = run.points.map((one) => {
    const coarse = one.at === null && one.values instanceof Float32Array ? coarseOf(one.values) : null
    return coarse ? { ...one, values: new Float32Array(0), coarse } : one
  })
  return { ...run, points }
}

/** Whether a run will tell no more, as its record says; without a record nobody writes it either. */
function hasEnded(folder: string): boolean {
  try {
    const { status, owner } = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as Record<string, unknown>
    const known = runRecordSchema.pick({ status: true, owner: true }).parse({ status, owner })
    return !isActive(known.status) || known.owner === null || !isAlive(known.owner)
  } catch {
    return true
  }
}

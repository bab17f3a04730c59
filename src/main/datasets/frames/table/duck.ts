// One in-memory DuckDB for one file: it can read that file and its own folder, and nothing else.
import { totalmem } from 'node:os'
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { NetloomError } from '../../../../shared/errors'
import type { FrameColumn } from '../../frame'
import type { ColumnValues } from '../../../../shared/columns'
import { collect, collectRowNumbers } from './vectors'

export interface DuckOptions {
  /** The file that may be read; named in errors as `file`. */
  path: string
  file: string
  /** For what does not fit into memory, and for copies of the file in another encoding. */
  folder: string
  memoryBytes?: number
}

/** What DuckDB has to say, for the reader of a format to put into words. */
export class DuckError extends Error {}

/** Enough for a million rows of a hundred columns, never more than half of the machine; what is above goes to disk. */
const defaultMemory = (): number => Math.min(4 * 2 ** 30, totalmem() / 2)

export class Duck {
  readonly #instance: DuckDBInstance
  readonly #file: string
  readonly #running = new Map<DuckDBConnection, Promise<unknown>>()
  readonly #memoryBytes: number
  #closed = false

  private constructor(instance: DuckDBInstance, file: string, memoryBytes: number) {
    this.#instance = instance
    this.#file = file
    this.#memoryBytes = memoryBytes
  }

  /** @throws DuckError */
  static async open({ path, file, folder, memoryBytes = defaultMemory() }: DuckOptions): Promise<Duck> {
    // Loaded when it is needed: its library is large, and the first rows of a CSV are shown without it.
    const { DuckDBInstance } = await import('@duckdb/node-api')
    const megabytes = Math.max(64, Math.floor(memoryBytes / 2 ** 20))
    const instance = await DuckDBInstance.create(':memory:', {
      threads: '2',
      memory_limit: `${megabytes}MiB`,
      temp_directory: folder
    })
    const duck = new Duck(instance, file, megabytes * 2 ** 20)
    await duck.run(
      `SET TimeZone = 'UTC';
       SET allowed_paths = [${quoted(path)}, ${filePattern(path)}];
       SET allowed_directories = [${quoted(folder)}];
       SET enable_external_access = false;
       SET lock_configuration = true`
    )
    return duck
  }

  async run(sql: string): Promise<void> {
    await this.#with((connection) => connection.run(sql))
  }

  /** Few rows, as JavaScript's values; 64-bit integers are bigints. */
  rows<T extends unknown[]>(sql: string): Promise<T[]> {
    return this.#with(async (connection) => (await connection.runAndReadAll(sql)).getRowsJS() as unknown as T[])
  }

  /** Values of a query whose columns are `columns`, in their physical types; at most `rows` of them. */
  columns(sql: string, columns: readonly FrameColumn[], rows: number): Promise<ColumnValues[]> {
    return this.#with(async (connection) => collect(await connection.stream(sql), columns, rows))
  }

  /** The one UINTEGER column of a query; at most `rows` of them. */
  rowNumbers(sql: string, rows: number): Promise<Uint32Array> {
    return this.#with(async (connection) => collectRowNumbers(await connection.stream(sql), rows))
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    for (const connection of this.#running.keys()) connection.interrupt()
    await Promise.allSettled(this.#running.values())
    this.#instance.closeSync()
  }

  // A connection of its own for each query: a result that is still being fetched would end with the next one.
  async #with<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    if (this.#closed) throw new NetloomError('FRAME_CLOSED', { file: this.#file })
    const connection = await this.#instance.connect()
    const running = work(connection)
    this.#running.set(connection, running)
    try {
      return await running
    } catch (error) {
      throw this.#failure(error)
    } finally {
      this.#running.delete(connection)
      connection.closeSync()
    }
  }

  #failure(error: unknown): Error {
    if (error instanceof NetloomError) return error
    const { message } = error as Error
    if (this.#closed) return new NetloomError('FRAME_CLOSED', { file: this.#file })
    if (/^Out of Memory|failed to allocate|could not allocate|failed to offload/i.test(message)) {
      return new NetloomError('TABLE_MEMORY', { file: this.#file, limit: this.#memoryBytes }, { cause: error })
    }
    return new DuckError(message, { cause: error })
  }
}

/** A text as SQL. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
export const quotedName = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** A path as SQL where DuckDB would else take *, ? and [ for patterns. */
export const filePattern = (path: string): string => quoted(path.replace(/[*?[\]]/g, '[$&]'))

/** The first line of what DuckDB says, without its kind and final stop. */
export const firstLine = (error: unknown): string =>
  (error as Error).message
    .split('\n')[0]!
    .replace(/^[\w ]+ Error: /, '')
    .replace(/[.\s]+$/, '')
    .slice(0, 300)

// Tables in files: CSV, TSV, JSON and Parquet, recognised by what they contain, also gzipped. The first rows are there at once;
// everything else comes from a database in memory that is filled when it is first needed.
import { rm, stat } from 'node:fs/promises'
import { takeRows, type ColumnValues } from '../../../shared/columns'
import { NetloomError } from '../../../shared/errors'
import { fileError } from '../formats'
import type { FrameColumn, FrameFault, FramePart, FrameQueries, QueryableFrame, RowSelection } from '../frame'
import { fileSha256 } from '../hash'
import { unknownColumn } from './memory'
import { selected, type TableContent } from './table/content'
import { openCsv } from './table/csv'
import { Duck, DuckError, firstLine } from './table/duck'
import { openJson } from './table/json'
import { openParquet } from './table/parquet'
import { prepare, type Prepared } from './table/prepare'
import { TableQueries } from './table/queries'

export interface TableFrameOptions {
  /** What a gzipped file may unpack to. */
  maxBytes?: number
  /** What the database may hold in memory; the rest goes to a temporary folder. */
  memoryBytes?: number
}

/** Smaller files are read whole when they are opened, so that whatever is wrong with them is told then. */
const READ_AT_ONCE_BYTES = 1 << 24
/** So many rows are looked up one by one; where more are asked for, the stretch that holds them is read. */
const MAX_LOOKUPS = 4096

/**
 * Types: integer, number, boolean, time and text; nothing at all, NA, N/A, null and None are missing values (in texts, only
 * nothing), nan and inf are numbers. A column that turns out to be of another type behind the rows that were looked at first
 * gets that type when the table is read, and a note that names the row.
 * @throws NetloomError CSV_*, JSON_INVALID, PARQUET_INVALID, GZIP_INVALID, DATA_EMPTY, DATA_FORM_TABLE, FORMAT_UNKNOWN,
 *   TABLE_MEMORY, and those of files that cannot be read
 */
export async function openTableFrame(path: string, options: TableFrameOptions = {}): Promise<TableFrame> {
  try {
    const version = await versionOf(path)
    const prepared = await prepare(path, options.maxBytes)
    const database = new Database(prepared, options.memoryBytes)
    try {
      const content = await openContent(prepared, database)
      const frame = new TableFrame(prepared, content, database, version)
      if (prepared.kind === 'csv' && !content.whole && prepared.size <= READ_AT_ONCE_BYTES) await frame.load()
      return frame
    } catch (error) {
      await database.close()
      throw error
    }
  } catch (error) {
    throw tableError(error, path)
  }
}

async function openContent(prepared: Prepared, database: Database): Promise<TableContent> {
  if (prepared.kind === 'csv') return openCsv(prepared)
  const duck = await database.open()
  return prepared.kind === 'json' ? openJson(prepared, duck) : openParquet(prepared, duck)
}

const tableError = (error: unknown, path: string): NetloomError =>
  error instanceof DuckError
    ? new NetloomError('DATA_UNREADABLE', { file: path, reason: firstLine(error) }, { cause: error })
    : fileError(error, path)

/** Changes whenever the content of a file does, as far as a file system tells. */
async function versionOf(path: string): Promise<string> {
  const { size, mtimeNs, ino } = await stat(path, { bigint: true })
  return [size, mtimeNs, ino].join(' ')
}

/** The database and the folder of one frame; opened when it is first needed. */
class Database {
  readonly #prepared: Prepared
  readonly #memoryBytes: number | undefined
  #duck: Promise<Duck> | null = null

  constructor(prepared: Prepared, memoryBytes: number | undefined) {
    this.#prepared = prepared
    this.#memoryBytes = memoryBytes
  }
  open(): Promise<Duck> {
    const { path, file, folder } = this.#prepared
    const memory = this.#memoryBytes === undefined ? {} : { memoryBytes: this.#memoryBytes }
    return (this.#duck ??= Duck.open({ path, file, folder, ...memory }))
  }
  async close(): Promise<void> {
    const duck = await this.#duck?.catch(() => null)
    await duck?.close()
    await rm(this.#prepared.folder, { recursive: true, force: true })
  }
}

export class TableFrame implements QueryableFrame {
  readonly parts: readonly FramePart[] = []
  readonly classes = null
  readonly query: FrameQueries
  readonly #prepared: Prepared
  readonly #content: TableContent
  readonly #database: Database
  readonly #version: string
  #loading: Promise<Duck> | null = null
  #loaded = false
  #closed = false

  constructor(prepared: Prepared, content: TableContent, database: Database, version: string) {
    this.#prepared = prepared
    this.#content = content
    this.#database = database
    this.#version = version
    this.query = new TableQueries({
      frame: this,
      table: () => this.#guarded(() => this.load()),
      index: (name) => this.#index(name)
    })
  }

  get format(): string {
    return this.#content.format
  }
  /** Counted when the file is opened; the reading of the table has the last word. */
  get rows(): number {
    return this.#content.rows
  }
  get columns(): readonly FrameColumn[] {
    return this.#content.columns
  }
  get notes(): readonly (readonly [string, string])[] {
    return [...this.#prepared.notes, ...this.#content.notes]
  }
  get faults(): readonly FrameFault[] {
    return this.#content.faults ?? []
  }
  /** Where the text is that is read: the file itself, or a copy of it that is unpacked or in UTF-8; null for other formats. */
  get textPath(): string | null {
    return this.#prepared.kind === 'csv' ? this.#prepared.path : null
  }

  /** Fills the database, once. */
  load(): Promise<Duck> {
    return (this.#loading ??= this.#load())
  }
  async #load(): Promise<Duck> {
    const duck = await this.#database.open()
    const { rows, columns, notes, faults = [] } = await this.#content.load(duck)
    Object.assign(this.#content, { rows, columns, faults, notes: [...this.#content.notes, ...notes] })
    this.#loaded = true
    return duck
  }

  read(names: readonly string[], rows: RowSelection): Promise<ColumnValues[]> {
    return this.#guarded(async () => {
      const chosen = names.map((name) => this.#index(name))
      if (chosen.length === 0) return []
      return rows instanceof Uint32Array ? this.#list(chosen, rows) : this.#range(chosen, rows.first, rows.count)
    })
  }

  hashes(): Promise<Record<string, string>> {
    return this.#guarded(async () => ({ data: await fileSha256(this.#prepared.file) }))
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#database.close()
  }

  async #range(chosen: readonly number[], first: number, asked: number): Promise<ColumnValues[]> {
    const { headRows, whole, direct } = this.#content
    const count = Math.max(0, Math.min(asked, this.rows - first))
    if (!this.#loaded && first + count <= headRows) {
      const values = await this.#content.head(() => this.#database.open(), first, count, chosen)
      // Whoever looks at a page will soon want another one; what fails here is told when that is asked for.
      if (!whole) setImmediate(() => void (this.#closed || this.load().catch(() => {})))
      return values
    }
    if (this.#loading === null && direct && first === 0 && count === this.rows) {
      return (await this.#database.open()).columns(direct(chosen), this.#columnsAt(chosen), count)
    }
    const duck = await this.load()
    const end = Math.min(first + asked, this.rows)
    const sql = `SELECT ${selected(chosen)} FROM t WHERE rowid >= ${first} AND rowid < ${end}`
    return duck.columns(sql, this.#columnsAt(chosen), Math.max(0, end - first))
  }

  async #list(chosen: readonly number[], rows: Uint32Array): Promise<ColumnValues[]> {
    if (rows.length === 0) return this.#range(chosen, 0, 0)
    const least = rows.reduce((a, b) => Math.min(a, b))
    const most = rows.reduce((a, b) => Math.max(a, b))
    if (rows.length > MAX_LOOKUPS || most - least < 2 * rows.length) {
      const values = await this.#range(chosen, least, most - least + 1)
      const places = rows.map((row) => row - least)
      return values.map((column) => takeRows(column, places))
    }
    const duck = await this.load()
    const distinct = [...new Set(rows)].sort((a, b) => a - b)
    const sql = `SELECT ${selected(chosen)} FROM t WHERE rowid IN (${distinct.join(', ')}) ORDER BY rowid`
    const values = await duck.columns(sql, this.#columnsAt(chosen), distinct.length)
    const placeOf = new Map(distinct.map((row, i) => [row, i]))
    const places = rows.map((row) => placeOf.get(row)!)
    return values.map((column) => takeRows(column, places))
  }

  #columnsAt(chosen: readonly number[]): FrameColumn[] {
    return chosen.map((i) => this.columns[i]!)
  }

  /** @throws NetloomError FRAME_COLUMN */
  #index(name: string): number {
    const index = this.columns.findIndex((column) => column.name === name)
    if (index >= 0) return index
    throw unknownColumn(this.#prepared.file, name, this.columns)
  }

  /** What was read and what is on disk are the same, or it is an error. */
  async #guarded<T>(work: () => Promise<T>): Promise<T> {
    const { file } = this.#prepared
    if (this.#closed) throw new NetloomError('FRAME_CLOSED', { file })
    try {
      await this.#unchanged()
      try {
        return await work()
      } catch (error) {
        await this.#unchanged() // it may have failed because the file is another one by now
        throw error
      }
    } catch (error) {
      throw tableError(error, file)
    }
  }
  async #unchanged(): Promise<void> {
    const { file } = this.#prepared
    if ((await versionOf(file)) !== this.#version) throw new NetloomError('DATA_CHANGED', { file })
  }
}

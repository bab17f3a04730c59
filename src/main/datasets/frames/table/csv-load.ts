// A CSV into the database: with the types that its head has, or, where these do not hold, with those that all rows have.
import { join } from 'node:path'
import { NetloomError } from '../../../../shared/errors'
import { MAX_ROW_BYTES } from '../../formats/csv'
import { castSql, columnOf, presentSql, type CellType } from './cells'
import { cell, faultsOf, type Loaded } from './content'
import type { CsvHead } from './csv-head'
import { rewrite } from './csv-rewrite'
import { DuckError, filePattern, firstLine, quoted, type Duck } from './duck'
import type { Prepared } from './prepare'

/** A quarter of what DuckDB takes by itself: two threads then share a file of 16 MB too. */
const BUFFER_BYTES = 1 << 23

/** @throws NetloomError CSV_RAGGED, CSV_SYNTAX */
export async function loadCsv(duck: Duck, prepared: Prepared, head: CsvHead): Promise<Loaded> {
  const types = head.types.map(({ type }) => type)
  try {
    return await loadTyped(duck, source(prepared.path, head), head, types)
  } catch (error) {
    if (!(error instanceof DuckError)) throw error
    // Either it is not well written: the strict reader says where, or, where it can read it, writes it so that DuckDB can too.
    if (/^Conversion Error/i.test(error.message) || /not a boolean/.test(error.message)) {
      return await loadWidened(duck, source(prepared.path, head), head, types).catch((again: unknown) => {
        if (again instanceof DuckError) return loadRewritten(duck, prepared, head)
        throw again
      })
    }
    return loadRewritten(duck, prepared, head)
  }
}

interface CsvSource {
  /** SQL of a call of read_csv with these types. */
  read(types: readonly string[]): string
}

const source = (
  path: string,
  { delimiter, header, skip }: CsvHead,
  more = `buffer_size = ${BUFFER_BYTES}`
): CsvSource => ({
  read: (types) =>
    `read_csv(${filePattern(path)}, columns = {${types.map((type, i) => `'${cell(i)}': '${type}'`).join(', ')}}, ` +
    `auto_detect = false, header = ${header}, skip = ${skip}, delim = ${quoted(delimiter)}, quote = '"', escape = '"', ` +
    `comment = '', nullstr = '', strict_mode = true, null_padding = false, parallel = true, ${more})`
})

// In a file of one column, an empty line is no row.
const rowsOnly = (head: CsvHead): string => (head.names.length === 1 ? `WHERE ${cell(0)} IS NOT NULL` : '')

async function loadTyped(duck: Duck, { read }: CsvSource, head: CsvHead, types: readonly CellType[]): Promise<Loaded> {
  const direct = types.map((type, i) => (type === 'number' || type === 'integer') && !head.types[i]!.marked)
  const values = types.map((type, i) => (direct[i] ? cell(i) : `${castSql(cell(i), type)} AS ${cell(i)}`))
  const from = read(direct.map((isNumber) => (isNumber ? 'DOUBLE' : 'VARCHAR')))
  await duck.run(`CREATE OR REPLACE TABLE t AS SELECT ${values.join(', ')} FROM ${from} ${rowsOnly(head)}`)
  const checked = await checkIntegers(duck, types)
  // Read as numbers they have lost digits already: read them again as they are written.
  if (checked.some((type, i) => type === 'text' && types[i] !== 'text'))
    return loadWidened(duck, { read }, head, checked)
  return describe(duck, head, checked, [])
}

/** Whole numbers beyond 2 ** 53 become texts, and columns of numbers that turn out not to be whole are called so. */
async function checkIntegers(duck: Duck, types: readonly CellType[]): Promise<CellType[]> {
  const integers = types.flatMap((type, i) => (type === 'integer' ? [i] : []))
  if (integers.length === 0) return [...types]
  const checks = integers.map((i) => `bool_and(${cell(i)} = trunc(${cell(i)})), max(abs(${cell(i)}))`)
  const [found] = await duck.rows<(boolean | number | null)[]>(`SELECT ${checks.join(', ')} FROM t`)
  const checked = [...types]
  integers.forEach((column, i) => {
    if (found![2 * i] === false || found![2 * i + 1] === Infinity || Number.isNaN(found![2 * i + 1]))
      checked[column] = 'number'
    else if (Number(found![2 * i + 1]) > Number.MAX_SAFE_INTEGER) checked[column] = 'text'
  })
  return checked
}

// Some cell is not what its column began with: everything is read as text, and each column gets the type that all of it has.
async function loadWidened(
  duck: Duck,
  { read }: CsvSource,
  head: CsvHead,
  before: readonly CellType[]
): Promise<Loaded> {
  await duck.run(`CREATE OR REPLACE TABLE raw AS SELECT * FROM ${read(before.map(() => 'VARCHAR'))} ${rowsOnly(head)}`)
  const candidates = ['number', 'boolean', 'time'] as const
  const typed = before.flatMap((type, i) => (type === 'text' ? [] : [i]))
  const counts = typed.flatMap((i) => [
    `count(${presentSql(cell(i))})`,
    ...candidates.map((type) => `count(${castSql(cell(i), type, true)})`)
  ])
  const [found = []] = counts.length > 0 ? await duck.rows<bigint[]>(`SELECT ${counts.join(', ')} FROM raw`) : []
  const types: CellType[] = [...before]
  typed.forEach((column, i) => {
    const [present, ...fitting] = found.slice(i * 4, i * 4 + 4)
    const fits = candidates.filter((_, candidate) => fitting[candidate] === present)
    const known = before[column] === 'integer' ? 'number' : before[column]!
    if (!fits.some((type) => type === known)) types[column] = fits[0] ?? 'text'
  })
  const values = types.map((type, i) => `${castSql(cell(i), type)} AS ${cell(i)}`)
  const notes = await changes(duck, head, before, types)
  await duck.run(`CREATE OR REPLACE TABLE t AS SELECT ${values.join(', ')} FROM raw; DROP TABLE raw`)
  return describe(duck, head, await checkIntegers(duck, types), notes)
}

// Where it was that a column turned out to be something else.
async function changes(
  duck: Duck,
  { names }: CsvHead,
  before: readonly CellType[],
  after: readonly CellType[]
): Promise<[string, string][]> {
  const notes: [string, string][] = []
  for (const [i, type] of before.entries()) {
    if (type === after[i]) continue
    const [first] = await duck.rows<[bigint, string]>(
      `SELECT rowid, ${cell(i)} FROM raw WHERE ${presentSql(cell(i))} IS NOT NULL
       AND ${castSql(cell(i), type, true)} IS NULL ORDER BY rowid LIMIT 1`
    )
    const where = first ? ` (row ${Number(first[0]) + 1}: "${first[1].slice(0, 40)}")` : ''
    notes.push(['type', `${names[i]}: ${type} → ${after[i]}${where}`])
  }
  return notes
}

async function describe(
  duck: Duck,
  { names }: CsvHead,
  types: readonly CellType[],
  notes: [string, string][]
): Promise<Loaded> {
  const [counted] = await duck.rows<[bigint]>('SELECT count(*) FROM t')
  return { rows: Number(counted![0]), columns: names.map((name, i) => columnOf(name, types[i]!)), notes }
}

// Through the strict reader into a file that is well written beyond doubt.
async function loadRewritten(duck: Duck, prepared: Prepared, head: CsvHead): Promise<Loaded> {
  const path = join(prepared.folder, 'rewritten')
  const ragged = await rewrite(prepared, head, path)
  const written = { ...head, delimiter: ',', header: false, skip: 0 }
  const more = `max_line_size = ${4 * MAX_ROW_BYTES}, buffer_size = ${4 * MAX_ROW_BYTES}`
  try {
    const types = head.types.map(({ type }) => type)
    const loaded = await loadWidened(duck, source(path, written, more), written, types)
    return { ...loaded, faults: faultsOf(ragged) }
  } catch (error) {
    if (!(error instanceof DuckError)) throw error
    throw new NetloomError('CSV_SYNTAX', { file: prepared.file, row: '?', reason: firstLine(error) }, { cause: error })
  }
}

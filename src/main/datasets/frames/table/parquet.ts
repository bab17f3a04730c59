// Parquet: read where it lies until more than a page is asked for.
import { NetloomError } from '../../../../shared/errors'
import type { ColumnType } from '../../../../shared/columns'
import type { FrameColumn } from '../../frame'
import { cell, type TableContent } from './content'
import { DuckError, filePattern, firstLine, quotedName, type Duck } from './duck'
import type { Prepared } from './prepare'
import { sqlTypeFor } from './vectors'

export interface Field {
  column: FrameColumn
  /** SQL of its values in the physical type of its dtype; `name` is that of the column in the file. */
  sql(name: string): string
}

const plain = (type: ColumnType, dtype: string) => ({
  type,
  dtype,
  sql: (name: string): string => `CAST(${name} AS ${sqlTypeFor(dtype)})`
})
const TYPES: Record<string, { type: ColumnType; dtype: string; sql: (name: string) => string }> = {
  BOOLEAN: plain('boolean', 'bool'),
  TINYINT: plain('integer', 'int8'),
  SMALLINT: plain('integer', 'int16'),
  INTEGER: plain('integer', 'int32'),
  BIGINT: plain('integer', 'int64'),
  HUGEINT: plain('integer', 'int64'),
  UTINYINT: plain('integer', 'uint8'),
  USMALLINT: plain('integer', 'uint16'),
  UINTEGER: plain('integer', 'uint32'),
  UBIGINT: plain('integer', 'uint64'),
  UHUGEINT: plain('integer', 'uint64'),
  FLOAT: plain('number', 'float32'),
  DOUBLE: plain('number', 'float64'),
  VARCHAR: plain('text', 'str'),
  JSON: { type: 'text', dtype: 'str', sql: (name) => `(${name} ->> '$')` }
}
const TIME = { type: 'time' as const, dtype: 'datetime64' }

/** How a column of one of DuckDB's types is shown; what is neither number nor time becomes text. */
export function fieldOf(name: string, sqlType: string): Field {
  const known = TYPES[sqlType] ?? special(sqlType)
  return { column: { name, type: known.type, dtype: known.dtype, shape: [] }, sql: known.sql }
}
function special(sqlType: string): (typeof TYPES)[string] {
  if (/^DECIMAL/.test(sqlType)) return plain('number', 'float64')
  if (sqlType === 'DATE' || /^TIMESTAMP/.test(sqlType)) {
    return { ...TIME, sql: (name) => `CAST(epoch_ms(CAST(${name} AS TIMESTAMP)) AS DOUBLE)` }
  }
  return plain('text', 'str')
}

/**
 * The columns of a relation and SQL of their values; whole numbers that float64 cannot tell apart become texts.
 * @throws DuckError
 */
export async function fieldsOf(duck: Duck, relation: string): Promise<Field[]> {
  const described = await duck.rows<[string, string]>(
    `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${relation})`
  )
  const wide = described.filter(([, type]) => /^(U?BIGINT|U?HUGEINT)$/.test(type)).map(([name]) => name)
  const inexact = new Set<string>()
  if (wide.length > 0) {
    const checks = wide.map(
      (name) => `greatest(max(${quotedName(name)}), -min(${quotedName(name)}::HUGEINT)) > ${Number.MAX_SAFE_INTEGER}`
    )
    const [found] = await duck.rows<(boolean | null)[]>(`SELECT ${checks.join(', ')} FROM ${relation}`)
    wide.forEach((name, i) => found![i] && inexact.add(name))
  }
  return described.map(([name, type]) => fieldOf(name, inexact.has(name) ? 'VARCHAR' : type))
}

/** @throws NetloomError PARQUET_INVALID, CSV_NO_ROWS */
export async function openParquet(prepared: Prepared, duck: Duck): Promise<TableContent> {
  const { file, path } = prepared
  const relation = `read_parquet(${filePattern(path)})`
  const told = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof DuckError)) throw error
      throw new NetloomError('PARQUET_INVALID', { file, reason: withoutPath(firstLine(error), path) }, { cause: error })
    }
  }
  const fields = await told(() => fieldsOf(duck, relation))
  const [counted] = await told(() => duck.rows<[bigint]>(`SELECT count(*) FROM ${relation}`))
  const rows = Number(counted![0])
  if (rows === 0) throw new NetloomError('CSV_NO_ROWS', { file })
  const columns = fields.map(({ column }) => column)
  const sql = (chosen: readonly number[]): string =>
    `SELECT ${chosen.map((i) => `${fields[i]!.sql(quotedName(columns[i]!.name))} AS ${cell(i)}`).join(', ')} FROM ${relation}`
  return {
    format: 'Parquet',
    rows,
    columns,
    notes: [],
    headRows: Math.min(rows, 2000),
    whole: false,
    head: (open, first, count, chosen) =>
      told(async () =>
        (await open()).columns(
          `${sql(chosen)} LIMIT ${count} OFFSET ${first}`,
          chosen.map((i) => columns[i]!),
          count
        )
      ),
    direct: sql,
    load: (open) =>
      told(async () => {
        await open.run(`CREATE OR REPLACE TABLE t AS ${sql(columns.map((_, i) => i))}`)
        return { rows, columns, notes: [] }
      })
  }
}

export const withoutPath = (reason: string, path: string): string => reason.replaceAll(path, '').slice(0, 300)

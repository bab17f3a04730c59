// JSON: a list of objects, or one object after another (newline-delimited). All of it is read when it is opened.
import { NetloomError } from '../../../../shared/errors'
import { cell, selected, type TableContent } from './content'
import { castSql, columnOf, TIME } from './cells'
import { DuckError, filePattern, firstLine, quoted, quotedName, type Duck } from './duck'
import { fieldsOf, withoutPath, type Field } from './parquet'
import type { Prepared } from './prepare'

/** @throws NetloomError JSON_INVALID, CSV_NO_ROWS */
export async function openJson(prepared: Prepared, duck: Duck): Promise<TableContent> {
  const { file, path } = prepared
  try {
    await duck.run(
      `CREATE TABLE raw AS SELECT * FROM read_json(${filePattern(path)}, sample_size = -1, maximum_depth = 2,
       field_appearance_threshold = 0, map_inference_threshold = -1, records = true)`
    )
    const fields = await withTimes(duck, await fieldsOf(duck, 'raw'))
    const values = fields.map(({ column, sql }, i) => `${sql(quotedName(column.name))} AS ${cell(i)}`)
    await duck.run(`CREATE TABLE t AS SELECT ${values.join(', ')} FROM raw; DROP TABLE raw`)
    const [counted] = await duck.rows<[bigint]>('SELECT count(*) FROM t')
    const rows = Number(counted![0])
    if (rows === 0) throw new NetloomError('CSV_NO_ROWS', { file })
    const columns = fields.map(({ column }) => column)
    const list = /^\s*\[/.test(prepared.head.toString('utf8', 0, 4096))
    return {
      format: 'JSON',
      rows,
      columns,
      notes: list ? [] : [['structure', 'lines']],
      headRows: rows,
      whole: true,
      head: async (open, first, count, chosen) =>
        (await open()).columns(
          `SELECT ${selected(chosen)} FROM t WHERE rowid >= ${first} AND rowid < ${first + count}`,
          chosen.map((i) => columns[i]!),
          count
        ),
      direct: null,
      load: async () => ({ rows, columns, notes: [] })
    }
  } catch (error) {
    if (!(error instanceof DuckError)) throw error
    throw new NetloomError('JSON_INVALID', { file, reason: withoutPath(firstLine(error), path) }, { cause: error })
  }
}

// JSON has no type for times: they are texts, which are all of this form.
async function withTimes(duck: Duck, fields: Field[]): Promise<Field[]> {
  const texts = fields.filter(({ column }) => column.type === 'text')
  if (texts.length === 0) return fields
  const checks = texts.map(({ column, sql }) => {
    const value = sql(quotedName(column.name))
    const time = `CASE WHEN regexp_full_match(${value}, ${quoted(TIME.source)}) THEN ${castSql(value, 'time', true)} END`
    return `count(${value}) > 0 AND count(${value}) = count(${time})`
  })
  const [found] = await duck.rows<boolean[]>(`SELECT ${checks.join(', ')} FROM raw`)
  return fields.map((field) => {
    if (!found![texts.indexOf(field)]) return field
    const column = columnOf(field.column.name, 'time')
    return { column, sql: (name) => castSql(field.sql(name), 'time') }
  })
}

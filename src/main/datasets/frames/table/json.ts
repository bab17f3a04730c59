// JSON: a list of objects, or one object after another (newline-delimited). All of it is read when it is opened.
import { NetloomError } from '../../../../shared/errors'
import { cell, selected, type TableContent } from './content'
import { DuckError, filePattern, firstLine, quotedName, type Duck } from './duck'
import { fieldsOf, withoutPath } from './parquet'
import type { Prepared } from './prepare'

/** @throws NetloomError JSON_INVALID, CSV_NO_ROWS */
export async function openJson(prepared: Prepared, duck: Duck): Promise<TableContent> {
  const { file, path } = prepared
  try {
    await duck.run(
      `CREATE TABLE raw AS SELECT * FROM read_json(${filePattern(path)}, sample_size = -1, maximum_depth = 2,
       field_appearance_threshold = 0, map_inference_threshold = -1, records = true)`
    )
    const fields = await fieldsOf(duck, 'raw')
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

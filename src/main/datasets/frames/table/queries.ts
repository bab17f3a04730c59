// Questions about whole columns: rows by condition and order in SQL, numbers by one pass over each column.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { NumberValues } from '../../../../shared/columns'
import type { ColumnStatistics, Condition, Frame, FrameColumn, FrameQueries } from '../../frame'
import { comparedNumber } from '../condition'
import { Correlator } from '../correlation'
import { numberStatistics, MOST_TOP } from '../statistics'
import { cell, selected } from './content'
import { quoted, type Duck } from './duck'

export interface QueryContext {
  frame: Frame
  /** The database with the table in it. */
  table(): Promise<Duck>
  /** @throws NetloomError FRAME_COLUMN */
  index(name: string): number
}

const COLUMNS_AT_ONCE = 8
const BLOCK_ROWS = 1 << 16

export class TableQueries implements FrameQueries {
  readonly #context: QueryContext

  constructor(context: QueryContext) {
    this.#context = context
  }

  async select(
    where: readonly Condition[],
    order: readonly { column: string; descending: boolean }[]
  ): Promise<Uint32Array> {
    const duck = await this.#context.table()
    const conditions = where.map((condition) => this.#condition(condition))
    const keys = order.map(({ column, descending }) => {
      return `${this.#comparable(column).sql} ${descending ? 'DESC' : 'ASC'} NULLS LAST`
    })
    const filter = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''
    const sorted = keys.length > 0 ? `ORDER BY ${keys.join(', ')}, rowid` : ''
    return duck.rowNumbers(`SELECT CAST(rowid AS UINTEGER) FROM t ${filter} ${sorted}`, this.#context.frame.rows)
  }

  async statistics(columns: readonly string[]): Promise<ColumnStatistics[]> {
    const duck = await this.#context.table()
    const found = new Map<string, ColumnStatistics>()
    const numbers: string[] = []
    for (const name of new Set(columns)) {
      const { sql, type } = this.#column(name)
      if (type === 'text') found.set(name, await this.#texts(duck, name, sql))
      else numbers.push(name)
    }
    // Each chunk of a result is waited for: with several columns in it, there are fewer to wait for.
    for (let first = 0; first < numbers.length; first += COLUMNS_AT_ONCE) {
      const names = numbers.slice(first, first + COLUMNS_AT_ONCE)
      const chosen = names.map((name) => this.#column(name))
      const query = `SELECT ${chosen.map(({ sql }) => sql).join(', ')} FROM t`
      const infos = chosen.map(({ column }) => column)
      const values = await duck.columns(query, infos, this.#context.frame.rows)
      for (const [i, name] of names.entries()) {
        found.set(name, numberStatistics(name, chosen[i]!.type, values[i] as NumberValues))
        await nextTurn()
      }
    }
    return columns.map((name) => found.get(name)!)
  }

  async correlation(columns: readonly string[]): Promise<Float64Array> {
    const duck = await this.#context.table()
    const chosen = columns.map((name) => this.#column(name))
    const { rows } = this.#context.frame
    const correlator = new Correlator(chosen.length)
    const infos = chosen.map(({ column }) => column)
    const list = selected(columns.map((name) => this.#context.index(name)))
    for (let first = 0; first < rows; first += BLOCK_ROWS) {
      const block = await duck.columns(
        `SELECT ${list} FROM t WHERE rowid >= ${first} AND rowid < ${first + BLOCK_ROWS}`,
        infos,
        Math.min(BLOCK_ROWS, rows - first)
      )
      correlator.add(block)
      await nextTurn()
    }
    return correlator.finish()
  }

  #column(name: string): { sql: string; column: FrameColumn; type: FrameColumn['type'] } {
    const index = this.#context.index(name)
    const column = this.#context.frame.columns[index]!
    return { sql: cell(index), column, type: column.type }
  }

  /** As a column is compared: NaN, which DuckDB has for the largest number, is none here. */
  #comparable(name: string): { sql: string; type: FrameColumn['type'] } {
    const { sql, type } = this.#column(name)
    return { sql: type === 'number' ? `nullif(${sql}, 'nan')` : sql, type }
  }

  #condition(condition: Condition): string {
    const { sql, type } = this.#comparable(condition.column)
    switch (condition.is) {
      case 'missing':
        return `${sql} IS NULL`
      case 'present':
        return `${sql} IS NOT NULL`
      case 'contains':
        return `contains(lower(CAST(${sql} AS VARCHAR)), lower(${quoted(condition.value)}))`
      default: {
        const operator = condition.is === '!=' ? 'IS DISTINCT FROM' : condition.is // a missing value is another one too
        if (type === 'text') return `${sql} ${operator} ${quoted(String(condition.value))}`
        return `CAST(${sql} AS DOUBLE) ${operator} ${asNumber(condition.column, type, condition.value)}`
      }
    }
  }

  async #texts(duck: Duck, name: string, sql: string): Promise<ColumnStatistics> {
    const groups = await duck.rows<[string | null, bigint, bigint]>(
      `SELECT ${sql}, count(*) AS n, count(${sql}) OVER () FROM t GROUP BY 1 ORDER BY ${sql} IS NULL, n DESC, 1 LIMIT ${MOST_TOP}`
    )
    const [missing] = await duck.rows<[bigint]>(`SELECT count(*) - count(${sql}) FROM t`)
    return {
      column: name,
      rows: this.#context.frame.rows,
      missing: Number(missing![0]),
      distinct: Number(groups[0]?.[2] ?? 0),
      numbers: null,
      top: groups.flatMap(([value, count]) => (value === null ? [] : [{ value, count: Number(count) }]))
    }
  }
}

/** A number as SQL. @throws NetloomError FRAME_VALUE */
function asNumber(column: string, type: FrameColumn['type'], value: number | string): string {
  const number = comparedNumber(column, type, value)
  return `'${number === Infinity ? 'inf' : number === -Infinity ? '-inf' : number}'::DOUBLE`
}

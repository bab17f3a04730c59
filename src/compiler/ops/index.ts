// The op table: every row that a graph may use. Each file of this folder gives some; adding an op is adding a row.
import type { Op, OpTable } from '../op'

const modules = import.meta.glob<Op[]>(['./*.ts', '!./index.ts', '!./windows.ts'], { eager: true, import: 'default' })

/** @throws Error for two rows of one name, of which the later would quietly take the place of the other */
export function tableOf(rows: readonly Op[]): OpTable {
  const table = new Map<string, Op>()
  for (const row of rows) {
    if (table.has(row.name)) throw new Error(`two rows of the op table are named ${row.name}`)
    table.set(row.name, row)
  }
  return table
}

export const opTable: OpTable = tableOf(Object.values(modules).flat())

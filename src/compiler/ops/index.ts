// The op table: every row that a graph may use. Each file of this folder gives some; adding an op is adding a row.
import type { Op, OpTable } from '../op'

const modules = import.meta.glob<Op[]>(['./*.ts', '!./index.ts', '!./windows.ts'], { eager: true, import: 'default' })

export const opTable: OpTable = new Map(
  Object.values(modules)
    .flat()
    .map((op): [string, Op] => [op.name, op])
)

// The op table: every row that a graph may use.
import type { Op, OpTable } from '../op'
import elementwise from './elementwise'
import network from './network'
import shape from './shape'
import variables from './variables'

export const opTable: OpTable = new Map(
  [...variables, ...elementwise, ...shape, ...network].map((op): [string, Op] => [op.name, op])
)

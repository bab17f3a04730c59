import { NetloomError, type ErrorCode } from '../../shared/errors'
import type { Words } from '../../shared/locale'

/** What is wrong with a filter, and where: characters, from, up to but without. */
export class FilterFault extends NetloomError {
  constructor(
    code: ErrorCode,
    args: Record<string, Words | number>,
    readonly from: number,
    readonly to: number
  ) {
    super(code, { ...args, at: from + 1 })
  }
}

import { NetloomError } from '../shared/errors'
import { words } from '../shared/locale'

/** Reads the number of an option, from `min` to 2^32 - 1. The parser throws NetloomError BAD_ARGUMENT. */
export const wholeNumber =
  (option: string, min: number, command: string) =>
  (text: string): number => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= min && value <= 0xffffffff) return value
    throw new NetloomError('BAD_ARGUMENT', {
      option,
      expected: words(`a whole number of at least ${min}`, `至少为 ${min} 的整数`),
      found: text,
      command
    })
  }

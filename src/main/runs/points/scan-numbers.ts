// Numbers of a JSON array read from its bytes into a column, without strings or an array in between.
import type { StepColumn } from './step-column'

const NONE = -1
/** 10^0 .. 10^22 are exact in a double: a product or quotient of two exact numbers is rounded once, thus as JSON.parse does. */
const POWERS = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`))
/** Digits that are read; what float32 needs, and what an int32 holds. */
const DIGITS = 9
/** More than what is lost where further digits are left out (10^-8 of a number of nine), and less than half a float32's last bit. */
const LEFT_OUT = 1.01e-8
const NAMED: Readonly<Record<string, number | undefined>> = { NaN: NaN, Infinity: Infinity, '-Infinity': -Infinity }

/**
 * Reads `[1.5,2e-3,"NaN"]` from after its bracket, each value rounded once to float32.
 * @param skip values that are not wanted
 * @returns the place after the closing bracket; -1 where anything else stands there, and the column then holds a part
 */
export function scanNumbers(bytes: Buffer, from: number, end: number, skip: number, into: StepColumn): number {
  let at = from
  if (bytes[at] === 0x5d /* ] */) return at + 1
  for (let index = 0; at < end; index++) {
    const start = at
    let code = bytes[at]!
    let value = NaN
    let sure = false
    if (code === 0x22 /* " */) {
      const close = bytes.indexOf(0x22, at + 1)
      const named = close < 0 || close > end ? undefined : NAMED[bytes.toString('latin1', at + 1, close)]
      if (named === undefined) return NONE
      ;[value, sure, at] = [named, true, close + 1]
      code = bytes[at]!
    } else {
      const negative = code === 0x2d /* - */
      if (negative) code = bytes[++at]!
      if (code < 0x30 || code > 0x39 || code !== code) return NONE
      let mantissa = 0
      let digits = 0
      let exponent = 0
      for (; code >= 0x30 && code <= 0x39; code = bytes[++at]!) {
        if (digits < DIGITS) mantissa = (mantissa * 10 + code - 0x30) | 0
        else exponent++
        if (mantissa !== 0) digits++
      }
      if (code === 0x2e /* . */) {
        code = bytes[++at]!
        if (digits === 0) {
          for (; code === 0x30; code = bytes[++at]!) exponent--
        }
        for (; code >= 0x30 && code <= 0x39 && digits < DIGITS; code = bytes[++at]!) {
          mantissa = (mantissa * 10 + code - 0x30) | 0
          digits++
          exponent--
        }
        for (; code >= 0x30 && code <= 0x39; code = bytes[++at]!) digits++
      }
      if (code === 0x65 /* e */ || code === 0x45 /* E */) {
        code = bytes[++at]!
        const below = code === 0x2d
        if (below || code === 0x2b /* + */) code = bytes[++at]!
        let power = 0
        for (; code >= 0x30 && code <= 0x39; code = bytes[++at]!) power = power * 10 + (code - 0x30)
        exponent += below ? -power : power
      }
      if (exponent <= 0 && exponent >= -22) value = mantissa / POWERS[-exponent]!
      else if (exponent > 0 && exponent <= 22) value = mantissa * POWERS[exponent]!
      sure =
        digits <= DIGITS ? value === value : Math.fround(value * (1 - 2 ** -52)) === Math.fround(value * (1 + LEFT_OUT))
      if (negative) value = -value
    }
    if (index >= skip) {
      if (into.length === into.values.length) into.grow()
      into.values[into.length++] = sure ? value : Number(bytes.toString('latin1', start, at))
    }
    if (code === 0x5d) return at + 1
    if (code !== 0x2c /* , */) return NONE
    at++
  }
  return NONE
}

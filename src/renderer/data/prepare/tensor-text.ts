// A tensor as text, one line for each row of its last axis but one.
import type { NumberArray } from '../../../shared/columns'

const MOST = 4096

const short = (value: number): string =>
  Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)))

/** At most 4096 values; of a picture with one channel its rows. */
export function tensorText(x: NumberArray, shape: readonly number[]): string {
  const axes = shape.length > 2 && shape.at(-1) === 1 ? shape.slice(0, -1) : shape
  const width = axes.at(-1) ?? 1
  const shown = Array.from(x.subarray(0, MOST), short)
  const cell = Math.max(...shown.map(({ length }) => length), 1)
  const lines: string[] = []
  for (let at = 0; at < shown.length; at += width) {
    lines.push(
      shown
        .slice(at, at + width)
        .map((text) => text.padStart(cell))
        .join(' ')
    )
  }
  return lines.join('\n') + (x.length > MOST ? '\n…' : '')
}

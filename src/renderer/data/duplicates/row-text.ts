import type { ColumnValues } from '../../../shared/columns'

const MOST_NUMBERS = 16

/** One value of a column in a few words, for a list. */
export function valueText(values: ColumnValues, at: number): string {
  switch (values.kind) {
    case 'texts':
      return values.values[at] ?? '–'
    case 'sequences': {
      const [from, to] = [values.offsets[at]!, values.offsets[at + 1]!]
      return listed([...values.data.subarray(from, Math.min(to, from + MOST_NUMBERS))], to - from)
    }
    case 'pictures': {
      const picture = values.values[at]
      return picture ? `${picture.height} × ${picture.width} × ${picture.channels}` : '–'
    }
    case 'numbers': {
      if (values.missing?.[at] === 1) return '–'
      const size = values.shape.reduce((product, length) => product * length, 1)
      if (values.shape.length === 0) return short(values.data[at]!)
      return listed([...values.data.subarray(at * size, at * size + Math.min(size, MOST_NUMBERS))].map(short), size)
    }
  }
}
const listed = (values: (number | string)[], of: number): string => values.join(', ') + (of > values.length ? ' …' : '')
const short = (value: number): string => String(+value.toPrecision(6))

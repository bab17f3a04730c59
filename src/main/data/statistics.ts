// What is said of a column that is in memory; a database says the same faster of its own (FrameQueries).
import { elementsOf, type ColumnType, type ColumnValues, type NumberValues } from '../../shared/columns'
import type { ColumnStatistics } from '../datasets/frame'
import { MOST_TOP, numberStatistics } from '../datasets/frames/statistics'

/** Of tensors and sequences every number counts as one value, while `rows` and `missing` count rows. */
export function columnStatistics(column: string, type: ColumnType, values: ColumnValues): ColumnStatistics {
  switch (values.kind) {
    case 'numbers':
      return values.shape.length === 0 ? numberStatistics(column, type, values) : ofTensors(column, values)
    case 'texts':
      return textStatistics(column, values.values)
    case 'sequences': {
      const { data, offsets } = values
      const flat: NumberValues = { kind: 'numbers', shape: [], data, missing: null }
      return { ...numberStatistics(column, 'integer', flat), rows: offsets.length - 1 }
    }
    case 'pictures':
      return textStatistics(
        column,
        values.values.map((picture) => picture && sizeText(picture))
      )
  }
}

export const sizeText = ({ height, width, channels }: { height: number; width: number; channels: number }): string =>
  `${height} × ${width} × ${channels}`

/** Equally frequent values in the order of their characters. */
export function textStatistics(column: string, values: readonly (string | null)[]): ColumnStatistics {
  const counts = new Map<string, number>()
  let missing = 0
  for (const value of values) {
    if (value === null) missing++
    else counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  const top = [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, MOST_TOP)
  return { column, rows: values.length, missing, distinct: counts.size, numbers: null, top }
}

function ofTensors(column: string, { shape, data, missing }: NumberValues): ColumnStatistics {
  const size = elementsOf(shape)
  const flags = missing && Uint8Array.from({ length: data.length }, (_, i) => missing[Math.floor(i / size)]!)
  const flat = numberStatistics(column, 'tensor', { kind: 'numbers', shape: [], data, missing: flags })
  return { ...flat, rows: data.length / size, missing: flat.missing / size }
}

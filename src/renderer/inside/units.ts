// Where the units of a dense layer lie in a strip.
export interface UnitLayout {
  /** Bars around zero; else cells. */
  bars: boolean
  columns: number
  /** Room for the numbers of units. */
  left: number
  cell: { width: number; height: number }
  height: number
}
const MOST_BARS = 64
const BAR_HEIGHT = 120
const LABEL_HEIGHT = 18
const CELL = 15

export function layOutUnits(count: number, available: number): UnitLayout {
  if (count <= MOST_BARS) {
    const width = Math.max(3, Math.min(28, Math.floor(available / Math.max(1, count))))
    return {
      bars: true,
      columns: count,
      left: 0,
      cell: { width, height: BAR_HEIGHT },
      height: BAR_HEIGHT + LABEL_HEIGHT
    }
  }
  const left = 12 + 7 * String(count).length
  const fitting = Math.max(8, Math.floor((available - left) / CELL))
  // Rows of a round number of units are counted easily.
  const columns = [64, 50, 32, 20, 16, 10, 8].find((round) => round <= fitting) ?? 8
  const width = Math.min(22, Math.max(8, Math.floor((available - left) / columns)))
  return { bars: false, columns, left, cell: { width, height: CELL }, height: Math.ceil(count / columns) * CELL }
}

export function unitAt(
  { bars, columns, left, cell, height }: UnitLayout,
  count: number,
  x: number,
  y: number
): number | null {
  const column = Math.floor((x - left) / cell.width)
  if (x < left || y < 0 || y >= height || column >= columns) return null
  const unit = bars ? column : Math.floor(y / cell.height) * columns + column
  return unit < count ? unit : null
}

/** Where zero is in a bar of this height: at the foot where no value is below it. */
export const zeroOf = (values: ArrayLike<number>, height: number): number => {
  for (let i = 0; i < values.length; i++) if (values[i]! < 0) return height / 2
  return height - 2
}

/** -1 to 1 */
export const shareOf = (value: number, scale: number): number =>
  scale > 0 ? Math.max(-1, Math.min(1, value / scale)) || 0 : 0

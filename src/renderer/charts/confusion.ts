// Chart: a confusion matrix. Accepts counts[true * classes + predicted]; each cell is as deep as its share of its row, right
// answers in one colour and mistakes in another. Held against that of another model, a cell tells by how many examples more.

export interface Confusion {
  classes: number
  counts: ArrayLike<number>
  /** Examples of each class. */
  rows: number[]
}
export interface Cell {
  truth: number
  predicted: number
}

export function readConfusion(counts: ArrayLike<number>, classes: number): Confusion {
  const rows = Array.from({ length: classes }, (_, row) => {
    let sum = 0
    for (let column = 0; column < classes; column++) sum += counts[row * classes + column]!
    return sum
  })
  return { classes, counts, rows }
}

export const countAt = ({ counts, classes }: Confusion, { truth, predicted }: Cell): number =>
  counts[truth * classes + predicted]!

/** Part of a class's examples that are taken for another; NaN where the class has none. */
export const shareAt = (confusion: Confusion, cell: Cell): number =>
  confusion.rows[cell.truth] === 0 ? NaN : countAt(confusion, cell) / confusion.rows[cell.truth]!

/** Examples more than in another matrix of the same classes. */
export const moreAt = (confusion: Confusion, against: Confusion, cell: Cell): number =>
  countAt(confusion, cell) - countAt(against, cell)

const DEEPEST = 55
/**
 * Of a difference: percent of the colour of the one that does better there (more right answers, or fewer mistakes), as a share of
 * the class.
 */
export function gainAt(confusion: Confusion, against: Confusion, cell: Cell): { depth: number; isBetter: boolean } {
  const more = moreAt(confusion, against, cell)
  const rows = Math.max(1, confusion.rows[cell.truth]!)
  const depth =
    more === 0 ? 0 : Math.round(DEEPEST * Math.min(1, Math.max(0.14, Math.sqrt(Math.abs(more) / rows) * 1.6)))
  return { depth, isBetter: cell.truth === cell.predicted ? more > 0 : more < 0 }
}

/** Percent of the cell's colour; of mistakes even few are seen. */
export function depthAt(confusion: Confusion, cell: Cell): number {
  const share = shareAt(confusion, cell)
  if (!(share > 0)) return 0
  return Math.round(DEEPEST * (cell.truth === cell.predicted ? share : Math.max(0.12, Math.sqrt(share))))
}

/** Side of a cell in CSS pixels, and whether a number of four digits has room in it. */
export function cellSize(classes: number, isCompact = false): { side: number; font: number } {
  if (isCompact && classes <= 12) return classes <= 6 ? { side: 48, font: 12.5 } : { side: 27, font: 10.5 }
  if (classes <= 6) return { side: 60, font: 13 }
  if (classes <= 12) return { side: 42, font: 12.5 }
  if (classes <= 24) return { side: 34, font: 11.5 }
  if (classes <= 60) return { side: 27, font: 10.5 }
  return { side: 23, font: 9.5 }
}

/** The cells off the diagonal with the most examples. */
export function confusedPairs(confusion: Confusion, most: number): (Cell & { count: number })[] {
  const { classes } = confusion
  const pairs: (Cell & { count: number })[] = []
  for (let truth = 0; truth < classes; truth++)
    for (let predicted = 0; predicted < classes; predicted++) {
      const count = countAt(confusion, { truth, predicted })
      if (truth !== predicted && count > 0) pairs.push({ truth, predicted, count })
    }
  return pairs.sort((a, b) => b.count - a.count).slice(0, most)
}

const STEPS: Readonly<Record<string, [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0]
}
/** The cell that a key leads to; null for any other key. */
export function cellAfter(key: string, { truth, predicted }: Cell, classes: number): Cell | null {
  if (key === 'Home') return { truth, predicted: 0 }
  if (key === 'End') return { truth, predicted: classes - 1 }
  const step = STEPS[key]
  if (!step) return null
  const within = (value: number): number => Math.max(0, Math.min(classes - 1, value))
  return { truth: within(truth + step[0]), predicted: within(predicted + step[1]) }
}

// What two runs predict of the same examples.
import { classMeasures, confusionMatrix, type ClassMeasures } from '../evaluation/classification'

/** What a run predicts of each example of a split. Classes as numbers, quantities as they are; NaN where there is none. */
export interface Outcomes {
  /** Rows of the source, rising. */
  rows: Uint32Array
  truth: Float64Array
  predicted: Float64Array
  /** Probability of the class predicted; of quantities NaN. */
  confidence: Float32Array
  loss: Float32Array
}

/** The examples that both runs have in their split, in columns. */
export interface PairedOutcomes {
  rows: Uint32Array
  truth: Float64Array
  a: Pick<Outcomes, 'predicted' | 'confidence' | 'loss'>
  b: Pick<Outcomes, 'predicted' | 'confidence' | 'loss'>
  /** Rows of which the two were told different truths: then they did not learn the same. Left out above. */
  unlike: number
}

export function pairOutcomes(a: Outcomes, b: Outcomes): PairedOutcomes {
  const [inA, inB]: [number[], number[]] = [[], []]
  let unlike = 0
  for (let i = 0, j = 0; i < a.rows.length && j < b.rows.length;) {
    const [x, y] = [a.rows[i]!, b.rows[j]!]
    if (x === y) {
      if (Object.is(a.truth[i], b.truth[j])) {
        inA.push(i)
        inB.push(j)
      } else unlike++
    }
    if (x <= y) i++
    if (y <= x) j++
  }
  const of = ({ predicted, confidence, loss }: Outcomes, at: number[]): PairedOutcomes['a'] => ({
    predicted: Float64Array.from(at, (i) => predicted[i]!),
    confidence: Float32Array.from(at, (i) => confidence[i]!),
    loss: Float32Array.from(at, (i) => loss[i]!)
  })
  return {
    rows: Uint32Array.from(inA, (i) => a.rows[i]!),
    truth: Float64Array.from(inA, (i) => a.truth[i]!),
    a: of(a, inA),
    b: of(b, inB),
    unlike
  }
}

/** Predictions of a class carry a confidence, those of a quantity none. */
export const tellsClasses = ({ confidence }: Pick<Outcomes, 'confidence'>): boolean =>
  confidence.some((one) => !Number.isNaN(one))

/** Classes that the numbers need at least. */
export function classesIn({ truth, predicted }: Pick<Outcomes, 'truth' | 'predicted'>): number {
  let largest = -1
  for (const values of [truth, predicted]) for (const one of values) if (one > largest) largest = one
  return largest + 1
}

export const OUTCOME_CELLS = ['both', 'onlyA', 'onlyB', 'neither'] as const
export type OutcomeCell = (typeof OUTCOME_CELLS)[number]

export function cellOf({ truth, a, b }: PairedOutcomes, i: number): OutcomeCell {
  const [first, second] = [a.predicted[i] === truth[i], b.predicted[i] === truth[i]]
  return first ? (second ? 'both' : 'onlyA') : second ? 'onlyB' : 'neither'
}
export function countCells(pair: PairedOutcomes): Record<OutcomeCell, number> {
  const counts = { both: 0, onlyA: 0, onlyB: 0, neither: 0 }
  for (let i = 0; i < pair.rows.length; i++) counts[cellOf(pair, i)] += 1
  return counts
}

/** Part of an outcome: a cell of the table of both; or a cell of a confusion matrix, of one run or where the two differ. */
export type Selection =
  | { kind: 'outcome'; cell: OutcomeCell }
  | { kind: 'confusion'; of: 'a' | 'b' | 'difference'; truth: number; predicted: number }

/** Positions of the examples, what is most telling first: mistakes by how sure they were, right answers by how unsure. */
export function positionsOf(pair: PairedOutcomes, selection: Selection): Uint32Array {
  const found: number[] = []
  for (let i = 0; i < pair.rows.length; i++) if (fits(pair, selection, i)) found.push(i)
  const telling = Float64Array.from(pair.rows, (_, i) => tellingOf(pair, i))
  return Uint32Array.from(found.sort((x, y) => telling[y]! - telling[x]! || x - y))
}
function fits(pair: PairedOutcomes, selection: Selection, i: number): boolean {
  if (selection.kind === 'outcome') return cellOf(pair, i) === selection.cell
  if (pair.truth[i] !== selection.truth) return false
  const [first, second] = [pair.a.predicted[i] === selection.predicted, pair.b.predicted[i] === selection.predicted]
  return selection.of === 'a' ? first : selection.of === 'b' ? second : first !== second
}
function tellingOf({ truth, a, b }: PairedOutcomes, i: number): number {
  const of = ({ predicted, confidence }: PairedOutcomes['a']): number =>
    predicted[i] === truth[i] ? -confidence[i]! : 1 + confidence[i]!
  return Math.max(of(a), of(b)) || 0
}

/** Share of the examples of both on which both say the same; NaN of none. */
export function agreementOf({ rows, a, b }: PairedOutcomes): number {
  let same = 0
  for (let i = 0; i < rows.length; i++) if (a.predicted[i] === b.predicted[i]) same++
  return same / rows.length
}
export function accuracyOf({ truth, predicted }: Pick<Outcomes, 'truth' | 'predicted'>): number {
  let right = 0
  for (let i = 0; i < truth.length; i++) if (truth[i] === predicted[i]) right++
  return right / truth.length
}

export interface ClassifiedPair {
  a: ClassMeasures & { counts: Uint32Array }
  b: ClassMeasures & { counts: Uint32Array }
}
export function classifiedPair({ truth, a, b }: PairedOutcomes, classes: number): ClassifiedPair {
  const of = ({ predicted, confidence }: PairedOutcomes['a']): ClassifiedPair['a'] => {
    const numbers = predicted.map((one) => (Number.isNaN(one) ? -1 : one))
    const told = { classes, truth, predicted: numbers, confidence }
    const counts = confusionMatrix(told)
    return { ...classMeasures(told, counts), counts }
  }
  return { a: of(a), b: of(b) }
}

export const CLASS_FIGURES = ['precision', 'recall', 'f1'] as const
export type ClassFigure = (typeof CLASS_FIGURES)[number]
/** A class in both runs; `difference` is that of b minus a. NaN where a figure is not defined. */
export interface ClassDifference {
  class: number
  support: number
  figures: Record<ClassFigure, { a: number; b: number; difference: number }>
}
export const classDifferences = ({ a, b }: ClassifiedPair): ClassDifference[] =>
  a.support.map((support, i) => {
    const of = (figure: ClassFigure) => {
      const [first, second] = [a[figure][i]!, b[figure][i]!]
      return { a: first, b: second, difference: second - first }
    }
    return { class: i, support, figures: { precision: of('precision'), recall: of('recall'), f1: of('f1') } }
  })

/** The largest difference of the figure at the top, whichever way; what has none at the end. */
export const byDifference = (rows: readonly ClassDifference[], figure: ClassFigure): ClassDifference[] =>
  [...rows].sort((x, y) => {
    const [d, e] = [x.figures[figure].difference, y.figures[figure].difference].map(Math.abs) as [number, number]
    if (Number.isNaN(d) || Number.isNaN(e))
      return Number(Number.isNaN(d)) - Number(Number.isNaN(e)) || x.class - y.class
    return e - d || x.class - y.class
  })

/** Of quantities: positions by how far the two are apart, the farthest first. */
export function byDisagreement({ rows, a, b }: PairedOutcomes): Uint32Array {
  const apart = Float64Array.from(rows, (_, i) => Math.abs(a.predicted[i]! - b.predicted[i]!) || 0)
  return Uint32Array.from(rows.keys()).sort((x, y) => apart[y]! - apart[x]! || x - y)
}

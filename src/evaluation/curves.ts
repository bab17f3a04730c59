// Curves of one class against the rest, as its threshold moves: scikit-learn's roc_curve and precision_recall_curve.

export interface Curve {
  x: Float64Array<ArrayBuffer>
  y: Float64Array<ArrayBuffer>
  /** An example counts as positive from this score on; the first is Infinity: none does. */
  thresholds: Float64Array<ArrayBuffer>
  area: number
}

export const MOST_POINTS = 200

/** Examples that count as positive at each distinct score, from the highest on; the first entry is before any does. */
interface Cumulated {
  thresholds: number[]
  /** Of those that are positive. */
  hits: number[]
  /** Of those that are not. */
  falls: number[]
}

/** @param positive by example: whether it is of the class; examples whose score is NaN are left out */
function cumulated(scores: ArrayLike<number>, positive: (example: number) => boolean): Cumulated {
  const order = new Uint32Array(scores.length)
  let n = 0
  for (let i = 0; i < scores.length; i++) if (!Number.isNaN(scores[i]!)) order[n++] = i
  const sorted = order.subarray(0, n).sort((a, b) => scores[b]! - scores[a]!)
  const all: Cumulated = { thresholds: [Infinity], hits: [0], falls: [0] }
  let [hits, falls] = [0, 0]
  sorted.forEach((example, i) => {
    if (positive(example)) hits += 1
    else falls += 1
    if (i + 1 < n && scores[sorted[i + 1]!] === scores[example]) return
    all.thresholds.push(scores[example]!)
    all.hits.push(hits)
    all.falls.push(falls)
  })
  return all
}

const EMPTY: Curve = { x: new Float64Array(), y: new Float64Array(), thresholds: new Float64Array(), area: NaN }

/** Both curves of a class; empty, of area NaN, where one of the two kinds is missing. */
export function curvesOf(
  scores: ArrayLike<number>,
  positive: (example: number) => boolean
): { roc: Curve; precisionRecall: Curve } {
  const { thresholds, hits, falls } = cumulated(scores, positive)
  const [positives, negatives] = [hits.at(-1)!, falls.at(-1)!]
  const recall = hits.map((count) => count / positives)
  return {
    roc:
      positives === 0 || negatives === 0
        ? EMPTY
        : curve(
            falls.map((count) => count / negatives),
            recall,
            thresholds,
            trapezoids
          ),
    precisionRecall:
      positives === 0
        ? EMPTY
        : curve(
            recall,
            hits.map((count, i) => (i === 0 ? 1 : count / (count + falls[i]!))),
            thresholds,
            steps
          )
  }
}

function curve(
  x: number[],
  y: number[],
  thresholds: number[],
  area: (x: readonly number[], y: readonly number[]) => number
): Curve {
  const kept = thinned(x, y, MOST_POINTS)
  const at = (values: readonly number[]): Float64Array<ArrayBuffer> => Float64Array.from(kept, (i) => values[i]!)
  return { x: at(x), y: at(y), thresholds: at(thresholds), area: area(x, y) }
}

const trapezoids = (x: readonly number[], y: readonly number[]): number =>
  x.reduce((sum, right, i) => (i === 0 ? 0 : sum + ((right - x[i - 1]!) * (y[i]! + y[i - 1]!)) / 2), 0)
/** Average precision: each step of the recall at the precision that it leads to. */
const steps = (x: readonly number[], y: readonly number[]): number =>
  x.reduce((sum, right, i) => (i === 0 ? 0 : sum + (right - x[i - 1]!) * y[i]!), 0)

/**
 * At most `most` of the points of a line, both ends among them: always the one is added that is farthest from the line so
 * far (Douglas and Peucker), so corners stay and what lies on straight lines goes.
 * @returns positions, ascending
 */
export function thinned(x: readonly number[], y: readonly number[], most: number): number[] {
  const last = x.length - 1
  if (last < 1) return [...x.keys()]
  const kept = new Set([0, last])
  const spans = [farthest(x, y, 0, last)]
  while (kept.size < most) {
    const widest = spans.reduce((best, span, i) => (span.distance > spans[best]!.distance ? i : best), 0)
    const { from, to, at, distance } = spans[widest]!
    if (distance <= 0) break
    kept.add(at)
    spans.splice(widest, 1, farthest(x, y, from, at), farthest(x, y, at, to))
  }
  return [...kept].sort((a, b) => a - b)
}

interface Span {
  from: number
  to: number
  at: number
  distance: number
}

function farthest(x: readonly number[], y: readonly number[], from: number, to: number): Span {
  const [dx, dy] = [x[to]! - x[from]!, y[to]! - y[from]!]
  const length = Math.hypot(dx, dy)
  const span: Span = { from, to, at: from, distance: 0 }
  for (let i = from + 1; i < to; i++) {
    const [px, py] = [x[i]! - x[from]!, y[i]! - y[from]!]
    // Rounding leaves points of a straight line at 1e-17 or so.
    const distance = length > 0 ? Math.abs(px * dy - py * dx) / length : Math.hypot(px, py)
    if (distance > span.distance && distance > 1e-12) Object.assign(span, { at: i, distance })
  }
  return span
}

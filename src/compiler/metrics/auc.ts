// The area under a curve of thresholds (keras/src/metrics/confusion_metrics.py). Counts are kept by the stretch between two
// thresholds that an output lies in; what lies above a threshold is the sum of all stretches above it.
import type { Tensor } from '../ir'
import { EPSILON } from '../norms'
import { oneMinus } from '../losses/loss'
import { positive, ratio, rowsOf, total, type MetricGraph, type MetricInputs, type MetricParams } from './metric'

/** From just below 0 to just above 1. */
function thresholdsOf({ thresholds, num_thresholds }: MetricParams): number[] {
  const given = (thresholds as readonly number[] | null)?.toSorted((a, b) => a - b)
  const count = Number(num_thresholds) - 2
  const inner = given ?? Array.from({ length: count }, (_, i) => (i + 1) / (count + 1))
  return [-EPSILON, ...inner, 1 + EPSILON]
}

/** As numpy.allclose does it. */
const areEven = (thresholds: readonly number[]): boolean =>
  thresholds.every((value, i) => {
    const even = i / (thresholds.length - 1)
    const ends = i === 0 || i === thresholds.length - 1
    return ends || Math.abs(value - even) <= EPSILON + 1e-5 * even
  })

/** Which stretch each output lies in: how many thresholds it exceeds. int32 */
function stretches({ g, params }: MetricInputs, output: Tensor): Tensor {
  const thresholds = thresholdsOf(params)
  const count = thresholds.length
  if (!areEven(thresholds)) {
    const exceeded = thresholds.map((value) => g.indicator(g.op('Greater', [output, g.float(value)])))
    return g.cast(exceeded.reduce(g.plus), 'int32')
  }
  // Keras's shortcut, whose rounding decides where outputs on a threshold belong.
  const scaled = g.op('Ceil', [g.times(g.clip(output, 0, 1), g.float(count - 1))])
  // Not under 1, also where an output is no number.
  return g.op('Minimum', [g.op('Maximum', [g.cast(scaled, 'int32'), g.int(1)]), g.int(count)])
}

export const auc: MetricGraph = {
  /** Positives by stretch, then negatives; for each label with multi_label. */
  statistics: (inputs) => {
    const { g, params } = inputs
    const output = params.from_logits === true ? g.op('Sigmoid', [inputs.output]) : inputs.output
    const actual = positive(g, inputs.target)
    const width = thresholdsOf(params).length + 1
    const labels = params.multi_label === true ? output.dims.at(-1)! : 1
    const places = stretches(inputs, output)
    const own = labels === 1 ? places : g.plus(places, g.ints(Array.from({ length: labels }, (_, i) => i * width)))
    const size = width * labels
    const flat = g.reshape(own, [null])
    const counted = (weights: Tensor): Tensor =>
      g.op('DenseBincount', [flat, g.int(size), g.reshape(weights, [null])], { size })
    return g.concat([counted(actual), counted(oneMinus(g, actual))], 0)
  },
  value: (sums, params) => {
    const width = thresholdsOf(params).length + 1
    const rows = rowsOf(sums, width)
    const labels = rows.length / 2
    return total(rows.slice(0, labels).map((yes, i) => area(above(yes), above(rows[labels + i]!), params))) / labels
  }
}

/** For each threshold, how many lie above it; then all. */
function above(stretch: readonly number[]): { over: number[]; all: number } {
  const over = stretch.slice(1).map((_count, i) => total(stretch.slice(i + 1)))
  return { over, all: total([...stretch]) }
}
type Above = ReturnType<typeof above>

function area(positives: Above, negatives: Above, params: MetricParams): number {
  const [tp, fp] = [positives.over, negatives.over]
  if (params.curve === 'PR' && params.summation_method === 'interpolation') return interpolatedPr(tp, fp, positives.all)
  const { x, y } = curve(positives, negatives, String(params.curve))
  return total(
    x.slice(1).map((next, i) => {
      const [a, b] = [y[i]!, y[i + 1]!]
      const heights = { interpolation: (a + b) / 2, minoring: Math.min(a, b), majoring: Math.max(a, b) }
      return (x[i]! - next) * heights[params.summation_method as keyof typeof heights]
    })
  )
}

function curve(positives: Above, negatives: Above, kind: string): { x: number[]; y: number[] } {
  const [tp, fp] = [positives.over, negatives.over]
  const recall = tp.map((count) => ratio(count, positives.all))
  if (kind === 'ROC') return { x: fp.map((count) => ratio(count, negatives.all)), y: recall }
  if (kind === 'PR') return { x: recall, y: tp.map((count, i) => ratio(count, count + fp[i]!)) }
  const scale = ratio(positives.all, negatives.all)
  const gain = (wrong: number, right: number): number => 1 - scale * ratio(wrong, right)
  return {
    x: tp.map((count) => (count === 0 ? 0 : Math.max(0, gain(positives.all - count, count)))),
    y: tp.map((count, i) => (count === 0 ? 1 : gain(fp[i]!, count)))
  }
}

/** Davis and Goadrich's interpolation of a precision-recall curve, as Keras's interpolate_pr_auc. */
function interpolatedPr(tp: readonly number[], fp: readonly number[], all: number): number {
  const guessed = tp.map((count, i) => count + fp[i]!)
  return total(
    tp.slice(1).map((next, i) => {
      const more = tp[i]! - next
      const slope = ratio(more, Math.max(guessed[i]! - guessed[i + 1]!, 0))
      const intercept = next - slope * guessed[i + 1]!
      const growth = guessed[i]! > 0 && guessed[i + 1]! > 0 ? guessed[i]! / guessed[i + 1]! : 1
      return ratio(slope * (more + intercept * Math.log(growth)), all)
    })
  )
}

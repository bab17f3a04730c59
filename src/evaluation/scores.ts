// What a network's output says of classes: probabilities and the class that follows.
import type { ScoreKind } from '../shared/model-contract'

/** How numbers of an output stand for classes. */
export interface ScoreForm {
  /** Units of the output: one for two classes, else one a class. */
  units: number
  kind: ScoreKind
}

/** @param loss Keras's short name @param activation of the output's layer */
export function scoreForm(
  units: number,
  loss: { name: string; params: Readonly<Record<string, unknown>> },
  activation: string
): ScoreForm {
  const kind = (): ScoreForm['kind'] => {
    if (loss.params.from_logits === true) return loss.name.startsWith('binary') ? 'sigmoid' : 'softmax'
    if (activation === 'softmax' || activation === 'sigmoid') return 'probability'
    if (loss.name.endsWith('categorical_crossentropy')) return 'shares'
    return loss.name.endsWith('hinge') ? 'margin' : 'target'
  }
  return { units, kind: kind() }
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))
const clipped = (x: number): number => (Number.isNaN(x) ? x : Math.min(Math.max(x, 0), 1))

const TURNED: Record<Exclude<ScoreForm['kind'], 'softmax' | 'shares'>, (x: number) => number> = {
  probability: (x) => x,
  sigmoid,
  margin: (x) => clipped((x + 1) / 2),
  target: clipped
}

/** Whether the numbers of an output tell probabilities; else `probabilitiesOf` only brings them to 0 .. 1, to be scored. */
export function tellProbabilities(values: ArrayLike<number>, { kind }: ScoreForm): boolean {
  if (kind !== 'shares') return kind !== 'target' && kind !== 'margin'
  const all = Array.from(values)
  return !all.some((x) => x < 0) && all.some((x) => x !== 0)
}

/**
 * Probabilities of the classes of one example; a single unit gives those of the classes 0 and 1.
 * @param values [positions, units]: of several positions (a sequence), the mean of their probabilities counts
 */
export function probabilitiesOf(values: ArrayLike<number>, { units, kind }: ScoreForm): Float64Array<ArrayBuffer> {
  const positions = values.length / units
  const sums = new Float64Array(units)
  for (let position = 0; position < positions; position++) {
    const one = Float64Array.from({ length: units }, (_, unit) => values[position * units + unit]!)
    const turned = units === 1 && kind === 'softmax' ? one.fill(1) : turn(one, kind)
    for (let unit = 0; unit < units; unit++) sums[unit]! += turned[unit]! / positions
  }
  return units === 1 ? Float64Array.of(1 - sums[0]!, sums[0]!) : sums
}

function turn(one: Float64Array<ArrayBuffer>, kind: ScoreForm['kind']): Float64Array<ArrayBuffer> {
  if (kind === 'softmax') {
    const largest = one.reduce((a, b) => Math.max(a, b), -Infinity)
    return normalized(one.map((x) => Math.exp(x - largest)))
  }
  // Outputs that are no shares (all zero, or negative) stay as they are.
  if (kind === 'shares') return one.every((x) => x >= 0) && one.some((x) => x > 0) ? normalized(one) : one.map(clipped)
  return one.map(TURNED[kind])
}

function normalized(one: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const sum = one.reduce((a, b) => a + b, 0)
  return one.map((x) => x / sum)
}

/**
 * The class that one example's output stands for, as Keras's accuracy has it: of one position the largest number itself, since
 * probabilities that were cut off at 0 and 1 may be equal where the numbers are not.
 */
export const predictedClass = (values: ArrayLike<number>, form: ScoreForm): number | null =>
  classOf(form.units > 1 && values.length === form.units ? values : probabilitiesOf(values, form))

/** The most probable class, of equal ones the first; null where one of them is no number. */
export function classOf(probabilities: ArrayLike<number>): number | null {
  let best = 0
  for (let i = 0; i < probabilities.length; i++) {
    if (Number.isNaN(probabilities[i]!)) return null
    if (probabilities[i]! > probabilities[best]!) best = i
  }
  return best
}

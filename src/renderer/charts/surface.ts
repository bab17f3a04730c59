// What a network gives over one or two inputs, between the values of the grid too.
import type { Fit } from '../../shared/run'

export interface Surface {
  epoch: number
  axes: Fit['axes']
  /** 'two': the probability of class 1; 'many': that of the class which is predicted; 'quantity': the prediction. */
  kind: 'quantity' | 'two' | 'many'
  /** Row by row, the last axis fastest. */
  values: Float64Array
  /** Of 'many'. */
  classes: readonly number[] | null
}

/** @param classes how many there are; null of a quantity */
export function surfaceOf({ epoch, axes, values, classes }: Fit, count: number | null): Surface {
  const own = { epoch, axes }
  if (!classes) return { ...own, kind: 'quantity', values: Float64Array.from(values), classes: null }
  if ((count ?? 2) > 2 || classes.some((one) => one > 1))
    return { ...own, kind: 'many', values: Float64Array.from(values), classes }
  const ofOne = Float64Array.from(values, (value, i) => (classes[i] === 1 ? value : 1 - value))
  return { ...own, kind: 'two', values: ofOne, classes: null }
}

/** The way from one to the next, `share` 0 to 1 of it; of many classes there is nothing between. */
export function between(from: Surface, to: Surface, share: number): Surface {
  if (share <= 0) return from
  if (share >= 1) return to
  if (to.kind === 'many' || from.values.length !== to.values.length) return share < 0.5 ? from : to
  return { ...to, values: to.values.map((value, i) => from.values[i]! + (value - from.values[i]!) * share) }
}

export type Answer = { value: number } | { label: number; sure: number }

interface Corner {
  at: number
  weight: number
}
/** The values around a place, which may be outside by any way: then those of the border. */
function corners({ axes }: Pick<Surface, 'axes'>, place: readonly number[]): Corner[] {
  return axes.reduce<Corner[]>(
    (found, { min, max, points }, axis) => {
      const exact = Math.min(points - 1, Math.max(0, ((place[axis]! - min) / (max - min)) * (points - 1)))
      const low = Math.min(points - 2, Math.floor(exact))
      const share = exact - low
      return found.flatMap(({ at, weight }) => [
        { at: at * points + low, weight: weight * (1 - share) },
        { at: at * points + low + 1, weight: weight * share }
      ])
    },
    [{ at: 0, weight: 1 }]
  )
}

/** Of 'many': the class that most of what is around speaks for, and how much that is: it falls towards a border. */
export function strongestAt(surface: Surface, place: readonly number[]): { label: number; share: number } {
  const shares = new Map<number, number>()
  for (const { at, weight } of corners(surface, place)) {
    const label = surface.classes![at]!
    shares.set(label, (shares.get(label) ?? 0) + weight * surface.values[at]!)
  }
  const [label, share] = [...shares].reduce((best, one) => (one[1] > best[1] ? one : best))
  return { label, share }
}

/** What is predicted at a place, of as many numbers as there are axes. */
export function answerAt(surface: Surface, place: readonly number[]): Answer {
  const around = corners(surface, place)
  if (surface.kind === 'many') {
    const { label, share } = strongestAt(surface, place)
    const own = around.filter(({ at }) => surface.classes![at] === label)
    const weight = own.reduce((sum, corner) => sum + corner.weight, 0)
    return { label, sure: weight > 0 ? share / weight : surface.values[own[0]!.at]! }
  }
  const value = around.reduce((sum, { at, weight }) => sum + weight * surface.values[at]!, 0)
  if (surface.kind === 'quantity') return { value }
  return value > 0.5 ? { label: 1, sure: value } : { label: 0, sure: 1 - value }
}

/** Of 'two' and 'quantity', all over the plane: `size` values each way, row 0 at the top; one row of a single axis. */
export function spread({ axes, values }: Surface, size: number): Float64Array {
  const [across, up] = axes
  const made = new Float64Array(up ? size * size : size)
  const reach = (points: number, i: number): [low: number, share: number] => {
    const exact = (i / (size - 1)) * (points - 1)
    const low = Math.min(points - 2, Math.floor(exact))
    return [low, exact - low]
  }
  for (let column = 0; column < size; column++) {
    const [i, a] = reach(across!.points, column)
    if (!up) {
      made[column] = values[i]! * (1 - a) + values[i + 1]! * a
      continue
    }
    for (let row = 0; row < size; row++) {
      const [j, b] = reach(up.points, size - 1 - row)
      const at = i * up.points + j
      const left = values[at]! * (1 - b) + values[at + 1]! * b
      const right = values[at + up.points]! * (1 - b) + values[at + up.points + 1]! * b
      made[row * size + column] = left * (1 - a) + right * a
    }
  }
  return made
}

/** Of which frames before `now` a trace is shown, the oldest first: the first ones change most. */
export function traces(now: number): number[] {
  const found: number[] = []
  for (let frame = 0; frame < now; frame = Math.max(frame + 1, Math.ceil(frame * 1.6))) found.push(frame)
  return found
}

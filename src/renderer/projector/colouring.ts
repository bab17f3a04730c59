// Which group each point is in, and how a group looks: by colour and form, so that nothing is told by colour alone.
import { runColour, RUN_COLOURS } from '../theme/colours'

export type ColourBy = 'truth' | 'predicted' | 'outcome'
export interface Group {
  name: string
  /** A CSS variable. */
  colour: string
  form: 'circle' | 'square' | 'triangle' | 'cross'
  count: number
}
export interface Colouring {
  groups: Group[]
  /** Group of each point; -1 where it is in none. */
  of: Int16Array
}

const COLOURS = Array.from({ length: RUN_COLOURS }, (_, i) => runColour(i))
const FORMS = ['circle', 'square', 'triangle', 'cross'] as const

/** By class: ten colours, then the same in another form. */
export function byClass(numbers: ArrayLike<number>, classes: readonly string[]): Colouring {
  const of = Int16Array.from({ length: numbers.length }, (_, i) => {
    const number = numbers[i]!
    return number >= 0 && number < classes.length ? number : -1
  })
  const counts = new Int32Array(classes.length)
  for (const group of of) if (group >= 0) counts[group]! += 1
  const groups = classes.map((name, i) => ({
    name,
    colour: COLOURS[i % COLOURS.length]!,
    form: FORMS[Math.floor(i / COLOURS.length) % FORMS.length]!,
    count: counts[i]!
  }))
  return { groups, of }
}

/** Right first, wrong second, which is drawn above. */
export function byOutcome(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  [right, wrong]: readonly [string, string]
): Colouring {
  const of = Int16Array.from({ length: truth.length }, (_, i) => (truth[i] === predicted[i] ? 0 : 1))
  const mistaken = of.reduce((sum, group) => sum + group, 0)
  return {
    groups: [
      { name: right, colour: 'var(--nl-run-0)', form: 'circle', count: of.length - mistaken },
      { name: wrong, colour: 'var(--nl-heat)', form: 'cross', count: mistaken }
    ],
    of
  }
}

const STEPS = 6
/** Quantities in equal ranges, from blue to orange. @param text writes a value */
export function byQuantity(values: ArrayLike<number>, text: (value: number) => string): Colouring {
  let [min, max] = [Infinity, -Infinity]
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) continue
    min = Math.min(min, values[i]!)
    max = Math.max(max, values[i]!)
  }
  if (!(min <= max)) return { groups: [], of: new Int16Array(values.length).fill(-1) }
  const step = (max - min) / STEPS || 1
  const of = Int16Array.from({ length: values.length }, (_, i) =>
    Number.isFinite(values[i]) ? Math.min(STEPS - 1, Math.floor((values[i]! - min) / step)) : -1
  )
  const counts = new Int32Array(STEPS)
  for (const group of of) if (group >= 0) counts[group]! += 1
  const groups = Array.from({ length: STEPS }, (_, i) => ({
    name: `${text(min + i * step)} … ${text(min + (i + 1) * step)}`,
    colour: `color-mix(in oklab, var(--nl-heat) ${Math.round((100 * i) / (STEPS - 1))}%, var(--nl-run-0))`,
    form: 'circle' as const,
    count: counts[i]!
  }))
  return { groups, of }
}

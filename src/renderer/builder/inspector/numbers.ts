// The numbers within a field's text, changed one at a time: by arrow keys, by − and +, by a value from a list.
import { byDecade, byOne, byQuarters, tidied, type Step, type StepDirection } from '../../parts/stepping'
import type { TypedSpec } from './typed'

export interface Edited {
  text: string
  /** Behind the number that changed. */
  caret: number
}
interface Token {
  text: string
  from: number
  to: number
}

const ITEM = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|None/gi
const tokensOf = (text: string): Token[] =>
  [...text.matchAll(ITEM)].map((match) => ({ text: match[0], from: match.index, to: match.index + match[0].length }))
const isNumber = ({ text }: Token): boolean => !/^none$/i.test(text)

/** The number that the caret is in or before; the last one behind all. */
function tokenAt(text: string, caret: number, fits: (token: Token) => boolean = () => true): Token | undefined {
  const tokens = tokensOf(text).filter(fits)
  return tokens.find(({ to }) => caret <= to) ?? tokens.at(-1)
}
const replaced = (text: string, { from, to }: Token, by: string): Edited => ({
  text: text.slice(0, from) + by + text.slice(to),
  caret: from + by.length
})

/** How many numbers, or Nones, there are. */
export const countOf = (text: string): number => tokensOf(text).length

/** What the caret is at: "28" of "28, 28, 1". */
export const numberAt = (text: string, caret: number): string => tokenAt(text, caret)?.text ?? ''

const isReal = (spec: TypedSpec): boolean => spec.kind === 'number' || spec.kind === 'numbers'
const limits = (spec: TypedSpec): { min?: number; max?: number } =>
  spec.kind === 'sizes' ? { min: 1 } : spec.kind === 'value' ? {} : spec

/** How far an arrow goes from a number: 1 of whole ones, 0.05 of shares, else one of the leading digit. */
function stepFrom(spec: TypedSpec, value: number, direction: StepDirection): number {
  if (!isReal(spec)) return 1
  const { max } = limits(spec)
  if (max !== undefined && max <= 1) return 0.05
  if (value === 0) return 0.1
  const power = 10 ** Math.floor(Math.log10(Math.abs(value)) + 1e-9)
  // From 1 downwards goes 0.9, not 0.
  const shrinks = Math.sign(value) !== direction
  return shrinks && Math.abs(value) < power * 1.0001 ? power / 10 : power
}
const finely =
  (spec: TypedSpec): Step =>
  (value, direction) =>
    value + direction * stepFrom(spec, value, direction)
/** Of − and +. */
function coarsely(spec: TypedSpec): Step {
  if (spec.kind === 'sizes' || spec.kind === 'value' || spec.steps === undefined)
    return isReal(spec) ? finely(spec) : byOne
  return spec.steps === 'quarters' ? byQuarters : byDecade
}

export interface StepOptions {
  /** Steps at once. */
  times?: number
  /** As − and + go, not as arrow keys do. */
  coarse?: boolean
}

/**
 * The text after a step of the number at the caret, within its limits; where there is none (None, or nothing valid), a
 * first value. null where the text cannot be stepped: a fraction, or a number at its limit.
 */
export function stepped(
  spec: TypedSpec,
  text: string,
  caret: number,
  direction: StepDirection,
  { times = 1, coarse = false }: StepOptions = {}
): Edited | null {
  if (text.includes('/')) return null
  const token = tokenAt(text, caret, isNumber)
  if (!token) return /^\s*(none)?\s*$/i.test(text) ? begun(spec) : null
  const { min = -Infinity, max = Infinity } = limits(spec)
  const before = Number(token.text)
  let value = before
  const step = coarse ? coarsely(spec) : finely(spec)
  if (coarse) for (let i = 0; i < times; i++) value = step(value, direction)
  else value += direction * times * stepFrom(spec, value, direction)
  const next = tidied(Math.min(max, Math.max(min, value)))
  return next === before ? null : replaced(text, token, String(next))
}
function begun(spec: TypedSpec): Edited {
  const { min = 0 } = limits(spec)
  const first = spec.kind === 'sizes' || spec.kind === 'value' ? undefined : spec.usual?.[0]
  const text = String(first ?? Math.max(min, isReal(spec) ? 0 : 1))
  return { text, caret: text.length }
}

/** The number at the caret replaced, e.g. by a usual value; None stands for the whole. */
export function withValue(spec: TypedSpec, text: string, caret: number, value: string): Edited {
  if (value === 'None' && spec.kind !== 'sizes') return { text: '', caret: 0 }
  const token = isList(spec) ? tokenAt(text, caret) : undefined
  return token ? replaced(text, token, value) : { text: value, caret: value.length }
}

/** Takes it more than one number? */
export const isList = (spec: TypedSpec): boolean => mostItems(spec) > 1
const mostItems = (spec: TypedSpec): number => {
  if (spec.kind === 'integers') return spec.length ?? Infinity
  if (spec.kind === 'numbers') return spec.most ?? Infinity
  return spec.kind === 'sizes' ? Infinity : 1
}
const leastItems = (spec: TypedSpec): number => (spec.kind === 'numbers' ? (spec.least ?? 1) : 1)

/** One number more, behind the one at the caret; all of them at once where there must be a fixed count. */
export function withMore(spec: TypedSpec, text: string, caret: number): Edited | null {
  const tokens = tokensOf(text)
  if (tokens.length >= mostItems(spec) || text.includes('/')) return null
  const at = tokenAt(text, caret)
  const i = at ? tokens.findIndex(({ from }) => from === at.from) : -1
  const copy = at && at.text !== '-1' ? at.text : '1'
  const added = spec.kind === 'integers' && spec.length !== undefined ? spec.length - tokens.length : 1
  return listed(tokens.map((token) => token.text).toSpliced(i + 1, 0, ...Array<string>(added).fill(copy)), i + 1)
}
/** Without the number at the caret; only that one where there must be one or a fixed count. */
export function withFewer(spec: TypedSpec, text: string, caret: number): Edited | null {
  const tokens = tokensOf(text)
  const at = tokenAt(text, caret)
  if (!at || tokens.length <= leastItems(spec)) return null
  const i = tokens.findIndex(({ from }) => from === at.from)
  if (spec.kind === 'integers' && spec.length !== undefined) return listed([at.text], 0)
  return listed(tokens.map((token) => token.text).toSpliced(i, 1), Math.max(0, i - 1))
}
function listed(items: readonly string[], at: number): Edited {
  return { text: items.join(', '), caret: items.slice(0, at + 1).join(', ').length }
}

// Parameter values as text: how a value is written in its field, and what a typed text stands for.
import type { LayerConfig } from '../../../shared/design'
import type { ParamSpec } from '../../../shared/schema'

export type ParamValue = LayerConfig[string]
/** A message key, and what goes into it. */
export interface Reason {
  key: string
  args: Record<string, string | number>
}
export type Typed = { value: ParamValue } | { reason: Reason }

type Kind<K extends ParamSpec['kind']> = Extract<ParamSpec, { kind: K }>
/** Kinds that are typed. */
export type TypedSpec = Kind<'integer' | 'number' | 'integers' | 'numbers' | 'sizes' | 'value'>
interface Range {
  min?: number
  max?: number
}

export const isTyped = (spec: ParamSpec): spec is TypedSpec =>
  ['integer', 'number', 'integers', 'numbers', 'sizes', 'value'].includes(spec.kind)

const because = (key: string, args: Reason['args'] = {}): { reason: Reason } => ({ reason: { key, args } })
const isReason = (read: Typed): read is { reason: Reason } => 'reason' in read
const isNone = (text: string): boolean => /^(none|null)$/i.test(text)

/** As it stands in the field: 3, "3, 5", "None, 1"; nothing for None as a whole. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (!Array.isArray(value)) return typeof value === 'object' ? JSON.stringify(value) : String(value)
  if (value.length === 0) return '()'
  return value.map((item) => (item === null ? 'None' : textOf(item))).join(', ')
}

/** What a text stands for, in the form that the config has it in; or why it stands for nothing. */
export function readTyped(spec: TypedSpec, text: string): Typed {
  const given = text.trim()
  if (spec.nullable && (given === '' || isNone(given))) return { value: null }
  if (spec.kind === 'integer' || spec.kind === 'number') return readNumber(given, spec, spec.kind === 'integer')
  // What may stand in a column: a number where it is one, else a text.
  if (spec.kind === 'value') return { value: given !== '' && Number.isFinite(Number(given)) ? Number(given) : given }
  if (given === '') return because('inspector.reason.list')
  const items = given
    .replace(/^[([]|[)\]]$/g, '')
    .split(/[\s,，、×xX*]+/)
    .filter((item) => item !== '')
  const wrong = wrongCount(spec, items.length)
  if (wrong) return wrong
  const read = items.map((item) => readItem(spec, item))
  const values: ParamValue[] = []
  for (const one of read) {
    if (isReason(one)) return one
    values.push(one.value)
  }
  return { value: standsAlone(spec, values) ? values[0]! : values }
}

const readItem = (spec: Kind<'integers' | 'numbers' | 'sizes'>, item: string): Typed => {
  if (spec.kind !== 'sizes') return readNumber(item, spec, spec.kind === 'integers')
  return isNone(item) ? { value: null } : readNumber(item, { min: 1 }, true)
}

/** One number is written by itself where Keras takes it so. */
function standsAlone(spec: Kind<'integers' | 'numbers' | 'sizes'>, values: readonly ParamValue[]): boolean {
  if (values.length !== 1 || spec.kind === 'sizes') return false
  if (spec.kind === 'numbers') return (spec.least ?? 1) <= 1
  return spec.length !== undefined || spec.single === true
}

function wrongCount(spec: Kind<'integers' | 'numbers' | 'sizes'>, count: number): { reason: Reason } | null {
  if (spec.kind === 'sizes') return null
  if (spec.kind === 'integers') {
    if (spec.length === undefined) return null
    if (count === 1 || count === spec.length) return null
    return because(spec.length === 1 ? 'inspector.reason.one' : 'inspector.reason.oneOr', { n: spec.length })
  }
  const [least, most] = [spec.least ?? 1, spec.most ?? Infinity]
  if (count >= least && count <= most) return null
  if (least === most) return because('inspector.reason.exactly', { n: least })
  return most === Infinity ? because('inspector.reason.list') : because('inspector.reason.upTo', { n: most })
}

/** Also a fraction, 1/255, where any number will do. */
function readNumber(text: string, { min, max }: Range, whole: boolean): Typed {
  const fraction = whole ? null : /^(-?[\d.]+)\s*\/\s*([\d.]+)$/.exec(text)
  const value = fraction ? Number(fraction[1]) / Number(fraction[2]) : text === '' ? NaN : Number(text)
  if (!Number.isFinite(value)) return because(whole ? 'field.integer' : 'field.number')
  if (whole && !Number.isInteger(value)) return because('field.integer')
  if (min !== undefined && value < min) return because('field.atLeast', { min })
  if (max !== undefined && value > max) return because('field.atMost', { max })
  return { value }
}

// A filter as it is written: `val_accuracy > 0.9 and optimizer = adam`. Reading and printing; what names mean is names.ts's.
import type { Words } from '../../shared/locale'
import { FilterFault } from './fault'
import { COMPARISONS, KEYWORDS, tokensOf, written, type Comparison, type Token } from './tokens'

/** A value as it is written; in quotes it is a text, whatever it looks like. */
export interface Literal {
  text: string
  quoted: boolean
  from: number
  to: number
}
/** A name of something that runs have, and where it stands. */
export interface Name {
  text: string
  from: number
  to: number
}
export interface Interval {
  low: Literal
  high: Literal
}
export type Filter =
  | { kind: 'all' }
  | { kind: 'and' | 'or'; parts: Filter[] }
  | { kind: 'not'; part: Filter }
  /** Runs whose text holds it; a bare name of something that is so or not (starred) asks for that. */
  | { kind: 'words'; text: string; quoted: boolean }
  | { kind: 'compare'; name: Name; is: Comparison; value: Literal }
  | { kind: 'contains'; name: Name; value: Literal }
  | { kind: 'in'; name: Name; values: (Literal | Interval)[] }
  | { kind: 'has' | 'missing'; name: Name }

const EXPECTED = {
  part: { en: 'a word or a comparison such as val_accuracy > 0.9', 'zh-CN': '一个词或比较式，例如 val_accuracy > 0.9' },
  value: { en: 'a value', 'zh-CN': '一个值' },
  name: { en: 'a name', 'zh-CN': '一个名称' },
  close: { en: '“)”', 'zh-CN': '“)”' },
  list: {
    en: 'a list such as (adam, sgd), or a range such as 64..512',
    'zh-CN': '列表，例如 (adam, sgd)，或区间，例如 64..512'
  },
  more: { en: '“,” or “)”', 'zh-CN': '“,” 或 “)”' },
  missing: { en: '“missing”', 'zh-CN': '“missing”' },
  end: { en: 'the end, or “and”, “or”', 'zh-CN': '结尾，或 “and”、“or”' }
} satisfies Record<string, Words>

/** @throws FilterFault with the place of what is wrong */
export function parseFilter(text: string): Filter {
  const reader = new Reader(tokensOf(text), text.length)
  if (reader.isAtEnd) return { kind: 'all' }
  const filter = either(reader)
  if (!reader.isAtEnd) reader.refuse(EXPECTED.end)
  return filter
}

class Reader {
  private at = 0
  constructor(
    private readonly tokens: readonly Token[],
    private readonly length: number
  ) {}
  get isAtEnd(): boolean {
    return this.at >= this.tokens.length
  }
  peek(ahead = 0): Token | undefined {
    return this.tokens[this.at + ahead]
  }
  next(expected: Words): Token {
    const token = this.tokens[this.at]
    if (!token) this.refuse(expected)
    this.at++
    return token!
  }
  isSign(text: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token?.kind === 'sign' && token.text === text
  }
  isKeyword(text: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token?.kind === 'word' && token.text.toLowerCase() === text
  }
  takeSign(text: string): boolean {
    return this.isSign(text) && ++this.at > 0
  }
  takeKeyword(text: string): boolean {
    return this.isKeyword(text) && ++this.at > 0
  }
  refuse(expected: Words): never {
    const token = this.peek()
    const found = token ? { en: `“${token.text}”`, 'zh-CN': `“${token.text}”` } : { en: 'the end', 'zh-CN': '结尾' }
    throw new FilterFault('FILTER_SYNTAX', { expected, found }, token?.from ?? this.length, token?.to ?? this.length)
  }
}

function either(reader: Reader): Filter {
  const parts = [both(reader)]
  while (reader.takeKeyword('or')) parts.push(both(reader))
  return parts.length === 1 ? parts[0]! : { kind: 'or', parts }
}
/** Parts that follow each other without a word between must all hold, as in any search field. */
function both(reader: Reader): Filter {
  const parts = [negated(reader)]
  while (!reader.isAtEnd && !reader.isSign(')') && !reader.isKeyword('or')) {
    reader.takeKeyword('and')
    parts.push(negated(reader))
  }
  return parts.length === 1 ? parts[0]! : { kind: 'and', parts }
}
function negated(reader: Reader): Filter {
  if (reader.takeKeyword('not')) return { kind: 'not', part: negated(reader) }
  if (!reader.takeSign('(')) return about(reader)
  const filter = either(reader)
  if (!reader.takeSign(')')) reader.refuse(EXPECTED.close)
  return filter
}

function about(reader: Reader): Filter {
  if (reader.takeKeyword('has')) {
    const token = reader.peek()
    if (!token || token.kind === 'sign' || isReserved(token)) reader.refuse(EXPECTED.name)
    return { kind: 'has', name: nameOf(reader.next(EXPECTED.name)) }
  }
  const token = reader.peek()
  if (!token || token.kind === 'sign' || isReserved(token)) reader.refuse(EXPECTED.part)
  reader.next(EXPECTED.part)
  const name = nameOf(token!)
  const sign = reader.peek()
  if (reader.takeSign('~')) return { kind: 'contains', name, value: literal(reader) }
  if (sign?.kind === 'sign' && COMPARISONS.includes(sign.text)) {
    reader.next(EXPECTED.value)
    const value = literal(reader)
    if (sign.text !== '=' || !reader.takeSign('..'))
      return { kind: 'compare', name, is: sign.text as Comparison, value }
    return { kind: 'in', name, values: [{ low: value, high: literal(reader) }] }
  }
  if (reader.takeKeyword('in')) return { kind: 'in', name, values: list(reader) }
  if (reader.takeKeyword('is')) {
    const opposite = reader.takeKeyword('not')
    if (!reader.takeKeyword('missing')) reader.refuse(EXPECTED.missing)
    return { kind: opposite ? 'has' : 'missing', name }
  }
  return { kind: 'words', text: token!.text, quoted: token!.kind === 'quoted' }
}
const isReserved = ({ kind, text }: Token): boolean => kind === 'word' && KEYWORDS.includes(text.toLowerCase())
const nameOf = ({ text, from, to }: Token): Name => ({ text, from, to })

function literal(reader: Reader): Literal {
  const token = reader.peek()
  if (!token || token.kind === 'sign' || isReserved(token)) reader.refuse(EXPECTED.value)
  const { kind, text, from, to } = reader.next(EXPECTED.value)
  return { text, quoted: kind === 'quoted', from, to }
}
function item(reader: Reader): Literal | Interval {
  const low = literal(reader)
  return reader.takeSign('..') ? { low, high: literal(reader) } : low
}
function list(reader: Reader): (Literal | Interval)[] {
  if (!reader.takeSign('(')) {
    const only = reader.peek()
    if (!only || only.kind === 'sign' || !reader.isSign('..', 1)) reader.refuse(EXPECTED.list)
    return [item(reader)]
  }
  const values = [item(reader)]
  while (!reader.takeSign(')')) {
    if (!reader.takeSign(',')) reader.refuse(EXPECTED.more)
    values.push(item(reader))
  }
  return values
}

/** In the usual spelling; reading it gives the same filter, but for places. */
export function printFilter(filter: Filter): string {
  switch (filter.kind) {
    case 'all':
      return ''
    case 'and':
      return filter.parts
        .map((part) => (part.kind === 'or' || part.kind === 'and' ? inside(part) : printFilter(part)))
        .join(' and ')
    case 'or':
      return filter.parts.map((part) => (part.kind === 'or' ? inside(part) : printFilter(part))).join(' or ')
    case 'not':
      return `not ${filter.part.kind === 'and' || filter.part.kind === 'or' ? inside(filter.part) : printFilter(filter.part)}`
    case 'words':
      return filter.quoted ? quoted(filter.text) : written(filter.text)
    case 'compare':
      return `${written(filter.name.text)} ${filter.is} ${printLiteral(filter.value)}`
    case 'contains':
      return `${written(filter.name.text)} ~ ${printLiteral(filter.value)}`
    case 'in':
      return `${written(filter.name.text)} in (${filter.values.map(printItem).join(', ')})`
    case 'has':
      return `has ${written(filter.name.text)}`
    case 'missing':
      return `${written(filter.name.text)} is missing`
  }
}
const inside = (filter: Filter): string => `(${printFilter(filter)})`
const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`
const printLiteral = (value: Literal): string => (value.quoted ? quoted(value.text) : written(value.text))
const printItem = (value: Literal | Interval): string =>
  'low' in value ? `${printLiteral(value.low)}..${printLiteral(value.high)}` : printLiteral(value)

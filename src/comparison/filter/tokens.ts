// Words and signs of a filter, with where they stand.
import { FilterFault } from './fault'

export type Sign = '(' | ')' | ',' | '..' | '~' | Comparison
export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>='
export const COMPARISONS: readonly string[] = ['=', '!=', '<', '<=', '>', '>=']

export interface Token {
  kind: 'word' | 'quoted' | 'sign'
  /** Without quotes; of a sign its usual form. */
  text: string
  /** Characters of the filter: from, up to but without. */
  from: number
  to: number
}

/** What an input method writes for a sign, and other spellings of it. */
const SIGNS: Readonly<Record<string, Sign>> = {
  '(': '(',
  '（': '(',
  ')': ')',
  '）': ')',
  ',': ',',
  '，': ',',
  '、': ',',
  '..': '..',
  '…': '..',
  '~': '~',
  '～': '~',
  '==': '=',
  '=': '=',
  '＝': '=',
  '!=': '!=',
  '≠': '!=',
  '！=': '!=',
  '<=': '<=',
  '≤': '<=',
  '<': '<',
  '＜': '<',
  '>=': '>=',
  '≥': '>=',
  '>': '>',
  '＞': '>'
}
const QUOTES: Readonly<Record<string, string>> = { '"': '"', "'": "'", '“': '”', '‘': '’' }

function signAt(text: string, at: number): [string, Sign] | null {
  for (const length of [2, 1]) {
    const written = text.slice(at, at + length)
    const sign = Object.hasOwn(SIGNS, written) ? SIGNS[written] : undefined
    if (sign !== undefined) return [written, sign]
  }
  return null
}

/** @param lenient a quotation that does not end goes to the end @throws FilterFault */
export function tokensOf(text: string, lenient = false): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const begin = at
    const char = text[at]!
    if (/\s/.test(char)) {
      at++
      continue
    }
    const sign = signAt(text, at)
    if (sign) {
      at += sign[0].length
      tokens.push({ kind: 'sign', text: sign[1], from: begin, to: at })
    } else if (Object.hasOwn(QUOTES, char)) {
      const [content, end] = quotation(text, at, lenient)
      at = end
      tokens.push({ kind: 'quoted', text: content, from: begin, to: at })
    } else {
      while (at < text.length && !endsWord(text, at)) at++
      tokens.push({ kind: 'word', text: text.slice(begin, at), from: begin, to: at })
    }
  }
  return tokens
}

const endsWord = (text: string, at: number): boolean => /\s/.test(text[at]!) || signAt(text, at) !== null

/** A backslash takes the character after it as it is. */
function quotation(text: string, from: number, lenient: boolean): [string, number] {
  const close = QUOTES[text[from]!]!
  let content = ''
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === close) return [content, at + 1]
    if (text[at] === '\\' && at + 1 < text.length) at++
    content += text[at]!
  }
  if (lenient) return [content, text.length]
  throw new FilterFault('FILTER_QUOTE', { quote: close }, from, text.length)
}

export const KEYWORDS: readonly string[] = ['and', 'or', 'not', 'in', 'is', 'has', 'missing']
const isPlain = (text: string): boolean => {
  const tokens = text === '' || KEYWORDS.includes(text.toLowerCase()) ? [] : tokensOf(text, true)
  return tokens.length === 1 && tokens[0]!.kind === 'word' && tokens[0]!.text === text
}
/** As it is written in a filter: with quotes where it needs them. */
export const written = (text: string): string => (isPlain(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`)

// What could stand where a person is writing in a filter.
import type { RunSummary } from '../../shared/run-list'
import type { Field, KnownName, Names } from './names'
import { COMPARISONS, KEYWORDS, tokensOf, written, type Token } from './tokens'

export interface Completion {
  /** As it is written in a filter. */
  text: string
  of: KnownName['of'] | 'value' | 'word'
}
export interface Completions {
  /** The characters that one of them takes the place of. */
  from: number
  to: number
  items: Completion[]
}

const MOST = 12
const DATES = ['today', 'yesterday', '7d', '30d']

/** @param caret characters before the caret */
export function completionsAt(text: string, caret: number, names: Names, runs: readonly RunSummary[]): Completions {
  const tokens = tokensOf(text, true)
  const under = tokens.find(({ kind, from, to }) => kind !== 'sign' && from < caret && to >= caret)
  const before = tokens.filter(({ to }) => to <= (under ? under.from : caret))
  const prefix = under
    ? text
        .slice(under.from, caret)
        .replace(/^["'“‘]/, '')
        .toLowerCase()
    : ''
  const place = { from: under?.from ?? caret, to: under?.to ?? caret }
  const name = nameBefore(before)
  if (name !== null) {
    const field = names.field(name)
    return { ...place, items: field ? fitting(valuesOf(field, runs), prefix) : [] }
  }
  const last = before.at(-1)
  const afterName = last && last.kind === 'word' && !isKeyword(last) && names.field(last.text) !== null
  if (afterName && !under) return { ...place, items: afterNameItems(names.field(last.text)!) }
  if (prefix === '') return { ...place, items: [] }
  const words = ['and', 'or', 'not', 'has', ...(afterName ? ['in', 'is missing'] : [])]
  const items: Completion[] = [
    ...names.all.map(({ name, of }) => ({ text: written(name), of })),
    ...words.map((word) => ({ text: word, of: 'word' as const }))
  ]
  return { ...place, items: fitting(items, prefix) }
}

const isKeyword = ({ kind, text }: Token): boolean => kind === 'word' && KEYWORDS.includes(text.toLowerCase())
const isSign = (token: Token | undefined, ...texts: string[]): boolean =>
  token?.kind === 'sign' && texts.includes(token.text)

/** The name whose value comes next; null where no value does. */
function nameBefore(before: readonly Token[]): string | null {
  let at = before.length - 1
  if (isSign(before[at], '~', ...COMPARISONS)) return before[at - 1]?.text ?? null
  while (at >= 0 && (before[at]!.kind !== 'sign' || isSign(before[at], ',', '..'))) at--
  const isIn = before[at - 1]?.kind === 'word' && before[at - 1]!.text.toLowerCase() === 'in'
  return isSign(before[at], '(') && isIn && isSign(before.at(-1), '(', ',') ? (before[at - 2]?.text ?? null) : null
}

const afterNameItems = (field: Field): Completion[] => {
  if (field.kind === 'flag') return []
  const signs = field.kind === 'text' ? ['=', '!=', '~', 'in ('] : ['>', '<', '=', '!=', '>=', '<=', 'in (']
  return [...signs, 'is missing'].map((text) => ({ text, of: 'word' }))
}

/** What the runs have, the most frequent first; nothing of what is measured. */
function valuesOf(field: Field, runs: readonly RunSummary[]): Completion[] {
  const item = (text: string): Completion => ({ text, of: 'value' })
  if (field.kind === 'flag') return ['true', 'false'].map(item)
  if (field.kind === 'date') return DATES.map(item)
  if (field.choices) return field.choices.map(item)
  const source = field.otherwise ?? field
  if (source.kind === 'number' || source.kind === 'duration') return []
  const counts = new Map<string, number>()
  for (const run of runs) {
    for (const value of source.values(run)) {
      const text = String(value)
      if (text.length <= 60) counts.set(text, (counts.get(text) ?? 0) + 1)
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([text]) => item(written(text)))
}

/** Those that begin so come first, then those with a part that does, then those that hold it. */
function fitting(items: readonly Completion[], prefix: string): Completion[] {
  if (prefix === '') return items.slice(0, MOST)
  const rank = (text: string): number => {
    const lower = text.toLowerCase().replace(/^"/, '')
    if (lower.startsWith(prefix)) return 0
    const at = lower.indexOf(prefix)
    return at < 0 ? 3 : /[._]/.test(lower[at - 1]!) ? 1 : 2
  }
  const ranked = items.map((item, i) => ({ item, i, rank: rank(item.text) })).filter((one) => one.rank < 3)
  return ranked
    .sort((a, b) => a.rank - b.rank || a.i - b.i)
    .map(({ item }) => item)
    .slice(0, MOST)
}

/** Whether what is written ends in what may be, or become, the name of something that is to be compared. */
export function endsInName(text: string, names: Names): boolean {
  const last = tokensOf(text, true).at(-1)
  if (last?.kind !== 'word' || isKeyword(last)) return false
  const begun = last.text.toLowerCase()
  return names.all.some(({ name }) => name.toLowerCase().startsWith(begun))
}

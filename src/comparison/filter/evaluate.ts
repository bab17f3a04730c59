// Which runs a filter lets through.
import { nearNames } from '../../layers/nearest-name'
import type { RunSummary } from '../../shared/run-list'
import type { Setting } from '../../shared/setting'
import { FilterFault } from './fault'
import type { Field, FieldKind, Names } from './names'
import type { Filter, Interval, Literal, Name } from './syntax'
import type { Comparison } from './tokens'
import { dateOf, durationOf, flagOf, numberOf } from './values'

export type RunTest = (run: RunSummary) => boolean
type ValueTest = (value: Setting) => boolean

/**
 * Where a run has several values by a name, one of them is enough. `!=` is what `=` is not: runs without any value are among them;
 * every other comparison asks for a value.
 * @throws FilterFault of names that no run has, and values that do not fit theirs
 */
export function runTest(filter: Filter, names: Names, now: Date): RunTest {
  switch (filter.kind) {
    case 'all':
      return () => true
    case 'and': {
      const tests = filter.parts.map((part) => runTest(part, names, now))
      return (run) => tests.every((test) => test(run))
    }
    case 'or': {
      const tests = filter.parts.map((part) => runTest(part, names, now))
      return (run) => tests.some((test) => test(run))
    }
    case 'not': {
      const test = runTest(filter.part, names, now)
      return (run) => !test(run)
    }
    case 'words':
      return wordsTest(filter, names)
    case 'has':
      return present(fieldOf(filter.name, names))
    case 'missing': {
      const has = present(fieldOf(filter.name, names))
      return (run) => !has(run)
    }
    case 'contains': {
      const field = fieldOf(filter.name, names)
      const wanted = filter.value.text.toLowerCase()
      const fields = field.otherwise ? [field.otherwise] : [field]
      return (run) =>
        fields.some(({ kind, values }) => values(run).some((value) => textOf(kind, value).includes(wanted)))
    }
    case 'compare':
      return compareTest(filter.name, filter.is, filter.value, names, now)
    case 'in': {
      const tests = filter.values.map((value) =>
        'low' in value ? intervalTest(filter.name, value, names, now) : compareTest(filter.name, '=', value, names, now)
      )
      return (run) => tests.some((test) => test(run))
    }
  }
}

function fieldOf(name: Name, names: Names): Field {
  const field = names.field(name.text)
  if (field) return field
  const near = names.near(name.text)
  const args = { name: name.text, near: near.join(', ') }
  throw new FilterFault(near.length > 0 ? 'FILTER_NAME_NEAR' : 'FILTER_NAME', args, name.from, name.to)
}

const present = (field: Field): RunTest =>
  field.kind === 'flag' ? (run) => field.values(run).includes(true) : (run) => field.values(run).length > 0

function wordsTest({ text, quoted }: { text: string; quoted: boolean }, names: Names): RunTest {
  const field = quoted ? null : names.field(text)
  if (field?.kind === 'flag') return present(field)
  const wanted = text.toLowerCase()
  return (run) => searchText(run).includes(wanted)
}
/** What a person remembers of a run. */
function searchText(run: RunSummary): string {
  const { name, status, dataset, id, optimizer, engine, project, annotations } = run
  const about = [name, status, dataset.title, dataset.name, id, optimizer, engine?.name, project]
  return [...about, ...annotations.tags, annotations.note].join('\n').toLowerCase()
}

const textOf = (kind: FieldKind, value: Setting): string =>
  (kind === 'date' ? new Date(value as number).toISOString() : String(value)).toLowerCase()

/** The field that is meant beside this value. */
const meant = (field: Field, { text, quoted }: Literal): Field =>
  field.otherwise && (quoted || numberOf(text) === null) ? field.otherwise : field

function compareTest(name: Name, is: Comparison, value: Literal, names: Names, now: Date): RunTest {
  const field = meant(fieldOf(name, names), value)
  if (is === '!=') {
    const same = compareTest(name, '=', value, names, now)
    return (run) => !same(run)
  }
  const test = valueTest(name, field, is, value, now)
  return (run) => field.values(run).some(test)
}

function intervalTest(name: Name, { low, high }: Interval, names: Names, now: Date): RunTest {
  const field = meant(fieldOf(name, names), low)
  const tests = [valueTest(name, field, '>=', low, now), valueTest(name, field, '<=', high, now)] as const
  return (run) => field.values(run).some((value) => tests[0](value) && tests[1](value))
}

const EXPECTED = {
  number: { en: 'a number such as 0.9 or 64k', 'zh-CN': '数字，例如 0.9 或 64k' },
  duration: { en: 'a time such as 90s, 10m or 1h30m', 'zh-CN': '时长，例如 90s、10m 或 1h30m' },
  date: { en: 'a date such as 2026-11-20, today or 7d', 'zh-CN': '日期，例如 2026-11-20、today 或 7d' },
  flag: { en: 'true or false', 'zh-CN': 'true 或 false' }
}

function valueTest(name: Name, field: Field, is: Exclude<Comparison, '!='>, value: Literal, now: Date): ValueTest {
  const refuse = (kind: keyof typeof EXPECTED): never => {
    const args = { name: name.text, expected: EXPECTED[kind], found: value.text }
    throw new FilterFault('FILTER_VALUE', args, value.from, value.to)
  }
  switch (field.kind) {
    case 'number':
      return numberTest(is, numberOf(value.text) ?? refuse('number'))
    case 'duration':
      return numberTest(is, durationOf(value.text) ?? refuse('duration'))
    case 'date': {
      const { from, to } = dateOf(value.text, now) ?? refuse('date')
      if (is === '=') return (at) => (at as number) >= from && (at as number) < to
      // A day is over when its end has come.
      return is === '<' || is === '>=' ? numberTest(is, from) : numberTest(is === '>' ? '>=' : '<', to)
    }
    case 'flag': {
      const wanted = flagOf(value.text) ?? refuse('flag')
      return is === '=' ? (flag) => flag === wanted : refuse('flag')
    }
    case 'text':
      if (field.choices && is === '=') checkChoice(name, value, field.choices)
      return textTest(is, value.text)
    case 'any':
      return settingTest(is, value)
  }
}

function checkChoice(name: Name, value: Literal, choices: readonly string[]): void {
  if (choices.includes(value.text.toLowerCase())) return
  const near = nearNames(value.text, choices)
  const listed = (near.length > 0 ? near : choices).join(', ')
  const expected = { en: `one of ${listed}`, 'zh-CN': `${listed} 之一` }
  throw new FilterFault('FILTER_VALUE', { name: name.text, expected, found: value.text }, value.from, value.to)
}

function numberTest(is: Exclude<Comparison, '!='>, wanted: number): ValueTest {
  switch (is) {
    case '=':
      return (value) => value === wanted || (Number.isNaN(wanted) && Number.isNaN(value))
    case '<':
      return (value) => typeof value === 'number' && value < wanted
    case '<=':
      return (value) => typeof value === 'number' && value <= wanted
    case '>':
      return (value) => typeof value === 'number' && value > wanted
    case '>=':
      return (value) => typeof value === 'number' && value >= wanted
  }
}
/** Without regard to capitals; order is that of the characters. */
function textTest(is: Exclude<Comparison, '!='>, text: string): ValueTest {
  const wanted = text.toLowerCase()
  const of = (value: Setting): string => String(value).toLowerCase()
  switch (is) {
    case '=':
      return (value) => of(value) === wanted
    case '<':
      return (value) => of(value) < wanted
    case '<=':
      return (value) => of(value) <= wanted
    case '>':
      return (value) => of(value) > wanted
    case '>=':
      return (value) => of(value) >= wanted
  }
}
/** A setting is compared as a number where both are numbers, else as a text; a number and a text are in no order. */
function settingTest(is: Exclude<Comparison, '!='>, { text, quoted }: Literal): ValueTest {
  const asText = textTest(is, text)
  const wanted = quoted ? null : numberOf(text)
  if (wanted === null) return is === '=' ? asText : (value) => typeof value === 'string' && asText(value)
  const asNumber = numberTest(is, wanted)
  return (value) => (typeof value === 'number' ? asNumber(value) : is === '=' && asText(value))
}

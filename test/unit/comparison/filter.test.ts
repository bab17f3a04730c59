import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compileFilter,
  completionsAt,
  FilterFault,
  filterRuns,
  namesOf,
  parseFilter,
  printFilter,
  type Filter
} from '../../../src/comparison/filter'
import { describeError } from '../../../src/shared/errors'
import type { RunSummary } from '../../../src/shared/run-list'
import { manyRuns, runRow } from '../../support/many-runs'

const now = new Date(2026, 10, 22, 15)
const rows: RunSummary[] = [
  runRow('a', {
    name: 'first try',
    best: { val_accuracy: { value: 0.95, epoch: 7 }, loss: { value: 0.1, epoch: 9 } },
    last: { val_accuracy: 0.91, loss: 0.2 },
    test: { accuracy: 0.94 },
    seconds: 700,
    created: new Date(2026, 10, 20, 9).toISOString(),
    settings: {
      optimizer: 'adam',
      'optimizer.learning_rate': 0.001,
      loss: 'mse',
      batch_size: 64,
      shuffle: true,
      dense_1: 'Dense',
      'dense_1.units': 128,
      'dense_1.activation': 'relu'
    },
    annotations: { version: 1, name: null, tags: ['Baseline', 'paper'], note: 'good', starred: true, archived: false }
  }),
  runRow('b', {
    name: 'second',
    status: 'failed',
    best: { loss: { value: 0.5, epoch: 1 } },
    last: { loss: NaN },
    seconds: 30,
    created: new Date(2026, 10, 22, 1).toISOString(),
    settings: {
      optimizer: 'sgd',
      'optimizer.learning_rate': 'CosineDecay',
      loss: 'mae',
      batch_size: 512,
      dense_1: 'Dense',
      'dense_1.units': 64,
      dense_2: 'Dense',
      'dense_2.units': 8,
      conv: 'Conv2D',
      'conv.units': 3
    },
    annotations: { version: 1, name: null, tags: [], note: '', starred: false, archived: true }
  }),
  runRow('c', { name: 'log of elsewhere', dataset: { ...runRow('x').dataset, title: 'Fashion-MNIST' } })
]
const found = (text: string): string =>
  filterRuns(rows, text, now)
    .map(({ id }) => id)
    .join('')
function fault(text: string): FilterFault {
  try {
    filterRuns(rows, text, now)
  } catch (error) {
    if (error instanceof FilterFault) return error
    throw error
  }
  throw new Error(`nothing is wrong with ${text}`)
}

describe('a filter of runs', () => {
  it.each([
    ['', 'abc'],
    ['TRY first', 'a'],
    ['fashion', 'c'],
    ['paper', 'a'],
    ['val_accuracy > 0.93', 'a'],
    ['best.val_accuracy > 0.93 and last.val_accuracy < 0.93', 'a'],
    ['val_accuracy > 95%', ''],
    ['test.accuracy >= 0.94', 'a'],
    ['last.loss = nan', 'b'],
    ['loss < 0.3', 'a'],
    ['loss = MSE', 'a'],
    ['setting.loss = mae', 'b'],
    ['optimizer = adam or optimizer = sgd', 'ab'],
    ['optimizer != adam', 'bc'],
    ['not optimizer = adam', 'bc'],
    ['optimizer in (sgd, "adam")', 'ab'],
    ['learning_rate <= 1e-3', 'a'],
    ['learning_rate = cosinedecay', 'b'],
    ['learning_rate ~ decay', 'b'],
    ['batch_size = 64..128', 'a'],
    ['batch_size in 64..512', 'ab'],
    ['batch_size in (1, 300..600)', 'b'],
    ['dense_1.units > 100', 'a'],
    ['units < 10', 'b'],
    ['Dense.units = 3', ''],
    ['Conv2D.units = 3', 'b'],
    ['activation is missing', 'bc'],
    ['activation is not missing', 'a'],
    ['has activation', 'a'],
    ['shuffle = true', 'a'],
    ['time > 10m', 'a'],
    ['time < 1:00', 'bc'],
    ['created = today', 'b'],
    ['created = 2026-11-20', 'a'],
    ['created > 2026-11-20', 'b'],
    ['created <= 2026-11', 'abc'],
    ['created >= 3d', 'ab'],
    ['parameters < 1k', ''],
    ['parameters <= 1k', 'abc'],
    ['tag = baseline', 'a'],
    ['tag != baseline', 'bc'],
    ['tag is missing', 'bc'],
    ['has note', 'a'],
    ['starred', 'a'],
    ['starred = false', 'bc'],
    ['archived or starred', 'ab'],
    ['"archived"', ''],
    ['status = failed', 'b'],
    ['(status = failed or starred) not archived', 'a'],
    ['optimizer = adam or optimizer = sgd and archived', 'ab'],
    ['（optimizer ＝ adam）', 'a'],
    ['name = "first try"', 'a']
  ])('%s lets through %s', (text, ids) => expect(found(text)).toBe(ids))

  it.each([
    ['val_acuracy > 0.9', 0, 11, 'FILTER_NAME_NEAR', /val_accuracy/],
    ['qwertyuiop = 1', 0, 10, 'FILTER_NAME', /column/],
    ['optimizer = ', 12, 12, 'FILTER_SYNTAX', /a value, found the end/],
    ['val_accuracy > high', 15, 19, 'FILTER_VALUE', /a number.*“high”/],
    ['status = finished', 9, 17, 'FILTER_VALUE', /one of/],
    ['starred > true', 10, 14, 'FILTER_VALUE', /true or false/],
    ['created = 2026-13-01', 10, 20, 'FILTER_VALUE', /a date/],
    ['time < soon', 7, 11, 'FILTER_VALUE', /10m/],
    ['(optimizer = adam', 17, 17, 'FILTER_SYNTAX', /“\)”/],
    ['optimizer = adam)', 16, 17, 'FILTER_SYNTAX', /the end/],
    ['and adam', 0, 3, 'FILTER_SYNTAX', /a word/],
    ['adam and', 8, 8, 'FILTER_SYNTAX', /a word/],
    ['optimizer in adam', 13, 17, 'FILTER_SYNTAX', /list/],
    ['optimizer in (adam sgd)', 19, 22, 'FILTER_SYNTAX', /“,”/],
    ['optimizer is adam', 13, 17, 'FILTER_SYNTAX', /missing/],
    ['name = "open', 7, 12, 'FILTER_QUOTE', /"/],
    ['has > 3', 4, 5, 'FILTER_SYNTAX', /a name/],
    ['= 3', 0, 1, 'FILTER_SYNTAX', /a word/]
  ])('says of %s where it is wrong', (text, from, to, code, says) => {
    const { from: begin, to: end, code: found, args } = fault(text)
    const { message, remedy } = describeError({ code: found, args })
    expect([begin, end, found]).toStrictEqual([from, to, code])
    expect(`${message} ${remedy}`).toMatch(says)
  })

  it('knows what it asks for, so that archived runs are left out of a list that does not', () => {
    const asks = (text: string): boolean => compileFilter(text, namesOf(rows), now).asksFor('archived')
    expect(['loss < 1', 'archived', 'not (starred or archived = no)', '"archived"'].map(asks)).toStrictEqual([
      false,
      true,
      true,
      false
    ])
  })
})

describe('what is proposed while one writes', () => {
  const names = namesOf(rows)
  const proposed = (text: string): string[] => {
    const { items } = completionsAt(text, text.length, names, rows)
    return items.map((item) => item.text)
  }
  it('names that begin so, then those that hold it', () => {
    expect(proposed('val_')[0]).toBe('val_accuracy')
    expect(proposed('loss < 0.3 and learn')).toContain('learning_rate')
  })
  it('values of the runs after a sign', () => {
    expect(proposed('optimizer = ')).toStrictEqual(['adam', 'sgd'])
    expect(proposed('optimizer in (adam, s')).toStrictEqual(['sgd'])
    expect(proposed('name ~ fir')).toStrictEqual(['"first try"'])
    expect(proposed('status = fa')).toStrictEqual(['failed'])
    expect(proposed('loss < ')).toStrictEqual(['mse', 'mae'])
  })
  it('signs after a name, and nothing in an empty field', () => {
    expect(proposed('val_accuracy ')).toContain('>')
    expect(proposed('')).toStrictEqual([])
  })
  it('takes the place of the word under the caret', () => {
    expect(completionsAt('optim = adam', 3, names, rows)).toMatchObject({ from: 0, to: 5 })
  })
})

/** Filters over names that there are, as trees. */
const place = { from: 0, to: 0 }
const literal = (text: string, quoted = false) => ({ text, quoted, ...place })
const numbers = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => literal(String(value)))
const texts = fc.oneof(
  fc.constantFrom('adam', 'sgd', 'nadam').map((text) => literal(text)),
  fc.string({ maxLength: 6 }).map((text) => literal(text, true))
)
const name = (text: string) => ({ text, ...place })
const comparisons = fc.constantFrom(
  '=' as const,
  '!=' as const,
  '<' as const,
  '<=' as const,
  '>' as const,
  '>=' as const
)
const leaf: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({
    kind: fc.constant('compare' as const),
    name: fc.constant(name('val_accuracy')),
    is: comparisons,
    value: numbers
  }),
  fc.record({
    kind: fc.constant('compare' as const),
    name: fc.constant(name('optimizer')),
    is: comparisons,
    value: texts
  }),
  fc.record({ kind: fc.constant('contains' as const), name: fc.constant(name('name')), value: texts }),
  fc.record({
    kind: fc.constant('in' as const),
    name: fc.constant(name('learning_rate')),
    values: fc.array(fc.oneof(numbers, fc.record({ low: numbers, high: numbers })), { minLength: 1, maxLength: 3 })
  }),
  fc.constantFrom('dropout.rate', 'tag').map((text): Filter => ({ kind: 'missing', name: name(text) })),
  fc.string({ maxLength: 5 }).map((text): Filter => ({ kind: 'words', text, quoted: true })),
  fc.constantFrom('starred', 'mnist').map((text): Filter => ({ kind: 'words', text, quoted: false }))
)
const filters: fc.Arbitrary<Filter> = fc.letrec<{ tree: Filter }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.record({ kind: fc.constant('not' as const), part: tie('tree') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      parts: fc.array(tie('tree'), { minLength: 2, maxLength: 3 })
    })
  )
})).tree
const withoutPlaces = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === 'from' || key === 'to' ? undefined : part)))

describe('any filter', () => {
  const made = manyRuns(120)
  const names = namesOf(made)
  const ids = (text: string): string[] => made.filter(compileFilter(text, names, now).test).map(({ id }) => id)

  it('is the same once printed and read', () =>
    fc.assert(
      fc.property(filters, (filter) => {
        const read = parseFilter(printFilter(filter))
        expect(withoutPlaces(read)).toStrictEqual(withoutPlaces(filter))
        expect(printFilter(read)).toBe(printFilter(filter))
      }),
      { numRuns: 60 }
    ))
  it('obeys de Morgan', () =>
    fc.assert(
      fc.property(filters, filters, (a, b) => {
        const [x, y] = [printFilter(a), printFilter(b)]
        expect(ids(`not ((${x}) and (${y}))`)).toStrictEqual(ids(`not (${x}) or not (${y})`))
        expect(ids(`not ((${x}) or (${y}))`)).toStrictEqual(ids(`not (${x}) and not (${y})`))
      }),
      { numRuns: 30 }
    ))
  it('lets through what the same in plain JavaScript does', () =>
    fc.assert(
      fc.property(
        fc.double({ min: 0.7, max: 1, noNaN: true }),
        fc.constantFrom('adam', 'sgd'),
        fc.nat(600),
        (least, optimizer, s) => {
          const plain = made.filter(
            (run) =>
              (run.best.val_accuracy !== undefined &&
                run.best.val_accuracy.value > least &&
                run.settings.optimizer === optimizer) ||
              (run.seconds < s && !('dropout.rate' in run.settings))
          )
          const text = `val_accuracy > ${least} and optimizer = ${optimizer} or time < ${s}s and dropout.rate is missing`
          expect(ids(text)).toStrictEqual(plain.map(({ id }) => id))
        }
      ),
      { numRuns: 40 }
    ))
  it('of any text is read or refused with a place within it', () =>
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (text) => {
        try {
          compileFilter(text, names, now)
        } catch (error) {
          expect(error).toBeInstanceOf(FilterFault)
          expect((error as FilterFault).from).toBeLessThanOrEqual(text.length)
        }
        completionsAt(text, text.length, names, made.slice(0, 3))
      }),
      { numRuns: 200 }
    ))
})

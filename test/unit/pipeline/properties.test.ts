// What holds of every pipeline: drawn at random, of columns of all types with gaps in them.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowsOf, takeRows, type ColumnValues, type Picture } from '../../../src/shared/columns'
import { NetloomError } from '../../../src/shared/errors'
import type { FittedStep, Preprocessing } from '../../../src/shared/preprocessing'
import { fittedStepSchema } from '../../../src/shared/preprocessing'
import { assemble } from '../../../src/pipeline/assemble'
import type { ColumnShape, NamedValues } from '../../../src/pipeline'
import { applyPipeline, fitPipeline, planPipeline } from '../../../src/pipeline/run'
import { allOf, everyRow, numbers, pictures, sequences, step, tensor, texts } from '../../support/columns'

const ROWS = 12
const RUNS = Number(process.env.NETLOOM_FUZZ_RUNS ?? 200)

const each = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(value, { minLength: ROWS, maxLength: ROWS })
const ordinary = fc.double({ min: -1e6, max: 1e6, noNaN: true })
const gappy = fc.oneof({ weight: 5, arbitrary: ordinary }, { weight: 1, arbitrary: fc.constant(null) })
const word = fc.constantFrom('a', 'b', 'the', 'Cat.', '天', '\u{1F600}', '\uff5e', '[UNK]')
const sentence = fc.oneof(
  { weight: 6, arbitrary: fc.array(word, { maxLength: 6 }).map((list) => list.join(' ')) },
  { weight: 1, arbitrary: fc.constant(null) }
)
const picture = fc
  .record({
    height: fc.integer({ min: 1, max: 4 }),
    width: fc.integer({ min: 1, max: 4 }),
    channels: fc.constantFrom(1, 3, 4)
  })
  .chain(({ height, width, channels }) => {
    const size = height * width * channels
    return fc
      .uint8Array({ minLength: size, maxLength: size })
      .map((data): Picture => ({ height, width, channels, data: Uint8Array.from(data) }))
  })

const table = fc
  .tuple(each(gappy), each(gappy), each(fc.nat(9)), each(sentence), each(fc.constantFrom('x', 'y', null)))
  .map(([a, b, c, d, e]): NamedValues[] => [
    numbers('a', a),
    numbers('b', b),
    numbers('c', c, 'integer'),
    texts('d', d),
    texts('e', e)
  ])
const cube = fc.array(fc.oneof(ordinary, fc.constant(NaN)), { minLength: ROWS * 6, maxLength: ROWS * 6 })
const arrays = fc.oneof(
  cube.map((data) => [tensor('x', [2, 3], Float64Array.from(data))]),
  cube.map((data) => [tensor('x', [6], Float32Array.from(data))]),
  fc
    .uint8Array({ minLength: ROWS * 12, maxLength: ROWS * 12 })
    .map((data) => [tensor('x', [2, 2, 3], Uint8Array.from(data))]),
  each(fc.array(fc.nat(20), { maxLength: 6 })).map((rows) => [sequences('x', rows)]),
  each(picture).map((list) => [pictures('x', list)])
)

const some = (...names: string[]) => fc.subarray(names, { minLength: 1 })
const config = <T extends object>(record: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(record, { requiredKeys: [] })
const numeric = some('a', 'b', 'c')
const anyStep = fc.oneof(
  fc.constantFrom(
    ...['Rescaling', 'Normalization', 'MinMaxScaler', 'SimpleImputer', 'OrdinalEncoder', 'Grayscale'].map((name) =>
      step(name)
    )
  ),
  fc.constantFrom(
    step('OneHotEncoder', { handle_unknown: 'ignore' }),
    step('OneHotEncoder'),
    step('pad_sequences'),
    step('Log')
  ),
  fc
    .tuple(numeric, config({ axis: fc.constantFrom(-1, 1, null) }))
    .map(([names, given]) => step('Normalization', given as never, names)),
  fc.tuple(numeric, fc.boolean()).map(([names, clip]) => step('MinMaxScaler', { clip }, names)),
  fc
    .tuple(numeric, fc.constantFrom('mean', 'median', 'most_frequent', 'drop'))
    .map(([names, strategy]) => step('SimpleImputer', { strategy }, names)),
  fc
    .tuple(some('d', 'e'), fc.constantFrom('most_frequent', 'constant', 'drop'))
    .map(([names, strategy]) => step('SimpleImputer', { strategy }, names)),
  fc.constant(step('SimpleImputer', { strategy: 'drop' })),
  fc.constant(step('Clip', { min: -10, max: 200 })),
  fc.constant(step('OrdinalEncoder', { handle_unknown: 'use_encoded_value', unknown_value: -1 }, ['c', 'e'])),
  config({
    output_mode: fc.constantFrom('int', 'count', 'multi_hot', 'tf_idf'),
    split: fc.constantFrom('whitespace', 'character'),
    max_tokens: fc.constantFrom(3, 5, null)
  }).map((given) => step('TextVectorization', given as never, ['d'])),
  config({ maxlen: fc.integer({ min: 1, max: 5 }), padding: fc.constantFrom('pre', 'post') }).map((given) =>
    step('pad_sequences', given as never)
  ),
  fc.constant(step('Resizing', { height: 2, width: 3 })),
  fc.constant(step('Rescaling', { scale: 0.1, offset: -1 }))
)
const cases = fc.record({
  columns: fc.oneof(table, arrays),
  steps: fc.array(anyStep, { minLength: 1, maxLength: 4 }),
  train: fc.subarray([...everyRow(ROWS)], { minLength: 4 }).map((rows) => Uint32Array.from(rows))
})

/** null where the steps cannot be done: with an error that says so. */
function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch (error) {
    if (error instanceof NetloomError) return null
    throw error
  }
}
const fit = (columns: NamedValues[], train: Uint32Array, steps: Preprocessing[]): FittedStep[] | null =>
  attempt(() => fitPipeline(columns, train, steps, allOf(columns)))
const of = (columns: readonly NamedValues[], rows: ArrayLike<number>): NamedValues[] =>
  columns.map((column) => ({ ...column, values: takeRows(column.values, rows) }))

const shapeOf = ({ values: _, ...shape }: NamedValues): ColumnShape => shape

/** Everything that tells two values apart, bits of numbers too. */
const bits = (values: ColumnValues): unknown =>
  values.kind === 'numbers'
    ? {
        ...values,
        data: [...new Uint8Array(values.data.buffer, values.data.byteOffset, values.data.byteLength)],
        missing: [...(values.missing ?? new Uint8Array(rowsOf(values)))]
      }
    : values

describe('every pipeline', () => {
  it('learns from the training rows alone', () => {
    let learnt = 0
    fc.assert(
      fc.property(cases, fc.oneof(table, arrays), ({ columns, steps, train }, others) => {
        const fitted = fit(columns, train, steps)
        fc.pre(fitted !== null)
        learnt++
        // Any other values in the rest of the rows: those of another dataset of the same columns, else none at all.
        const rest = everyRow(ROWS).filter((row) => !train.includes(row))
        const inTrain = of(columns, train)
        const same = others.every(
          (other, i) =>
            columns[i]?.name === other.name &&
            JSON.stringify(columns[i]!.shape) === JSON.stringify(other.shape) &&
            columns[i]!.dtype === other.dtype
        )
        const changed = same && others.length === columns.length ? mixed(columns, others, rest) : inTrain
        expect(fit(changed, changed === inTrain ? everyRow(train.length) : train, steps)).toEqual(fitted)
      }),
      { numRuns: RUNS }
    )
    expect(learnt).toBeGreaterThan(0)
  })

  it('does to a row alone what it does to it among others', () => {
    fc.assert(
      fc.property(cases, ({ columns, steps, train }) => {
        const fitted = fit(columns, train, steps)
        fc.pre(fitted !== null)
        const whole = attempt(() => applyPipeline(columns, fitted!, allOf(columns)))
        fc.pre(whole !== null)
        for (const row of everyRow(ROWS)) {
          const alone = applyPipeline(of(columns, [row]), fitted!, allOf(columns))
          const place = whole!.kept.indexOf(row)
          expect(alone.kept.length).toBe(place < 0 ? 0 : 1)
          if (place < 0) continue
          const there = of(whole!.columns, [place])
          expect(alone.columns.map(({ values }) => bits(values))).toEqual(there.map(({ values }) => bits(values)))
        }
      }),
      { numRuns: RUNS }
    )
  })

  it('gives the shapes that were planned', () => {
    fc.assert(
      fc.property(cases, ({ columns, steps, train }) => {
        const fitted = fit(columns, train, steps)
        fc.pre(fitted !== null)
        const applied = attempt(() => applyPipeline(columns, fitted!, allOf(columns)))
        fc.pre(applied !== null)
        const plan = planPipeline(columns.map(shapeOf), steps, allOf(columns), fitted!)
        const last = plan.states.at(-1)!
        expect(plan.states).toHaveLength(steps.length + 1)
        expect(applied!.columns.map(shapeOf)).toEqual(last.columns)
        expect(applied!.features).toEqual(last.features)
        for (const { values, shape, dtype } of applied!.columns) {
          if (values.kind !== 'numbers') continue
          expect(values.shape).toEqual(shape)
          expect(values.data.constructor.name.toLowerCase()).toBe(`${dtype}array`)
        }
        // Before anything is learnt, the plan knows less, but nothing else.
        const early = planPipeline(columns.map(shapeOf), steps, allOf(columns))
        expect(early.fault?.step ?? null).toBeNull()
        if (early.shape) expect(early.shape).toEqual(plan.shape)
        const fed = attempt(() => assemble(applied!.columns, applied!.features))
        if (fed) expect(fed.shape).toEqual(plan.shape)
        else if (plan.fault === null) expect(() => assemble(applied!.columns, applied!.features)).toThrow(NetloomError)
      }),
      { numRuns: RUNS }
    )
  })

  it('does the same to the bit after what it learnt was written and read', () => {
    fc.assert(
      fc.property(cases, ({ columns, steps, train }) => {
        const fitted = fit(columns, train, steps)
        fc.pre(fitted !== null)
        const read = fittedStepSchema.array().parse(JSON.parse(JSON.stringify(fitted)))
        expect(read).toEqual(fitted)
        const [first, second] = [fitted!, read].map((one) => attempt(() => applyPipeline(columns, one, allOf(columns))))
        expect(second?.columns.map(({ values }) => bits(values))).toEqual(
          first?.columns.map(({ values }) => bits(values))
        )
      }),
      { numRuns: RUNS }
    )
  })
})

/** The rows at `rows` from `others`. */
function mixed(columns: readonly NamedValues[], others: readonly NamedValues[], rows: Uint32Array): NamedValues[] {
  return columns.map((column, i) => {
    const [mine, theirs] = [column.values, others[i]!.values]
    if (mine.kind === 'numbers' && theirs.kind === 'numbers') {
      const copy = takeRows(mine, everyRow(ROWS)) as typeof mine
      const size = mine.data.length / ROWS
      for (const row of rows) copy.data.set(theirs.data.subarray(row * size, (row + 1) * size), row * size)
      const missing = Uint8Array.from(everyRow(ROWS), (row) => (rows.includes(row) ? theirs : mine).missing?.[row] ?? 0)
      return { ...column, values: { ...copy, missing } }
    }
    if (mine.kind === 'texts' && theirs.kind === 'texts') {
      return {
        ...column,
        values: {
          kind: 'texts',
          values: mine.values.map((text, row) => (rows.includes(row) ? theirs.values[row]! : text))
        }
      }
    }
    return column
  })
}

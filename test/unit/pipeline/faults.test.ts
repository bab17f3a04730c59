// What goes wrong, said once and with its place: the step's path in the project, the column, the row of the source.
import { describe, expect, it } from 'vitest'
import { assemble } from '../../../src/pipeline/assemble'
import { steps as catalogue, type NamedValues } from '../../../src/pipeline'
import { fitPipeline, planPipeline } from '../../../src/pipeline/run'
import { LOCALES } from '../../../src/shared/locale'
import { describeError, NetloomError } from '../../../src/shared/errors'
import type { Preprocessing } from '../../../src/shared/preprocessing'
import { allOf, everyRow, numbers, pictures, run, sequences, step, tensor, texts } from '../../support/columns'

const fault = (code: string, args: object = {}) =>
  expect.objectContaining({ code, args: expect.objectContaining(args) })

const age = numbers('age', [30, 40, 50])
const colour = texts('colour', ['red', 'blue', 'red'])
const grey = { height: 2, width: 2, channels: 1, data: new Uint8Array(4) }
const image = pictures('image', [grey, { ...grey, height: 1, width: 4 }, grey])

const planned = (columns: NamedValues[], ...steps: Preprocessing[]) => planPipeline(columns, steps, allOf(columns))

describe('the plan ends at the first fault, with its place', () => {
  const second = { where: 'dataset.preprocessing[1]' }
  it.each<[string, NamedValues[], Preprocessing, string, object]>([
    [
      'a step that there is not',
      [age],
      step('StandardScaler'),
      'PIPELINE_STEP',
      { ...second, found: 'StandardScaler' }
    ],
    [
      'a parameter that there is not',
      [age],
      step('Clip', { low: 1 }),
      'PIPELINE_PARAM',
      { className: 'Clip', where: 'dataset.preprocessing[1].config.low' }
    ],
    [
      'a column that there is not',
      [age],
      step('Clip', { min: 0 }, ['agee']),
      'PIPELINE_COLUMN',
      { ...second, found: 'agee', known: 'age' }
    ],
    [
      'a column of another type',
      [age, colour],
      step('Log', {}, ['colour']),
      'PIPELINE_COLUMN_TYPE',
      { ...second, column: 'colour' }
    ],
    ['nothing to do', [age], step('TextVectorization'), 'PIPELINE_NO_COLUMN', second],
    [
      'limits that cross',
      [age],
      step('Clip', { min: 2, max: 1 }),
      'PIPELINE_PARAM',
      { where: 'dataset.preprocessing[1].config.max' }
    ],
    [
      'a constant of the other kind',
      [age],
      step('SimpleImputer', { strategy: 'constant', fill_value: 'x' }),
      'PIPELINE_PARAM',
      {}
    ],
    [
      'both ways to keep the proportion',
      [image, age],
      step('Resizing', { height: 2, width: 2, crop_to_aspect_ratio: true, pad_to_aspect_ratio: true }),
      'PIPELINE_PARAM',
      {}
    ],
    [
      'a length without a sequence',
      [age, colour],
      step('TextVectorization', { output_mode: 'count', output_sequence_length: 4 }),
      'PIPELINE_PARAM',
      {}
    ]
  ])('%s', (_name, columns, faulty, code, args) => {
    const plan = planned(columns, step('Clip', { min: 0 }, ['age']), faulty)
    expect(plan.fault).toEqual({ step: 1, error: fault(code, args) })
    expect(plan.states).toHaveLength(2)
    expect(plan.shape).toBeNull()
  })

  it('an axis or a list that does not fit the shape', () => {
    const x = tensor('x', [2, 3], new Float32Array(6))
    expect(planned([x], step('Normalization', { axis: 3 })).fault!.error).toEqual(
      fault('PIPELINE_PARAM', { where: 'dataset.preprocessing[0].config.axis', found: 3 })
    )
    expect(planned([x], step('Rescaling', { scale: [1, 2] })).fault!.error).toEqual(
      fault('PIPELINE_PARAM', { found: 2 })
    )
    expect(planned([x], step('Normalization', { mean: 1 })).fault!.error).toEqual(fault('PIPELINE_PARAM'))
  })

  it('what cannot reach the network, with the step that helps', () => {
    const hint = (columns: NamedValues[], ...steps: Preprocessing[]) => {
      const { fault: found } = planned(columns, ...steps)
      expect(found).toEqual({ step: null, error: fault('PIPELINE_TYPE') })
      return String(found!.error.args.hint)
    }
    expect(hint([age, colour])).toContain('TextVectorization')
    expect(hint([sequences('words', [[1], [1, 2]])])).toContain('pad_sequences')
    expect(hint([image])).toContain('Resizing')
    expect(planned([image, age], step('Resizing', { height: 2, width: 2 })).fault).toEqual({
      step: null,
      error: fault('PIPELINE_MIX')
    })
    expect(planPipeline([age], [], { features: [], target: 'age' }).fault!.error).toEqual(fault('PIPELINE_NO_FEATURE'))
  })

  it('a target that would become several columns', () => {
    const plan = planPipeline([age, colour], [step('OneHotEncoder', {}, ['colour'])], {
      features: ['age'],
      target: 'colour'
    })
    expect(plan.fault!.error).toEqual(fault('PIPELINE_TARGET', { column: 'colour' }))
  })

  it('columns of one name', () => {
    const taken = numbers('colour_red', [0, 0, 1])
    expect(() => run([colour, taken], 3, step('OneHotEncoder'))).toThrow(
      fault('PIPELINE_NAME_TAKEN', { column: 'colour_red' })
    )
  })
})

describe('faults of values name the row of the source', () => {
  const trainRows = Uint32Array.of(3, 1)

  it('a logarithm that there is not', () => {
    const price = numbers('price', [1, 0, 5, 2])
    const steps = [step('Log'), step('Normalization')]
    expect(() => fitPipeline([price], trainRows, steps, allOf([price]))).toThrow(
      fault('PIPELINE_DOMAIN', {
        where: 'dataset.preprocessing[0]',
        column: 'price',
        row: 1,
        found: 0,
        expected: 'log'
      })
    )
    expect(run([price], 4, step('Log', { function: 'log1p' })).columns[0]!.values).toMatchObject({
      data: Float64Array.from([1, 0, 5, 2], Math.log1p)
    })
  })

  it('also behind rows that were dropped', () => {
    const price = numbers('price', [null, 1, null, -4])
    expect(() => run([price], 4, step('SimpleImputer', { strategy: 'drop' }), step('Log'))).toThrow(
      fault('PIPELINE_DOMAIN', { row: 3, where: 'dataset.preprocessing[1]' })
    )
  })

  it('a value that training has not seen', () => {
    const all = [texts('c', ['a', 'b', 'z'])]
    expect(() => run(all, 2, step('OneHotEncoder'))).toThrow(fault('PIPELINE_UNKNOWN', { found: 'z', row: 2 }))
    expect(() => run(all, 2, step('OrdinalEncoder'))).toThrow(fault('PIPELINE_UNKNOWN_NUMBER', { found: 'z', row: 2 }))
    const ignored = run(all, 2, step('OneHotEncoder', { handle_unknown: 'ignore' }))
    expect(assemble(ignored.columns, ignored.features).x).toEqual(Uint8Array.of(1, 0, 0, 1, 0, 0))
    const unknown = { handle_unknown: 'use_encoded_value', unknown_value: -1 }
    expect(run(all, 2, step('OrdinalEncoder', unknown)).columns[0]!.values).toMatchObject({
      data: Int32Array.of(0, 1, -1)
    })
  })

  it('nothing to learn from, or nothing finite', () => {
    const none = numbers('a', [null, null, 3])
    for (const name of ['Normalization', 'MinMaxScaler', 'SimpleImputer']) {
      expect(() => run([none], 2, step(name))).toThrow(fault('PIPELINE_NO_VALUES', { column: 'a' }))
    }
    expect(() => run([texts('t', ['', null])], 2, step('TextVectorization'))).toThrow(fault('PIPELINE_NO_VALUES'))
    expect(() => run([texts('t', [null])], 1, step('OneHotEncoder'))).toThrow(fault('PIPELINE_NO_VALUES'))
    for (const values of [
      [1, Infinity],
      [1e308, -1e308]
    ]) {
      for (const name of ['Normalization', 'MinMaxScaler']) {
        expect(() => run([numbers('a', values)], 2, step(name))).toThrow(fault('PIPELINE_NOT_FINITE', { column: 'a' }))
      }
    }
    expect(() => run([none], 2, step('SimpleImputer', { strategy: 'drop' }))).toThrow(fault('PIPELINE_NO_ROWS'))
  })

  it('too many categories for columns', () => {
    const ids = numbers('id', [...everyRow(1001)])
    expect(() => run([ids], 1001, step('OneHotEncoder', {}, ['id']))).toThrow(
      fault('PIPELINE_CATEGORIES', { found: 1001, most: 1000 })
    )
  })

  it('values that are missing, or infinite, at the end', () => {
    const gaps = numbers('b', [1, null, 3])
    const rows = Uint32Array.of(10, 20, 30)
    expect(() => assemble([age, gaps], ['age', 'b'], 'float32', rows)).toThrow(
      fault('PIPELINE_MISSING', { column: 'b', row: 20 })
    )
    const bytes: NamedValues = { ...tensor('x', [2], new Uint8Array(6)) }
    const marked = { ...bytes, values: { ...bytes.values, missing: Uint8Array.of(0, 0, 1) } } as NamedValues
    expect(() => assemble([marked], ['x'])).toThrow(fault('PIPELINE_MISSING', { column: 'x', row: 2 }))
    expect(() => assemble([age, numbers('c', [1, 2, -Infinity])], ['age', 'c'])).toThrow(
      fault('PIPELINE_INFINITE', { column: 'c', row: 2, found: '-Infinity' })
    )
    // Finite as float64, but not as the network gets it.
    expect(() => assemble([numbers('c', [1e300])], ['c'])).toThrow(fault('PIPELINE_INFINITE', { row: 0 }))
    expect(assemble([numbers('c', [1e300])], ['c'], 'float64').x).toEqual(Float64Array.of(1e300))
    const unread = run([pictures('image', [grey, null])], 2, step('Resizing', { height: 2, width: 2 }))
    expect(() => assemble(unread.columns, ['image'])).toThrow(fault('PIPELINE_MISSING', { row: 1 }))
  })
})

it('every error is told in both languages, without a gap', () => {
  const faults: NetloomError[] = [
    planned([age], step('Nope')),
    planned([age], step('Clip', {})),
    planned([age], step('Clip', { min: 'x' })),
    planned([age], step('TextVectorization')),
    planned([age, colour]),
    planned([age, colour], step('Log', {}, ['colour'])),
    planned([age], step('Log', {}, ['gone']))
  ].map((plan) => plan.fault!.error)
  for (const { code, args } of faults) {
    for (const locale of LOCALES) {
      const { message, remedy } = describeError({ code, args }, locale)
      expect(`${message} ${remedy}`).not.toMatch(/[{}]/)
      if (locale === 'zh-CN') expect(message).toMatch(/\p{Script=Han}/u)
    }
  }
})

it('every step and parameter is described in both languages', () => {
  for (const one of catalogue.values()) {
    const described = [one.title, one.summary, one.takes, ...Object.values(one.params).map(({ help }) => help)]
    for (const text of described) {
      expect(text.en.length).toBeGreaterThan(0)
      expect(text['zh-CN']).toMatch(/\p{Script=Han}/u)
    }
  }
  expect([...catalogue.keys()]).toHaveLength(12)
})

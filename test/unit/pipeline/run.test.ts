import { describe, expect, it } from 'vitest'
import { assemble } from '../../../src/pipeline/assemble'
import { applyPipeline, fitPipeline, learnPipeline, leaveToGraph, planPipeline } from '../../../src/pipeline/run'
import { roleOf, rolesOf } from '../../../src/pipeline/roles'
import { encodeTarget } from '../../../src/pipeline/target'
import { datasetSourceSchema } from '../../../src/shared/dataset'
import { allOf, everyRow, numbers, pictures, run, sequences, step, tensor, texts } from '../../support/columns'

const fault = (code: string, args: object = {}) =>
  expect.objectContaining({ code, args: expect.objectContaining(args) })

describe('some of the steps of a project', () => {
  const columns = [numbers('age', [30, null, 50]), texts('colour', ['red', 'blue', 'red'])]
  const roles = { features: ['age', 'colour'], target: null }

  it('name their place in the project, and rows theirs in the source', () => {
    const numbering = { first: 2, source: [7, 8, 9] }
    const unknown = [step('Normalization', {}, ['gone'])]
    const where = 'dataset.preprocessing[2]'
    expect(() => fitPipeline(columns, everyRow(3), unknown, roles, numbering)).toThrow(
      fault('PIPELINE_COLUMN', { where })
    )
    expect(planPipeline(columns, unknown, roles, [], 2).fault).toMatchObject({ step: 0, error: { args: { where } } })
    const fitted = fitPipeline(columns, Uint32Array.of(0), [step('Log', {}, ['age'])], roles)
    const negative = [numbers('age', [1, 2, -3]), columns[1]!]
    expect(() => applyPipeline(negative, fitted, roles, numbering)).toThrow(fault('PIPELINE_DOMAIN', { where, row: 9 }))
  })

  it('keep what was learnt before the first that cannot learn', () => {
    const steps = [step('SimpleImputer', {}, ['age']), step('Normalization', {}, ['colour']), step('OneHotEncoder')]
    const { fitted, fault: found } = learnPipeline(columns, everyRow(3), steps, roles)
    expect(fitted.map(({ fitted: learnt }) => learnt)).toEqual([{ age: { value: 40 } }])
    expect(found).toMatchObject({ step: 1, error: { code: 'PIPELINE_COLUMN_TYPE' } })
  })
})

describe('steps one after the other', () => {
  const columns = [
    numbers('age', [30, null, 50, 40]),
    texts('colour', ['red', 'blue', 'red', null]),
    numbers('income', [10, 1000, 100, 1e5]),
    texts('bought', ['no', 'yes', 'no', 'yes'])
  ]
  const roles = { features: ['age', 'colour', 'income'], target: 'bought' }
  const steps = [
    step('SimpleImputer', { strategy: 'drop' }, ['colour']),
    step('SimpleImputer', { strategy: 'median' }),
    step('OneHotEncoder'),
    step('Log', { function: 'log10' }, ['income']),
    step('MinMaxScaler', {}, ['age', 'income'])
  ]

  it('each learns from what those before it leave of the training rows', () => {
    const fitted = fitPipeline(columns, Uint32Array.of(0, 1, 2), steps, roles)
    expect(fitted.map(({ fitted: learnt }) => learnt)).toEqual([
      { colour: {} },
      { age: { value: 40 }, income: { value: 100 } },
      { colour: { categories: ['blue', 'red'] } },
      {},
      { age: { data_min: 30, data_max: 50 }, income: { data_min: 1, data_max: 3 } }
    ])
    const { columns: after, features, target, kept } = applyPipeline(columns, fitted, roles)
    expect([...kept]).toEqual([0, 1, 2])
    expect(features).toEqual(['age', 'colour_blue', 'colour_red', 'income'])
    expect(target).toBe('bought')
    const { shape, x } = assemble(after, features)
    expect(shape).toEqual([4])
    expect(x).toEqual(Float32Array.of(0, 0, 1, 0, 0.5, 1, 0, 1, 1, 0, 1, 0.5))
    const { y, classes } = encodeTarget(
      after.find(({ name }) => name === 'bought')!,
      'classification'
    )
    expect([classes, y]).toEqual([['no', 'yes'], Uint8Array.of(0, 1, 0)])
  })

  it('the target is changed only where it is named', () => {
    const both = [numbers('x', [1, 2]), numbers('y', [10, 20])]
    const regression = { features: ['x'], target: 'y' }
    const fit = (...given: Parameters<typeof step>) => fitPipeline(both, everyRow(2), [step(...given)], regression)
    expect(fit('Normalization')[0]!.columns).toEqual(['x'])
    const named = fit('Rescaling', { scale: 0.1 }, ['y'])
    expect(applyPipeline(both, named, regression).columns[1]!.values).toMatchObject({ data: Float64Array.of(1, 2) })
  })

  it('steps may name columns that only training will tell', () => {
    const named = [step('OneHotEncoder'), step('Normalization', {}, ['colour_red'])]
    const given = [columns[1]!, columns[2]!]
    expect(planPipeline(given, named, allOf(given))).toMatchObject({ fault: null, shape: null })
    const fitted = fitPipeline(given, Uint32Array.of(0, 1, 2), named, allOf(given))
    const plan = planPipeline(given, named, allOf(given), fitted)
    expect(plan).toMatchObject({ fault: null, shape: [3], dtype: 'float' })
    const gone = [named[0]!, step('Normalization', {}, ['colour_pink'])]
    expect(() => fitPipeline(given, Uint32Array.of(0, 1, 2), gone, allOf(given))).toThrow(
      fault('PIPELINE_COLUMN', { found: 'colour_pink', where: 'dataset.preprocessing[1]' })
    )
  })
})

describe('pictures', () => {
  const picture = (height: number, width: number, channels: number, fill: number) => ({
    ...{ height, width, channels },
    data: new Uint8Array(height * width * channels).fill(fill)
  })
  const mixed = pictures('image', [picture(3, 5, 1, 10), picture(2, 2, 3, 20), picture(4, 1, 4, 30)])

  it('of files become RGB of one size, and stay bytes', () => {
    const { columns, features } = run([mixed], 3, step('Resizing', { height: 2, width: 3 }))
    const { shape, x } = assemble(columns, features)
    expect(shape).toEqual([2, 3, 3])
    expect(x).toEqual(Uint8Array.from({ length: 54 }, (_, i) => 10 * (1 + Math.floor(i / 18))))
  })

  it('become grey before or after', () => {
    const resize = step('Resizing', { height: 2, width: 3 })
    for (const steps of [
      [step('Grayscale'), resize],
      [resize, step('Grayscale')]
    ]) {
      const plan = planPipeline([mixed], steps, allOf([mixed]))
      expect(plan).toMatchObject({ shape: [2, 3, 1], dtype: 'uint8', fault: null })
      const { columns, features } = run([mixed], 3, ...steps)
      const { shape, x } = assemble(columns, features)
      expect(shape).toEqual([2, 3, 1])
      expect(x).toEqual(Uint8Array.from({ length: 18 }, (_, i) => 10 * (1 + Math.floor(i / 6))))
    }
  })

  it('in arrays without an axis of channels keep none', () => {
    const digits = tensor(
      'x',
      [4, 4],
      Uint8Array.from({ length: 32 }, (_, i) => i)
    )
    const plan = planPipeline([digits], [step('Resizing', { height: 2, width: 2 }), step('Grayscale')], allOf([digits]))
    expect(plan).toMatchObject({ shape: [2, 2], fault: null })
  })
})

describe('a last Rescaling', () => {
  const bytes = tensor('x', [2], Uint8Array.of(0, 255, 51, 102))
  const rescale = step('Rescaling', { scale: 1 / 255 })
  const left = (columns: ReturnType<typeof tensor>[], ...steps: ReturnType<typeof step>[]) => {
    const fitted = fitPipeline(columns, everyRow(2), steps, allOf(columns))
    return leaveToGraph(fitted, planPipeline(columns, steps, allOf(columns), fitted))
  }

  it('of bytes is left to the network', () => {
    expect(left([bytes], rescale)).toEqual({ steps: [], rescaling: { scale: 1 / 255, offset: 0 } })
    expect(left([bytes], step('Clip', { max: 99 }), rescale).steps).toHaveLength(1)
  })

  it('is done before where it is not the last, not alike for all, or not of bytes', () => {
    const none = { scale: 1, offset: 0 }
    expect(left([bytes], rescale, step('Clip', { min: 0 }))).toMatchObject({ rescaling: none, steps: [{}, {}] })
    expect(left([bytes], step('Rescaling', { scale: [1, 2] }))).toMatchObject({ rescaling: none })
    expect(left([bytes], rescale, rescale)).toMatchObject({ rescaling: none })
    expect(left([bytes, numbers('z', [1, 2])], rescale)).toMatchObject({ rescaling: none })
    expect(left([bytes, { ...bytes, name: 'z' }], step('Rescaling', { scale: 2 }, ['z']))).toMatchObject({
      rescaling: none
    })
  })
})

describe('assemble', () => {
  it('puts numbers and lists one after another, in the order asked for', () => {
    const [a, b, c] = [numbers('a', [1, 2]), tensor('b', [2], Int32Array.of(3, 4, 5, 6)), numbers('c', [7, 8])]
    expect(assemble([a, b, c], ['c', 'b', 'a'])).toEqual({ shape: [4], x: Float32Array.of(7, 3, 4, 1, 8, 5, 6, 2) })
    expect(assemble([a], ['a'], 'float64')).toEqual({ shape: [1], x: Float64Array.of(1, 2) })
  })

  it('keeps the shape of a single array, and does not copy bytes', () => {
    const data = new Uint8Array(24)
    const { shape, x } = assemble([tensor('x', [3, 4], data)], ['x'])
    expect(shape).toEqual([3, 4])
    expect(x).toBe(data)
  })

  it('takes sequences after pad_sequences', () => {
    const { columns, features } = run([sequences('w', [[5], [1, 2, 3]])], 2, step('pad_sequences'))
    expect(assemble(columns, features)).toEqual({ shape: [3], x: Float32Array.of(0, 0, 5, 1, 2, 3) })
  })
})

describe('encodeTarget', () => {
  it('numbers classes by value where all are numbers, else by character', () => {
    expect(encodeTarget(texts('y', ['10', '9', '10']), 'classification')).toEqual({
      classes: ['9', '10'],
      y: Uint8Array.of(1, 0, 1)
    })
    expect(encodeTarget(texts('y', ['10', 'b', '9']), 'classification').classes).toEqual(['10', '9', 'b'])
    expect(encodeTarget(numbers('y', [10, 9, -1]), 'classification').classes).toEqual(['-1', '9', '10'])
    expect(encodeTarget(numbers('y', [1, 0], 'boolean'), 'classification').classes).toEqual(['false', 'true'])
    const many = encodeTarget(numbers('y', [...everyRow(300)]), 'classification')
    expect(many.y).toEqual(Float32Array.from(everyRow(300)))
  })

  it('takes the names of classes that a source tells', () => {
    const target = numbers('label', [2, 0], 'integer')
    expect(encodeTarget(target, 'classification', { classes: ['a', 'b', 'c'] })).toEqual({
      classes: ['a', 'b', 'c'],
      y: Uint8Array.of(2, 0)
    })
    expect(() => encodeTarget(target, 'classification', { classes: ['a', 'b'] })).toThrow(
      fault('TARGET_VALUE', { row: 0, found: '2' })
    )
  })

  it('keeps quantities', () => {
    expect(encodeTarget(numbers('y', [0.1, 2]), 'regression')).toEqual({ classes: null, y: Float32Array.of(0.1, 2) })
    expect(encodeTarget(numbers('y', [0.1]), 'regression', { floatType: 'float64' }).y).toEqual(Float64Array.of(0.1))
  })

  it('refuses one class, too many, what is missing, and what is no target', () => {
    expect(() => encodeTarget(texts('y', ['a', 'a']), 'classification')).toThrow(fault('TARGET_CLASSES', { found: 1 }))
    expect(() => encodeTarget(numbers('y', [...everyRow(1001)]), 'classification')).toThrow(fault('TARGET_CLASSES'))
    const rows = Uint32Array.of(7, 8)
    expect(() => encodeTarget(texts('y', ['a', null]), 'classification', { rows })).toThrow(
      fault('TARGET_VALUE', { row: 8 })
    )
    expect(() => encodeTarget(numbers('y', [1, null]), 'regression')).toThrow(fault('TARGET_VALUE', { row: 1 }))
    expect(() => encodeTarget(numbers('y', [1, Infinity]), 'regression')).toThrow(
      fault('TARGET_VALUE', { found: 'Infinity' })
    )
    expect(() => encodeTarget(texts('y', ['a']), 'regression')).toThrow(fault('TARGET_TYPE'))
    expect(() => encodeTarget(tensor('y', [2], new Float32Array(4)), 'classification')).toThrow(fault('TARGET_TYPE'))
  })
})

describe('rolesOf', () => {
  const source = (given: object) => datasetSourceSchema.parse(given)
  const table = (more: object = {}) => source({ format: 'csv', path: 'a.csv', ...more })
  const columns = ['id', 'age', 'set', 'w', 'bought']

  it('tables: the last column is the target, unless they say otherwise', () => {
    expect(rolesOf(table(), columns)).toEqual({
      features: ['id', 'age', 'set', 'w'],
      target: 'bought',
      weight: null,
      split: null
    })
    const roles = rolesOf(table({ target: 'age', sample_weight: 'w' }), columns, 'set')
    expect(roles).toEqual({ features: ['id', 'bought'], target: 'age', weight: 'w', split: 'set' })
    expect(columns.map((column) => roleOf(roles, column))).toEqual(['feature', 'target', 'split', 'weight', 'feature'])
    expect(rolesOf(table({ sample_weight: 'bought' }), columns).target).toBe('w')
    expect(roleOf(rolesOf(table({ features: ['age'] }), columns), 'id')).toBe('none')
  })

  it('other sources: x and y, image or text and label, or the last column', () => {
    const arrays = source({ format: 'arrays', x_train: { path: 'a.npz' } })
    expect(rolesOf(arrays, ['x', 'y'])).toMatchObject({ features: ['x'], target: 'y' })
    expect(rolesOf(arrays, ['x'])).toMatchObject({ features: ['x'], target: null })
    expect(rolesOf(source({ format: 'images', path: 'f' }), ['image', 'label'])).toMatchObject({
      features: ['image'],
      target: 'label'
    })
    expect(rolesOf(source({ format: 'texts', path: 'f' }), ['text', 'label'])).toMatchObject({
      features: ['text'],
      target: 'label'
    })
    expect(rolesOf(source({ format: 'synthetic', generator: 'moons' }), ['x0', 'x1', 'label'])).toMatchObject({
      features: ['x0', 'x1'],
      target: 'label'
    })
    const points = source({ format: 'points', columns: ['a', 'b'], points: [], task: 'regression' })
    expect(rolesOf(points, ['a', 'b'])).toMatchObject({ features: ['a'], target: 'b' })
    expect(rolesOf(source({ name: 'mnist' }), ['x', 'y'])).toMatchObject({ features: ['x'], target: 'y' })
    expect(rolesOf(source({ name: 'iris' }), ['a', 'b', 'kind'])).toMatchObject({
      features: ['a', 'b'],
      target: 'kind'
    })
  })

  it('numbers classes whose names the source tells, by name or by number', () => {
    const named = texts('label', ['dog', 'cat', 'dog'])
    expect(encodeTarget(named, 'classification', { classes: ['cat', 'dog', 'none'] })).toEqual({
      ...{ classes: ['cat', 'dog', 'none'], y: Uint8Array.of(1, 0, 1) }
    })
    expect(() => encodeTarget(named, 'classification', { classes: ['cat'] })).toThrow(fault('TARGET_VALUE', { row: 0 }))
  })

  it('refuses columns that are not there, or chosen twice, and a table of one', () => {
    expect(() => rolesOf(table({ target: 'gone' }), columns)).toThrow(fault('CSV_COLUMN_UNKNOWN', { found: 'gone' }))
    expect(() => rolesOf(table({ features: ['age', 'age'] }), columns)).toThrow(
      fault('CSV_COLUMN_TWICE', { column: 'age' })
    )
    expect(() => rolesOf(table({ features: ['age', 'set'] }), columns, 'set')).toThrow(fault('CSV_COLUMN_TWICE'))
    expect(() => rolesOf(table(), ['only'])).toThrow(fault('CSV_ONE_COLUMN'))
    expect(() => rolesOf(table(), columns, 'gone')).toThrow(fault('SPLIT_COLUMN', { found: 'gone' }))
  })
})

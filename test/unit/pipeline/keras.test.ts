// Steps that Keras has, against what Keras 3 makes of the same data (test/fixtures/make/pipeline.py).
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../../src/shared/json'
import { listed, run, sequences, step, tensor, texts } from '../../support/columns'

interface Case {
  config: Record<string, Json>
  y: number[][]
}
interface Fixture {
  Normalization: (Case & { x: number[][] })[]
  TextVectorization: { train: string[]; unseen: string[]; cases: (Case & { vocabulary: string[] })[] }
  Resizing: (Case & { dtype: 'uint8' | 'float32'; shape: [number, number, number]; x: number[] })[]
  pad_sequences: { sequences: number[][]; cases: Case[] }
}
const keras = JSON.parse(
  readFileSync(new URL('../../fixtures/data/pipeline-keras.json', import.meta.url), 'utf8')
) as Fixture

function expectClose(found: readonly number[], expected: readonly number[], relative: number): void {
  expect(found.length).toBe(expected.length)
  found.forEach((value, i) => {
    const far = Math.abs(value - expected[i]!) / Math.max(1, Math.abs(expected[i]!))
    if (!(far <= relative)) throw new Error(`at ${i}: ${value}, in Keras ${expected[i]}`)
  })
}

const shapeOf = (value: unknown): number[] => (Array.isArray(value) ? [value.length, ...shapeOf(value[0])] : [])

describe('Normalization', () => {
  it.each(keras.Normalization)('$config', ({ config, x, y }) => {
    const [rows, ...shape] = shapeOf(x)
    const column = tensor('x', shape, Float64Array.from(x.flat(Infinity) as number[]))
    const { columns } = run([column], rows!, step('Normalization', config))
    expectClose(listed(columns[0]!), y.flat(Infinity) as number[], 1e-12)
  })
})

describe('TextVectorization', () => {
  const { train, unseen, cases } = keras.TextVectorization
  const column = texts('review', [...train, ...unseen])

  it.each(cases)('$config', ({ config, vocabulary, y }) => {
    const { columns, fitted } = run([column], train.length, step('TextVectorization', config))
    expect((fitted[0]!.fitted.review as { vocabulary: string[] }).vocabulary).toEqual(vocabulary)
    const [after] = columns
    // Without output_sequence_length, Keras pads to the longest of a batch: here that of training, whose rows are equal.
    expectClose(listed(after!), y.flat(), config.output_mode === 'tf_idf' ? 1e-6 : 0)
  })
})

describe('Resizing', () => {
  const ofDtype = (dtype: string) => keras.Resizing.filter((one) => one.dtype === dtype)
  const bytes = ofDtype('uint8')
  const floats = ofDtype('float32')

  it.each(floats)('$config of float32 $shape', ({ config, shape, x, y }) => {
    const { columns } = run([tensor('x', shape, Float32Array.from(x))], 1, step('Resizing', config))
    expect(columns[0]).toMatchObject({ shape: [5, 4, shape[2]], dtype: 'float32' })
    expectClose(listed(columns[0]!), y.flat(Infinity) as number[], 1e-5)
  })

  it.each(bytes.map((one, i) => ({ ...one, exact: floats[i]!.y })))('$config of uint8 $shape', (given) => {
    const { columns } = run([tensor('x', given.shape, Uint8Array.from(given.x))], 1, step('Resizing', given.config))
    expect(columns[0]).toMatchObject({ shape: [5, 4, given.shape[2]], dtype: 'uint8' })
    const exact = given.exact.flat(Infinity) as number[]
    const byte = (value: number): number => Math.min(Math.max(value, 0), 255)
    // Halfway between two bytes, the last bit of a float32 decides.
    listed(columns[0]!).forEach((value, i) => expect(Math.abs(value - byte(exact[i]!))).toBeLessThanOrEqual(0.5 + 1e-4))
  })
})

describe('pad_sequences', () => {
  it.each(keras.pad_sequences.cases)('$config', ({ config, y }) => {
    const rows = keras.pad_sequences.sequences
    const { columns } = run([sequences('words', rows)], rows.length, step('pad_sequences', config))
    expect(listed(columns[0]!)).toEqual(y.flat())
  })

  it('num_words: rarer words become 2', () => {
    const { columns } = run([sequences('words', [[1, 9, 10, 11]])], 1, step('pad_sequences', { num_words: 10 }))
    expect(listed(columns[0]!)).toEqual([1, 9, 2, 2])
  })
})

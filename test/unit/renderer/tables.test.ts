import { describe, expect, it } from 'vitest'
import { shortcutOf } from '../../../src/renderer/commands/index'
import { createFormat, shapeText } from '../../../src/renderer/format'
import { learningRateOf, withLearningRate } from '../../../src/document/edits/training'

describe('numbers', () => {
  const format = createFormat('en')
  it('have four significant digits and no less', () => {
    expect([0.87134, 0.9, 12.345, 1234.5, 0.0000321, NaN, Infinity, null].map(format.value)).toStrictEqual([
      '0.8713',
      '0.9000',
      '12.35',
      '1,235',
      '3.210e-5',
      'NaN',
      'Infinity',
      '–'
    ])
  })
  it('have units and clocks', () => {
    expect([0, 999, 30_878_645].map(format.bytes)).toStrictEqual(['0 B', '999 B', '30.9 MB'])
    expect([0, 72, 3723, NaN].map(format.clock)).toStrictEqual(['0:00', '1:12', '1:02:03', '–'])
    expect([shapeText([28, 28, 1]), shapeText([])]).toStrictEqual(['28 × 28 × 1', '()'])
  })
})

describe('learning_rate', () => {
  it('is read from the optimizer or is Keras’s default', () => {
    expect(
      ['sgd', 'Adam', { class_name: 'Adam', config: { learning_rate: 0.1 } }, 'lion', 'mystery'].map(learningRateOf)
    ).toStrictEqual([0.01, 0.001, 0.1, 0.001, null])
  })
  it('is written in Keras’s long form and keeps the rest', () => {
    expect(withLearningRate('adam', 0.5)).toStrictEqual({ class_name: 'Adam', config: { learning_rate: 0.5 } })
    expect(withLearningRate({ class_name: 'SGD', config: { momentum: 0.9 } }, 0.5)).toStrictEqual({
      class_name: 'SGD',
      config: { momentum: 0.9, learning_rate: 0.5 }
    })
  })
})

it('shortcuts are the same with Cmd', () => {
  const key = { ctrlKey: false, metaKey: true, altKey: false, shiftKey: false, key: 'Enter' }
  expect(shortcutOf(key)).toBe('Ctrl+Enter')
  expect(shortcutOf({ ...key, ctrlKey: true, key: 'j' })).toBe('Ctrl+J')
})

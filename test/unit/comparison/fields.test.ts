// By what runs are grouped and coloured.
import { describe, expect, it } from 'vitest'
import { fieldsOf, fieldValue, groupRows, numberScale, shareOf, type FieldRow } from '../../../src/comparison/fields'
import { NO_ANNOTATIONS } from '../../../src/shared/annotations'
import type { SettingsMap } from '../../../src/shared/setting'
import { rgb } from '../../../src/renderer/theme/colours'
import { scaleColour } from '../../../src/renderer/theme/scale-colours'

const row = (settings: SettingsMap, more: Partial<FieldRow> = {}): FieldRow => ({
  settings,
  project: 'mlp',
  sweep: null,
  annotations: NO_ANNOTATIONS,
  ...more
})

describe('fields', () => {
  const rows = [
    row({ dataset: 'mnist', optimizer: 'adam', 'optimizer.learning_rate': 0.01, seed: 1 }),
    row({ dataset: 'mnist', optimizer: 'sgd', 'optimizer.learning_rate': 0.001, seed: 1 }),
    row({ dataset: 'mnist', optimizer: 'adam', 'optimizer.learning_rate': 0.01, seed: 2, 'EarlyStopping.patience': 3 })
  ]
  it('that differ come first, with those that only some runs have', () => {
    const { differing, same } = fieldsOf(rows)
    expect(differing).toStrictEqual([
      'optimizer',
      'optimizer.learning_rate',
      'seed',
      'EarlyStopping.patience',
      '@repeat'
    ])
    expect(same).toStrictEqual(['dataset'])
    expect(fieldsOf([])).toStrictEqual({ differing: [], same: [] })
  })
  it('group runs by their values: numbers rise, what has none comes last', () => {
    expect(groupRows(rows, 'optimizer.learning_rate')).toStrictEqual([
      { value: 0.001, members: [1] },
      { value: 0.01, members: [0, 2] }
    ])
    expect(groupRows(rows, 'EarlyStopping.patience').map(({ value }) => value)).toStrictEqual([3, null])
    const mixed = ['b10', true, 7, 'b9', null].map((value) => row({ mixed: value }))
    expect(groupRows(mixed, 'mixed').map(({ value }) => value)).toStrictEqual([7, true, 'b9', 'b10', null])
  })
  it('know repetitions: the same settings with another seed, in whatever order they are told', () => {
    const again = row({ seed: 9, 'optimizer.learning_rate': 0.01, optimizer: 'adam', dataset: 'mnist' })
    expect(groupRows([...rows, again], '@repeat').map(({ members }) => members)).toStrictEqual([[0, 3], [1], [2]])
  })
  it('tell sweep, project and tags', () => {
    const one = row(
      {},
      { sweep: { id: 's', trial: 0, values: {} }, annotations: { ...NO_ANNOTATIONS, tags: ['b', 'a'] } }
    )
    expect(['@sweep', '@project', '@tags'].map((field) => fieldValue(one, field))).toStrictEqual(['s', 'mlp', 'a, b'])
    expect(fieldValue(row({}), '@tags')).toBeNull()
  })
})

describe('scales of numbers', () => {
  it('are logarithmic where values span decades', () => {
    expect(numberScale([1e-4, 1e-1, null])).toStrictEqual({ min: 1e-4, max: 1e-1, logarithmic: true })
    expect(numberScale([32, 64])).toStrictEqual({ min: 32, max: 64, logarithmic: false })
    expect(numberScale([0, 100])?.logarithmic).toBe(false)
    expect([numberScale(['adam', 1]), numberScale([1, 1]), numberScale([])]).toStrictEqual([null, null, null])
  })
  it('put a value at its share', () => {
    const scale = numberScale([1e-4, 1e-2])!
    expect([1e-4, 1e-3, 1e-2, 1].map((value) => Number(shareOf(value, scale).toFixed(9)))).toStrictEqual([0, 0.5, 1, 1])
  })

  const luminance = (hex: string): number => {
    const [r, g, b] = rgb(hex).map((byte) => {
      const part = byte / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    }) as [number, number, number]
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const contrast = (a: string, b: string): number => {
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
    return (high + 0.05) / (low + 0.05)
  }
  it.each([
    [false, '#fbfaf8'],
    [true, '#191a20']
  ])('rise in lightness and stand out from the panel (dark: %s)', (dark, panel) => {
    const colours = Array.from({ length: 21 }, (_, i) => scaleColour(i / 20, dark))
    colours.forEach((colour, i) => {
      expect(colour).toMatch(/^#[0-9a-f]{6}$/)
      expect(contrast(colour, panel)).toBeGreaterThan(2.8)
      if (i > 0) expect(luminance(colour)).toBeGreaterThan(luminance(colours[i - 1]!))
    })
  })
})

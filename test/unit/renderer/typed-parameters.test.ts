import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../src/layers/index'
import { written } from '../../../src/renderer/builder/inspector/states'
import {
  isTyped,
  readTyped,
  stepped,
  textOf,
  type ParamValue,
  type TypedSpec
} from '../../../src/renderer/builder/inspector/typed'
import { readParams, type ParamSpec } from '../../../src/shared/schema'

const help = { en: 'x', 'zh-CN': 'x' }
const typedSpecs = [...catalogue.values()].flatMap((type) =>
  Object.entries<ParamSpec>(type.params).flatMap(([key, spec]) =>
    isTyped(spec) ? [[`${type.className}.${key}`, spec] as [string, TypedSpec]] : []
  )
)
const value = (spec: TypedSpec, text: string): unknown => {
  const read = readTyped(spec, text)
  return 'value' in read ? read.value : read.reason.key
}
const step = (spec: TypedSpec, text: string, direction: 1 | -1, caret = text.length, times = 1): string | undefined =>
  stepped(spec, text, caret, direction, times)?.text

describe('parameters as text', () => {
  it.each(typedSpecs)('show the default of %s as it is read again', (_name, spec) => {
    if (spec.default === undefined) return
    const read = readTyped(spec, textOf(spec.default))
    expect('value' in read && written(spec, read.value)).toBe(written(spec, spec.default as ParamValue))
  })

  it('are read only as what the schema takes', () => {
    const piece = fc.constantFrom('1', '-1', '0', '2.5', '1e-3', 'None', ',', ' ', '(', ']', '28', '1/3', '×', 'x', '-')
    const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(fc.constantFrom(...typedSpecs), text, ([, spec], given) => {
        const read = readTyped(spec, given)
        if (!('value' in read)) return
        readParams({ it: spec }, { it: read.value }, { className: 'It', layer: 'it', where: 'config' })
      }),
      { numRuns: 5000 }
    )
  })

  it('may be written as people write shapes', () => {
    const shape: TypedSpec = { kind: 'integers', min: 1, help }
    expect(
      ['28 × 28 × 1', '(28, 28, 1)', '[28,28,1]', '28 28 1', '28，28、1'].map((text) => value(shape, text))
    ).toEqual(Array(5).fill([28, 28, 1]))
    expect([value(shape, '7'), value(shape, '()'), value(shape, '')]).toEqual([[7], [], 'inspector.reason.list'])
    const kernel: TypedSpec = { kind: 'integers', length: 2, min: 1, help }
    expect([value(kernel, '3'), value(kernel, '3, 5'), value(kernel, '3, 5, 7')]).toEqual([
      3,
      [3, 5],
      'inspector.reason.oneOr'
    ])
    const strides: TypedSpec = { ...kernel, nullable: true }
    expect([value(strides, ''), value(strides, 'none'), value(strides, '2')]).toEqual([null, null, 2])
  })

  it('go up and down by the number at the caret, within bounds', () => {
    const whole: TypedSpec = { kind: 'integer', min: 1, help }
    expect([step(whole, '9', 1), step(whole, '1', -1), step(whole, '9', 1, 1, 10)]).toEqual(['10', '1', '19'])
    const kernel: TypedSpec = { kind: 'integers', length: 2, min: 1, help }
    expect([step(kernel, '3, 5', 1, 0), step(kernel, '3, 5', 1, 4)]).toEqual(['4, 5', '3, 6'])
    const share: TypedSpec = { kind: 'number', min: 0, max: 1, help }
    expect([step(share, '0.25', 1), step(share, '0.05', -1), step(share, '1', 1)]).toEqual(['0.3', '0', '1'])
    const any: TypedSpec = { kind: 'number', help }
    expect([step(any, '0.001', 1), step(any, '1', -1), step(any, '-1', 1), step(any, '0', -1)]).toEqual([
      '0.002',
      '0.9',
      '-0.9',
      '-0.1'
    ])
    expect(step(any, 'nothing', 1)).toBeUndefined()
  })
})

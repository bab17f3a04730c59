import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../src/layers/index'
import { written } from '../../../src/renderer/builder/inspector/states'
import { stepped, withFewer, withMore, withValue } from '../../../src/renderer/builder/inspector/numbers'
import {
  isTyped,
  readTyped,
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
  stepped(spec, text, caret, direction, { times })?.text

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
    expect([step(whole, '9', 1), step(whole, '1', -1), step(whole, '9', 1, 1, 10)]).toEqual(['10', undefined, '19'])
    const kernel: TypedSpec = { kind: 'integers', length: 2, min: 1, help }
    expect([step(kernel, '3, 5', 1, 0), step(kernel, '3, 5', 1, 4)]).toEqual(['4, 5', '3, 6'])
    const share: TypedSpec = { kind: 'number', min: 0, max: 1, help }
    expect([step(share, '0.25', 1), step(share, '0.05', -1), step(share, '1', 1)]).toEqual(['0.3', '0', undefined])
    const any: TypedSpec = { kind: 'number', help }
    expect([step(any, '0.001', 1), step(any, '1', -1), step(any, '-1', 1), step(any, '0', -1)]).toEqual([
      '0.002',
      '0.9',
      '-0.9',
      '-0.1'
    ])
    expect(step(any, 'nothing', 1)).toBeUndefined()
  })

  it('go by − and + through the values that people try', () => {
    const units: TypedSpec = { kind: 'integer', min: 1, steps: 'quarters', help }
    const walk = (spec: TypedSpec, from: string, direction: 1 | -1, count: number): string[] => {
      const walked = [from]
      for (let i = 0; i < count; i++) {
        walked.push(stepped(spec, walked.at(-1)!, 0, direction, { coarse: true })?.text ?? 'end')
      }
      return walked.slice(1)
    }
    expect(walk(units, '8', 1, 9)).toEqual(['9', '10', '12', '14', '16', '20', '24', '28', '32'])
    expect(walk(units, '84', 1, 2)).toEqual(['96', '112'])
    expect(walk(units, '33', -1, 8)).toEqual(['32', '28', '24', '20', '16', '14', '12', '10'])
    expect(walk(units, '2', -1, 2)).toEqual(['1', 'end'])
    const rate: TypedSpec = { kind: 'number', min: 0, steps: 'decades', help }
    expect(walk(rate, '0.001', 1, 4)).toEqual(['0.002', '0.005', '0.01', '0.02'])
    expect(walk(rate, '0', 1, 1)).toEqual(['0.0001'])
    expect(stepped(units, '8', 0, 1, { coarse: true, times: 10 })?.text).toBe('40')
  })

  it('come from nothing, and None from a number', () => {
    const strides: TypedSpec = { kind: 'integers', length: 2, min: 1, nullable: true, usual: [1, 2], help }
    expect(stepped(strides, '', 0, 1, { coarse: true })?.text).toBe('1')
    expect(withValue(strides, '2', 0, 'None').text).toBe('')
    expect(stepped(strides, '1/2', 0, 1)).toBeNull()
    expect(stepped(strides, 'abc', 0, 1)).toBeNull()
  })

  it('lists grow, shrink and change at the caret', () => {
    const shape: TypedSpec = { kind: 'integers', min: -1, help }
    expect(withMore(shape, '-1', 2)).toEqual({ text: '-1, 1', caret: 5 })
    expect(withValue(shape, '28, 28, 1', 5, '64')).toEqual({ text: '28, 64, 1', caret: 6 })
    expect(withFewer(shape, '28, 14, 1', 5)?.text).toBe('28, 1')
    expect(withFewer(shape, '28', 1)).toBeNull()
    const kernel: TypedSpec = { kind: 'integers', length: 2, min: 1, help }
    expect([withMore(kernel, '3', 0)?.text, withMore(kernel, '3, 3', 0)]).toEqual(['3, 3', null])
    expect(withFewer(kernel, '3, 5', 4)?.text).toBe('5')
  })

  it('whatever is stepped or chosen, the schema takes it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...typedSpecs),
        fc.array(fc.constantFrom('up', 'down', 'more', 'fewer', 'usual'), { maxLength: 12 }),
        fc.nat(12),
        ([, spec], acts, caret) => {
          let text = textOf((spec.default ?? null) as ParamValue)
          for (const act of acts) {
            if (act === 'usual' && 'usual' in spec && spec.usual) {
              text = withValue(spec, text, caret, String(spec.usual.at(-1))).text
            } else if (act === 'more') text = withMore(spec, text, caret)?.text ?? text
            else if (act === 'fewer') text = withFewer(spec, text, caret)?.text ?? text
            else text = stepped(spec, text, caret, act === 'up' ? 1 : -1, { coarse: true })?.text ?? text
          }
          const read = readTyped(spec, text)
          const isStillEmpty = text === '' || text === '()'
          expect('value' in read || isStillEmpty, text).toBe(true)
        }
      )
    )
  })
})

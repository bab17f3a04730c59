import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scanNumbers } from '../../../src/main/runs/points/scan-numbers'
import { StepColumn } from '../../../src/main/runs/points/step-column'
import { jsonText } from '../../../src/shared/json'

describe('numbers of a line', () => {
  const read = (text: string, skip = 0): number[] | null => {
    const column = new StepColumn()
    const at = scanNumbers(Buffer.from(`${text} `), 1, text.length, skip, column)
    return at === text.length ? [...column.copy()] : null
  }
  it('are those of JSON, rounded to float32', () => {
    const number = fc.oneof(
      fc.double(),
      fc.float(),
      fc.double({ min: -10, max: 10, noNaN: true }),
      fc.integer(),
      fc.constantFrom(0, -0, 1e-45, 1.5e-39, 3.4e38, 3.5e38, 1e22, 1e23, 123456789012345680000, 0.1 + 0.2)
    )
    fc.assert(
      fc.property(fc.array(number, { maxLength: 40 }), fc.nat(5), (values, skip) => {
        const text = jsonText(values)
        const parsed = (JSON.parse(text) as (number | string)[]).map(Number)
        expect(read(text, skip)).toEqual(parsed.slice(skip).map(Math.fround))
      }),
      { numRuns: 500 }
    )
  })
  it('halfway between two float32 are rounded as JSON.parse and fround do', () => {
    const near = fc.float({ min: 2 ** -20, max: 1000, noNaN: true }).map((value) => {
      const next = Math.fround(value * (1 + 2 ** -23))
      return (value + next) / 2
    })
    fc.assert(
      fc.property(near, fc.integer({ min: -3, max: 3 }), (middle, ulps) => {
        const value = middle * (1 + ulps * 2 ** -52)
        expect(read(`[${value}]`)).toEqual([Math.fround(value)])
        expect(read(`[${value.toPrecision(40)}]`)).toEqual([Math.fround(Number(value.toPrecision(40)))])
      }),
      { numRuns: 300 }
    )
  })
  it.each(['[1', '[1,', '[1,]', '[x]', '["nan"]', '[-]', '[.5]', '[null]', '[[1]]', '[1 ,2]'])(
    '%s are left to JSON',
    (text) => expect(read(text)).toBeNull()
  )
})

import { expect, it } from 'vitest'
import { coloursApart, RUN_COLOURS, runColour } from '../../../src/renderer/theme/colours'

it('runs that are compared keep their colours, but for one that another has already', () => {
  const found = coloursApart([14, 4, 0])
  expect(found.get(0)).toBe(runColour(0))
  expect(found.get(4)).toBe(runColour(4))
  expect(new Set(found.values()).size).toBe(3)
})

it('as many runs as there are colours have one each; more share them', () => {
  const many = coloursApart(Array.from({ length: RUN_COLOURS }, (_, i) => i * RUN_COLOURS))
  expect(new Set(many.values()).size).toBe(RUN_COLOURS)
  const more = coloursApart(Array.from({ length: 25 }, (_, i) => i))
  expect([more.size, more.get(12)]).toEqual([25, runColour(12)])
})

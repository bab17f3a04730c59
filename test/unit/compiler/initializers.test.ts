// Initial weights as the graph draws them: distributions against Keras's (initializers.json), and what must repeat.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { initialValue } from '../../../src/compiler/initializers'
import { initializer } from '../../../src/layers/common'
import { INITIALIZERS, unitForgetBias } from '../../../src/layers/terms/initializers'
import { readParams, type ResolvedTerm } from '../../../src/shared/schema'
import { graphFunction } from '../../support/graphs'
import { whyMissing } from '../../support/missing'
import { ROOT } from '../../support/projects'

interface Entry {
  name: string
  initializer: string | { class_name: string; config: Record<string, unknown> }
  shape: number[]
  mean: number
  variance: number
  low: number | null
  high: number | null
}
const { cases } = JSON.parse(readFileSync(join(ROOT, 'test/fixtures/keras/initializers.json'), 'utf8')) as {
  cases: Entry[]
}

const SPECS = { initializer: initializer('zeros', { en: 'kernel', 'zh-CN': '权重' }) }
const PLACE = { className: 'Dense', layer: 'dense', where: 'config' }
const resolved = (given: Entry['initializer']): ResolvedTerm =>
  readParams(SPECS, { initializer: given }, PLACE).initializer

interface Draw {
  term: ResolvedTerm
  shape: number[]
  seeds: number[]
}
/** Values of each, all drawn by one graph; of several seeds, one after another. */
async function drawn(draws: readonly Draw[]): Promise<number[][]> {
  const call = await graphFunction({}, (g) =>
    Object.fromEntries(
      draws.map(({ term, shape, seeds }, i) => [
        `v${i}`,
        g.stack(seeds.map((seed) => initialValue(term, { g, shape, seed })))
      ])
    )
  )
  const values = call({})
  return draws.map((_draw, i) => values[`v${i}`]!)
}

const missing = whyMissing('native-runtime')
const SEEDS = 8
const ROUNDING = 1e-6

describe.skipIf(missing !== null)('initializers draw from Keras’s distributions', () => {
  let values: number[][]
  beforeAll(async () => {
    const seeds = Array.from({ length: SEEDS }, (_, i) => i)
    values = await drawn(cases.map(({ initializer: given, shape }) => ({ term: resolved(given), shape, seeds })))
  }, 60_000)

  it.each(cases.map((entry, i) => [entry.name, entry, i] as const))('%s', (_name, entry, i) => {
    const all = values[i]!
    const mean = all.reduce((sum, value) => sum + value, 0) / all.length
    const variance = all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length
    expect(all).toHaveLength(SEEDS * entry.shape.reduce((a, b) => a * b, 1))
    // Within six standard errors.
    expect(Math.abs(mean - entry.mean)).toBeLessThan(6 * Math.sqrt(entry.variance / all.length) + ROUNDING)
    const spread = 6 * entry.variance * Math.sqrt(2 / all.length) + ROUNDING
    expect(Math.abs(variance - entry.variance)).toBeLessThan(spread)
    if (entry.low !== null) expect(all.every((value) => value >= entry.low! - ROUNDING)).toBe(true)
    if (entry.high !== null) expect(all.every((value) => value <= entry.high! + ROUNDING)).toBe(true)
  })

  it('are all in the fixture', () => {
    const used = cases.map(({ initializer: given }) => (typeof given === 'string' ? given : given.class_name))
    expect(INITIALIZERS.map(({ className }) => className).filter((name) => !used.includes(name))).toEqual([])
  })
})

describe.skipIf(missing !== null)('initial values', () => {
  const own = (seed: number | null): ResolvedTerm => resolved({ class_name: 'GlorotUniform', config: { seed } })
  const shape = [7, 5]

  it('repeat for a seed, and differ for another', async () => {
    const [a, again, other] = await drawn([1, 1, 2].map((seed) => ({ term: own(null), shape, seeds: [seed] })))
    expect(again).toEqual(a)
    expect(other).not.toEqual(a)
  })

  it('follow a seed of their own rather than that of the run', async () => {
    const [a, again, other] = await drawn([
      { term: own(3), shape, seeds: [1] },
      { term: own(3), shape, seeds: [2] },
      { term: own(4), shape, seeds: [1] }
    ])
    expect(again).toEqual(a)
    expect(other).not.toEqual(a)
  })

  it.each([[[6, 4]], [[4, 6]], [[2, 3, 4]]])('orthogonal %j: orthonormal rows or columns', async (dims) => {
    const [values] = await drawn([{ term: resolved('orthogonal'), shape: dims, seeds: [1] }])
    const columns = dims.at(-1)!
    const rows = values!.length / columns
    const wide = columns > rows
    const vector = (i: number): number[] =>
      Array.from({ length: Math.max(rows, columns) }, (_, j) => values![wide ? i * columns + j : j * columns + i]!)
    for (let i = 0; i < Math.min(rows, columns); i++) {
      for (let j = 0; j <= i; j++) {
        const dot = vector(i).reduce((sum, value, k) => sum + value * vector(j)[k]!, 0)
        expect(dot).toBeCloseTo(i === j ? 1 : 0, 5)
      }
    }
  })

  it('of a forget gate are ones, in the second of four parts', async () => {
    const term = unitForgetBias(resolved('zeros'))
    expect(await drawn([{ term, shape: [8], seeds: [1] }])).toEqual([[0, 0, 1, 1, 0, 0, 0, 0]])
  })
})

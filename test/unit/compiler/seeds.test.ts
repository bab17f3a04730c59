// Random numbers of layers follow from the run's seed, the layer, what they are for and the step; from nothing else.
import { describe, expect, it } from 'vitest'
import { forward } from '../../../src/compiler/forward'
import type { CompileSpec, SpecLayer } from '../../../src/compiler/spec'
import { graphFunction } from '../../support/graphs'
import { whyMissing } from '../../support/missing'

const PURPOSES = [undefined, 'height', 'width']
const OWN = [null, 7, 8]

/** The seeds that layers get for each purpose, without a seed of their own and with 7 and 8: [name] -> 'a,b' strings. */
async function seeds(seed: number, names: string[], step: number | null): Promise<Record<string, string[]>> {
  const layer = (name: string): SpecLayer => ({
    name,
    owner: name,
    inputs: [],
    weights: [],
    outputShape: [],
    activityRegularizer: null,
    supportsMasking: false,
    adapt: null,
    lower: ({ g, seed: seedFor }) => g.stack(OWN.flatMap((own) => PURPOSES.map((purpose) => seedFor(purpose, own))))
  })
  const spec: CompileSpec = {
    layers: names.map(layer),
    outputs: [],
    data: {
      sources: [],
      dtype: 'float32',
      shape: [],
      targets: 'int',
      rescaling: { scale: 1, offset: 0 },
      classWeights: null,
      sampleWeights: false
    },
    optimizer: { name: 'sgd', params: {} },
    seed,
    floatType: 'float32',
    mixed: false
  }
  const x = { dims: [1], values: [0] }
  const call = await graphFunction({ x, step: { dims: [], values: [0], dtype: 'int32' } }, (g, fed) =>
    Object.fromEntries(forward(g, spec, fed.x!, step === null ? null : fed.step!).outputs)
  )
  const pairs = (values: number[]): string[] =>
    values.flatMap((value, i) => (i % 2 === 0 ? [`${value},${values[i + 1]}`] : []))
  const found = Object.entries(call({ step: [step ?? 0] }))
  return Object.fromEntries(found.map(([name, values]) => [name, pairs(values)]))
}

const missing = whyMissing('native-runtime')

describe.skipIf(missing !== null)('seeds of layers', () => {
  const drawn = PURPOSES.length

  it('differ between layers, purposes and steps, and each from run to run', async () => {
    const of = async (seed: number, step: number): Promise<string[]> =>
      Object.values(await seeds(seed, ['a', 'b', 'ab'], step)).flatMap((values) => values.slice(0, drawn))
    const [first, second] = [await of(1, 1), await of(1, 2)]
    expect(new Set([...first, ...second]).size).toBe(2 * 3 * drawn)
    const other = await of(2, 1)
    first.forEach((seed, i) => expect(other[i]).not.toBe(seed))
  })

  it('repeat for the same run, layer, purpose and step, whatever other layers there are', async () => {
    expect(await seeds(1, ['a'], 5)).toEqual(await seeds(1, ['a'], 5))
    expect((await seeds(1, ['b', 'a'], 5)).a).toEqual((await seeds(1, ['a'], 5)).a)
  })

  it('with a seed of its own, are the same in every layer and run, but differ between purposes and steps', async () => {
    const [one, other, next] = [await seeds(1, ['a', 'b'], 1), await seeds(2, ['a'], 1), await seeds(1, ['a'], 2)]
    const own = (values: string[] | undefined): string[] => values!.slice(drawn)
    expect(own(one.a)).toEqual(own(one.b))
    expect(own(one.a)).toEqual(own(other.a))
    expect(new Set([...one.a!, ...own(next.a)]).size).toBe(one.a!.length + own(next.a).length)
  })
})

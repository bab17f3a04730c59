// What the native engine does besides agreeing with Keras: data that is handed over, policies of numbers, memory.
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Engine, SessionOptions, Statistics } from '../../../src/trainer/engine'
import { loadNativeEngine } from '../../../src/trainer/engines/native'
import { checkMemory } from '../../../src/trainer/memory'
import { kerasCases, sessionOptions } from '../../support/keras-fixtures'
import { whyMissing } from '../../support/missing'

const missing = whyMissing('native-runtime')
const cases = kerasCases()
const optionsOf = (name: string): SessionOptions => sessionOptions(cases.find((one) => one.name === name)!)

afterEach(() => vi.unstubAllEnvs())

async function trained(engine: Engine, options: SessionOptions) {
  const session = await engine.open(options)
  const rows: Statistics[] = []
  for (let epoch = 0; epoch < 3; epoch++) {
    session.startEpoch(Uint32Array.from([3, 1, 4, 0, 5, 9, 2, 6, 8, 7]), 0)
    rows.push(...(await session.train(0, 3)))
  }
  const evaluation = session.evaluate('test', 2, 100)
  const weights = session.weights()
  session.dispose()
  return { losses: rows.map((row) => session.logs(row).loss!), evaluation: session.logs(evaluation), weights }
}

describe.skipIf(missing !== null)('the native engine', { timeout: 60_000 }, () => {
  const pictures = (): SessionOptions => {
    const options = optionsOf('layers/conv2d-valid')
    const { examples } = options.data.splits.train
    // Bytes, of a number that is no multiple of four.
    const bytes = { ...examples, x: Uint8Array.from(examples.x, (value) => Math.abs(value) * 90) }
    const view = { examples: bytes, indices: options.data.splits.train.indices }
    const data = { ...options.data, rescaling: { scale: 1 / 255, offset: 0 } }
    return { ...options, data: { ...data, splits: { train: view, validation: view, test: view } } }
  }

  const adapted = (): SessionOptions => {
    const given = cases.find((one) => one.name === 'normalization/normalization')!
    const nodes = given.project.model.nodes.map((node) =>
      node.class_name === 'Normalization' ? { ...node, config: {} } : node
    )
    return sessionOptions({ ...given, project: { ...given.project, model: { ...given.project.model, nodes } } })
  }

  /** Of 15 digits, in float64. */
  const doubles = (): SessionOptions => {
    const options = optionsOf('losses/mean-squared-error')
    const { examples, indices } = options.data.splits.train
    const precise = (values: ArrayLike<number>): Float64Array =>
      Float64Array.from(values, (value) => Number((value + 1 / 7).toPrecision(15)))
    const view = { examples: { ...examples, x: precise(examples.x), y: precise(examples.y) }, indices }
    return {
      ...options,
      data: { ...options.data, splits: { train: view, validation: view, test: view } },
      dtype_policy: 'float64'
    }
  }

  it.each([
    ['bytes', pictures],
    ['numbers', () => optionsOf('losses/mean-squared-error')],
    ['numbers in float64', doubles],
    ['weights of examples', () => optionsOf('sample-weights/beside-adam')],
    ['what a layer is adapted on', adapted]
  ])('trains the same on data that does not fit the session: %s', async (_what, options) => {
    const engine = await loadNativeEngine()
    const resident = await trained(engine, options())
    vi.stubEnv('NETLOOM_DATA_MB', '0.000001')
    expect(await trained(engine, options())).toEqual(resident)
  })

  it('lets an example of weight 1 count as one that has none', async () => {
    const engine = await loadNativeEngine()
    const options = optionsOf('sample-weights/mean-squared-error')
    const { w: _w, ...plain } = options.data.splits.train.examples
    const given = (w: object, sampleWeights: boolean): SessionOptions => {
      const { indices } = options.data.splits.train
      const view = { examples: { ...plain, ...w }, indices }
      return {
        ...options,
        data: { ...options.data, sampleWeights, splits: { train: view, validation: view, test: view } }
      }
    }
    const unweighted = await trained(engine, given({}, false))
    expect(await trained(engine, given({ w: new Float32Array(plain.count).fill(1) }, true))).toEqual(unweighted)
    expect(await trained(engine, given({}, true))).toEqual(unweighted)
    expect((await trained(engine, options)).losses).not.toEqual(unweighted.losses)
  })

  it.each([
    ['bytes', pictures],
    ['numbers', () => optionsOf('losses/mean-squared-error')],
    ['numbers in float64', doubles],
    ['what a layer is adapted on', adapted]
  ])(
    'gives for examples handed over what it gives for its own, and trains on as before: %s',
    async (_what, options) => {
      const engine = await loadNativeEngine()
      const epochs = async (look: boolean) => {
        const given = options()
        const session = await engine.open(given)
        const answers = []
        for (let epoch = 0; epoch < 3; epoch++) {
          session.startEpoch(Uint32Array.from([3, 1, 4, 0, 5, 9, 2, 6, 8, 7]), epoch)
          await session.train(0, 3)
          if (!look) continue
          const { examples, indices } = given.data.splits.test
          const size = examples.x.length / examples.count
          const x = Array.from(indices.subarray(0, 4), (row) => [...examples.x.subarray(row * size, (row + 1) * size)])
          answers.push([session.predict('test', 0, 4), await session.apply(x.flat(), 4)])
        }
        const state = session.state()
        session.dispose()
        return { answers, state }
      }
      const { answers, state } = await epochs(true)
      for (const [own, handed] of answers) expect(handed).toEqual(own)
      expect(answers[0]).not.toEqual(answers[2])
      expect((await epochs(false)).state).toEqual(state)
    }
  )

  it('applies weights that were set', async () => {
    const options = optionsOf('losses/mean-squared-error')
    const { examples } = options.data.splits.test
    const session = await (await loadNativeEngine()).open(options)
    await session.apply(examples.x, examples.count)
    session.setWeights(session.weights().map((weight) => ({ ...weight, values: weight.values.map(() => 0) })))
    const [zeros] = await session.apply(examples.x, examples.count)
    expect(zeros!.every((value) => value === 0)).toBe(true)
    session.dispose()
  })

  it('looks into a step with weights', async () => {
    const session = await (await loadNativeEngine()).open(optionsOf('sample-weights/mean-squared-error'))
    session.startEpoch(Uint32Array.from([3, 1, 4, 0, 5, 9, 2, 6, 8, 7]), 0)
    expect(await session.inspect!(0)).toEqual({ weights: [], outputs: [], gradients: [] })
    session.dispose()
  })

  it('computes products in bfloat16 where asked to, and keeps weights in float32', async () => {
    const engine = await loadNativeEngine()
    const options = optionsOf('layers/conv2d-valid')
    const full = await trained(engine, options)
    const mixed = await trained(engine, { ...options, dtype_policy: 'mixed_bfloat16' })
    expect(mixed.losses).not.toEqual(full.losses)
    mixed.losses.forEach((loss, i) => expect(Math.abs(loss - full.losses[i]!) / full.losses[i]!).toBeLessThan(0.02))
    expect(mixed.weights.every(({ values }) => values instanceof Float32Array)).toBe(true)
  })

  it('computes in float64 where asked to', async () => {
    const { weights } = await trained(await loadNativeEngine(), {
      ...optionsOf('layers/dense'),
      dtype_policy: 'float64'
    })
    expect(weights.some(({ values }) => values.some((value) => Math.fround(value) !== value))).toBe(true)
  })
})

describe('memory', () => {
  it('over the budget is refused with the figures', () => {
    vi.stubEnv('NETLOOM_MEMORY_MB', '100')
    const options = optionsOf('layers/dense')
    expect(() => checkMemory(options, 50 * 2 ** 20)).not.toThrow()
    expect(() => checkMemory(options, 200 * 2 ** 20)).toThrow(
      expect.objectContaining({
        code: 'MEMORY_BUDGET',
        args: expect.objectContaining({ expected: '100 MB', data: '200 MB', weights: '0 MB' })
      })
    )
    expect(() => checkMemory({ ...options, batchSize: 10_000_000 }, 0)).toThrow(/batch of 10000000/)
  })
})

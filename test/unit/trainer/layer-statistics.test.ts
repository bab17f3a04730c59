// Statistics of layers, against what the step of the run itself does and numbers computed here; and when they are told.
import { describe, expect, it, vi } from 'vitest'
import type { RunEvent } from '../../../src/shared/run'
import { runEventSchema } from '../../../src/shared/run'
import { jsonText } from '../../../src/shared/json'
import type { LayerFigures, NamedWeight, Session } from '../../../src/trainer/engine'
import { loadNativeEngine } from '../../../src/trainer/engines/native'
import { gapAt, layerStatistics } from '../../../src/trainer/layer-statistics'
import { kerasCases, sessionOptions, type KerasCase } from '../../support/keras-fixtures'
import { whyMissing } from '../../support/missing'
import { stack } from '../../support/projects'

const cases = kerasCases()
const caseOf = (name: string): KerasCase => cases.find((one) => one.name === name)!
const ORDER = Uint32Array.from([3, 1, 4, 0, 5, 9, 2, 6, 8, 7])
const norm = (values: ArrayLike<number>): number => Math.hypot(...Array.from(values))
const minus = (a: ArrayLike<number>, b: ArrayLike<number>): number[] => Array.from(a, (value, i) => value - b[i]!)

/** numpy.histogram's counts, of finite values. */
function counts(values: ArrayLike<number>): number[] {
  const all = Array.from(values)
  const [min, max] = [Math.min(...all), Math.max(...all)]
  const found = Array<number>(30).fill(0)
  for (const value of all) found[max > min ? Math.min(29, Math.floor(((value - min) / (max - min)) * 30)) : 0]!++
  return found
}
/** Values that rounding may have put into the bin beside theirs. */
const moved = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, count, i) => sum + Math.abs(count - b[i]!), 0) / 2

async function opened(options: ReturnType<typeof sessionOptions>): Promise<Session> {
  const session = await (await loadNativeEngine()).open(options)
  session.startEpoch(ORDER, 0)
  return session
}
const measured = async (session: Session): Promise<LayerFigures> => (await session.layers!())(0)
const near = (found: unknown, expected: number, relative = 1e-4): void => {
  expect(typeof found).toBe('number')
  expect(Math.abs((found as number) - expected)).toBeLessThanOrEqual(Math.abs(expected) * relative + 1e-7)
}

const NAMES = [
  ...['adam', 'adamw', 'sgd', 'nadam', 'adafactor'].flatMap((optimizer) =>
    cases
      .filter(({ name }) => name.startsWith(`optimizers/${optimizer}`))
      .slice(0, 2)
      .map(({ name }) => name)
  ),
  ...['layers/dense', 'layers/conv2d-valid', 'BatchNormalization', 'LSTM', 'Embedding', 'MultiHeadAttention'].flatMap(
    (what) =>
      cases
        .filter(({ name, project }) => name === what || project.model.nodes.some((node) => node.class_name === what))
        .slice(0, 1)
        .map(({ name }) => name)
  ),
  ...cases
    .filter(({ project }) => project.training.dtype_policy === 'float64')
    .slice(0, 1)
    .map(({ name }) => name)
]

if (whyMissing('native-runtime') === null) {
  describe.each(NAMES)('the statistics of %s', { timeout: 60_000 }, (name) => {
    const options = sessionOptions(caseOf(name))

    it('tell what the next step of the run does, which stays as it is to the bit', async () => {
      const trained = async (measure: boolean) => {
        const session = await opened(options)
        await session.train(0, 2)
        if (measure) await measured(session)
        session.startEpoch(ORDER, 1)
        const rows = await session.train(0, 2)
        const state = session.state()
        session.dispose()
        return { rows, state }
      }
      expect(await trained(true)).toEqual(await trained(false))

      const session = await opened(options)
      await session.train(0, 2)
      session.startEpoch(ORDER, 1)
      const figures = await measured(session)
      const before = new Map(session.weights().map((weight) => [weight.name, weight.values]))
      await session.train(0, 1)
      const after = new Map(session.weights().map((weight) => [weight.name, weight.values]))
      session.dispose()
      const { weights } = figures
      expect(weights.name).toEqual(
        options.checked.model.layers.flatMap((layer) =>
          layer.weights.filter((weight) => weight.trainable).map((weight) => `${layer.name}/${weight.name}`)
        )
      )
      weights.name.forEach((weight, i) => {
        const values = before.get(weight)!
        near(weights.norm[i], norm(values))
        const change = norm(minus(after.get(weight)!, values))
        near(weights.update_ratio[i], change / norm(values), 2e-3)
        near(weights.values.min[i], Math.min(...values))
        near(weights.values.max[i], Math.max(...values))
        expect(weights.values.not_finite[i]).toBe(0)
        expect(moved(weights.values.counts[i]!, counts(values))).toBeLessThanOrEqual(values.length > 50 ? 1 : 0)
        expect(weights.gradients.counts[i]!.reduce((a, b) => a + b, 0)).toBe(values.length)
      })
    })
  })

  describe('statistics of layers', { timeout: 60_000 }, () => {
    const given = caseOf('layers/dense')
    /** Classes by a network of relu units. */
    const withLayers = (layers: Parameters<typeof stack>[0], learning_rate = 0.5) => {
      const { nodes } = given.project.model
      const output = nodes.at(-1)!
      const model = stack([['Input', nodes[0]!.config], ...layers, [output.class_name, output.config]] as Parameters<
        typeof stack
      >[0])
      const training = {
        ...given.project.training,
        optimizer: { class_name: 'SGD', config: { learning_rate } },
        batch_size: 5
      }
      return sessionOptions({ ...given, project: { ...given.project, model, training } })
    }
    const setWeight = (session: Session, name: string, value: (i: number) => number): void =>
      session.setWeights(
        session
          .weights()
          .map((weight): NamedWeight =>
            weight.name === name ? { ...weight, values: weight.values.map((_value, i) => value(i)) } : weight
          )
      )

    it('give gradients as finite differences of the loss have them', async () => {
      const options = withLayers([['Dense', { units: 4, activation: 'tanh' }]])
      const session = await opened({ ...options, dtype_policy: 'float64' })
      session.startEpoch(ORDER.toSorted(), 0)
      const { weights } = await measured(session)
      const start = session.weights()
      const lossWith = (name: string, place: number, change: number): number => {
        const changed = (values: NamedWeight['values']) =>
          values.map((value, i) => (i === place ? value + change : value))
        session.setWeights(
          start.map((weight) => (weight.name === name ? { ...weight, values: changed(weight.values) } : weight))
        )
        return session.logs(session.evaluate('train', 0, 5)).loss!
      }
      start.forEach(({ name, values }, i) => {
        const gradient = Array.from(
          values,
          (_value, place) => (lossWith(name, place, 1e-5) - lossWith(name, place, -1e-5)) / 2e-5
        )
        near(weights.gradient_norm[i], norm(gradient))
        near(weights.gradients.min[i], Math.min(...gradient))
        near(weights.gradients.max[i], Math.max(...gradient))
        expect(moved(weights.gradients.counts[i]!, counts(gradient))).toBeLessThanOrEqual(1)
      })
      session.dispose()
    })

    it('tell of units that are dead, of layers with relu alone', async () => {
      const options = withLayers([
        ['Dense', { units: 8, activation: 'relu' }],
        ['Dense', { units: 4 }],
        ['ReLU', {}]
      ])
      const [input, relu, linear, cut, output] = options.checked.model.layers.map(({ name }) => name)
      const session = await opened(options)
      setWeight(session, `${relu}/bias`, (i) => (i < 2 ? -1000 : 1000))
      setWeight(session, `${linear}/bias`, (i) => (i < 3 ? -1e6 : 1e6))
      const { outputs } = await measured(session)
      expect(outputs.name).toEqual([input, relu, linear, cut, output])
      expect(outputs.dead).toEqual([null, 0.25, null, 0.75, null])
      expect(outputs.zeros[1]).toBe(0.25)
      expect(outputs.zeros[3]).toBe(0.75)
      session.dispose()
    })

    it('give mean and deviation of what a layer gives for the batch', async () => {
      const session = await opened(withLayers([['Dense', { units: 4, activation: 'tanh' }]]))
      const [all] = session.predict('train', 0, 10)
      const { outputs } = await measured(session)
      const width = all!.length / 10
      const values = [...ORDER.slice(0, 5)].flatMap((row) => [...all!.slice(row * width, (row + 1) * width)])
      const mean = values.reduce((a, b) => a + b, 0) / values.length
      near(outputs.mean.at(-1), mean)
      near(outputs.std.at(-1), Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length))
      session.dispose()
    })

    it('count what is not finite, and can be read again', async () => {
      const options = withLayers([['Dense', { units: 4, activation: 'relu' }]])
      const name = options.checked.model.layers[1]!.name
      const session = await opened(options)
      setWeight(session, `${name}/kernel`, (i) => [NaN, Infinity, -Infinity, 1, 2][i] ?? 3)
      setWeight(session, `${name}/bias`, () => NaN)
      const figures = await measured(session)
      const { norm: norms, values } = figures.weights
      expect(norms.slice(0, 2)).toEqual([NaN, NaN])
      expect(values.not_finite.slice(0, 2)).toEqual([3, 4])
      expect([values.min[0], values.max[0], values.min[1], values.max[1]]).toEqual([1, 3, NaN, NaN])
      expect(values.counts[0]!.filter((count) => count > 0).length).toBe(3)
      expect(values.counts[1]!.every((count) => count === 0)).toBe(true)
      const event: RunEvent = { type: 'layers', time: 1, epoch: 1, ...figures }
      expect(runEventSchema.parse(JSON.parse(jsonText(event)))).toEqual(event)
      session.dispose()
    })
  })
}

describe('measuring layers', () => {
  const FIGURES: LayerFigures = {
    weights: {
      name: ['a'],
      norm: [1],
      gradient_norm: [1],
      update_ratio: [1],
      values: { min: [0], max: [1], counts: [[1]], not_finite: [0] },
      gradients: { min: [0], max: [1], counts: [[1]], not_finite: [0] }
    },
    outputs: { name: [], mean: [], std: [], zeros: [], dead: [] }
  }
  interface Script {
    frequency?: number
    epochs: number
    /** Milliseconds that an epoch and that measuring takes. */
    epoch?: number
    cost?: number
    from?: number
    fits?: boolean
    layers?: Session['layers'] | null
    isStopped?: boolean
  }
  async function told(script: Script): Promise<RunEvent[]> {
    const { frequency = 1, epochs, epoch = 1000, cost = 1, from = 0, fits = true, isStopped = false } = script
    let now = 0
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now)
    const events: RunEvent[] = []
    const layers = (): Promise<() => LayerFigures> =>
      Promise.resolve(() => {
        now += cost
        return FIGURES
      })
    const session = { startEpoch: () => undefined, layers: script.layers === undefined ? layers : script.layers }
    const measure = layerStatistics({
      session: session as unknown as Session,
      training: { histogram_freq: frequency },
      way: { begin: () => 0 },
      steps: 1,
      from: { epoch: from, step: 0, sums: [] },
      fits,
      emit: (event) => void events.push(event),
      isStopped: () => isStopped
    })
    await measure?.({ epoch: from, step: 0, sums: [] }, false)
    for (let at = from + 1; at <= epochs; at++) {
      now += epoch
      await measure?.({ epoch: at, step: 0, sums: [] }, false)
    }
    await measure?.({ epoch: epochs, step: 0, sums: [] }, true)
    clock.mockRestore()
    return events
  }
  const epochsOf = (events: RunEvent[]): number[] =>
    events.flatMap((event) => (event.type === 'layers' ? [event.epoch] : []))

  it('begins before the first epoch, and comes after every histogram_freq', async () => {
    expect(epochsOf(await told({ epochs: 4 }))).toEqual([0, 1, 2, 3, 4])
    expect(epochsOf(await told({ epochs: 7, frequency: 3 }))).toEqual([0, 3, 6])
    expect(epochsOf(await told({ epochs: 6, from: 3 }))).toEqual([4, 5, 6])
  })

  it('tells nothing where it is off, stopped, or the engine cannot', async () => {
    expect(await told({ epochs: 4, frequency: 0 })).toEqual([])
    expect(await told({ epochs: 4, layers: null })).toEqual([])
    expect(await told({ epochs: 4, isStopped: true })).toEqual([])
  })

  it('gives notice, once, where memory does not allow it or it fails', async () => {
    expect(await told({ epochs: 4, fits: false })).toMatchObject([{ code: 'LAYER_STATISTICS_MEMORY' }])
    const failing = (): Promise<never> => Promise.reject(new Error('out of memory'))
    expect(await told({ epochs: 4, layers: failing })).toMatchObject([
      { code: 'LAYER_STATISTICS_FAILED', args: { reason: 'out of memory' } }
    ])
  })

  it('takes no more than a twentieth of the time, but for the first and the last epoch', async () => {
    const events = epochsOf(await told({ epochs: 103, epoch: 100, cost: 20 }))
    expect(events.slice(0, 4)).toEqual([0, 1, 5, 9])
    expect(events.at(-1)).toBe(103)
  })

  it('leaves ever larger gaps, so that the log stays small', async () => {
    expect([0, 1, 50, 51, 100, 101, 200, 201].map((epoch) => gapAt(epoch, 1, 50))).toEqual([1, 1, 1, 2, 2, 4, 4, 8])
    expect([50, 100, 101].map((epoch) => gapAt(epoch, 2, 50))).toEqual([2, 2, 4])
    expect(epochsOf(await told({ epochs: 10_000 })).length).toBeLessThan(260)
  })
})

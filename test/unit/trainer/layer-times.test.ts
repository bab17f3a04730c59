// What a step's time falls on, measured beside a run that does not notice it.
import { describe, expect, it, vi } from 'vitest'
import { loadNativeEngine } from '../../../src/trainer/engines/native'
import type { Session, SessionOptions } from '../../../src/trainer/engine'
import { measureLayers, measureOnce, profileOf, timeBudget } from '../../../src/trainer/layer-times'
import { stepTimes } from '../../../src/shared/profile'
import type { DesignNode } from '../../../src/shared/design'
import type { RunEvent } from '../../../src/shared/run'
import { kerasCases, sessionOptions } from '../../support/keras-fixtures'
import { whyMissing } from '../../support/missing'

const cases = kerasCases()
const hooks = { breathe: () => Promise.resolve(), isStopped: () => false }
const ORDER = Uint32Array.from([3, 1, 4, 0, 5, 9, 2, 6, 8, 7])

/** A sequence so long that its steps are a loop, and a branch beside it. */
function withLoop(): SessionOptions {
  const given = cases.find((one) => one.name === 'layers/dense')!
  const { nodes } = given.project.model
  const [input, output] = [nodes[0]!, nodes.at(-1)!]
  const layer = (name: string, class_name: string, config: DesignNode['config'] = {}): DesignNode => ({
    name,
    class_name,
    config
  })
  const model = {
    nodes: [
      input,
      layer('times', 'RepeatVector', { n: 200 }),
      layer('lstm', 'LSTM', { units: 3 }),
      layer('beside', 'Dense', { units: 3 }),
      layer('both', 'Add'),
      output
    ],
    edges: [
      ...['times', 'beside'].map((target) => ({ source: input.name, target })),
      { source: 'times', target: 'lstm' },
      ...['lstm', 'beside'].map((source, index) => ({ source, target: 'both', index })),
      { source: 'both', target: output.name }
    ]
  }
  return sessionOptions({ ...given, project: { ...given.project, model } })
}

const names = [
  'a loop',
  'layers/conv2d-valid',
  ...['layer', 'Bidirectional', 'Dropout', 'BatchNormalization'].flatMap((what) =>
    cases
      .filter(({ project }) =>
        project.model.nodes.some(({ class_name, layer }) => (what === 'layer' ? layer : class_name === what))
      )
      .slice(0, 1)
      .map(({ name }) => name)
  )
]

if (whyMissing('native-runtime') === null)
  describe.each(names)('the times of %s', { timeout: 60_000 }, (name) => {
    const options = name === 'a loop' ? withLoop() : sessionOptions(cases.find((one) => one.name === name)!)
    const layers = options.checked.model.layers.map((layer) => layer.name)

    const trained = async (between: (session: Session) => Promise<unknown>) => {
      const session = await (await loadNativeEngine()).open(options)
      session.startEpoch(ORDER, 0)
      const first = await session.train(0, 2)
      const found = await between(session)
      const second = await session.train(2, 1)
      const answer = { first, second, state: session.state(), evaluation: session.evaluate('test', 0, 10) }
      session.dispose()
      return { answer, found }
    }

    it('fall on its layers, loss, optimizer and data, and leave the run as it is, to the bit', async () => {
      const plain = await trained(() => Promise.resolve())
      const { answer, found } = await trained((session) => measureLayers(session, layers, 60_000, hooks))
      expect(answer).toEqual(plain.answer)
      const profile = found as NonNullable<Awaited<ReturnType<typeof measureLayers>>>
      expect(profile.layers.name).toEqual(layers)
      const all = [...profile.layers.forward_ms, ...profile.layers.backward_ms, ...Object.values(profile.other)]
      expect(all.every((ms) => ms >= 0 && Number.isFinite(ms))).toBe(true)
      const times = stepTimes(profile)
      expect(times.total).toBeGreaterThan(0)
      const shares = [...times.layers.values()].reduce((sum, { share }) => sum + share, 0)
      expect(shares + times.other / times.total).toBeCloseTo(1, 9)
      // All that has weights takes time both ways.
      for (const layer of options.checked.model.layers.filter(({ parameters }) => parameters.trainable > 0)) {
        expect(times.layers.get(layer.name)!.forward).toBeGreaterThan(0)
        expect(times.layers.get(layer.name)!.backward).toBeGreaterThan(0)
      }
    })
  })

describe('measuring', () => {
  const timed = {
    parts: [{ kind: 'data' }, { kind: 'forward', layer: 'a' }, { kind: 'loss' }, { kind: 'backward', layer: 'a' }],
    // The first three steps are not counted.
    seconds: [9, 9, 9, 1, 2, 3].map((n) => [n, 2 * n, 3 * n, 4 * n])
  } as const

  it('takes medians of the steps that are counted, in milliseconds', () => {
    expect(profileOf(timed, ['in', 'a'])).toEqual({
      steps: 3,
      layers: { name: ['in', 'a'], forward_ms: [0, 4000], backward_ms: [0, 8000] },
      other: { data_ms: 2000, loss_ms: 6000, optimizer_ms: 0 }
    })
  })

  it('is left out of runs that are short, or whose steps are long', () => {
    expect(timeBudget({ run: 1900, step: 1, opening: 100 })).toBe(0)
    expect(timeBudget({ run: 2100, step: 1, opening: 100 })).toBe(1000)
    expect(timeBudget({ run: 30_000, step: 200, opening: 100 })).toBe(0)
    expect(timeBudget({ run: 200_000, step: 200, opening: 100 })).toBe(4000)
    expect(timeBudget({ run: 30_000, step: 1, opening: 3000 })).toBe(0)
  })

  const told = async (session: Partial<Session>, isStopped = false): Promise<RunEvent[]> => {
    let now = 0
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now)
    const events: RunEvent[] = []
    const emit = (event: RunEvent): void => void events.push(event)
    const run = { from: { epoch: 0, step: 0, sums: [] }, epochs: 100_000, steps: 1, opening: 1, layers: ['a'] }
    const measure = measureOnce({
      ...run,
      session: session as Session,
      hooks: { ...hooks, emit, isStopped: () => isStopped }
    })
    for (let epoch = 0; epoch < 3; epoch++) {
      now += 600
      await measure({ epoch, step: 0, sums: [] }, epoch === 2)
    }
    clock.mockRestore()
    return events
  }
  const time: Session['time'] = async (goOn) => {
    const seconds: number[][] = []
    while (await goOn(seconds.length)) seconds.push([1, 1, 1, 1])
    return { parts: timed.parts, seconds }
  }

  it('is told once, and not where the engine cannot, fails or is stopped', async () => {
    expect(await told({ time })).toMatchObject([{ type: 'profile', steps: 40, layers: { name: ['a'] } }])
    expect(await told({})).toEqual([])
    expect(await told({ time: () => Promise.reject(new Error('no memory')) })).toEqual([])
    expect(await told({ time }, true)).toEqual([])
  })
})

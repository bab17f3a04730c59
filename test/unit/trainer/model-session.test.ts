// A trained network that is only asked gives what Keras's does, in every engine.
import { describe, expect, it } from 'vitest'
import type { Engine, ModelOptions, SessionOptions } from '../../../src/trainer/engine'
import { checkSupported } from '../../../src/trainer/engines/layers-gaps'
import { loadNativeEngine } from '../../../src/trainer/engines/native'
import { loadPortableEngine } from '../../../src/trainer/engines/portable'
import { kerasCases, sessionOptions, type KerasCase } from '../../support/keras-fixtures'
import { whyMissing } from '../../support/missing'

const FILES = /^(losses|more-losses|functional|recurrent|autoencoder|sample-weights|float64)\//
/** What tfjs-layers computes otherwise than Keras is in keras-parity.test.ts. */
const OTHERWISE = /hard_sigmoid|behind|saturated|without-sigmoid/
const cases = kerasCases().filter(({ name }) => FILES.test(name))

const close = (found: number, expected: number): void =>
  expect(Math.abs(found - expected) / Math.max(Math.abs(expected), 0.1)).toBeLessThan(1e-5)

async function check(engine: Engine, one: KerasCase): Promise<void> {
  const options: SessionOptions = sessionOptions(one)
  const { checked, data, seed, dtype_policy } = options
  const asked: ModelOptions = { checked, shape: data.shape, seed, dtype_policy }
  const session = await engine.openModel(asked)
  try {
    session.setWeights(one.weights)
    const count = one.data.count
    const { statistics, outputs, losses } = await session.judge(data, 'train', 0, count)
    const logs = session.logs(statistics)
    for (const [name, value] of Object.entries(one.evaluation)) close(logs[name]!, value)
    // The loss is the mean of those of the examples, but for weights and what regularizers add.
    const [output] = checked.outputs
    const plain =
      checked.outputs.length === 1 &&
      !data.sampleWeights &&
      output!.loss.params.reduction !== 'sum' &&
      !/mask|ridge|regularizer|axis-0/.test(one.name)
    if (plain) close(Float64Array.from(losses[0]!).reduce((sum, loss) => sum + loss, 0) / count, one.evaluation.loss!)
    expect(losses.every((own) => own.length === count)).toBe(true)
    const layers = checked.outputs.map(({ layer }) => layer.name)
    // The same through the graph that takes any input.
    const size = data.shape.reduce((a, b) => a * b, 1)
    const { scale, offset } = data.rescaling
    const Floats = dtype_policy === 'float64' ? Float64Array : Float32Array
    const x = Floats.from(
      [...data.splits.train.examples.x.subarray(0, 2 * size)].map((value) => value * scale + offset)
    )
    const given = await session.outputs(x, 2, layers)
    layers.forEach((layer, i) => {
      const width = outputs[i]!.length / count
      given.get(layer)!.forEach((value, at) => close(value, outputs[i]![at]!))
      expect(given.get(layer)).toHaveLength(2 * width)
    })
    const { values } = one.predictions
    if (checked.outputs.length === 1) values.forEach((value, at) => close(outputs[0]![at]!, value))
  } finally {
    session.dispose()
  }
}

const native = whyMissing('native-runtime')
if (!native)
  describe('natively', () => {
    it.each(cases.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
      await check(await loadNativeEngine(), one)
    })
  })

const portable = cases.filter((one) => {
  try {
    checkSupported(sessionOptions(one))
    return !OTHERWISE.test(one.name)
  } catch {
    return false
  }
})
describe('in tfjs-layers on WebAssembly', () => {
  it('takes some of them', () => expect(portable.length).toBeGreaterThan(10))
  it.each(portable.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    await check(await loadPortableEngine(), one)
  })
})

// What is inside a training step, against tf.GradientTape (test/fixtures/make/keras_gradients.py).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { validateProject } from '../../../src/shared/project'
import { loadNativeEngine } from '../../../src/trainer/engines/native'
import type { StepLook } from '../../../src/trainer/engine'
import { sessionOptions, type FixtureData } from '../../support/keras-fixtures'
import { whyMissing } from '../../support/missing'
import { example, ROOT } from '../../support/projects'

interface GradientCase {
  name: string
  model: object
  training: object
  data: FixtureData
  weights: Record<string, { shape: number[]; values: number[] }>
  outputs: Record<string, number[]>
  losses: number[]
  loss: number
  gradients: Record<string, number[]>
  after: Record<string, number[]>
}
const file = join(ROOT, 'test/fixtures/keras/gradients.json')
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: GradientCase[] }

const near = (found: ArrayLike<number>, expected: readonly number[], what: string): void => {
  expect(found.length, what).toBe(expected.length)
  const scale = Math.max(...expected.map(Math.abs))
  for (const [i, value] of expected.entries())
    expect(Math.abs(found[i]! - value), `${what} ${i}`).toBeLessThanOrEqual(2e-6 * scale + 1e-7)
}

/** At order 2, 0, 3, 1 of the examples. */
const ORDER = [2, 0, 3, 1]
const ordered = (values: readonly number[], count: number): number[] =>
  ORDER.flatMap((at) => values.slice((at * values.length) / count, ((at + 1) * values.length) / count))

async function looked({ name, model, training, data, weights }: GradientCase) {
  const line = example('line')
  const project = validateProject(
    {
      ...line,
      model,
      dataset: { ...line.dataset, preprocessing: [] },
      training: { ...line.training, metrics: [], batch_size: 4, ...training }
    },
    name
  )
  const session = await (await loadNativeEngine()).open(sessionOptions({ name, project, data }))
  const given = Object.entries(weights).map(([key, { shape, values }]) => ({
    name: key,
    shape,
    values: Float32Array.from(values)
  }))
  session.setWeights(given)
  session.startEpoch(Uint32Array.from(ORDER), 0)
  const looker = await session.look!()
  const look: StepLook = looker.at(0)
  expect(session.weights()).toEqual(given)
  const [row] = await session.train(0, 1)
  const after = new Map(session.weights().map((weight) => [weight.name, weight.values]))
  const logs = session.logs(row!)
  session.dispose()
  return { trained: looker.trained, look, after, logs }
}

if (whyMissing('native-runtime') === null) {
  describe('inside a training step', { timeout: 60_000 }, () => {
    it.each(cases)('of $name, all is as TensorFlow has it', async (one) => {
      const { trained, look, after, logs } = await looked(one)
      const { count, shape, x, y } = one.data
      expect([...look.positions]).toEqual(ORDER)
      expect(look.x.shape).toEqual([count, ...shape])
      near(look.x.values, ordered(x, count), 'x')
      near(look.targets[0]!.y.values, ordered(y, count), 'y')
      Object.entries(one.outputs).forEach(([layer, values], i) => {
        expect(look.outputs[i]!.shape.reduce((a, b) => a * b, 1)).toBe(values.length)
        near(look.outputs[i]!.values, ordered(values, count), layer)
      })
      near(look.targets[0]!.losses!.values, ordered(one.losses, count), 'losses')
      near([look.loss, logs.loss!], [one.loss, one.loss], 'loss')
      expect(trained).toEqual(Object.keys(one.gradients))
      trained.forEach((name, i) => {
        expect(look.gradients[i]!.shape).toEqual(one.weights[name]!.shape)
        near(look.gradients[i]!.values, one.gradients[name]!, `gradient of ${name}`)
        near(after.get(name)!, one.after[name]!, `${name} after`)
      })
    })
  })
}

// What lessons compute of a Dense layer from its weights is what the layer itself gives.
import { afterAll, expect, it } from 'vitest'
import { argmax, largestDifference, softmaxParts, weightedSums } from '../../../src/renderer/lessons/dense'
import { example } from '../../support/projects'
import { trainedBench } from '../../support/trained'
import { whyMissing } from '../../support/missing'

if (whyMissing('native-runtime') === null) {
  const { train, ask, service } = trainedBench()
  afterAll(() => service.dispose())

  it('before relu, after relu, logits and softmax of a real model', async () => {
    const project = example('mnist-mlp')
    Object.assign(project.training, { epochs: 1, steps_per_epoch: 40 })
    const { id: runId } = await train(project)
    const input = { kind: 'row' as const, row: 60_000 }
    const given = async (layer: string) => (await ask('activations', { runId, input, layer })).values
    const sums = async (layer: string, before: string) => {
      const weights = await ask('weights', { runId, layer })
      const [kernel, bias] = ['kernel', 'bias'].map((name) => weights.find((one) => one.name.endsWith(`/${name}`))!)
      return weightedSums(await given(before), kernel!.values, bias!.values)
    }
    const z = await sums('dense', 'flatten')
    expect(z.some((value) => value < 0)).toBe(true)
    expect(
      largestDifference(
        z.map((value) => Math.max(0, value)),
        await given('dense')
      )
    ).toBeLessThan(1e-5)
    const { shares } = softmaxParts(await sums('dense_2', 'dense_1'))
    expect(largestDifference(shares, await given('dense_2'))).toBeLessThan(1e-6)
  }, 60_000)

  it('the class of a linear output is that of its largest number, also where several are above 1 or none is above 0', async () => {
    const project = example('lessons/mnist-one-hot')
    Object.assign(project.training, { epochs: 1, steps_per_epoch: 2 })
    const { id: runId } = await train(project)
    const count = 200
    const view = { split: 'test' as const }
    const { rows, predicted } = await ask('examples', { runId, view, first: 0, count })
    for (const at of Array.from({ length: 12 }, (_, i) => i * 16)) {
      const { outputs } = await ask('predict', { runId, input: { kind: 'row', row: rows[at]! } })
      expect(outputs[0]!.predicted).toBe(argmax(outputs[0]!.values))
      expect(predicted[at]).toBe(argmax(outputs[0]!.values))
    }
  }, 60_000)
}

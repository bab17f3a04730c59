// What the tabs that look inside a model ask, of a real run in a real model process.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunRecord } from '../../../src/shared/run'
import { example } from '../../support/projects'
import { trainedBench } from '../../support/trained'
import { whyMissing } from '../../support/missing'

if (whyMissing('native-runtime') === null)
  describe('a small convolution on MNIST', () => {
    const { train, ask, service } = trainedBench()
    let run: RunRecord
    const ofRow = (row: number) => ({ runId: run.id, input: { kind: 'row' as const, row } })
    beforeAll(async () => {
      const project = example('mnist-cnn')
      Object.assign(project.training, { epochs: 1, batch_size: 128, steps_per_epoch: 40, callbacks: [] })
      run = await train(project)
    }, 120_000)
    afterAll(() => service.dispose())

    it('tells what its layers give and weigh', async () => {
      const maps = await ask('activations', { ...ofRow(60_000), layer: 'conv2d' })
      expect(maps.shape).toStrictEqual([26, 26, 16])
      expect(maps.values).toHaveLength(26 * 26 * 16)
      const given = await ask('activations', { ...ofRow(60_000), layer: 'dense_1' })
      const { outputs } = await ask('predict', ofRow(60_000))
      expect([...given.values]).toStrictEqual([...outputs[0]!.values])
      const weights = await ask('weights', { runId: run.id, layer: 'conv2d' })
      expect(weights.map(({ name, shape }) => [name, shape])).toStrictEqual([
        ['conv2d/kernel', [3, 3, 1, 16]],
        ['conv2d/bias', [16]]
      ])
      // The first map, by hand: a picture's corner is white.
      const corner = maps.values[0]!
      expect(Math.abs(corner - Math.max(0, weights[1]!.values[0]!))).toBeLessThan(1e-6)
    })
    it('refuses a layer that there is not', async () => {
      await expect(ask('weights', { runId: run.id, layer: 'nothing' })).rejects.toMatchObject({ code: 'MODEL_LAYER' })
      await expect(ask('activations', { ...ofRow(60_000), layer: 'nothing' })).rejects.toMatchObject({
        code: 'MODEL_LAYER'
      })
    })
    it('tells what mattered, as small changes of the input show', async () => {
      const saliency = await ask('saliency', { ...ofRow(60_000), method: 'gradient', unit: 7 })
      expect(saliency.shape).toStrictEqual([28, 28])
      expect(Math.max(...saliency.values)).toBeGreaterThan(0)
      const cam = await ask('saliency', { ...ofRow(60_000), method: 'grad-cam', unit: 7 })
      expect(cam.shape).toStrictEqual([5, 5])
      const first = await ask('saliency', { ...ofRow(60_000), method: 'grad-cam', layer: 'conv2d', unit: 7 })
      expect(first.shape).toStrictEqual([26, 26])
      expect(Math.min(...cam.values, ...first.values)).toBeGreaterThanOrEqual(0)
      const wrong = { ...ofRow(60_000), method: 'grad-cam' as const }
      await expect(ask('saliency', { ...wrong, layer: 'dense', unit: 7 })).rejects.toMatchObject({
        code: 'MODEL_NO_MAPS'
      })
      await expect(ask('saliency', { ...wrong, unit: 10 })).rejects.toMatchObject({ code: 'MODEL_UNIT' })
      await expect(ask('saliency', { ...wrong, output: 1, unit: 0 })).rejects.toMatchObject({ code: 'MODEL_OUTPUT' })
    })

    const projected = async (change: { method: 'pca' | 'umap'; most?: number; seed?: number; layer?: string }) => {
      const input = { runId: run.id, layer: 'dense', split: 'test' as const, most: 300, seed: 1, ...change }
      const shares: number[] = []
      for (;;) {
        const answer = await ask('project', { ...input, dimensions: 2 })
        shares.push(answer.done)
        if (answer.done >= 1) return { answer, shares }
      }
    }
    it('lays examples out by principal components', async () => {
      const { answer } = await projected({ method: 'pca' })
      expect(answer.points).toHaveLength(600)
      expect([...answer.rows].slice(0, 3)).toStrictEqual([60_000, 60_033, 60_066])
      expect(answer.numbers).toBe(64)
      expect(answer.explained[0]).toBeGreaterThan(answer.explained[1]!)
      const { truth } = await ask('predict', ofRow(60_033))
      expect(answer.truth[1]).toBe(truth)
      const right = answer.truth.filter((value, i) => value === answer.predicted[i]).length
      expect(right).toBeGreaterThan(150)
      const { answer: pooled } = await projected({ method: 'pca', layer: 'conv2d' })
      expect(pooled.numbers).toBeLessThanOrEqual(1024)
    })
    it('the same way for the same seed, a little further with each call', async () => {
      const { answer, shares } = await projected({ method: 'umap' })
      expect(shares).toStrictEqual([...shares].sort((a, b) => a - b))
      const { answer: other } = await projected({ method: 'umap', seed: 2 })
      const { answer: again } = await projected({ method: 'umap' })
      expect([...again.points]).toStrictEqual([...answer.points])
      expect([...other.points]).not.toStrictEqual([...answer.points])
    })
    it('not from too few', () =>
      expect(projected({ method: 'pca', most: 2 })).rejects.toMatchObject({ code: 'PROJECTION_FEW' }))
  })

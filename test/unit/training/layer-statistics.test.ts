// Runs that measure their layers, in real trainer processes on native TensorFlow: the run is the same to the bit.
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { resolveDataset } from '../../../src/main/datasets/resolve'
import { forkTrainer } from '../../../src/main/fork-trainer'
import { RunStore } from '../../../src/main/runs/store'
import { TrainingService } from '../../../src/main/training/service'
import { validateProject } from '../../../src/shared/project'
import type { RunEvent } from '../../../src/shared/run'
import { whyMissing } from '../../support/missing'
import { example, ROOT, stack } from '../../support/projects'
import { tempFolder } from '../../support/temp'

/** What has a state: Adam's slots, dropout, shuffling, batch statistics. */
const request = async (histogram_freq: number, epochs: number) => {
  const line = example('line')
  const model = stack([
    ['Input', { shape: [1] }],
    ['Dense', { units: 24, activation: 'relu' }],
    ['BatchNormalization'],
    ['Dropout', { rate: 0.3 }],
    ['Dense', { units: 1 }]
  ])
  const training = { ...line.training, optimizer: 'adam', epochs, batch_size: 7, histogram_freq }
  const project = validateProject({ ...line, model, training }, 'layers')
  const baseDir = join(ROOT, 'examples')
  return { project, dataset: await resolveDataset(project.dataset.source, { baseDir }), baseDir }
}
async function story(store: RunStore, id: string) {
  const { record, events } = await store.read(id)
  return {
    status: record.status,
    test: record.test,
    epochs: events.flatMap((event) => (event.type === 'epoch' ? [event.logs] : [])),
    losses: events.flatMap((event) => (event.type === 'steps' ? event.logs.loss! : []))
  }
}
const measured = async (store: RunStore, id: string) =>
  (await store.read(id)).events.flatMap((event) => (event.type === 'layers' ? [event] : []))

async function trained(histogram_freq: number, epochs: number, stopAfter?: number) {
  const store = new RunStore(tempFolder())
  let stopping: Promise<void> | null = null
  const onEvent = (runId: string, event: RunEvent): void => {
    if (event.type === 'epoch' && event.epoch === stopAfter) stopping ??= training.stop(runId)
  }
  const training: TrainingService = new TrainingService(
    store,
    forkTrainer(join(ROOT, 'out/main/trainer.js')),
    (runId, _record, events) => events.forEach((event) => onEvent(runId, event))
  )
  const { runId, ended } = await training.start(await request(histogram_freq, epochs))
  expect(await ended).toMatchObject({ error: null })
  return { store, training, runId }
}

if (whyMissing('native-runtime') === null)
  describe('a run that measures its layers', { timeout: 90_000 }, () => {
    it('is the same to the bit as without, which tells nothing of them', async () => {
      const off = await trained(0, 30)
      const on = await trained(1, 30)
      expect(await story(on.store, on.runId)).toEqual(await story(off.store, off.runId))
      expect(await measured(off.store, off.runId)).toEqual([])
      const found = await measured(on.store, on.runId)
      expect(found[0]!.epoch).toBe(0)
      expect(found.at(-1)!.epoch).toBe(30)
      expect(found[0]!.outputs.dead.filter((dead) => dead !== null).length).toBe(1)
      expect(found[0]!.weights.name).toEqual([
        'layer_1/kernel',
        'layer_1/bias',
        'layer_2/gamma',
        'layer_2/beta',
        'layer_4/kernel',
        'layer_4/bias'
      ])
    })

    it('goes on bit by bit where it was stopped, and tells the same of the same epochs', async () => {
      const whole = await trained(1, 40)
      const { store, training, runId } = await trained(1, 40, 7)
      expect((await story(store, runId)).status).toBe('stopped')
      const { dataset } = await request(1, 40)
      await (
        await training.resume(runId, dataset)
      ).ended
      expect(await story(store, runId)).toEqual(await story(whole.store, whole.runId))
      const before = new Map((await measured(whole.store, whole.runId)).map((event) => [event.epoch, event]))
      const both = (await measured(store, runId)).filter(({ epoch }) => before.has(epoch))
      expect(both.length).toBeGreaterThan(1)
      for (const event of both) expect({ ...event, time: 0 }).toEqual({ ...before.get(event.epoch), time: 0 })
    })
  })

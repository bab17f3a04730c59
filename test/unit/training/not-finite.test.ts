// A run whose loss is no number names the layer and the step where it began: in a real trainer on native TensorFlow.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { resolveDataset } from '../../../src/main/datasets/resolve'
import { forkTrainer } from '../../../src/main/fork-trainer'
import { RunStore } from '../../../src/main/runs/store'
import { TrainingService } from '../../../src/main/training/service'
import { validateProject } from '../../../src/shared/project'
import { whyMissing } from '../../support/missing'
import { example, ROOT, stack } from '../../support/projects'
import { tempFolder } from '../../support/temp'

const missing = whyMissing('native-runtime')
type Layers = Parameters<typeof stack>[0]

async function errorOf(layers: Layers, training: object, y: (x: number) => number = (x) => x): Promise<unknown> {
  const folder = tempFolder()
  const rows = Array.from({ length: 20 }, (_, i) => `${i / 10},${y(i / 10)}`)
  writeFileSync(join(folder, 'data.csv'), ['x,y', ...rows].join('\n'))
  const line = example('line')
  const project = validateProject(
    {
      ...line,
      dataset: { source: { format: 'csv', path: 'data.csv' }, split: { validation: 0, test: 0 } },
      model: stack([['Input', { shape: [1] }], ...layers]),
      training: {
        loss: 'mse',
        epochs: 60,
        batch_size: 5,
        callbacks: [{ class_name: 'TerminateOnNaN', config: {} }],
        ...training
      }
    },
    'nan'
  )
  const service = new TrainingService(
    new RunStore(folder),
    forkTrainer(join(ROOT, 'out/main/trainer.js')),
    () => undefined
  )
  const dataset = await resolveDataset(project.dataset.source, { baseDir: folder })
  const record = await (await service.start({ project, dataset })).ended
  expect(record.status).toBe('failed')
  return record.error
}

const sgd = (learning_rate: number) => ({ optimizer: { class_name: 'SGD', config: { learning_rate } } })
const ones = { kernel_initializer: 'ones' }

describe.skipIf(missing !== null)('a loss that is not finite', { timeout: 60_000 }, () => {
  it('that overflows by itself', async () => {
    const error = await errorOf([['Dense', { units: 1 }]], sgd(10))
    expect(error).toMatchObject({ code: 'NAN_LOSS', args: { found: 'Infinity', epoch: expect.any(Number) } })
  })

  it('that comes from a layer names the first one, at its step', async () => {
    const error = await errorOf(
      [
        ['Dense', { units: 2, ...ones, activation: 'relu' }],
        ['Dense', { units: 2, ...ones, activation: 'exponential' }],
        ['Dense', { units: 1, ...ones }]
      ],
      sgd(1e-3),
      (x) => 1e6 * x
    )
    // exp overflows there first; before, all is finite.
    expect(error).toMatchObject({
      code: 'NAN_OUTPUT',
      args: { layer: 'layer_2', className: 'Dense', epoch: 1, step: 2 }
    })
  })

  it('that comes from an update names its layer', async () => {
    const error = await errorOf([['Dense', { units: 1, ...ones }]], sgd(1e38), (x) => 1e3 * x)
    expect(error).toMatchObject({
      code: 'NAN_UPDATE',
      args: { epoch: 1, step: 1, layer: 'layer_1' }
    })
  })
})

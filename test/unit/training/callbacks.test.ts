// Callbacks and schedules in real training on native TensorFlow, and the checkpoints that are kept.
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { resolveDataset } from '../../../src/main/datasets/resolve'
import { validateProject, type Project } from '../../../src/shared/project'
import type { RunEvent } from '../../../src/shared/run'
import type { TrainJob } from '../../../src/shared/trainer-protocol'
import { readCheckpoint } from '../../../src/trainer/checkpoint'
import { train } from '../../../src/trainer/train'
import { whyMissing } from '../../support/missing'
import { example, ROOT, stack } from '../../support/projects'
import { tempFolder } from '../../support/temp'

const missing = whyMissing('native-runtime')

function project(training: object): Project {
  const line = example('line')
  return validateProject(
    {
      ...line,
      dataset: { ...line.dataset, split: { validation: 0.2, test: 0.1, seed: 1 } },
      model: stack([
        ['Input', { shape: [1] }],
        ['Dense', { units: 8, activation: 'relu' }],
        ['BatchNormalization'],
        ['Dropout', { rate: 0.3 }],
        ['Dense', { units: 1 }]
      ]),
      training: { ...line.training, optimizer: 'adam', metrics: ['mae'], batch_size: 9, callbacks: [], ...training }
    },
    'callbacks'
  )
}

const without = (events: readonly RunEvent[]): unknown[] =>
  events.flatMap((event): unknown[] => {
    if (event.type === 'epoch') return [[event.epoch, event.logs, event.learning_rate]]
    if (event.type === 'notice') return [[event.code, event.args]]
    return event.type === 'checkpoint' ? [[event.file, event.reason, event.value, event.removed]] : []
  })

async function run(
  given: Project,
  { folder = tempFolder(), resume = false, engine = 'native' as TrainJob['engine'] } = {}
) {
  const events: RunEvent[] = []
  const dataset = await resolveDataset(given.dataset.source, { baseDir: join(ROOT, 'examples') })
  const checkpoint = join(folder, 'checkpoint.safetensors')
  const places = { modelDir: join(folder, 'model'), checkpoint, checkpointsDir: join(folder, 'checkpoints') }
  const job: TrainJob = {
    runId: 'run',
    project: given,
    dataset,
    ...places,
    resume,
    from: null,
    superseded: [],
    branch: null,
    hashes: null,
    engine
  }
  await train(job, {
    emit: (event) => events.push(event),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    isStopped: () => false
  })
  const of = <T extends RunEvent['type']>(type: T) =>
    events.filter((event): event is Extract<RunEvent, { type: T }> => event.type === type)
  expect(of('end').map(({ status, error }) => [status, error])).toEqual([['completed', undefined]])
  return { folder, of, told: without(events), state: (await readCheckpoint(checkpoint)).state }
}
const filesOf = (folder: string): string[] => readdirSync(join(folder, 'checkpoints')).sort()

const registered = missing === null ? describe : describe.skip
registered('training on native TensorFlow', { timeout: 60_000 }, () => {
  it('goes on from any checkpoint that was kept, to the last bit', async () => {
    const given = project({
      epochs: 5,
      // Of 8 batches: passes end within epochs.
      steps_per_epoch: 5,
      validation_freq: 2,
      callbacks: [
        { class_name: 'ModelCheckpoint', config: {} },
        { class_name: 'ReduceLROnPlateau', config: { monitor: 'loss', patience: 0, factor: 0.5, min_delta: 100 } },
        { class_name: 'ModelCheckpoint', config: { save_freq: 7 } },
        { class_name: 'ModelCheckpoint', config: { save_best_only: true, monitor: 'loss' } },
        { class_name: 'EarlyStopping', config: { patience: 9, restore_best_weights: true } },
        { class_name: 'TimeStopping', config: {} }
      ]
    })
    const whole = await run(given)
    expect(filesOf(whole.folder)).toEqual([
      'epoch-0001-step-00002.safetensors',
      'epoch-0001.safetensors',
      'epoch-0002-step-00004.safetensors',
      'epoch-0002.safetensors',
      'epoch-0003.safetensors',
      'epoch-0004-step-00001.safetensors',
      'epoch-0004.safetensors',
      'epoch-0005.safetensors'
    ])
    expect(new Set(whole.of('epoch').map(({ learning_rate }) => learning_rate)).size).toBe(4)
    for (const file of filesOf(whole.folder)) {
      const folder = tempFolder()
      mkdirSync(join(folder, 'checkpoints'))
      copyFileSync(join(whole.folder, 'checkpoints', file), join(folder, 'checkpoint.safetensors'))
      const again = await run(given, { folder, resume: true })
      expect(again.state, file).toEqual(whole.state)
      expect(again.told, file).toEqual(whole.told.slice(whole.told.length - again.told.length))
    }
  })

  it('save_best_only keeps the best one alone, and tells what it took away', async () => {
    const best = { class_name: 'ModelCheckpoint', config: { save_best_only: true, monitor: 'val_loss' } }
    const { folder, of } = await run(project({ epochs: 12, callbacks: [best] }))
    const losses = of('epoch').map(({ logs }) => logs.val_loss!)
    const epoch = losses.indexOf(Math.min(...losses)) + 1
    expect(filesOf(folder)).toEqual([`epoch-${String(epoch).padStart(4, '0')}.safetensors`])
    const told = of('checkpoint')
    expect(told.at(-1)).toMatchObject({
      epoch,
      step: 0,
      reason: 'best',
      monitor: 'val_loss',
      value: Math.min(...losses)
    })
    expect(told.slice(1).map(({ removed }) => removed)).toEqual(told.slice(0, -1).map(({ file }) => [file]))
  })

  it('a checkpoint that cannot be written is told, and does not end the run', async () => {
    const folder = tempFolder()
    writeFileSync(join(folder, 'checkpoints'), 'no folder')
    const callbacks = [{ class_name: 'ModelCheckpoint', config: { save_best_only: true, monitor: 'loss' } }]
    const { of } = await run(project({ epochs: 2, callbacks }), { folder })
    expect(of('checkpoint')).toEqual([])
    expect(of('notice')[0]).toMatchObject({
      code: 'CHECKPOINT_NOT_KEPT',
      args: { file: 'checkpoints/epoch-0001.safetensors' }
    })
    expect(existsSync(join(folder, 'model/model.json'))).toBe(true)
  })

  it('a schedule by step tells the rates that LearningRateScheduler sets by epoch, where an epoch is a step', async () => {
    const schedule = { class_name: 'CosineDecay', config: { initial_learning_rate: 0.05, decay_steps: 30 } }
    const split = { validation: 0, test: 0, seed: 1 }
    const full = (training: object): Project => {
      const given = project({ epochs: 40, batch_size: 1000, ...training })
      return { ...given, dataset: { ...given.dataset, split: { ...given.dataset.split, ...split } } }
    }
    const byStep = await run(full({ optimizer: { class_name: 'Adam', config: { learning_rate: schedule } } }))
    const scheduler = { class_name: 'LearningRateScheduler', config: { schedule } }
    const byEpoch = await run(full({ callbacks: [scheduler] }))
    const slowly = await run(full({ callbacks: [scheduler, { class_name: 'TerminateOnNaN', config: {} }] }))
    expect(byStep.state.weights).toEqual(byEpoch.state.weights)
    expect(slowly.state).toEqual(byEpoch.state)
    expect(slowly.told).toEqual(byEpoch.told)
    const rates = byEpoch.of('epoch').map(({ learning_rate }) => learning_rate)
    expect(rates.slice(0, 2)).toEqual([0.05, 0.05 * 0.5 * (1 + Math.cos(Math.PI / 30))])
    // Keras logs what the next step takes.
    expect(byStep.of('epoch').map(({ learning_rate }) => learning_rate)).toEqual([...rates.slice(1), 0])
    const steps = await run(
      project({ epochs: 1, optimizer: { class_name: 'Adam', config: { learning_rate: schedule } } })
    )
    expect(steps.of('steps').at(-1)!.learning_rate).toBeCloseTo(0.05 * 0.5 * (1 + Math.cos((Math.PI * 7) / 30)), 12)
  })

  it('the portable engine follows the same rates', async () => {
    const schedule = {
      class_name: 'ExponentialDecay',
      config: { initial_learning_rate: 0.1, decay_steps: 3, decay_rate: 0.5 }
    }
    for (const optimizer of ['SGD', 'Adagrad']) {
      const given = project({
        epochs: 3,
        batch_size: 40,
        shuffle: false,
        optimizer: { class_name: optimizer, config: { learning_rate: schedule } }
      })
      const model = stack([
        ['Input', { shape: [1] }],
        ['Dense', { units: 1, kernel_initializer: 'ones' }]
      ])
      const [native, portable] = [
        await run({ ...given, model }),
        await run({ ...given, model }, { engine: 'portable' })
      ]
      const losses = ({ of }: typeof native) => of('epoch').map(({ logs }) => logs.loss!)
      losses(native).forEach((loss, i) => expect(losses(portable)[i]! / loss).toBeCloseTo(1, 5))
    }
  })
})

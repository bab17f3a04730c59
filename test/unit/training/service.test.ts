// Real runs in real trainer processes (the built out/main/trainer.js), natively where that can be had.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { resolveDataset } from '../../../src/main/datasets/resolve'
import { forkTrainer } from '../../../src/main/fork-trainer'
import type { SpawnTrainer, TrainerProcess } from '../../../src/main/ports'
import { RunStore } from '../../../src/main/runs/store'
import { TrainingService } from '../../../src/main/training/service'
import type { Project } from '../../../src/shared/project'
import type { RunEvent } from '../../../src/shared/run'
import { whyMissing } from '../../support/missing'
import { example, ROOT } from '../../support/projects'
import { tempFolder } from '../../support/temp'

interface Bench {
  store: RunStore
  training: TrainingService
  trainers: TrainerProcess[]
  events: RunEvent[]
  /** Resolves at the first event of a type. */
  first(type: RunEvent['type']): Promise<void>
}

function bench(spawn: SpawnTrainer = forkTrainer(join(ROOT, 'out/main/trainer.js'))): Bench {
  const store = new RunStore(tempFolder())
  const trainers: TrainerProcess[] = []
  const events: RunEvent[] = []
  const waiting: { type: string; resolve: () => void }[] = []
  const keep = (): TrainerProcess => {
    const trainer = spawn()
    trainers.push(trainer)
    return trainer
  }
  const training = new TrainingService(store, keep, (_runId, _record, fresh) => {
    events.push(...fresh)
    for (const { type, resolve } of waiting) if (fresh.some((event) => event.type === type)) resolve()
  })
  return {
    store,
    training,
    trainers,
    events,
    first: (type) => new Promise((resolve) => waiting.push({ type, resolve }))
  }
}

async function request(id: string, change: (project: Project) => void = () => undefined) {
  const project = example(id)
  change(project)
  return { project, dataset: await resolveDataset(project.dataset.source, { baseDir: join(ROOT, 'examples') }) }
}

describe('a run', () => {
  it('trains a line to the true slope and intercept, keeps its model, and tells its two weights', async () => {
    const { store, training, events } = bench()
    const { runId, ended } = await training.start(await request('line'))
    const record = await ended
    expect(record).toMatchObject({
      status: 'completed',
      epochs: { done: 30, planned: 30 },
      parameters: { total: 2 },
      owner: null,
      error: null
    })
    const kernel = (record.weights!['dense/kernel'] as number[][])[0]![0]!
    const bias = (record.weights!['dense/bias'] as number[])[0]!
    expect(Math.abs(kernel - 3)).toBeLessThan(0.5)
    expect(Math.abs(bias - 2)).toBeLessThan(0.5)
    expect(record.test!.loss).toBeLessThan(2.5)
    expect(events.filter((event) => event.type === 'epoch')).toHaveLength(30)
    const onDisk = await store.read(runId)
    expect(onDisk.record).toEqual(record)
    expect(onDisk.events).toEqual(events)
    const model = JSON.parse(readFileSync(join(store.folderOf(runId), 'model', 'model.json'), 'utf8'))
    expect(model.weightsManifest[0].weights.map((weight: { name: string }) => weight.name)).toEqual([
      'dense/kernel',
      'dense/bias'
    ])
  })

  it('repeats to the last bit for a seed, and differs for another', async () => {
    const losses = async (seed: number) => {
      const { training, events } = bench()
      const { ended } = await training.start(
        await request('line', (project) => Object.assign(project.training, { seed, batch_size: 16 }))
      )
      await ended
      return events.flatMap((event) => (event.type === 'epoch' ? [event.logs.loss] : []))
    }
    const first = await losses(1)
    expect(await losses(1)).toEqual(first)
    expect(await losses(2)).not.toEqual(first)
  })

  it('trains natively on TensorFlow, and says so', async ({ skip }) => {
    const missing = whyMissing('native-runtime')
    if (missing) skip(missing)
    const { training } = bench()
    const { ended } = await training.start({ ...(await request('line')), engine: 'native' })
    expect(await ended).toMatchObject({
      status: 'completed',
      engine: { native: true, name: 'tfjs-node', version: '2.21.0' }
    })
  })

  it('trains with the portable engine too, and says so', async () => {
    const { training } = bench()
    const { ended } = await training.start({ ...(await request('line')), engine: 'portable' })
    expect(await ended).toMatchObject({ status: 'completed', engine: { native: false, name: 'wasm' } })
  })

  it('a project that cannot be trained is refused before anything is written', async () => {
    const { store, training, trainers } = bench()
    const wrong = await request('line', (project) => (project.training.loss = 'nope'))
    await expect(training.start(wrong)).rejects.toMatchObject({ code: 'TERM_UNKNOWN' })
    expect(existsSync(store.folder)).toBe(false)
    expect(trainers).toEqual([])
  })

  it('data that does not fit fails the run with its reason', async () => {
    const { training } = bench()
    const { ended } = await training.start(
      await request('line', (project) => (project.model.nodes[0]!.config.shape = [3]))
    )
    expect(await ended).toMatchObject({
      status: 'failed',
      error: { code: 'INPUT_MISMATCH', args: { expected: '[1]', found: '[3]' } }
    })
  })

  it('a loss that becomes NaN: TerminateOnNaN fails the run naming the step and where it began', async () => {
    const { training } = bench()
    const { ended } = await training.start(
      await request('line', (project) => {
        project.training.optimizer = { class_name: 'SGD', config: { learning_rate: 1e20 } }
        project.training.callbacks = [{ class_name: 'TerminateOnNaN', config: {} }]
      })
    )
    expect(await ended).toMatchObject({
      status: 'failed',
      error: { code: 'NAN_LOSS', args: { epoch: expect.any(Number), step: 1 } }
    })
  })

  it('a loss that overflows, then becomes NaN, trains on as in Keras and reads back', async () => {
    const { store, training, events } = bench()
    const { runId, ended } = await training.start(
      await request('line', (project) => {
        project.training.optimizer = { class_name: 'SGD', config: { learning_rate: 1e30 } }
        project.training.callbacks = [
          {
            class_name: 'EarlyStopping',
            config: {
              monitor: 'loss',
              mode: 'max',
              min_delta: 0,
              patience: 5,
              baseline: null,
              restore_best_weights: false,
              start_from_epoch: 0
            }
          }
        ]
      })
    )
    const record = await ended
    expect(record).toMatchObject({ status: 'completed', last: { loss: NaN }, test: { loss: NaN } })
    expect(record.weights).toEqual({ 'dense/kernel': [[NaN]], 'dense/bias': [NaN] })
    expect(events.flatMap((event) => (event.type === 'epoch' ? [event.logs.loss] : []))).toContain(Infinity)
    const { record: read, events: log } = await store.read(runId)
    expect(read).toEqual(record)
    expect(log.filter((event) => event.type !== 'notice')).toEqual(events.filter((event) => event.type !== 'notice'))
  })
})

const long = (project: Project): void =>
  void Object.assign(project.training, { epochs: 100_000, batch_size: 1, callbacks: [] })

describe('ending a run', () => {
  it('Stop is answered within a second, keeps the model, and the run says stopped', async () => {
    const { store, training, first } = bench()
    const stepping = first('steps')
    const { runId, ended } = await training.start(await request('line', long))
    await stepping
    const pressed = performance.now()
    await training.stop(runId)
    const seconds = (performance.now() - pressed) / 1000
    const record = await ended
    expect(record).toMatchObject({ status: 'stopped', error: null })
    expect(existsSync(join(store.folderOf(runId), 'model', 'weights.bin'))).toBe(true)
    expect(seconds).toBeLessThan(1.5) // 1 s is promised; the rest is for a loaded machine
    await expect(training.stop(runId)).rejects.toMatchObject({ code: 'RUN_NOT_ACTIVE' })
  })

  it('Stop before the first step ends it at once', async () => {
    const { training } = bench()
    const { runId, ended } = await training.start(await request('line', long))
    await training.stop(runId)
    expect(await ended).toMatchObject({ status: 'stopped' })
  })

  it('a trainer killed from outside ends its run as crashed, and the next run trains', async () => {
    const { store, training, trainers, first } = bench()
    const stepping = first('steps')
    const { runId, ended } = await training.start(await request('line', long))
    await stepping
    process.kill(trainers[0]!.pid!, 'SIGKILL')
    expect(await ended).toMatchObject({
      status: 'crashed',
      error: { code: 'TRAINER_CRASHED', args: { how: 'SIGKILL' } }
    })
    const onDisk = await store.read(runId)
    expect(onDisk.record.status).toBe('crashed')
    expect(onDisk.events.some((event) => event.type === 'steps')).toBe(true)
    expect(await (await training.start(await request('line'))).ended).toMatchObject({ status: 'completed' })
  })

  it('a trainer that cannot start at all is a crash with its reason', async () => {
    const { training } = bench(forkTrainer('/nowhere/trainer.js'))
    const { ended } = await training.start(await request('line'))
    expect(await ended).toMatchObject({ status: 'crashed', error: { code: 'TRAINER_CRASHED' } })
  })

  it('a trainer that says what nobody understands fails its run, not the workbench', async () => {
    const spawn = forkTrainer(join(ROOT, 'out/main/trainer.js'))
    const garbling: SpawnTrainer = () => {
      const trainer = spawn()
      const onMessage = trainer.onMessage.bind(trainer)
      return Object.assign(trainer, {
        onMessage: (listener: (message: unknown) => void) => onMessage(() => listener({ type: 'gibberish' }))
      })
    }
    const { training } = bench(garbling)
    const { ended } = await training.start(await request('line'))
    expect(await ended).toMatchObject({ status: 'failed', error: { code: 'INTERNAL' } })
  })

  it('closing the workbench stops all runs and waits until they are written', async () => {
    const { store, training, first } = bench()
    const stepping = first('steps')
    const { runId } = await training.start(await request('line', long))
    await stepping
    await training.dispose()
    expect((await store.read(runId)).record.status).toBe('stopped')
  })
})

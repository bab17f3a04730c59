// A run that was interrupted goes on as if nothing had happened: in real trainer processes, on native TensorFlow.
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { resolveDataset } from '../../../src/main/datasets/resolve'
import { forkTrainer } from '../../../src/main/fork-trainer'
import { RunStore } from '../../../src/main/runs/store'
import { TrainingService } from '../../../src/main/training/service'
import { validateProject, type Project } from '../../../src/shared/project'
import type { RunEvent, RunRecord } from '../../../src/shared/run'
import { whyMissing } from '../../support/missing'
import { example, ROOT, stack } from '../../support/projects'
import { tempFolder } from '../../support/temp'

const missing = whyMissing('native-runtime')
const baseDir = join(ROOT, 'examples')

/** Everything that has a state: Adam's slots, dropout, shuffling, batch statistics, early stopping. */
function project(epochs: number): Project {
  const line = example('line')
  return validateProject(
    {
      ...line,
      model: stack([
        ['Input', { shape: [1] }],
        ['Dense', { units: 24, activation: 'relu' }],
        ['BatchNormalization'],
        ['Dropout', { rate: 0.3 }],
        ['Dense', { units: 1 }]
      ]),
      training: {
        ...line.training,
        optimizer: 'adam',
        epochs,
        batch_size: 7,
        callbacks: [{ class_name: 'EarlyStopping', config: { patience: 1000, restore_best_weights: true } }]
      }
    },
    'resume'
  )
}

interface Bench {
  store: RunStore
  training: TrainingService
  kill(): void
}
function bench(onEvent: (event: RunEvent, bench: Bench, runId: string) => void = () => undefined): Bench {
  const store = new RunStore(tempFolder())
  const spawn = forkTrainer(join(ROOT, 'out/main/trainer.js'))
  let pid: number | undefined
  const made: Bench = {
    store,
    training: new TrainingService(
      store,
      () => {
        const trainer = spawn()
        pid = trainer.pid
        return trainer
      },
      (runId, _record, events) => events.forEach((event) => onEvent(event, made, runId))
    ),
    kill: () => process.kill(pid!, 'SIGKILL')
  }
  return made
}

const request = async (epochs: number) => {
  const wanted = project(epochs)
  return { project: wanted, dataset: await resolveDataset(wanted.dataset.source, { baseDir }), baseDir }
}

/** What a run has learnt and told, without times. */
async function story(store: RunStore, id: string) {
  const { record, events } = await store.read(id)
  const column = (name: string): number[] =>
    events.flatMap((event) => (event.type === 'steps' ? event.logs[name]! : []))
  return {
    epochs: events.flatMap((event) => (event.type === 'epoch' ? [event.logs] : [])),
    losses: column('loss'),
    test: record.test,
    done: record.epochs,
    status: record.status
  }
}

async function uninterrupted(epochs: number) {
  const { store, training } = bench()
  const { runId, ended } = await training.start(await request(epochs))
  expect(await ended).toMatchObject({ error: null, status: 'completed' })
  return story(store, runId)
}

describe.skipIf(missing !== null)('a run on native TensorFlow', { timeout: 60_000 }, () => {
  it('is the same to the last bit for the same seed', async () => {
    expect(await uninterrupted(6)).toEqual(await uninterrupted(6))
  })

  it('that was stopped in the middle of an epoch goes on bit by bit', async () => {
    const whole = await uninterrupted(40)
    let stopping: Promise<void> | null = null
    const { store, training } = bench((event, { training: service }, runId) => {
      if (event.type === 'epoch' && event.epoch === 7) stopping ??= service.stop(runId)
    })
    const { runId, ended } = await training.start(await request(40))
    const stopped: RunRecord = await ended
    expect(stopped.status).toBe('stopped')
    expect(stopped.epochs.done).toBeLessThan(40)
    const { dataset } = await request(40)
    await (
      await training.resume(runId, dataset)
    ).ended
    expect(await story(store, runId)).toEqual(whole)
  })

  it('whose trainer was killed goes on from its last checkpoint, bit by bit', async () => {
    const whole = await uninterrupted(60)
    let killed = false
    const { store, training, kill } = bench((event) => {
      if (event.type === 'epoch' && event.epoch === 12 && !killed) {
        killed = true
        kill()
      }
    })
    const { runId, ended } = await training.start(await request(60))
    expect((await ended).status).toBe('crashed')
    const { dataset } = await request(60)
    await (
      await training.resume(runId, dataset)
    ).ended
    expect(await story(store, runId)).toEqual(whole)
  })

  it('that is finished goes on for more epochs, and refuses none', async () => {
    const { store, training } = bench()
    const { runId, ended } = await training.start(await request(3))
    await ended
    const { dataset } = await request(3)
    await expect(training.resume(runId, dataset)).rejects.toMatchObject({ code: 'RUN_FINISHED' })
    await (
      await training.resume(runId, dataset, 6)
    ).ended
    const longer = await uninterrupted(6)
    expect(await story(store, runId)).toEqual(longer)
  })

  it('is not gone on with on other data', async () => {
    const { training } = bench()
    const { runId, ended } = await training.start(await request(2))
    await ended
    const { dataset } = await request(2)
    const other = {
      ...dataset,
      files: dataset.files.map((file) => ({ ...file, path: join(ROOT, 'test/support/other.csv') }))
    }
    const record = await (await training.resume(runId, other, 3)).ended
    expect(record).toMatchObject({ status: 'failed', error: { code: 'CHECKPOINT_INVALID' } })
  })
})

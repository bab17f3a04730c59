// Pause, queue, branch and going on from a kept checkpoint: real trainer processes, natively where that can be had.
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { forkTrainer } from '../../../src/main/fork-trainer'
import type { RunStore } from '../../../src/main/runs/store'
import { TrainingService } from '../../../src/main/training/service'
import { validateProject, type Project } from '../../../src/shared/project'
import type { RunEvent } from '../../../src/shared/run'
import { whyMissing } from '../../support/missing'
import { example, ROOT, stack } from '../../support/projects'
import { bench, line, request } from '../../support/training-bench'

const native = whyMissing('native-runtime') === null
const endless = (): Project => line({ epochs: 100_000, batch_size: 1 })

describe('pause', { timeout: 120_000 }, () => {
  it('waits with its process alive and a checkpoint kept, goes on, and is stopped while it waits', async () => {
    const { store, training, until, told, trainers } = bench()
    const { runId, ended } = await training.start(await request(endless()))
    training.pause(runId) // while it prepares: as soon as training begins
    const { record } = await until(({ event }) => event?.type === 'pause')
    expect(record.status).toBe('paused')
    expect(told.some(({ event }) => event?.type === 'steps')).toBe(false)
    expect((await store.read(runId)).record.status).toBe('paused')
    expect(existsSync(join(store.folderOf(runId), 'checkpoint.safetensors'))).toBe(true)
    training.goOn(runId)
    await until(({ event }) => event?.type === 'steps')
    expect(told.findLast(({ event }) => event?.type === 'continue')?.record.status).toBe('running')
    const pauses = (): number => told.filter(({ event }) => event?.type === 'pause').length
    training.pause(runId)
    await until(() => pauses() === 2)
    await training.stop(runId)
    expect(await ended).toMatchObject({ status: 'stopped', error: null })
    expect(existsSync(join(store.folderOf(runId), 'model', 'model.json'))).toBe(true)
    expect(trainers).toHaveLength(1)
  })

  it('a trainer killed while it waits, and a workbench closed meanwhile, leave a run that goes on', async () => {
    const { store, training, until, trainers } = bench()
    const { runId, ended } = await training.start(await request(endless()))
    await until(({ event }) => event?.type === 'epoch')
    training.pause(runId)
    await until(({ event }) => event?.type === 'pause')
    trainers[0]!.kill()
    expect(await ended).toMatchObject({ status: 'crashed' })
    const { dataset } = await request(endless())
    await training.resume(runId, dataset)
    training.pause(runId)
    await until(({ event, record }) => event?.type === 'pause' && record.status === 'paused' && trainers.length === 2)
    await training.dispose()
    expect((await store.read(runId)).record).toMatchObject({ status: 'stopped', owner: null })
  })

  it('of a run that is not training is refused', () => {
    expect(() => bench().training.pause('x')).toThrow(/not training/)
  })
})

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Everything that is random or has a state. */
const restless = (epochs: number): Project => {
  const project = example('line')
  return validateProject(
    {
      ...project,
      model: stack([
        ['Input', { shape: [1] }],
        ['Dense', { units: 24, activation: 'relu' }],
        ['BatchNormalization'],
        ['GaussianNoise', { stddev: 0.1 }],
        ['Dropout', { rate: 0.3 }],
        ['Dense', { units: 1 }]
      ]),
      training: {
        ...project.training,
        optimizer: { class_name: 'SGD', config: { learning_rate: 0.001, momentum: 0.9, nesterov: true } },
        epochs,
        batch_size: 7,
        callbacks: [{ class_name: 'EarlyStopping', config: { patience: 1000, restore_best_weights: true } }]
      }
    },
    'restless'
  )
}

/** What a run has learnt and told, without times. */
async function story(store: RunStore, id: string) {
  const { record, events } = await store.read(id)
  const logs = events.flatMap((event) => (event.type === 'epoch' ? [event.logs] : []))
  const losses = events.flatMap((event) => (event.type === 'steps' ? event.logs.loss! : []))
  const weights = readFileSync(join(store.folderOf(id), 'model', 'weights.bin')).toString('base64')
  return { logs, losses, weights, test: record.test, status: record.status, epochs: record.epochs }
}

if (native) {
  describe('natively', { timeout: 120_000 }, () => {
    it('a run that is paused again and again is to the last bit the one that never was', async () => {
      const whole = bench()
      const first = await whole.training.start(await request(restless(60)))
      await first.ended
      const { store, training, until, told } = bench()
      const { runId, ended } = await training.start(await request(restless(60)))
      const count = (type: RunEvent['type']): number => told.filter(({ event }) => event?.type === type).length
      const isOver = (type: RunEvent['type'], times: number): Promise<boolean> =>
        Promise.race([until(() => count(type) === times).then(() => false), ended.then(() => true)])
      for (let pause = 1; pause <= 6; pause++) {
        training.pause(runId)
        if (await isOver('pause', pause)) break
        await later(100)
        training.goOn(runId)
        // Asked to wait before it has gone on, it would just go on waiting.
        if (await isOver('continue', pause)) break
      }
      await ended
      expect(count('pause')).toBeGreaterThan(1)
      expect(await story(store, runId)).toEqual(await story(whole.store, first.runId))
    })

    it('goes on from any kept checkpoint; what came after it is no longer so', async () => {
      const { store, training } = bench()
      const { runId, ended } = await training.start(await request(restless(4)))
      await ended
      const folder = store.folderOf(runId)
      const whole = bench()
      const longer = await whole.training.start(await request(restless(9)))
      await longer.ended
      // Kept as ModelCheckpoint would: after epoch 4, and one more after epoch 8.
      mkdirSync(join(folder, 'checkpoints'))
      const kept = (epoch: number) => {
        const file = `checkpoints/epoch-${epoch}.safetensors`
        copyFileSync(join(folder, 'checkpoint.safetensors'), join(folder, file))
        return { file, epoch, step: 0, reason: 'epoch' as const, monitor: null, value: null }
      }
      const four = kept(4)
      await store.save({ ...(await store.read(runId)).record, checkpoints: [four] })
      const { dataset } = await request(restless(4))
      await (
        await training.resume(runId, dataset, 8)
      ).ended
      const eight = kept(8)
      const { record } = await store.read(runId)
      await store.save({ ...record, checkpoints: [four, eight] })
      await expect(training.resume(runId, dataset, 9, 'checkpoints/none')).rejects.toMatchObject({
        code: 'CHECKPOINT_MISSING'
      })
      await (
        await training.resume(runId, dataset, 9, four.file)
      ).ended
      expect(await story(store, runId)).toEqual(await story(whole.store, longer.runId))
      expect((await store.read(runId)).record.checkpoints).toEqual([four])
      expect(existsSync(join(folder, eight.file))).toBe(false)
    })

    it('a branch begins with the weights of another run, and with its optimizer where that is the same', async () => {
      const { store, training, told } = bench()
      const { runId, ended } = await training.start(await request(restless(5)))
      await ended
      const same = await training.branch({ ...(await request(restless(3))), runId, checkpoint: null })
      expect(await same.ended).toMatchObject({
        status: 'completed',
        parent: { run: runId, epoch: 5, optimizer: true },
        epochs: { done: 3, planned: 3 }
      })
      const lossOf = async (id: string) => (await store.read(id)).events.find(({ type }) => type === 'epoch')
      const from = (await lossOf(runId)) as Extract<RunEvent, { type: 'epoch' }>
      const to = (await lossOf(same.runId)) as Extract<RunEvent, { type: 'epoch' }>
      expect(to.logs.loss).toBeLessThan(from.logs.loss!)
      const notice = (id: string) => told.find(({ runId, event }) => runId === id && event?.type === 'notice')?.event
      expect(notice(same.runId)).toMatchObject({ code: 'BRANCHED', args: { taken: 8, total: 8, optimizer: 'goes on' } })

      const other = JSON.parse(JSON.stringify(restless(2)).replaceAll('layer_5', 'head')) as Project
      other.training.optimizer = 'adam'
      const changed = await training.branch({ ...(await request(other)), runId, checkpoint: null })
      expect(await changed.ended).toMatchObject({ status: 'completed', parent: { optimizer: false } })
      expect(notice(changed.runId)).toMatchObject({ args: { taken: 6, fresh: expect.stringContaining('/kernel') } })
    })

    it('a branch from what does not fit at all is refused with both lists of weights', async () => {
      const { store, training } = bench()
      const { runId, ended } = await training.start(await request(line({ epochs: 1 })))
      await ended
      const runs = (await store.list()).runs.length
      await expect(training.branch({ ...(await request(restless(1))), runId, checkpoint: null })).rejects.toMatchObject(
        {
          code: 'CHECKPOINT_INVALID',
          args: { reason: expect.stringMatching(/expected layer_1\/kernel \[1, 24\].*found dense\/kernel \[1, 1\]/) }
        }
      )
      expect((await store.list()).runs).toHaveLength(runs)
    })

    it('a run that was ended before its first checkpoint begins once more, its log whole', async () => {
      const { store, training, until } = bench()
      const whole = bench()
      const { dataset } = await request(restless(4))
      const first = await whole.training.start(await request(restless(4)))
      await first.ended
      const { runId, ended } = await training.start(await request(restless(4)))
      await until(({ event }) => event?.type === 'start')
      await training.kill(runId)
      await ended
      if (existsSync(join(store.folderOf(runId), 'checkpoint.safetensors'))) return // too late: it had one
      await (
        await training.resume(runId, dataset)
      ).ended
      expect(await story(store, runId)).toEqual(await story(whole.store, first.runId))
    })
  })
}

describe('the queue', { timeout: 120_000 }, () => {
  it('trains as many as may at a time, in turn, and goes on whatever way a run ends', async () => {
    const { store, training, told } = bench(1)
    const first = await training.start(await request(endless()))
    const wrong = line()
    wrong.model.nodes[0]!.config.shape = [3]
    const second = await training.start(await request(wrong))
    const third = await training.start(await request(line({ epochs: 2 })))
    expect((await store.read(second.runId)).record).toMatchObject({ status: 'queued', turn: 1 })
    await training.move(third.runId, second.runId)
    expect((await store.read(third.runId)).record).toMatchObject({ status: 'queued', turn: 1 })
    await training.kill(first.runId)
    expect((await third.ended).status).toBe('completed')
    expect((await second.ended).status).toBe('failed')
    const begins = told.flatMap(({ runId, record }) => (record.status === 'starting' ? [runId] : []))
    expect([...new Set(begins)]).toEqual([first.runId, third.runId, second.runId])
  })

  it('a paused run makes room; `now` and startNow do not wait; more room lets the next begin', async () => {
    const made = bench(1)
    const { training, until } = made
    const paused = await training.start(await request(endless()))
    const second = await training.start(await request(endless()))
    training.pause(paused.runId)
    await until(({ runId, record }) => runId === second.runId && record.status === 'running')
    const short = line({ epochs: 2 })
    expect((await (await training.start({ ...(await request(short)), now: true })).ended).status).toBe('completed')
    const third = await training.start(await request(short))
    const fourth = await training.start(await request(short))
    training.startNow(fourth.runId)
    expect((await fourth.ended).status).toBe('completed')
    expect(() => training.startNow(fourth.runId)).toThrow(/turn/)
    expect(training.count).toBe(3)
    made.parallel = 2
    training.advance()
    expect((await third.ended).status).toBe('completed')
    await training.dispose()
    expect((await second.ended).status).toBe('stopped')
  })

  it('takes a run out; one that was to go on is as it was; closing leaves those that wait interrupted', async () => {
    const { store, training } = bench(1)
    const done = await training.start(await request(line({ epochs: 1 })))
    const before = await done.ended
    await training.start(await request(endless()))
    const { dataset } = await request(line())
    const again = await training.resume(done.runId, dataset, 3)
    expect((await store.read(done.runId)).record.status).toBe('queued')
    await expect(training.resume(done.runId, dataset, 3)).rejects.toMatchObject({ code: 'RUN_ACTIVE' })
    await training.stop(done.runId)
    expect(await again.ended).toEqual(before)
    const out = await training.start(await request(line()))
    await training.stop(out.runId)
    expect((await out.ended).status).toBe('stopped')
    const left = await training.start(await request(line({ epochs: 2 })))
    expect(training.count).toBe(2)
    await training.dispose()
    expect((await store.read(left.runId)).record).toMatchObject({ status: 'interrupted', owner: null, turn: null })
    const later = new TrainingService(store, forkTrainer(join(ROOT, 'out/main/trainer.js')), () => undefined)
    for (const id of [left.runId, out.runId])
      expect(await (await later.resume(id, dataset)).ended).toMatchObject({ status: 'completed' })
  })
})

describe('stop and keep best', { timeout: 120_000 }, () => {
  it('puts the best epoch back, says which, and leaves the last position to go on from', async () => {
    const { store, training, until } = bench()
    const { runId, ended } = await training.start(
      await request(
        line({ epochs: 100_000, batch_size: 16, optimizer: { class_name: 'SGD', config: { learning_rate: 0.05 } } })
      )
    )
    await until(({ event }) => event?.type === 'epoch' && event.epoch >= 30)
    await training.stop(runId, 'best')
    expect((await ended).status).toBe('stopped')
    const { events } = await store.read(runId)
    const notice = events.find(({ type }) => type === 'notice') as Extract<RunEvent, { type: 'notice' }>
    expect(notice).toMatchObject({ code: 'BEST_KEPT', args: { monitor: expect.stringMatching(/^(val_)?loss$/) } })
    const { monitor, epoch, value } = notice.args
    const logs = events.flatMap((event) => (event.type === 'epoch' ? [event.logs[monitor as string]!] : []))
    expect(logs[Number(epoch) - 1]).toBeCloseTo(Number(value), 1)
  })
})

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { learningRateOf } from '../../../src/document/edits/training'
import { validateSweep } from '../../../src/comparison/sweep-check'
import type { Project } from '../../../src/shared/project'
import type { SweepRecord, SweepSpec } from '../../../src/shared/sweep'
import { example } from '../../support/projects'
import { scripted, type Script } from './scripted'

const project = example('circles')
const rateOf = ({ training }: Project): number => learningRateOf(training.optimizer)!
/** The larger the learning rate, the better; a little better with each epoch. */
const rising: Script = (tried, epoch) => rateOf(tried) + epoch / 1e6
const rates = (count: number) => ({
  setting: 'learning_rate',
  values: Array.from({ length: count }, (_, i) => (i + 1) / 100)
})
const request = (given: Partial<SweepSpec>, epochs = 4) => ({
  project: { ...project, training: { ...project.training, epochs } },
  baseDir: null,
  spec: validateSweep({ objective: 'val_accuracy', ...given })
})
const leftAt = ({ trials }: SweepRecord) => [...trials].sort((a, b) => a.trial - b.trial).map(({ left_at }) => left_at)

describe('a grid', () => {
  it('trains every trial, so many at a time, each a run that says what it is', async () => {
    const { service, runs, running, store } = scripted(rising)
    const spec = { method: 'GridSearch' as const, parameters: [rates(5)], parallel: 2, executions_per_trial: 2 }
    const driver = await service.start(request(spec))
    const ended = await driver.ended
    expect(ended).toMatchObject({ status: 'completed', planned: 10, owner: null, error: null })
    expect(ended.trials).toHaveLength(10)
    expect(running.most).toBe(2)
    expect([...runs.values()].map(({ seed }) => seed)).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0, 1])
    expect(runs.get('run-0003')).toMatchObject({
      name: 'circles lr=0.02 seed=1',
      sweep: { id: driver.id, trial: 1, values: { learning_rate: 0.02 } }
    })
    expect(await store.read(driver.id)).toEqual(ended)
  })

  it('goes on where a trial fails, and has failed where all do', async () => {
    const some = scripted((tried, epoch) => (rateOf(tried) === 0.02 && epoch === 1 ? 'fail' : rising(tried, epoch)))
    const parameters = [rates(3)]
    const ended = await (await some.service.start(request({ method: 'GridSearch', parameters }))).ended
    expect(ended.status).toBe('completed')
    expect(ended.trials.map(({ error }) => error === null)).toEqual([true, false, true])
    const none = scripted(() => 'fail')
    const failed = await (await none.service.start(request({ method: 'GridSearch', parameters }))).ended
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'LOSS_NOT_FINITE' } })
  })

  it('tells of a trial that cannot be trained, and goes on', async () => {
    const { service } = scripted(rising)
    // Two ways to clip gradients at once are refused.
    const parameters = [
      { setting: 'optimizer.clipnorm', values: [null, 1] },
      { setting: 'optimizer.clipvalue', values: [null, 1] }
    ]
    const ended = await (await service.start(request({ method: 'GridSearch', parameters }))).ended
    expect(ended.status).toBe('completed')
    expect(ended.trials.map(({ run, error }) => [run, error?.code])).toEqual([
      ['run-0000', undefined],
      ['run-0001', undefined],
      ['run-0002', undefined],
      [null, 'LAYER_PARAM']
    ])
  })

  it('begins no trial once its time is over', async () => {
    const { service, begun } = scripted(rising)
    const given = { method: 'GridSearch' as const, parameters: [rates(50)], max_seconds: 1e-9 }
    expect((await (await service.start(request(given))).ended).status).toBe('completed')
    expect(begun).toHaveLength(0)
  })
})

describe('median stopping', () => {
  it('ends those whose best is worse than the median of the others, and keeps them', async () => {
    const { service, runs } = scripted(rising)
    const median_stopping = { start_from_epoch: 2, min_trials: 2 }
    const parameters = [{ setting: 'learning_rate', values: [0.05, 0.06, 0.01, 0.09, 0.02] }]
    const given = { method: 'GridSearch' as const, parameters, median_stopping }
    const ended = await (await service.start(request(given, 10))).ended
    expect(ended.status).toBe('completed')
    expect(leftAt(ended)).toEqual([null, null, 2, null, 2])
    expect(runs.get('run-0002')).toMatchObject({ status: 'stopped', epochs: { done: 2 } })
    expect(runs.get('run-0003')).toMatchObject({ status: 'completed', epochs: { done: 10 } })
  })
})

describe('successive halving', () => {
  it('the best of each rung go on from where they are', async () => {
    const { service, runs, begun } = scripted(rising)
    const given = { method: 'SuccessiveHalving' as const, parameters: [rates(9)], factor: 3, min_epochs: 2, seed: 4 }
    const ended = await (await service.start(request(given, 60))).ended
    expect(ended.status).toBe('completed')
    const best = [...runs.values()].sort((a, b) => rateOf(b.project) - rateOf(a.project))
    expect(best.map(({ epochs }) => epochs.done)).toEqual([18, 6, 6, 2, 2, 2, 2, 2, 2])
    expect(begun.filter((one) => one.includes('to'))).toHaveLength(4)
    const left = new Map(ended.trials.map(({ run, left_at }) => [run, left_at]))
    expect(best.map(({ id }) => left.get(id))).toEqual([null, 6, 6, 2, 2, 2, 2, 2, 2])
  })

  it('leaves out those that failed', async () => {
    const { service, runs } = scripted((tried, epoch) => (rateOf(tried) > 0.085 ? 'fail' : rising(tried, epoch)))
    const given = { method: 'SuccessiveHalving' as const, parameters: [rates(9)], factor: 3 }
    await (
      await service.start(request(given, 60))
    ).ended
    const longest = [...runs.values()].sort((a, b) => b.epochs.done - a.epochs.done)[0]!
    expect(rateOf(longest.project)).toBe(0.08)
  })
})

describe('a sweep that is cut short', () => {
  const grid = { method: 'GridSearch' as const, parameters: [rates(4)], parallel: 2 }
  it('by hand, keeps what was done, and goes on with the rest', async () => {
    const { service, runs, begun, told, hold } = scripted(rising)
    const driver = await service.start(request(grid))
    let release = (): void => undefined
    hold(new Promise((resolve) => (release = resolve)))
    while (begun.length < 2) await new Promise((resolve) => setImmediate(resolve))
    const stopping = service.stop(driver.id)
    release()
    hold(null)
    await stopping
    expect(told.at(-1)).toMatchObject({ status: 'stopped', owner: null })
    expect([...runs.values()].map(({ status }) => status)).toEqual(['stopped', 'stopped'])
    await expect(service.stop(driver.id)).rejects.toThrow('is not running here')
    const ended = await (await service.resume(driver.id)).ended
    expect(ended).toMatchObject({ status: 'completed' })
    expect([...runs.values()].map(({ status, epochs }) => [status, epochs.done])).toEqual(
      Array(4).fill(['completed', 4])
    )
    expect(begun.slice(0, 4)).toEqual(['run-0000', 'run-0001', 'run-0000 to 4', 'run-0001 to 4'])
  })

  it('by the end of its host, reads as interrupted and goes on elsewhere', async () => {
    const first = scripted(rising)
    const driver = await first.service.start(request(grid))
    while (first.begun.length < 2) await new Promise((resolve) => setImmediate(resolve))
    await first.service.dispose()
    const read = await first.store.read(driver.id)
    expect(read).toMatchObject({ status: 'interrupted', owner: null })
    // As a host leaves it that was killed: still running, by its record.
    const pid = 2 ** 22 + 1
    await first.store.save({
      ...read,
      status: 'running',
      owner: { pid, host: (await import('node:os')).hostname(), started: 1 }
    })
    const second = scripted(rising, first.home, first.runs)
    expect((await second.service.list()).sweeps).toMatchObject([{ status: 'interrupted' }])
    expect((await (await second.service.resume(driver.id)).ended).status).toBe('completed')
    expect(first.runs.size).toBe(4)
  })

  it('a run stopped by hand stays as it is, the sweep goes on', async () => {
    const made = scripted(rising)
    const driver = await made.service.start(request({ ...grid, parallel: 1 }, 6))
    while (made.begun.length < 2) await new Promise((resolve) => setImmediate(resolve))
    made.stopRun('run-0001')
    const ended = await driver.ended
    expect(ended.status).toBe('completed')
    expect(leftAt(ended).filter((one) => one !== null)).toHaveLength(1)
  })
})

describe('the folder of sweeps', () => {
  it('tells what cannot be read, and takes away only sweeps', async () => {
    const { service, home, removed } = scripted(rising)
    const driver = await service.start(request({ method: 'GridSearch', parameters: [rates(2)] }))
    await driver.ended
    mkdirSync(join(home, 'sweeps', 'broken'))
    writeFileSync(join(home, 'sweeps', 'broken', 'sweep.json'), '{}')
    const { sweeps, unreadable } = await service.list()
    expect([sweeps.length, unreadable.map(({ code }) => code)]).toEqual([1, ['SWEEP_UNREADABLE']])
    await expect(service.remove('../runs', true)).rejects.toThrow('There is no sweep')
    await service.remove(driver.id, true)
    expect(removed).toEqual(['run-0000', 'run-0001'])
    expect((await service.list()).sweeps).toEqual([])
    await service.remove('broken', false)
    expect((await service.list()).unreadable).toEqual([])
  })

  it('a sweep of nothing, or of what is not there, leaves none behind', async () => {
    const { service } = scripted(rising)
    await expect(service.start(request({}))).rejects.toThrow('tries no setting')
    await expect(service.start(request({ parameters: [{ setting: 'unit', values: [1] }] }))).rejects.toThrow(
      'no setting'
    )
    expect((await service.list()).sweeps).toEqual([])
    expect(
      service.planned(project, validateSweep({ objective: 'val_accuracy', parameters: [rates(4)], max_trials: 3 }))
    ).toMatchObject({ total: 3 })
  })
})

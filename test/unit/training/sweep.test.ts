// Successive halving over real trainer processes: who survives goes on in its own run.
import { expect, it } from 'vitest'
import { validateSweep } from '../../../src/comparison/sweep-check'
import { resolveDataset } from '../../../src/main/datasets/resolve'
import { SweepService } from '../../../src/main/sweeps/service'
import { SweepStore } from '../../../src/main/sweeps/store'
import { TrainingService } from '../../../src/main/training/service'
import { bench, line, request } from '../../support/training-bench'

it('a survivor of a sweep is a run that was gone on with', { timeout: 120_000 }, async () => {
  const { store, spawn } = bench()
  const training = new TrainingService(store, spawn, (id, record, events) => sweeps.onRun(id, record, events))
  const sweeps = new SweepService(
    new SweepStore(store.home),
    {
      training,
      read: (runId) => store.read(runId),
      resolve: ({ dataset }, baseDir) => resolveDataset(dataset.source, { baseDir })
    },
    () => undefined,
    () => Promise.resolve()
  )
  const { baseDir } = await request(line())
  const spec = validateSweep({
    method: 'SuccessiveHalving',
    parameters: [{ setting: 'learning_rate', values: [0.001, 0.1] }],
    objective: 'loss',
    factor: 2,
    min_epochs: 3,
    parallel: 2
  })
  const { id, ended } = await sweeps.start({ project: line({ epochs: 30 }), baseDir, spec })
  expect(await ended).toMatchObject({ status: 'completed', planned: 2 })
  const { runs } = await store.list()
  const of = (rate: number) => runs.find(({ sweep }) => sweep?.id === id && sweep.values.learning_rate === rate)!
  expect(of(0.1)).toMatchObject({ name: 'line lr=0.1', status: 'completed', epochs: { done: 6, planned: 6 } })
  expect(of(0.001).epochs.done).toBe(3)
  const { events } = await store.read(of(0.1).id)
  expect(events.flatMap((event) => (event.type === 'epoch' ? [event.epoch] : []))).toEqual([0, 1, 2, 3, 4, 5])
})

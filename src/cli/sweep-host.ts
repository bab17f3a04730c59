// Sweeps in the process of the command line.
import { directionOfSpec } from '../comparison/sweep-objective'
import { trialResults, ranked, type TrialResult } from '../comparison/sweep-results'
import { resolveDataset } from '../main/datasets/resolve'
import { forkTrainer } from '../main/fork-trainer'
import { RunStore } from '../main/runs/store'
import { SweepService } from '../main/sweeps/service'
import { SweepStore } from '../main/sweeps/store'
import { TrainingService } from '../main/training/service'
import { isActive, type RunEvent, type RunRecord } from '../shared/run'
import type { SweepRecord } from '../shared/sweep'
import { downloadWithProgress } from './download'

export interface SweepListener {
  onSweep(sweep: SweepRecord): void
  onRun(record: RunRecord, events: readonly RunEvent[]): void
}

export interface SweepHost {
  sweeps: SweepService
  listen(listener: SweepListener): void
  /** The best first. */
  results(sweep: SweepRecord): Promise<TrialResult[]>
  /** Ends all trainers at once. */
  killAll(): Promise<void>
}

/** @param dataFile in the place of the dataset's own */
export function sweepHost(home: string, dataFile: string | undefined): SweepHost {
  const store = new RunStore(home)
  let listener: SweepListener | null = null
  const active = new Set<string>()
  const training = new TrainingService(store, forkTrainer(), (runId, record, events) => {
    if (isActive(record.status)) active.add(runId)
    else active.delete(runId)
    sweeps.onRun(runId, record, events)
    listener?.onRun(record, events)
  })
  const sweeps = new SweepService(
    new SweepStore(home),
    {
      training,
      read: (runId) => store.read(runId),
      resolve: ({ dataset }, baseDir) =>
        resolveDataset(dataset.source, { baseDir, dataFile, download: downloadWithProgress })
    },
    (sweep) => listener?.onSweep(sweep),
    () => Promise.resolve() // the command line takes no runs away with a sweep
  )
  return {
    sweeps,
    listen: (wanted) => void (listener = wanted),
    async results(sweep) {
      const { runs } = await store.list()
      const direction = directionOfSpec(sweep.spec)
      return ranked(trialResults(sweep, runs, { log: sweep.spec.objective, direction }), direction)
    },
    killAll: async () =>
      void (await Promise.all([...active].map((runId) => training.kill(runId).catch(() => undefined))))
  }
}

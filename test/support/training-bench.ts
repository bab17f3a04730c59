// A training service over real trainer processes, and what it tells.
import { join } from 'node:path'
import { resolveDataset } from '../../src/main/datasets/resolve'
import { forkTrainer } from '../../src/main/fork-trainer'
import type { SpawnTrainer, TrainerProcess } from '../../src/main/ports'
import { RunStore } from '../../src/main/runs/store'
import { TrainingService } from '../../src/main/training/service'
import { validateProject, type Project } from '../../src/shared/project'
import type { RunEvent, RunRecord } from '../../src/shared/run'
import { example, ROOT } from './projects'
import { tempFolder } from './temp'

const baseDir = join(ROOT, 'examples')

export interface Told {
  runId: string
  record: RunRecord
  event: RunEvent | null
}

export interface Bench {
  store: RunStore
  training: TrainingService
  trainers: TrainerProcess[]
  spawn: SpawnTrainer
  told: Told[]
  /** Runs that train at a time. */
  parallel: number
  /** Resolves once something is told that is wanted. */
  until(wanted: (told: Told) => boolean): Promise<Told>
}

export function bench(parallel = 1): Bench {
  const store = new RunStore(tempFolder())
  const spawn = forkTrainer(join(ROOT, 'out/main/trainer.js'))
  const trainers: TrainerProcess[] = []
  const told: Told[] = []
  const waiting = new Set<() => void>()
  const made: Bench = {
    store,
    trainers,
    spawn,
    told,
    parallel,
    training: new TrainingService(
      store,
      () => {
        const trainer = spawn()
        trainers.push(trainer)
        return trainer
      },
      (runId, record, events) => {
        for (const event of events.length > 0 ? events : [null]) told.push({ runId, record, event })
        for (const look of waiting) look()
      },
      () => made.parallel
    ),
    until: (wanted) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = told.find(wanted)
          if (!found) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      })
  }
  return made
}

export const request = async (project: Project) => ({
  project,
  dataset: await resolveDataset(project.dataset.source, { baseDir }),
  baseDir
})
export const line = (change: Partial<Project['training']> = {}): Project => {
  const project = example('line')
  return validateProject({ ...project, training: { ...project.training, callbacks: [], ...change } }, 'line')
}

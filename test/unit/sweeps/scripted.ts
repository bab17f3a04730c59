// A training service that follows a script: what a run reaches is a function of its project and epoch.
import { catalogue } from '../../../src/layers'
import { checkProject } from '../../../src/layers/check'
import { applyEvent } from '../../../src/main/runs/record'
import { SweepService } from '../../../src/main/sweeps/service'
import { SweepStore } from '../../../src/main/sweeps/store'
import type { TrainingRequest, BegunRun } from '../../../src/main/training/service'
import type { ResolvedDataset } from '../../../src/shared/dataset'
import type { Project } from '../../../src/shared/project'
import { NetloomError } from '../../../src/shared/errors'
import type { RunEvent, RunEventOf, RunRecord } from '../../../src/shared/run'
import type { SweepRecord } from '../../../src/shared/sweep'
import { newRun } from '../../support/runs'
import { tempFolder } from '../../support/temp'

export type Script = (project: Project, epoch: number) => number | 'fail'

export function scripted(script: Script, home = tempFolder(), runs = new Map<string, RunRecord>()) {
  const told: SweepRecord[] = []
  const asked = new Set<string>()
  const running = { now: 0, most: 0 }
  const begun: string[] = []
  let held: Promise<void> | null = null
  const start: RunEventOf<'start'> = {
    type: 'start',
    time: 0,
    epochs: 1,
    steps: 1,
    batch_size: 1,
    examples: { train: 1, validation: 1, test: 0 },
    parameters: { total: 1, trainable: 1 },
    engine: { name: 'scripted', native: false, version: '0' },
    hashes: {}
  }
  async function train(record: RunRecord, from: number): Promise<RunRecord> {
    const { epochs } = record.project.training
    running.most = Math.max(running.most, ++running.now)
    const tell = (event: RunEvent): void => {
      record = applyEvent(record, event)
      runs.set(record.id, record)
      service.onRun(record.id, record, [event])
    }
    tell(from === 0 ? { ...start, epochs } : { type: 'resume', time: 0, epochs, steps: 1, epoch: from, first: from })
    let end: RunEvent = { type: 'end', time: 0, status: 'completed' }
    for (let epoch = from; epoch < epochs; epoch++) {
      await held
      await new Promise((resolve) => setImmediate(resolve))
      const value = script(record.project, epoch)
      if (value === 'fail') {
        end = {
          type: 'end',
          time: 0,
          status: 'failed',
          error: new NetloomError('LOSS_NOT_FINITE' as never).toPayload()
        }
        break
      }
      if (asked.delete(record.id)) {
        end = { ...end, status: 'stopped' }
        break
      }
      const logs = { val_accuracy: value, val_loss: 1 - value }
      tell({ type: 'epoch', time: 0, epoch, logs, seconds: 0, samples_per_second: 1, learning_rate: 0 })
    }
    tell(end)
    running.now--
    return record
  }
  const training = {
    async start({ project, sweep, name }: TrainingRequest): Promise<BegunRun> {
      checkProject(project, catalogue)
      const id = `run-${String(runs.size).padStart(4, '0')}`
      begun.push(id)
      const planned = { done: 0, planned: project.training.epochs }
      const record = newRun({ id, name: name!, project, sweep: sweep!, epochs: planned, seed: project.training.seed })
      runs.set(id, record)
      return { runId: id, ended: train(record, 0) }
    },
    async resume(runId: string, _dataset: ResolvedDataset, epochs: number | null): Promise<BegunRun> {
      const record = runs.get(runId)!
      begun.push(`${runId} to ${epochs}`)
      const project = { ...record.project, training: { ...record.project.training, epochs: epochs! } }
      return { runId, ended: train({ ...record, project }, record.epochs.done) }
    },
    stop: async (runId: string): Promise<void> => void asked.add(runId)
  }
  const removed: string[] = []
  const store = new SweepStore(home)
  const service = new SweepService(
    store,
    {
      training,
      read: async (runId) => {
        const record = runs.get(runId)
        if (!record) throw new Error('gone')
        return { record, events: [] }
      },
      resolve: async () => ({}) as ResolvedDataset
    },
    (sweep) => told.push(sweep),
    async (runIds) => void removed.push(...runIds)
  )
  return {
    ...{ home, store, service, runs, told, begun, running, removed },
    stopRun: (runId: string) => void asked.add(runId),
    /** Runs do not go on until it is called again with null. */
    hold: (until: Promise<void> | null) => void (held = until)
  }
}

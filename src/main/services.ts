// The workbench behind every host: handlers for the whole contract over the services.
import type { AppContract } from '../shared/contract'
import type { Handlers } from '../shared/rpc'
import { DataThread } from './data/thread'
import { resolveDataset } from './datasets/resolve'
import { DatasetService } from './datasets/service'
import { modelJobOf } from './model/job'
import { ModelService } from './model/service'
import { appRoot, appVersion, examplesFolder, netloomHome } from './paths'
import type { CallingWindow, HostPorts } from './ports'
import { ProjectService } from './projects/service'
import { RunStore } from './runs/store'
import { reportRuntime } from './runtime-report'
import { TrainingService } from './training/service'

const notYet = (): never => {
  throw new Error('not yet')
}

export interface Services {
  /** One set for each window or tab: what a window has not saved, its dialogs and its title are its own. */
  handlersFor(window: CallingWindow): Handlers<AppContract>
  /** Ends all trainers and waits until their runs, and all drafts, are written. */
  dispose(): Promise<void>
}

/**
 * @throws NetloomError HOME_UNWRITABLE when NETLOOM_HOME cannot be written
 */
export async function createServices(ports: HostPorts): Promise<Services> {
  const { emit } = ports
  const store = new RunStore(netloomHome())
  await store.checkWritable()
  // TensorFlow is loaded once to answer this; every page asks.
  const runtime = reportRuntime({ root: appRoot(), home: netloomHome() })
  const projects = new ProjectService(netloomHome(), ports.settings)
  const datasets = new DatasetService({ emit })
  const data = new DataThread()
  const models = new ModelService((runId) => modelJobOf(store, runId), ports.spawnTrainer)
  const training = new TrainingService(store, ports.spawnTrainer, (runId, record, events) =>
    emit('runs.changed', { runId, record, events })
  )
  return {
    handlersFor: (window) => ({
      system: {
        info: async () => ({
          version: appVersion(),
          host: ports.host,
          home: netloomHome(),
          dialogs: ports.host === 'electron',
          languages: ports.languages(),
          runtime: await runtime
        })
      },
      settings: {
        get: () => ports.settings.get(),
        set: (change) => ports.settings.set(change)
      },
      datasets,
      data: data.handlers,
      model: models.handlers,
      projects: projects.handlersFor(window),
      runs: {
        list: () => store.list(),
        get: ({ runId }) => store.read(runId)
      },
      training: {
        start: async ({ project, baseDir }) => {
          const folder = baseDir ?? examplesFolder()
          const dataset = await resolveDataset(project.dataset.source, { baseDir: folder })
          const { runId } = await training.start({ project, dataset, baseDir: folder })
          return { runId }
        },
        resume: async ({ runId, epochs }) => {
          const { record } = await store.read(runId)
          const dataset = await resolveDataset(record.project.dataset.source, { baseDir: record.baseDir })
          return { runId: (await training.resume(runId, dataset, epochs)).runId }
        },
        stop: ({ runId }) => training.stop(runId),
        kill: ({ runId }) => training.kill(runId),
        pause: notYet,
        continue: notYet,
        branch: notYet,
        move: notYet,
        startNow: notYet
      }
    }),
    dispose: async () =>
      void (await Promise.all([training.dispose(), models.dispose(), projects.dispose(), data.dispose()]))
  }
}

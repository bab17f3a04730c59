// The workbench behind every host: handlers for the whole contract over the services.
import type { AppContract } from '../shared/contract'
import type { Handlers } from '../shared/rpc'
import { resolveDataset } from './datasets/resolve'
import { DatasetService } from './datasets/service'
import { appRoot, appVersion, examplesFolder, netloomHome } from './paths'
import type { HostPorts } from './ports'
import { listExamples } from './projects/examples'
import { readModelBytes } from './projects/import-model'
import { RunStore } from './runs/store'
import { reportRuntime } from './runtime-report'
import { TrainingService } from './training/service'

export interface Services {
  handlers: Handlers<AppContract>
  /** Ends all trainers and waits until their runs are written. */
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
  const datasets = new DatasetService({ emit })
  const training = new TrainingService(store, ports.spawnTrainer, (runId, record, events) =>
    emit('runs.changed', { runId, record, events })
  )
  return {
    handlers: {
      system: {
        info: async () => ({
          version: appVersion(),
          host: ports.host,
          home: netloomHome(),
          languages: ports.languages(),
          runtime: await runtime
        })
      },
      settings: {
        get: () => ports.settings.get(),
        set: (change) => ports.settings.set(change)
      },
      datasets,
      projects: {
        importModel: ({ name, bytes }) => readModelBytes(name, bytes),
        examples: () => listExamples(examplesFolder())
      },
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
        kill: ({ runId }) => training.kill(runId)
      }
    },
    dispose: () => training.dispose()
  }
}

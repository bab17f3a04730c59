// The workbench behind every host: handlers for the whole contract over the services.
import type { AppContract } from '../shared/contract'
import type { Project } from '../shared/project'
import type { Handlers } from '../shared/rpc'
import { DataThread } from './data/thread'
import { resolveDataset } from './datasets/resolve'
import { DatasetService } from './datasets/service'
import { DebugService } from './debug/service'
import { modelJobOf } from './model/job'
import { ModelService } from './model/service'
import { appRoot, appVersion, examplesFolder, netloomHome } from './paths'
import type { CallingWindow, HostPorts } from './ports'
import { ProjectService } from './projects/service'
import { RunService } from './runs/service'
import { refuseImported } from './runs/imported'
import { RunStore } from './runs/store'
import { RunsThread } from './runs/thread'
import { reportRuntime } from './runtime-report'
import { SweepService } from './sweeps/service'
import { SweepStore } from './sweeps/store'
import { TrainingService, type BegunRun, type TrainingRequest } from './training/service'

export interface Services {
  /** One set for each window or tab: what a window has not saved, its dialogs and its title are its own. */
  handlersFor(window: CallingWindow): Handlers<AppContract>
  /** How many runs train or wait to. */
  unfinished(): number
  /** Ends all trainers and waits until their runs, and all drafts, are written. */
  dispose(): Promise<void>
}

/** So long after the first page has opened, the thread that reads curves is started. */
const WARM_MS = 5000

const idOf = ({ runId }: BegunRun): { runId: string } => ({ runId })

/** What a project is trained on. */
async function resolved(project: Project, baseDir: string | null): Promise<TrainingRequest & { baseDir: string }> {
  const folder = baseDir ?? examplesFolder()
  return { project, dataset: await resolveDataset(project.dataset.source, { baseDir: folder }), baseDir: folder }
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
  const runsThread = new RunsThread()
  let warming: NodeJS.Timeout | undefined
  const models = new ModelService((runId) => modelJobOf(store, runId), ports.spawnTrainer)
  const debug = new DebugService(
    async (project, baseDir) => (await resolved(project, baseDir)).dataset,
    ports.spawnTrainer
  )
  const training = new TrainingService(
    store,
    ports.spawnTrainer,
    (runId, record, events) => {
      sweeps.onRun(runId, record, events)
      runs.told(record, events)
    },
    () => ports.settings.get().parallel
  )
  const runs = new RunService(store, training, emit)
  const sweeps = new SweepService(
    new SweepStore(netloomHome()),
    {
      training,
      read: (runId) => store.read(runId),
      resolve: async (project, baseDir) => (await resolved(project, baseDir)).dataset
    },
    (sweep) => emit('sweeps.changed', { sweep }),
    async (runIds) => runs.handlers.remove({ runIds })
  )
  runs.begin()
  return {
    handlersFor: (window) => ({
      system: {
        info: async () => {
          // A page that was just opened has not asked for curves yet, and has enough to do.
          warming ??= setTimeout(() => runsThread.start(), WARM_MS).unref()
          return {
            version: appVersion(),
            host: ports.host,
            home: netloomHome(),
            dialogs: ports.host === 'electron',
            languages: ports.languages(),
            runtime: await runtime
          }
        }
      },
      settings: {
        get: () => ports.settings.get(),
        set: (change) => {
          const settings = ports.settings.set(change)
          training.advance() // There may be room for more.
          return settings
        }
      },
      datasets,
      data: data.handlers,
      model: models.handlers,
      debug: debug.handlersFor(window),
      projects: projects.handlersFor(window),
      runs: {
        ...runs.handlers,
        points: (input) => runsThread.handlers.points(input),
        import: (input) => runsThread.handlers.import(input)
      },
      sweeps: {
        list: () => sweeps.list(),
        start: async ({ project, baseDir, spec }) => {
          const { id } = await sweeps.start({ project, spec, baseDir: baseDir ?? examplesFolder() })
          return { sweepId: id }
        },
        plan: ({ project, spec }) => sweeps.planned(project, spec),
        stop: ({ sweepId }) => sweeps.stop(sweepId),
        resume: async ({ sweepId }) => void (await sweeps.resume(sweepId)),
        remove: ({ sweepId, runs }) => sweeps.remove(sweepId, runs)
      },
      training: {
        start: async ({ project, baseDir, now }) =>
          idOf(await training.start({ ...(await resolved(project, baseDir)), now })),
        branch: async ({ runId, checkpoint, project, baseDir }) =>
          idOf(await training.branch({ ...(await resolved(project, baseDir)), runId, checkpoint })),
        resume: async ({ runId, epochs, checkpoint }) => {
          const { record } = await store.read(runId)
          refuseImported(record)
          const dataset = await resolveDataset(record.project.dataset.source, { baseDir: record.baseDir })
          return idOf(await training.resume(runId, dataset, epochs, checkpoint))
        },
        pause: ({ runId }) => training.pause(runId),
        continue: ({ runId }) => training.goOn(runId),
        stop: ({ runId, weights }) => training.stop(runId, weights),
        kill: ({ runId }) => training.kill(runId),
        move: ({ runId, before }) => training.move(runId, before),
        startNow: ({ runId }) => training.startNow(runId)
      }
    }),
    unfinished: () => training.count,
    dispose: async () => {
      // Sweeps end their own runs first: those that others stop would not go on with them.
      const ending = sweeps.dispose().then(() => training.dispose())
      clearTimeout(warming)
      await Promise.all([
        ending,
        models.dispose(),
        debug.dispose(),
        projects.dispose(),
        data.dispose(),
        runsThread.dispose()
      ])
      await runs.dispose()
    }
  }
}

// Real trained runs, and the service that answers for them.
import { join } from 'node:path'
import { resolveDataset } from '../../src/main/datasets/resolve'
import { forkTrainer } from '../../src/main/fork-trainer'
import { modelJobOf } from '../../src/main/model/job'
import { ModelService, type ModelServiceOptions } from '../../src/main/model/service'
import type { SpawnTrainer } from '../../src/main/ports'
import { RunStore } from '../../src/main/runs/store'
import { TrainingService } from '../../src/main/training/service'
import type { Project } from '../../src/shared/project'
import type { RunRecord } from '../../src/shared/run'
import { createDispatcher, type Handlers } from '../../src/shared/rpc'
import { modelProcedures } from '../../src/shared/model-contract'
import { NetloomError } from '../../src/shared/errors'
import type { z } from 'zod'
import { ROOT } from './projects'
import { tempFolder } from './temp'

export const spawnTrainer: SpawnTrainer = forkTrainer(join(ROOT, 'out/main/trainer.js'))
type Model = typeof modelProcedures
/** What the page calls. */
export type AskModel = <N extends keyof Model>(
  call: N,
  input: z.input<Model[N]['input']>
) => Promise<z.output<Model[N]['output']>>

export interface TrainedBench {
  store: RunStore
  train(project: Project, baseDir?: string | null): Promise<RunRecord>
  service: ModelService
  ask: AskModel
}

export function trainedBench(options: ModelServiceOptions = {}, spawn: SpawnTrainer = spawnTrainer): TrainedBench {
  const store = new RunStore(tempFolder())
  const training = new TrainingService(store, spawn, () => undefined)
  const service = new ModelService((runId) => modelJobOf(store, runId), spawn, options)
  const contract = { model: modelProcedures }
  const dispatch = createDispatcher(contract, { model: service.handlers } as Handlers<typeof contract>)
  return {
    store,
    service,
    async train(project, baseDir = join(ROOT, 'examples')) {
      const dataset = await resolveDataset(project.dataset.source, { baseDir })
      const { ended } = await training.start({ project, dataset, baseDir })
      const record = await ended
      if (record.error) throw NetloomError.fromPayload(record.error)
      return record
    },
    // As the page has it: the answer fits the contract.
    async ask(call, input) {
      const reply = await dispatch(`model.${call}`, input)
      if (!reply.ok) throw NetloomError.fromPayload(reply.error)
      return modelProcedures[call].output.parse(reply.value) as never
    }
  }
}

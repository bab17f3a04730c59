// Trained models that the command line asks: of a run, or saved by themselves.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { forkTrainer } from '../main/fork-trainer'
import { modelJobOf } from '../main/model/job'
import { savedModelJob } from '../main/model/saved'
import { ModelService, type ModelHandlers } from '../main/model/service'
import { netloomHome } from '../main/paths'
import { RunStore } from '../main/runs/store'

export interface Asked {
  model: ModelHandlers
  /** What its questions are about. */
  runId: string
  dispose(): Promise<void>
}

/** @param which the id of a run, or its beginning or end; or a folder that holds a model */
export function askedModel(which: string): Asked {
  const folder = resolve(which)
  const isFolder = existsSync(join(folder, 'model.json'))
  const store = new RunStore(netloomHome())
  const jobOf = isFolder ? () => savedModelJob(folder) : (runId: string) => modelJobOf(store, runId)
  const service = new ModelService(jobOf, forkTrainer())
  return { model: service.handlers, runId: isFolder ? folder : which, dispose: () => service.dispose() }
}

/** 'epoch-0003' is the file checkpoints/epoch-0003.safetensors of the run. */
export function checkpointFile(given: string | undefined): string | null {
  if (given === undefined) return null
  const file = given.endsWith('.safetensors') ? given : `${given}.safetensors`
  return file.includes('/') || file === 'checkpoint.safetensors' ? file : `checkpoints/${file}`
}

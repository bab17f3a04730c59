// A model that was saved by itself: a folder with model.json, weights.bin and netloom.json.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { NetloomError } from '../../shared/errors'
import { SAVED_MODEL_FILE, savedModelSchema } from '../../shared/saved-model'
import type { ModelJob } from '../../shared/trainer-protocol'
import { sequencesOfSource } from './job'

/** @throws NetloomError MODEL_SAVED */
export async function savedModelJob(folder: string): Promise<ModelJob> {
  try {
    const text = await readFile(join(folder, SAVED_MODEL_FILE), 'utf8')
    const { run, project, dataset, preprocessing, inputs } = savedModelSchema.parse(JSON.parse(text))
    const { source } = project.dataset
    return {
      runId: run,
      project,
      dataset: { ...dataset, origin: 'saved', files: [], source, sequences: sequencesOfSource(source) },
      folder,
      fitted: preprocessing,
      hashes: {},
      examples: { train: 0, validation: 0, test: 0 },
      inputs,
      columns: null,
      missing: new NetloomError('MODEL_ALONE').toPayload()
    }
  } catch (error) {
    const reason = (error as Error).message.split('\n')[0]!
    throw new NetloomError('MODEL_SAVED', { path: folder, reason }, { cause: error })
  }
}

import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { NetloomError } from '../../../shared/errors'
import { prettyJson } from '../../../shared/json'
import { SAVED_MODEL_FILE, type SavedModel } from '../../../shared/saved-model'
import { writeModel } from '../../model-files'
import { classNames } from '../class-names'
import { defineCall } from '../define'

/** Replaces a model that was saved there before, and nothing else. */
export const save = defineCall('save', async (model, { path: given, checkpoint }) => {
  const { job, checked, weights } = model
  const path = resolve(given)
  const entries = await readdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    if (error.code === 'ENOTDIR') return [path]
    throw error
  })
  if (entries.length > 0 && !existsSync(join(path, SAVED_MODEL_FILE)))
    throw new NetloomError('MODEL_SAVE_EXISTS', { path })
  const { name, title, task } = job.dataset
  const saved: SavedModel = {
    netloom_model: 1,
    run: job.runId,
    checkpoint,
    project: job.project,
    dataset: { name, title, task, classes: await classNames(model) },
    preprocessing: [...job.fitted],
    inputs: await model.inputs()
  }
  const beside = { [SAVED_MODEL_FILE]: `${prettyJson(saved)}\n` }
  await writeModel(path, job.project.name, checked.model, weights, beside)
  return { path }
})

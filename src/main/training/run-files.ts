// What a run's folder holds beside its record and its log.
import { link, copyFile, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { RunRecord } from '../../shared/run'

export const modelFolder = (runFolder: string): string => join(runFolder, 'model')
export const checkpointFile = (runFolder: string): string => join(runFolder, 'checkpoint.safetensors')
export const checkpointsFolder = (runFolder: string): string => join(runFolder, 'checkpoints')
/** The checkpoint of another run that it began with. */
export const branchFile = (runFolder: string): string => join(runFolder, 'branch.safetensors')

/** A checkpoint under one more name: files are replaced and never written over, so the bytes need not be copied. */
export async function keepAs(checkpoint: string, path: string): Promise<void> {
  await link(checkpoint, path).catch(() => copyFile(checkpoint, path)) // Not every file system has links.
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => [])
const removeAll = async (folder: string, names: readonly string[]): Promise<void> =>
  void (await Promise.all(names.map((name) => rm(join(folder, name), { recursive: true, force: true }))))

/** A trainer that was killed while it wrote its model or a checkpoint leaves the draft behind. */
export async function removeDrafts(folder: string): Promise<void> {
  const isDraft = (name: string): boolean => name.startsWith('model.draft-') || /\.safetensors\..*\.tmp$/.test(name)
  for (const place of [folder, checkpointsFolder(folder)])
    await removeAll(place, (await namesIn(place)).filter(isDraft))
}

/** Files of kept checkpoints that a run leaves behind when it goes on from a place: later ones, and those not in its record. */
export async function supersededFiles(
  folder: string,
  { checkpoints }: Pick<RunRecord, 'checkpoints'>,
  from: { epoch: number; step: number }
): Promise<string[]> {
  const isKept = ({ epoch, step }: { epoch: number; step: number }): boolean =>
    epoch < from.epoch || (epoch === from.epoch && step <= from.step)
  const kept = new Set(checkpoints.filter(isKept).map(({ file }) => join(folder, file)))
  const names = await namesIn(checkpointsFolder(folder))
  return names.map((name) => join(checkpointsFolder(folder), name)).filter((path) => !kept.has(path))
}

// Keeping checkpoints while a run trains, and going on from one.
import { rm } from 'node:fs/promises'
import type { CheckedProject } from '../layers/check'
import type { OpenDataset } from '../shared/dataset'
import { NetloomError } from '../shared/errors'
import type { TrainJob } from '../shared/trainer-protocol'
import type { Callback } from './callbacks/callback'
import { readCheckpoint, writeCheckpoint, type CallbackMemory, type Position } from './checkpoint'
import type { Session } from './engine'
import { rarely } from './rarely'

/** @throws NetloomError CHECKPOINT_INVALID where the data are not those that the run began with */
export function checkUnchanged(hashes: Record<string, string>, dataset: OpenDataset, path: string): void {
  const changed = Object.keys(hashes).find((role) => dataset.hashes[role] !== hashes[role])
  if (changed !== undefined) {
    const reason = `${dataset.name} is not what the run began with: the content of ${changed} has changed`
    throw new NetloomError('CHECKPOINT_INVALID', { path, reason })
  }
}

/** Session and callbacks as they were. @throws NetloomError CHECKPOINT_MISSING, CHECKPOINT_INVALID */
export async function resume(
  job: TrainJob,
  { model }: CheckedProject,
  session: Session,
  callbacks: readonly Callback[]
): Promise<Position> {
  const path = job.from ?? job.checkpoint
  const kept = await readCheckpoint(path)
  const { position, state, callbacks: memories } = kept
  const shapes = (list: readonly { name: string; shape: readonly number[] }[]): string =>
    list.map(({ name, shape }) => `${name} [${shape.join(', ')}]`).join(', ')
  const expected = shapes(
    model.layers.flatMap(({ name, weights }) =>
      weights.map((weight) => ({ ...weight, name: `${name}/${weight.name}` }))
    )
  )
  if (shapes(state.weights) !== expected)
    throw new NetloomError('CHECKPOINT_INVALID', { path, reason: 'its weights are those of another network' })
  session.restore(state)
  callbacks.forEach((callback, i) => {
    const memory = memories[i]
    if (memory) callback.recall?.(memory)
  })
  // Before the log says so: a run that is killed between the two goes on from here all the same.
  if (path !== job.checkpoint) await writeCheckpoint(job.checkpoint, kept)
  await Promise.all(job.superseded.map((file) => rm(file, { force: true })))
  return position
}

/** A long write must not take more than this share of the time; the last position is always written. */
const CHECKPOINT_SHARE = 0.05

/** What the callbacks remember, by their place. */
export const memoriesOf = (callbacks: readonly Callback[]): Record<string, CallbackMemory> =>
  Object.fromEntries(callbacks.flatMap((callback, i) => (callback.memory ? [[i, callback.memory()] as const] : [])))

/**
 * @param onFailure told where it cannot be written, once until it can be again: training goes on from the one before
 * @param told resolves once the log has all that happened before: it must not know less than the checkpoint
 * @returns to be told of positions; writes the checkpoint unless it was written too lately
 */
export function keepCheckpoints(
  path: string,
  session: Session,
  callbacks: readonly Callback[],
  onFailure: (error: unknown) => void,
  told: () => Promise<void> = () => Promise.resolve()
): (position: Position, last: boolean) => Promise<void> {
  const writing = rarely(CHECKPOINT_SHARE)
  let fails = false
  return async (position, last) => {
    if (!last && !writing.isDue()) return
    const began = performance.now()
    await told()
    const checkpoint = { position, state: session.state(), callbacks: memoriesOf(callbacks) }
    try {
      await writeCheckpoint(path, checkpoint)
      fails = false
    } catch (error) {
      if (!fails) onFailure(error)
      fails = true
    }
    writing.took(began)
  }
}

// Checkpoints that are kept beside a run's newest one: each is a whole state, to go on from or to look at.
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { KeptCheckpoint, RunEvent } from '../shared/run'
import type { Callback, Wish } from './callbacks/callback'
import { writeCheckpoint, type Position } from './checkpoint'
import type { Session } from './engine'
import { memoriesOf } from './resume'
import { makeFolder } from '../main/make-folder'

const padded = (number: number, digits: number): string => String(number).padStart(digits, '0')

/** In the run's folder: of the epochs that are finished then, and the steps of the next one. */
export const keptFile = ({ epoch, step }: Pick<KeptCheckpoint, 'epoch' | 'step'>): string =>
  `checkpoints/epoch-${padded(epoch, 4)}${step > 0 ? `-step-${padded(step, 5)}` : ''}.safetensors`

export interface Keeping {
  /** job.checkpointsDir */
  folder: string
  session: Session
  callbacks: readonly Callback[]
  emit(event: RunEvent): void
}
export type Keep = (position: Position, wishes: readonly Wish[]) => Promise<void>

/**
 * @returns writes the state once for all that want it, and takes away what that makes needless. Where it cannot be written, on
 * a full disk, a notice says so and training goes on.
 */
export function keeper({ folder, session, callbacks, emit }: Keeping): Keep {
  const pathOf = (file: string): string => join(folder, basename(file))
  return async (position, wishes) => {
    const chosen = wishes.find(({ reason }) => reason === 'best') ?? wishes[0]
    if (!chosen) return
    const checkpoint = { position, state: session.state(), callbacks: memoriesOf(callbacks) }
    try {
      makeFolder(folder)
      await writeCheckpoint(pathOf(chosen.file), checkpoint)
    } catch (error) {
      for (const wish of wishes) wish.failed()
      emit(notKept(chosen.file, error))
      return
    }
    const needless = wishes
      .flatMap(({ replaces }) => replaces ?? [])
      .filter((file) => file !== chosen.file && !callbacks.some((callback) => callback.holds?.(file)))
    const removed = [...new Set(needless)]
    await Promise.all(removed.map((file) => rm(pathOf(file), { force: true }).catch(() => undefined)))
    const { file, epoch, step, reason, monitor, value } = chosen
    emit({ type: 'checkpoint', time: Date.now(), file, epoch, step, reason, monitor, value, removed })
  }
}

export const notKept = (file: string, error: unknown): RunEvent => ({
  type: 'notice',
  time: Date.now(),
  code: 'CHECKPOINT_NOT_KEPT',
  args: { file, reason: error instanceof Error ? error.message : String(error) }
})

// Where a loss that is not finite came from: the steps up to it are trained once more from the last state that was kept,
// which gives the same numbers, and the step that broke is looked into.
import type { InferredModel } from '../layers/infer'
import { NetloomError } from '../shared/errors'
import type { Session, SessionState, StepInspection } from './engine'
import { orderOf, stepsOf, type LoopOptions } from './loop'
import { rarely } from './rarely'

/** States are kept so rarely that they take less than this share of the time. */
const KEEPING_SHARE = 0.02

export interface Snapshot {
  epoch: number
  state: SessionState
}

/** Keeps the state before an epoch now and then; the last one that was kept is known to `last`. */
export function snapshots(session: Session): { before(epoch: number): void; last(): Snapshot | null } {
  let kept: Snapshot | null = null
  const keeping = rarely(KEEPING_SHARE)
  return {
    before(epoch) {
      if (!keeping.isDue()) return
      const began = performance.now()
      kept = { epoch, state: session.state() }
      keeping.took(began)
    },
    last: () => kept
  }
}

/** What TRAINING_NAN tells: epoch and step count from 1. */
interface Place {
  epoch: number
  step: number
}

/**
 * The error that names the first layer and step; the one given where the engine cannot look inside.
 * @param error TRAINING_NAN
 */
export async function explained(
  options: LoopOptions,
  model: InferredModel,
  error: NetloomError,
  snapshot: Snapshot
): Promise<NetloomError> {
  const { session } = options
  if (!session.inspect) return error
  const place = { epoch: Number(error.args.epoch), step: Number(error.args.step) }
  const found = String(error.args.found)
  await replay(options, snapshot, place)
  const inside = await session.inspect(place.step - 1)
  if (inside.weights.length === 0) return ofForward(model, inside, place, found)
  // The update of the step before made weights that are not finite.
  const before = stepBefore(options, place)
  if (before.epoch - 1 < snapshot.epoch) return ofForward(model, inside, place, found)
  await replay(options, snapshot, before)
  // Gradients flow backwards: the last layer that has one that is not finite is where it began.
  const layer = (await session.inspect(before.step - 1)).gradients.at(-1)
  const args = { ...before, found, layer: layer ?? inside.weights[0]! }
  return new NetloomError(layer === undefined ? 'NAN_UPDATE' : 'NAN_GRADIENT', withClass(model, args))
}

function ofForward(model: InferredModel, inside: StepInspection, place: Place, found: string): NetloomError {
  const layer = inside.outputs[0]
  if (layer === undefined) return new NetloomError('NAN_LOSS', { ...place, found })
  return new NetloomError(
    model.inputs.includes(layer) ? 'NAN_INPUT' : 'NAN_OUTPUT',
    withClass(model, { ...place, found, layer })
  )
}

const withClass = <T extends { layer: string }>(model: InferredModel, args: T): T & { className: string } => ({
  ...args,
  className: model.layers.find(({ name }) => name === args.layer)?.type.className ?? ''
})

function stepBefore(options: LoopOptions, { epoch, step }: Place): Place {
  return step > 1 ? { epoch, step: step - 1 } : { epoch: epoch - 1, step: stepsOf(options) }
}

/** Trains from the snapshot up to, not including, a step; its epoch is begun. */
async function replay(options: LoopOptions, { epoch, state }: Snapshot, until: Place): Promise<void> {
  const { session } = options
  session.restore(state)
  for (let at = epoch; at < until.epoch; at++) {
    session.startEpoch(orderOf(options, at), at)
    const steps = at === until.epoch - 1 ? until.step - 1 : stepsOf(options)
    for (let step = 0; step < steps; step++) {
      await session.train(step, 1)
      await options.breathe()
    }
  }
}

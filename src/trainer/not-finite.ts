// Where a loss that is not finite came from: the steps up to it are trained once more from the last state that was kept,
// which gives the same numbers, and the step that broke is looked into.
import type { InferredModel } from '../layers/infer'
import { NetloomError } from '../shared/errors'
import type { Session, SessionState, StepInspection } from './engine'
import type { LoopOptions } from './loop'
import { rarely } from './rarely'
import { stepper, stepsOf } from './steps'

/** States are kept so rarely that they take less than this share of the time. */
const KEEPING_SHARE = 0.02

export interface Snapshot {
  epoch: number
  state: SessionState
  /** Learning rates of that epoch and those after it, where callbacks change them. */
  rates: number[]
}

/** Keeps the state before an epoch now and then; the last one that was kept is known to `last`. */
export function snapshots(session: Session): { before(epoch: number): void; last(): Snapshot | null } {
  let kept: Snapshot | null = null
  const keeping = rarely(KEEPING_SHARE)
  return {
    before(epoch) {
      if (!keeping.isDue()) return void kept?.rates.push(session.learningRate)
      const began = performance.now()
      kept = { epoch, state: session.state(), rates: [session.learningRate] }
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
  const inside = await session.inspect(await replay(options, snapshot, place))
  if (inside.weights.length === 0) return ofForward(model, inside, place, found)
  // The update of the step before made weights that are not finite.
  const before = stepBefore(options, place)
  if (before.epoch - 1 < snapshot.epoch) return ofForward(model, inside, place, found)
  // Gradients flow backwards: the last layer that has one that is not finite is where it began.
  const layer = (await session.inspect(await replay(options, snapshot, before))).gradients.at(-1)
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

/** Trains from the snapshot up to, not including, a step. @returns which batch it is of what the session has begun */
async function replay(options: LoopOptions, { epoch, state, rates }: Snapshot, until: Place): Promise<number> {
  const { session } = options
  session.restore(state)
  const way = stepper(session, options)
  const steps = stepsOf(options)
  const end = (until.epoch - 1) * steps + until.step - 1
  for (let step = epoch * steps; step < end; step++) {
    followRates(session, rates[Math.floor(step / steps) - epoch])
    await way.train(step, 1)
    await options.breathe()
  }
  followRates(session, rates[until.epoch - 1 - epoch])
  return way.begin(end)
}

function followRates({ rates }: Session, rate: number | undefined): void {
  if (rate !== undefined && !rates.scheduled) rates.set(rate)
}

// A run that begins with what another one has learnt.
import { matchWeights, noWeightFits, weightList, weightText } from '../shared/matching-weights'
import type { RunEventOf } from '../shared/run'
import type { TrainJob } from '../shared/trainer-protocol'
import { readCheckpoint } from './checkpoint'
import type { NamedWeight, Session } from './engine'

/**
 * Gives a fresh session the weights of a checkpoint that it has itself, by name and shape. The optimizer goes on with its
 * slots, and with the steps that it corrects its averages by, where it is the same and every weight was found.
 * @returns the notice that tells what was taken
 * @throws NetloomError CHECKPOINT_MISSING; CHECKPOINT_INVALID where no weight fits
 */
export async function beginFrom(
  { path, slots: sameOptimizer }: NonNullable<TrainJob['branch']>,
  session: Session
): Promise<Pick<RunEventOf<'notice'>, 'code' | 'args'>> {
  const { state } = await readCheckpoint(path)
  const own = session.state()
  const { same, rest } = matchWeights(own.weights, state.weights)
  if (same.length === 0) throw noWeightFits(path, own.weights, state.weights)
  const slots = matchWeights(own.slots, state.slots)
  const keepsOptimizer = sameOptimizer && rest.length === 0 && slots.rest.length === 0
  const learnt = replaced(own.weights, state.weights)
  if (keepsOptimizer) session.restore({ weights: learnt, slots: state.slots, step: state.step })
  else session.setWeights(learnt)
  const words = keepsOptimizer ? (['goes on', '沿用'] as const) : (['begins anew', '重新开始'] as const)
  const fresh = weightList(rest, ({ name }) => name)
  return {
    code: 'BRANCHED',
    args: {
      taken: same.length,
      total: own.weights.length,
      fresh: rest.length === 0 ? 'none' : fresh,
      fresh_zh: rest.length === 0 ? '无' : fresh,
      optimizer: words[0],
      optimizer_zh: words[1]
    }
  }
}

function replaced(own: readonly NamedWeight[], given: readonly NamedWeight[]): NamedWeight[] {
  const byText = new Map(given.map((weight) => [weightText(weight), weight]))
  return own.map((weight) => byText.get(weightText(weight)) ?? weight)
}

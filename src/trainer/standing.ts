// What a small model knows at a moment, and how wrong it is: told before the first step and at the end.
import type { Standing } from '../shared/run'
import type { Session, TrainingData } from './engine'
import { EVALUATION_CHUNK, Sums } from './loop'
import { smallModelWeights } from './model-files'

/** More are not looked at once more: it takes a moment at most. */
const MOST_EXAMPLES = 20_000

/**
 * Weights in full precision, and the loss over the training split with them, as model.evaluate of Keras: nothing is trained.
 * (The loss of an epoch is of the weights before its steps.) Undefined of all but small models.
 */
export function standing(session: Session, { splits: { train } }: TrainingData): Standing | undefined {
  const weights = smallModelWeights(session.weights())
  if (!weights) return undefined
  const total = train.indices.length
  if (total > MOST_EXAMPLES) return { weights }
  const sums = new Sums(session.statistics)
  for (let first = 0; first < total; first += EVALUATION_CHUNK)
    sums.add(session.evaluate('train', first, Math.min(EVALUATION_CHUNK, total - first)))
  return { weights, loss: session.logs(sums.values).loss! }
}

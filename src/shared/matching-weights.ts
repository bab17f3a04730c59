import { NetloomError } from './errors'

/** A weight by its Keras path, e.g. 'dense/kernel'. */
export interface WeightShape {
  name: string
  shape: readonly number[]
}

export const weightText = ({ name, shape }: WeightShape): string => `${name} [${shape.join(', ')}]`

/** Of the weights that a network has, those that another one has under the same name and in the same shape, and the rest. */
export function matchWeights<T extends WeightShape>(
  wanted: readonly T[],
  given: readonly WeightShape[]
): { same: T[]; rest: T[] } {
  const known = new Set(given.map(weightText))
  return {
    same: wanted.filter((weight) => known.has(weightText(weight))),
    rest: wanted.filter((weight) => !known.has(weightText(weight)))
  }
}

const MOST_NAMED = 6
/** A list of weights for a message: the first few, and how many more. */
export function weightList(weights: readonly WeightShape[], text: (weight: WeightShape) => string): string {
  const named = weights.slice(0, MOST_NAMED).map(text).join(', ')
  return weights.length > MOST_NAMED ? `${named}, … (${weights.length})` : named || '-'
}

/** @returns CHECKPOINT_INVALID for a checkpoint of which nothing can be taken */
export function noWeightFits(
  path: string,
  wanted: readonly WeightShape[],
  given: readonly WeightShape[]
): NetloomError {
  const [expected, found] = [weightList(wanted, weightText), weightList(given, weightText)]
  return new NetloomError('CHECKPOINT_INVALID', {
    path,
    reason: {
      en: `none of its weights fits this network; expected ${expected}; found ${found}`,
      'zh-CN': `其中没有与该网络匹配的权重；应为 ${expected}；实际为 ${found}`
    }
  })
}

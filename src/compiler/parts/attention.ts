// Dot-product attention of several heads.
import type { GraphBuilder } from '../builder'
import { withGradient } from '../composite'
import type { Tensor } from '../ir'

export interface AttentionOptions {
  /** bool, broadcast against the scores [batch, heads, T, S]: false where a query may not look; null where all may. */
  mask: Tensor | null
  /** Whether a query that may look nowhere gets zeros, rather than the mean of all. */
  nothingIsZero: boolean
  /** Of the shape of the weights; what each is multiplied by. Null: no dropout. */
  dropout: ((weights: Tensor) => Tensor) | null
}

/** What takes the place of masked scores (keras/src/backend/tensorflow/nn.py, and its Softmax layer). */
const MASKED = { mean: 3.38953e38 * -0.7, zero: -1e9 }

/**
 * softmax(q kᵀ) v. The queries are scaled already.
 * @param q [batch, heads, T, key] @param k [batch, heads, S, key] @param v [batch, heads, S, value]
 * @returns [batch, heads, T, value]
 */
export function attend(
  g: GraphBuilder,
  [q, k, v]: readonly [Tensor, Tensor, Tensor],
  { mask, nothingIsZero, dropout }: AttentionOptions
): Tensor {
  const products = g.batchMatMul(q, k, false, true)
  const none = g.float(nothingIsZero ? MASKED.zero : MASKED.mean)
  const scores = mask ? g.select(mask, products, none) : products
  const softmax = g.op('Softmax', [scores])
  const shares = mask && nothingIsZero ? g.select(mask, softmax, g.float(0)) : softmax
  const kept = dropout?.(shares) ?? null
  const weights = kept ? g.times(shares, kept) : shares
  const made = g.batchMatMul(weights, v)
  // With p the softmax, w the weights and o = w v: dw = do vᵀ, dp = dw * kept, and the gradient of the scores is
  // p (dp - sum(dp p)). That sum, over the S axis, is sum(do o) over the much shorter value axis.
  return withGradient(g, made, [q, k, v], (grad) => {
    const ofWeights = g.batchMatMul(grad, v, false, true)
    const ofShares = kept ? g.times(ofWeights, kept) : ofWeights
    const along = g.sum(g.times(grad, made), [made.dims.length - 1], true)
    const ofScores = g.times(g.minus(ofShares, along), shares)
    const ofProducts = mask ? g.select(mask, ofScores, g.float(0)) : ofScores
    return [
      g.batchMatMul(ofProducts, k),
      g.batchMatMul(ofProducts, q, true, false),
      g.batchMatMul(weights, grad, true, false)
    ]
  })
}

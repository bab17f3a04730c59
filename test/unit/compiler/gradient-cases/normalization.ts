// Gradients of batch normalization in one op, and of values that bring theirs.
import { positive, wave, type GradientCase } from './values'

const nothing = { dims: [0], values: [] }

export default {
  FusedBatchNormV3: [
    {
      inputs: [wave([3, 2, 2, 2]), positive([2]), wave([2], 1), nothing, nothing],
      constant: [3, 4],
      params: { epsilon: 0.01 }
    }
  ],
  // What it brings is tested in gradients.test.ts.
  IdentityN: [{ inputs: [wave([3])], constant: [0], params: { gradient: () => [] } }]
} satisfies Record<string, GradientCase[]>

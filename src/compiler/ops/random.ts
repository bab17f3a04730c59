// Random numbers from a seed: the same seed gives the same numbers, and no state is kept.
import type { Dims } from '../ir'
import { defineOp, typeAttr, type Op } from '../op'

/** Uniform in [0, 1), normal, and normal cut off at two standard deviations. Inputs: shape, seed int32 [2]. */
export default ['StatelessRandomUniform', 'StatelessRandomNormal', 'StatelessTruncatedNormal'].map((name) =>
  defineOp<{ dims: Dims; dtype: 'float32' | 'float64' }>({
    name,
    infer: (_inputs, { dims, dtype }) => [{ dtype, dims }],
    attrs: (_inputs, { dtype }) => ({ dtype: typeAttr(dtype), T: typeAttr('int32'), Tseed: typeAttr('int32') })
  })
) as Op[]

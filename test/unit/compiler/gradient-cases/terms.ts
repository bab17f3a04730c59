// Gradients of the ops that losses and regularizers need.
import { pair, positive, scalar, wave, type GradientCase } from './values'

export default {
  Pow: [
    { inputs: [positive([3, 4]), wave([4], 2)] },
    { inputs: [positive([3, 4]), wave([], 1)] },
    { ...pair(), inputs: [wave([3, 4]), { dims: [], values: [2] }], constant: [1] }
  ],
  MatrixBandPart: [
    { inputs: [wave([4, 4]), scalar(0), scalar(0)] },
    { inputs: [wave([2, 3, 4]), scalar(1), scalar(-1)] }
  ]
} satisfies Record<string, GradientCase[]>

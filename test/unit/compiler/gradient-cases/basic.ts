// Gradients of the ops that most layers are made of.
import {
  broadcasting,
  ints,
  margins,
  pair,
  pattern,
  positive,
  scalar,
  unary,
  wave,
  window,
  type GradientCase
} from './values'

export default {
  AddV2: broadcasting,
  Sub: broadcasting,
  Mul: broadcasting,
  RealDiv: [pair(positive([3, 4])), pair(positive([4])), { inputs: [wave([4]), positive([3, 4])] }],
  Maximum: [pair(), pair(wave([], 1.1))],
  Minimum: [pair(), pair(wave([], 1.1))],
  Identity: unary(),
  Neg: unary(),
  Abs: unary(),
  Exp: unary(),
  Log: unary(positive([3, 4])),
  Square: unary(),
  Sqrt: unary(positive([3, 4])),
  Rsqrt: unary(positive([3, 4])),
  Relu: unary(),
  Relu6: unary(wave([3, 4], 0, 8)),
  Elu: unary(),
  Selu: unary(),
  Softplus: unary(),
  Softsign: unary(),
  Sigmoid: unary(),
  Tanh: unary(),
  Softmax: unary(),
  Sum: [
    { inputs: [wave([2, 3, 4]), ints([1])], params: { axes: [1], keepDims: false } },
    { inputs: [wave([2, 3]), ints([0, 1])], params: { axes: [0, 1], keepDims: false } },
    { inputs: [wave([2, 3]), ints([1])], params: { axes: [1], keepDims: true } }
  ],
  Mean: [
    { inputs: [wave([2, 3, 4]), ints([1, 2])], params: { axes: [1, 2], keepDims: false } },
    { inputs: [wave([2, 3]), ints([0])], params: { axes: [0], keepDims: true } }
  ],
  Min: [{ inputs: [wave([2, 3, 4]), ints([2])], params: { axes: [2], keepDims: true } }],
  Max: [{ inputs: [wave([2, 3, 4]), ints([1])], params: { axes: [1], keepDims: false } }],
  Reshape: [{ inputs: [wave([2, 6]), ints([3, 4])], params: { dims: [3, 4] } }],
  ConcatV2: [{ inputs: [wave([2, 3]), wave([2, 1], 3), scalar(1)], params: { axis: 1 } }],
  BatchMatMulV2: [
    { inputs: [wave([2, 3, 4]), wave([2, 4, 2], 2)], params: { adjointA: false, adjointB: false } },
    { inputs: [wave([2, 4, 3]), wave([2, 2, 4], 2)], params: { adjointA: true, adjointB: true } },
    { inputs: [wave([2, 4, 3]), wave([2, 4, 2], 2)], params: { adjointA: true, adjointB: false } },
    { inputs: [wave([2, 3, 4]), wave([2, 2, 4], 2)], params: { adjointA: false, adjointB: true } }
  ],
  Slice: [
    {
      inputs: [wave([3, 5]), ints([0, 1]), ints([-1, 3])],
      params: {
        dims: [3, 3],
        margins: [
          [0, 0],
          [1, 1]
        ]
      }
    }
  ],
  Pad: [
    {
      inputs: [wave([2, 3]), { dims: [2, 2], values: [0, 0, 1, 2], dtype: 'int32' }],
      params: {
        margins: [
          [0, 0],
          [1, 2]
        ]
      }
    }
  ],
  Pack: [{ inputs: [wave([2, 3]), wave([2, 3], 1)], params: { axis: 1 } }],
  Unpack: [{ inputs: [wave([2, 3])], params: { axis: 1 }, output: 1 }],
  Split: [{ inputs: [scalar(1), wave([2, 6])], params: { axis: 1, count: 3 }, output: 2 }],
  Transpose: [{ inputs: [wave([2, 3, 4]), ints([2, 0, 1])], params: { permutation: [2, 0, 1] } }],
  ReverseV2: [{ inputs: [wave([2, 3]), ints([1])], params: { axes: [1] } }],
  GatherV2: [{ inputs: [wave([4, 3]), ints([2, 0, 2]), scalar(0)] }],
  SelectV2: [
    { inputs: [pattern([3, 4], [1, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 1]), wave([3, 4]), wave([4], 2)] },
    { inputs: [pattern([3, 1], [1, 0, 1]), wave([]), wave([3, 4], 2)] }
  ],
  MatMul: [{ inputs: [wave([3, 4]), wave([4, 2], 2)], params: { transposeA: false, transposeB: false } }],
  BiasAdd: [{ inputs: [wave([3, 4]), wave([4], 2)] }, { inputs: [wave([2, 2, 3, 4]), wave([4], 2)] }],
  Conv2D: [
    { inputs: [wave([2, 5, 4, 2]), wave([2, 2, 2, 3], 2)], params: window('VALID') },
    { inputs: [wave([2, 5, 4, 2]), wave([2, 2, 2, 3], 2)], params: window('SAME', [2, 2]) }
  ],
  MaxPool: [
    { inputs: [wave([2, 5, 4, 2])], params: window('VALID', [2, 2]) },
    { inputs: [wave([1, 5, 4, 2])], params: window('SAME', [1, 1]) }
  ],
  AvgPool: [
    { inputs: [wave([2, 5, 4, 2])], params: window('VALID', [2, 2]) },
    { inputs: [wave([1, 5, 4, 2])], params: window('SAME', [2, 2], [3, 3]) }
  ],
  SpaceToBatchND: [
    { inputs: [wave([1, 3, 4, 2]), ints([2, 2]), margins([1, 0, 0, 2])], params: { dims: [4, 2, 3, 2] } }
  ],
  BatchToSpaceND: [
    { inputs: [wave([4, 2, 3, 2]), ints([2, 2]), margins([1, 0, 0, 2])], params: { dims: [1, 3, 4, 2] } }
  ],
  SparseSoftmaxCrossEntropyWithLogits: [{ inputs: [wave([3, 4]), ints([0, 3, 1])] }],
  SoftmaxCrossEntropyWithLogits: [
    { inputs: [wave([2, 3]), { dims: [2, 3], values: [0, 1, 0, 1, 0, 0] }], constant: [1] }
  ]
} satisfies Record<string, GradientCase[]>

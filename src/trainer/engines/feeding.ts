// Numbers and examples as tensors, as the signatures of a compiled graph take them.
import type * as tfjs from '@tensorflow/tfjs'
import { wordsOf } from '../../compiler/border'
import type { FloatType } from '../../compiler/ir'
import type { TrainingData } from '../engine'
import type { TensorFlow } from './graph-functions'
import type { Loaded, Placed } from './session-data'

export class Feeding {
  constructor(
    private readonly tf: TensorFlow,
    private readonly floatType: FloatType,
    private readonly data: Pick<TrainingData, 'targets' | 'sampleWeights'>
  ) {}

  /** Numbers as they are fed for a tensor of a float type. */
  numbers(values: ArrayLike<number>, shape: readonly number[], type = this.floatType): tfjs.Tensor {
    const words = wordsOf(values, type)
    if (words instanceof Float32Array) return this.tf.tensor(words, [...shape], 'float32')
    return this.tf.tensor(words, [...shape, 2], 'int32')
  }

  indices = (values: Int32Array): tfjs.Tensor1D => this.tf.tensor1d(values, 'int32')

  /** Targets of examples: class numbers, or numbers. */
  targets = (y: ArrayLike<number>): tfjs.Tensor =>
    this.data.targets === 'numbers' ? this.numbers(y, [y.length]) : this.indices(Int32Array.from(y))

  /** Examples as `load` and signatures to which they are fed take them. */
  examples = ({ x, y, w = new Float32Array(y.length).fill(1) }: Loaded): tfjs.NamedTensorMap => ({
    x:
      x instanceof Uint8Array
        ? this.indices(asWords(x))
        : this.numbers(x, [x.length], x instanceof Float64Array ? 'float64' : 'float32'),
    y: this.targets(y),
    ...(this.data.sampleWeights && { w: this.numbers(w, [w.length]) })
  })

  /** What a signature takes that works on examples. */
  chosen = ({ rows, fed }: Placed): tfjs.NamedTensorMap => ({
    indices: this.indices(rows),
    ...(fed && this.examples(fed))
  })
}

/** Bytes as the int32 words that hold them, padded to whole words; in place where there is room for that. */
function asWords(bytes: Uint8Array): Int32Array {
  const { buffer, byteOffset, length } = bytes
  const words = Math.ceil(length / 4)
  if (byteOffset % 4 === 0 && byteOffset + words * 4 <= buffer.byteLength)
    return new Int32Array(buffer, byteOffset, words)
  const padded = new Uint8Array(words * 4)
  padded.set(bytes)
  return new Int32Array(padded.buffer)
}

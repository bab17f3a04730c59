// What the compiler is given: a network, what it trains on and how. The catalogue of layers is never imported here.
import type { GraphBuilder } from './builder'
import type { FloatType, Tensor } from './ir'
import type { LoweringContext } from './lower'

/** An initializer, regularizer, constraint, loss, metric or optimizer: Keras's short name and parameters. */
export interface Term {
  name: string
  params: Readonly<Record<string, unknown>>
}

export interface SpecWeight {
  name: string
  shape: readonly number[]
  trainable: boolean
  initializer: Term
  regularizer?: Term | null
  constraint?: Term | null
}

export interface SpecLayer {
  name: string
  /** Whose weights it uses: its own name, or that of the layer which it calls again. */
  owner: string
  inputs: readonly string[]
  /** Empty where they are another's. */
  weights: readonly SpecWeight[]
  outputShape: readonly number[]
  activityRegularizer: Term | null
  supportsMasking: boolean
  /** Statistics [numbers] of the training examples that its weights are computed from; null where there are none. */
  adapt: ((g: GraphBuilder, inputs: readonly Tensor[]) => Tensor | null) | null
  /** Null for an input. @throws what the layer's lowering throws */
  lower: ((context: LoweringContext, inputs: readonly Tensor[]) => Tensor) | null
}

export interface SpecOutput {
  layer: string
  loss: Term
  /** Its share in the total loss. */
  lossWeight: number
  metrics: readonly (Term & { label: string })[]
}

export interface SpecData {
  /** How many examples each holds in the session; null where they are fed with each call. Training takes the first. */
  sources: readonly { count: number | null }[]
  /** As the examples are held: bytes stay bytes. */
  dtype: 'uint8' | FloatType
  /** Of one example. Several inputs take it whole where all have its shape, else consecutive parts of its values. */
  shape: readonly number[]
  /** 'int': class numbers; 'categorical': the same as one-hot rows; 'numbers': of a regression; 'input': the example. */
  targets: 'int' | 'categorical' | 'numbers' | 'input'
  rescaling: { scale: number; offset: number }
  /** By class number, how much an example counts in the training loss; null where all count the same. */
  classWeights: readonly number[] | null
  /** Whether each example comes with how much it counts in the losses, in training and in evaluation. */
  sampleWeights: boolean
}

export interface CompileSpec {
  /** Each after those that feed it. */
  layers: readonly SpecLayer[]
  /** In the order of the design, as the inputs are among the layers. */
  outputs: readonly SpecOutput[]
  data: SpecData
  optimizer: Term
  seed: number
  floatType: FloatType
  /** Keras's mixed_bfloat16: products and convolutions in bfloat16, weights and all else in float32. */
  mixed: boolean
}

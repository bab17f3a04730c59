import type { GraphBuilder } from '../compiler/builder'
import type { Tensor } from '../compiler/ir'
import type { LoweringContext } from '../compiler/lower'
import { inLocale, type Bilingual, type Words } from '../shared/locale'
import type { ParamSpecs, ParamValues, ResolvedTerm, WrappedLayer } from '../shared/schema'

/** The shape of one example, without the batch axis: [28, 28, 1]. */
export type Shape = readonly number[]

export const LAYER_GROUPS = [
  'input',
  'dense',
  'activation',
  'convolution',
  'pooling',
  'recurrent',
  'attention',
  'normalization',
  'regularization',
  'reshaping',
  'merge',
  'augmentation'
] as const
export type LayerGroup = (typeof LAYER_GROUPS)[number]

/** A variable of a layer, under Keras's name ('kernel', 'moving_mean', 'lstm_cell/bias'). */
export interface WeightSpec {
  name: string
  shape: Shape
  trainable: boolean
  initializer: ResolvedTerm
  /** Adds to the loss. */
  regularizer?: ResolvedTerm | null
  /** Applied after each update. */
  constraint?: ResolvedTerm | null
}

/** The layer inside a wrapper (a parameter of kind 'layer'), once the walk over the design has looked it up. */
export interface InnerLayer extends WrappedLayer {
  type: LayerType
  params: ParamValues<ParamSpecs>
}

/** Why a layer cannot take the shapes it is given; the walk over the graph adds where. */
export class ShapeProblem extends Error {
  constructor(
    readonly expected: Words,
    readonly found: Words,
    readonly hint: Bilingual
  ) {
    super(`expected ${inLocale(expected, 'en')}, found ${inLocale(found, 'en')}`)
  }
}

/** What a layer's statistics of some examples are, in double precision or as they came. */
export interface AdaptedBatch {
  statistics: ArrayLike<number>
  examples: number
}

/** How a layer's weights follow from the training examples, before training starts: Keras's adapt(). */
export interface Adaptation<P extends ParamSpecs> {
  /** [numbers], of a batch of what reaches the layer; null where nothing is to be computed. */
  statistics(g: GraphBuilder, inputs: readonly Tensor[], params: ParamValues<P>): Tensor | null
  /** New values by the names of weights, from all batches. */
  weights(batches: readonly AdaptedBatch[]): Record<string, ArrayLike<number>>
}

/** Everything Netloom knows of one layer type. Names, defaults and meaning are those of Keras 3. */
export interface LayerType<P extends ParamSpecs = ParamSpecs> {
  /** Keras's class, e.g. 'Dense'. */
  className: string
  group: LayerGroup
  title: Bilingual
  /** Other words that a person may search for, in either language; none that are in className or title. */
  synonyms?: readonly string[]
  /** What it does, in one sentence for a learner. */
  summary: Bilingual
  params: P
  /** How many layers may feed it. */
  inputs: { min: number; max: number }
  /** Hands the mask of its first input on with its output, as Keras's layers with supports_masking do. */
  supportsMasking?: boolean
  /** @throws ShapeProblem when the inputs do not fit */
  outputShape(inputs: readonly Shape[], params: ParamValues<P>): Shape
  /** Variables in Keras's order; none where left out. */
  weights?(inputs: readonly Shape[], params: ParamValues<P>): WeightSpec[]
  /**
   * Floating-point operations that one example takes on its way forward; none where left out. Counted as TensorFlow's
   * profiler does: a multiply-add is two, every window is full, also at padded edges, and what is computed of weights
   * alone, once for a batch, is free. Any activation function is one operation a value ('linear' none). As in a
   * prediction, but for augmentation: that counts what it does to an image in training.
   */
  flops?(inputs: readonly Shape[], params: ParamValues<P>, outputShape: Shape): number
  adapt?: Adaptation<P>
  /** The layer as TensorFlow's ops. `inputs` are [batch, ...] of the graph's float type, as the output is. */
  lower(context: LoweringContext, inputs: readonly Tensor[], params: ParamValues<P>): Tensor
}

export const defineLayer = <P extends ParamSpecs>(layer: LayerType<P>): LayerType<P> => layer

export { sizeOf } from '../compiler/ir'
/** (None, 28, 28, 1), as Keras prints it. */
export const kerasShape = (shape: Shape): string => `(None${shape.map((size) => `, ${size}`).join('')})`

/** A term without parameters, e.g. the initializer 'zeros'. */
export const plainTerm = (name: string): ResolvedTerm => ({ name, params: {} })

export const oneInput = { min: 1, max: 1 } as const

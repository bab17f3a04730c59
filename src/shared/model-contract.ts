// What the page and the command line ask of a model that was trained: the contract's `model`.
import { pictureSchema } from './data-contract'
import { SPLIT_NAMES, taskSchema } from './dataset'
import { logsSchema, numberSchema } from './run'
import { procedure } from './rpc'
import { bytes, float32, float64, int32, numbers, uint32 } from './typed-arrays'
import { z } from './zod'

/** `checkpoint`: `file` of one of the run's `checkpoints`; null is the model as training left it. */
const ofModel = { runId: z.string(), checkpoint: z.string().nullable().default(null) }
const splitName = z.enum(SPLIT_NAMES)
const shape = z.array(z.int())
const tensor = z.object({ shape, values: float32 })

/** What the network is given, in the data's own terms: the steps that training fitted are applied to it. */
export const modelInputSchema = z.discriminatedUnion('kind', [
  /** A row of the source that the run was trained on. */
  z.strictObject({ kind: z.literal('row'), row: z.int().min(0) }),
  /** The bytes of a picture file. */
  z.strictObject({ kind: z.literal('file'), bytes }),
  /** Pixels, 0 to 255, [height, width, channels]; scaled and turned to grey where the network wants that. */
  z.strictObject({ kind: z.literal('picture'), picture: pictureSchema }),
  /** By the names of the feature columns. */
  z.strictObject({
    kind: z.literal('values'),
    values: z.record(z.string(), z.union([z.number(), z.string()]).nullable())
  }),
  z.strictObject({ kind: z.literal('text'), text: z.string() })
])
export type ModelInput = z.infer<typeof modelInputSchema>

/** What can be shown of a layer. */
export const LOOKS = ['filters', 'maps', 'values'] as const

export const modelDescriptionSchema = z.object({
  task: taskSchema,
  classes: z.array(z.string()).nullable(),
  /** How one makes an input: 'picture' is drawn or dropped, 'values' typed for each column, 'text' written. */
  input: z.object({
    kind: z.enum(['picture', 'values', 'text']),
    /** Of what the network is fed, after the steps. */
    shape,
    /** Of pictures as the data have them; null where they differ. */
    picture: z.object({ height: z.int(), width: z.int(), channels: z.int() }).nullable(),
    /** The feature columns, with the range and a middle value of numbers, or the most frequent texts. */
    columns: z.array(
      z.object({
        name: z.string(),
        min: z.number().nullable(),
        max: z.number().nullable(),
        median: z.number().nullable(),
        options: z.array(z.string())
      })
    )
  }),
  outputs: z.array(z.object({ layer: z.string(), shape, activation: z.string() })),
  splits: z.object({ train: z.int(), validation: z.int(), test: z.int() }),
  layers: z.array(
    z.object({
      name: z.string(),
      className: z.string(),
      shape,
      /** 'filters': kernels of a convolution; 'maps': a picture for each channel; 'values': a number for each unit. */
      looks: z.array(z.enum(LOOKS)),
      /** Whether Grad-CAM can be taken of it. */
      gradCam: z.boolean()
    })
  ),
  /** Set where the data have changed or gone since: what needs them is refused, inputs of one's own still work. */
  dataMissing: z.boolean()
})
export type ModelDescription = z.infer<typeof modelDescriptionSchema>

const curve = z.object({
  /** Number of the class taken as positive. */
  class: z.int(),
  x: float64,
  y: float64,
  /** An example counts as positive from this score on. */
  thresholds: float64,
  /** ROC: area under the curve, by trapezoids; precision-recall: average precision. */
  area: numberSchema
})

/** How an output does on a split. Classes are numbered as in the description. */
export const outputEvaluationSchema = z.object({
  layer: z.string(),
  classification: z
    .object({
      /** counts[true * classes + predicted] */
      confusion: uint32,
      /** By class; NaN where there is nothing to divide by. */
      precision: z.array(numberSchema),
      recall: z.array(numberSchema),
      f1: z.array(numberSchema),
      support: z.array(z.int()),
      /** x: false positive rate, y: true positive rate. At most 200 points each. */
      roc: z.array(curve),
      /** x: recall, y: precision. */
      precisionRecall: z.array(curve),
      /** Of equal bins of the confidence from 0 to 1. ece: expected calibration error. */
      calibration: z.object({
        confidence: z.array(numberSchema),
        accuracy: z.array(numberSchema),
        count: z.array(z.int()),
        ece: numberSchema
      })
    })
    .nullable(),
  regression: z
    .object({
      /** At most 5,000 examples, evenly drawn. */
      rows: uint32,
      truth: float64,
      predicted: float64,
      r2: numberSchema,
      mae: numberSchema,
      rmse: numberSchema,
      /** Of truth minus predicted: counts of equal bins from min to max. */
      residuals: z.object({
        min: numberSchema,
        max: numberSchema,
        mean: numberSchema,
        std: numberSchema,
        counts: z.array(z.int())
      })
    })
    .nullable()
})
export type OutputEvaluation = z.infer<typeof outputEvaluationSchema>

export const evaluationSchema = z.object({
  split: splitName,
  examples: z.int(),
  /** Loss and metrics, as model.evaluate of Keras. */
  logs: logsSchema,
  seconds: z.number(),
  outputs: z.array(outputEvaluationSchema)
})
export type Evaluation = z.infer<typeof evaluationSchema>

/** Which predictions, in which order. */
export const predictionViewSchema = z.strictObject({
  split: splitName,
  /** Number of the output. */
  output: z.int().min(0).default(0),
  truth: z.int().nullable().default(null),
  predicted: z.int().nullable().default(null),
  outcome: z.enum(['all', 'wrong', 'right']).default('all'),
  order: z.enum(['row', 'loss', 'confidence', 'error']).default('row'),
  descending: z.boolean().default(false)
})
export type PredictionView = z.infer<typeof predictionViewSchema>

/**
 * How numbers of an output stand for classes. 'probability': of each class already; 'shares': positive numbers in proportion
 * to it, as Keras's crossentropies take outputs without from_logits; 'sigmoid', 'softmax': logits, through a sigmoid each, or a
 * softmax over all of them; 'margin': of -1 and 1, as the hinge losses; 'target': near to 0 or 1, as a quantity is (mean
 * squared error).
 */
export const SCORE_KINDS = ['probability', 'shares', 'sigmoid', 'softmax', 'margin', 'target'] as const
export type ScoreKind = (typeof SCORE_KINDS)[number]

/** 'inverted': dark on light was made light on dark, as the data are. */
export const PICTURE_CHANGES = ['resized', 'grey', 'colour', 'inverted'] as const
export type PictureChange = (typeof PICTURE_CHANGES)[number]

export const predictionSchema = z.object({
  /** What the network was fed, exactly: after all steps and rescaling. */
  input: z.object({ shape, x: numbers }),
  /** The same as a picture before it was rescaled; null where it is none. */
  picture: pictureSchema.nullable(),
  /** What was done to a picture of one's own before all steps, for it to be like those of the data. */
  adjusted: z.array(z.enum(PICTURE_CHANGES)),
  outputs: z.array(
    z.object({
      layer: z.string(),
      shape,
      values: float32,
      /** How `values` stand for classes; null where they do not. */
      scores: z.enum(SCORE_KINDS).nullable(),
      /** Of each class, two of a single unit; null where the output tells none ('target', 'margin', shares below zero). */
      probabilities: z.array(numberSchema).nullable(),
      /** The class that the output stands for; null where it tells none. */
      predicted: z.int().nullable(),
      /** Of a quantity: `values` in the data's units, as they were before the steps; null for classes. */
      quantities: z.array(numberSchema).nullable()
    })
  ),
  /** Of a row of the data. */
  truth: numberSchema.nullable(),
  seconds: z.number()
})
export type Prediction = z.infer<typeof predictionSchema>

const ofInput = { ...ofModel, input: modelInputSchema }

export const modelProcedures = {
  describe: procedure(z.strictObject(ofModel), modelDescriptionSchema),
  /** The test split is kept apart: nothing was chosen by it. */
  evaluate: procedure(z.strictObject({ ...ofModel, split: splitName }), evaluationSchema),
  /**
   * Predictions `first .. first + count` of a view. `rows`: their rows in the source. truth, predicted: class numbers, or
   * quantities. confidence: probability of the class predicted (of quantities: NaN). loss: of the example.
   */
  examples: procedure(
    z.strictObject({
      ...ofModel,
      view: predictionViewSchema,
      first: z.int().min(0),
      count: z.int().min(0).max(100_000)
    }),
    z.object({ total: z.int(), rows: uint32, truth: float64, predicted: float64, confidence: float32, loss: float32 })
  ),
  predict: procedure(z.strictObject(ofInput), predictionSchema),
  /** What a layer gives for an input: as `shape` of the description says. */
  activations: procedure(z.strictObject({ ...ofInput, layer: z.string() }), tensor),
  /** Weights of a layer under Keras's paths. */
  weights: procedure(z.strictObject({ ...ofModel, layer: z.string() }), z.array(tensor.extend({ name: z.string() }))),
  /**
   * How much each value of the input matters for an output's unit (a class): 'gradient' is the size of the gradient, in the
   * input's shape; 'grad-cam' is [height, width] of `layer`, as Selvaraju et al. 2017.
   */
  saliency: procedure(
    z.strictObject({
      ...ofInput,
      method: z.enum(['gradient', 'grad-cam']),
      /** The last one that it can be taken of, where null. */
      layer: z.string().nullable().default(null),
      output: z.int().min(0).default(0),
      unit: z.int().min(0)
    }),
    tensor
  ),
  /**
   * What a layer gives for examples of a split, evenly drawn, brought into two or three dimensions. Feature maps of more than
   * 1,024 numbers are averaged over squares, other outputs thinned out. Each call works for at most half a second and
   * answers with what there is so far: asked again with the same input, it goes on, until `done` is 1. Another input drops what
   * was begun.
   */
  project: procedure(
    z.strictObject({
      ...ofModel,
      layer: z.string(),
      split: splitName,
      most: z.int().min(2).max(20_000),
      method: z.enum(['pca', 'umap']),
      dimensions: z.union([z.literal(2), z.literal(3)]),
      seed: z.int().min(0),
      /** umap's n_neighbors. */
      neighbours: z.int().min(2).max(200).default(15)
    }),
    z.object({
      /** Share of the work, 0 to 1. */
      done: z.number(),
      rows: uint32,
      /** [rows, dimensions]; empty as long as there is nothing to be seen. */
      points: float32,
      /** Class numbers, or quantities; NaN where there is none. */
      truth: float64,
      /** Class numbers; -1 where the output is no class. */
      predicted: int32,
      /** Numbers of an example that were taken of the layer's output. */
      numbers: z.int(),
      /** pca: share of the variance along each axis; else empty. */
      explained: z.array(z.number())
    })
  ),
  /** Writes the model somewhere else, with its steps. @returns the path */
  save: procedure(z.strictObject({ ...ofModel, path: z.string().min(1) }), z.object({ path: z.string() }))
}

// What the host and the trainer process say to each other. One process trains one run, or answers what it is asked.
import { resolvedDatasetSchema } from './dataset'
import { modelInputsSchema, runColumnsSchema } from './saved-model'
import { projectSchema } from './project'
import { fittedStepSchema } from './preprocessing'
import { errorPayloadSchema, runEventSchema } from './run'
import { z } from './zod'

export const trainJobSchema = z.object({
  runId: z.string(),
  project: projectSchema,
  dataset: resolvedDatasetSchema,
  /** The trained model is written here, in one rename, once there is something to keep. */
  modelDir: z.string(),
  /** The checkpoint is kept in this file; with `resume`, training goes on from the one that is there. */
  checkpoint: z.string(),
  resume: z.boolean(),
  /** With `resume`: another checkpoint of the run to go on from, which takes the place of the last one. */
  from: z.string().nullable().default(null),
  /** With `resume`: kept checkpoints of a time that is no longer so, to be removed before the run goes on. */
  superseded: z.array(z.string()).default([]),
  /**
   * A checkpoint of the run that this one is branched from, to begin with its weights; its epochs count from 0. `slots`:
   * both have the same optimizer.
   */
  branch: z.object({ path: z.string(), slots: z.boolean() }).nullable().default(null),
  /** Where checkpoints that are kept go. */
  checkpointsDir: z.string(),
  /** SHA-256 by role that the data must have to be gone on with; null where they may be any. */
  hashes: z.record(z.string(), z.string()).nullable(),
  /** 'auto' takes native TensorFlow where it loads, else the portable engine. */
  engine: z.enum(['auto', 'native', 'portable'])
})
export type TrainJob = z.infer<typeof trainJobSchema>

/** A model that was trained, to be asked: one process for each. */
export const modelJobSchema = z.object({
  runId: z.string(),
  project: projectSchema,
  dataset: resolvedDatasetSchema,
  /** The run's folder: model/ and checkpoints/ are in it. */
  folder: z.string(),
  /** What the steps had learnt. */
  fitted: z.array(fittedStepSchema),
  /** SHA-256 by role of the data that it was trained on. */
  hashes: z.record(z.string(), z.string()),
  examples: z.object({ train: z.int(), validation: z.int(), test: z.int() }),
  /** What was kept of the inputs with a model that was saved without its data; null where the data tell. */
  inputs: modelInputsSchema.nullable(),
  /** As the run kept them; null in runs of before. */
  columns: runColumnsSchema.nullable(),
  /** Why the data are not there any more; null where they are. */
  missing: errorPayloadSchema.nullable()
})
export type ModelJob = z.infer<typeof modelJobSchema>

/** A project's training, to be gone through step by step: asked what `debug` of the contract says. */
export const debugJobSchema = z.object({
  debugId: z.string(),
  dataset: resolvedDatasetSchema,
  engine: z.enum(['auto', 'native', 'portable'])
})
export type DebugJob = z.infer<typeof debugJobSchema>

export const hostMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('train'), job: trainJobSchema }),
  /** `best`: of the epoch that was best by val_loss (or loss), where they are known; else as they are. */
  z.object({ type: z.literal('stop'), weights: z.enum(['last', 'best']).default('last') }),
  z.object({ type: z.literal('pause') }),
  z.object({ type: z.literal('continue') }),
  /** All events before the `sync` of this number are on disk. */
  z.object({ type: z.literal('synced'), id: z.int() }),
  /** Instead of training: opens a model and answers what is asked of it, until it is ended. */
  z.object({ type: z.literal('model'), job: modelJobSchema }),
  /** The same of a training of its own, which is told nowhere. */
  z.object({ type: z.literal('debug'), job: debugJobSchema }),
  z.object({ type: z.literal('ask'), id: z.int(), call: z.string(), input: z.unknown() })
])
export type HostMessage = z.infer<typeof hostMessageSchema>

export const trainerMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** What the host logs. The last one is `end`; a trainer that exits without it has crashed. */
  z.object({ type: z.literal('event'), event: runEventSchema }),
  /** Several at once, in their order, where they come too fast to be told one by one. */
  z.object({ type: z.literal('events'), events: z.array(runEventSchema) }),
  /** Before a checkpoint is written: the log must not know less than it. */
  z.object({ type: z.literal('sync'), id: z.int() }),
  /** A `stop` was heard: the step is over, what was learnt is being written. */
  z.object({ type: z.literal('stopping') }),
  z.object({ type: z.literal('answer'), id: z.int(), output: z.unknown() }),
  z.object({ type: z.literal('refusal'), id: z.int(), error: errorPayloadSchema })
])
export type TrainerMessage = z.infer<typeof trainerMessageSchema>

import { z } from './zod'
import type { ErrorPayload } from './errors'
import { fittedStepSchema } from './preprocessing'
import { projectSchema } from './project'

/** What a diverging run computes: z.number() takes neither NaN nor infinities. They are written as strings in JSON. */
export const numberSchema = z.union([
  z.custom<number>((value) => typeof value === 'number'),
  z.enum(['NaN', 'Infinity', '-Infinity']).transform(Number)
])
const argsSchema = z.record(z.string(), z.union([z.string(), numberSchema]))

/** An error as it is stored; old runs may carry codes that this version does not know any more. */
export const errorPayloadSchema = z.object({
  code: z.string(),
  args: argsSchema,
  detail: z.string().optional()
}) as unknown as z.ZodType<ErrorPayload, ErrorPayload>

/** Values of a variable as nested lists, as deep as its rank. */
export type Nested = number | Nested[]
const nestedSchema: z.ZodType<Nested> = z.lazy(() => z.union([numberSchema, z.array(nestedSchema)]))

/** Keras's logs: { loss, accuracy, val_loss, val_accuracy }. */
export const logsSchema = z.record(z.string(), numberSchema)
export type Logs = z.infer<typeof logsSchema>

/** How the time of a training step falls on the layers, in milliseconds: medians over steps, at the run's batch size. */
export const profileSchema = z.object({
  /** Steps that were timed. */
  steps: z.int(),
  /** In columns, in the order of the network. */
  layers: z.object({
    name: z.array(z.string()),
    forward_ms: z.array(z.number()),
    backward_ms: z.array(z.number())
  }),
  /** What is no layer's: to gather the batch, loss and metrics, to update the weights. */
  other: z.object({ data_ms: z.number(), loss_ms: z.number(), optimizer_ms: z.number() })
})
export type Profile = z.infer<typeof profileSchema>

/** Every event of a run, in the order in which they happened; one line each in metrics.jsonl. `time`: ms since 1970. */
export const runEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start'),
    time: z.number(),
    epochs: z.int(),
    /** Steps (batches) of one epoch. */
    steps: z.int(),
    batch_size: z.int(),
    examples: z.object({ train: z.int(), validation: z.int(), test: z.int() }),
    parameters: z.object({ total: z.int(), trainable: z.int() }),
    engine: z.object({
      name: z.string(),
      /** True where TensorFlow's C library does the work. */
      native: z.boolean(),
      version: z.string()
    }),
    hashes: z.record(z.string(), z.string()),
    /** The steps with what they have learnt of the training split; what scales alone is in the network. */
    preprocessing: z.array(fittedStepSchema).optional(),
    /** Pictures that were left out because they could not be read. */
    unreadable: z.int().optional()
  }),
  /** A stretch of steps, in columns: logs.loss[i] belongs to step `first + i`; both count from 0, over the whole run. */
  z.object({
    type: z.literal('steps'),
    time: z.number(),
    epoch: z.int(),
    first: z.int(),
    logs: z.record(z.string(), z.array(numberSchema)),
    samples_per_second: z.number()
  }),
  z.object({
    type: z.literal('epoch'),
    time: z.number(),
    /** Counts from 0, as in Keras's callbacks. */
    epoch: z.int(),
    logs: logsSchema,
    seconds: z.number(),
    samples_per_second: z.number(),
    learning_rate: z.number()
  }),
  /** Once in a run that is long enough, after its first epoch or a few. */
  profileSchema.extend({ type: z.literal('profile'), time: z.number() }),
  /** The run goes on from a checkpoint: what was told of the time after it before is no longer so. */
  z.object({
    type: z.literal('resume'),
    time: z.number(),
    epochs: z.int(),
    /** Steps of one epoch. */
    steps: z.int(),
    epoch: z.int(),
    /** The next step, over the whole run. */
    first: z.int()
  }),
  /** A callback's word, e.g. EarlyStopping. */
  z.object({
    type: z.literal('notice'),
    time: z.number(),
    code: z.string(),
    args: argsSchema
  }),
  /** The result on the test split, computed once at the end. */
  z.object({ type: z.literal('test'), time: z.number(), logs: logsSchema, examples: z.int() }),
  z.object({
    type: z.literal('end'),
    time: z.number(),
    status: z.enum(['completed', 'stopped', 'failed', 'crashed']),
    error: errorPayloadSchema.optional(),
    /** Values under Keras's variable names, for models of at most 16 weights. */
    weights: z.record(z.string(), nestedSchema).optional()
  })
])
export type RunEvent = z.infer<typeof runEventSchema>

/** Events as if the run had never been interrupted: each resume takes the place of what came after its checkpoint. */
export function continuous(events: readonly RunEvent[]): RunEvent[] {
  let kept: RunEvent[] = []
  for (const event of events) {
    if (event.type === 'resume') kept = kept.flatMap((before) => untilResume(before, event))
    else kept.push(event)
  }
  return kept
}

function untilResume(event: RunEvent, { epoch, first }: Extract<RunEvent, { type: 'resume' }>): RunEvent[] {
  if (event.type === 'end' || event.type === 'test') return []
  if (event.type === 'epoch') return event.epoch < epoch ? [event] : []
  if (event.type !== 'steps') return [event]
  const count = Math.min(first - event.first, event.logs.loss?.length ?? 0)
  if (count <= 0) return []
  const logs = Object.fromEntries(Object.entries(event.logs).map(([name, column]) => [name, column.slice(0, count)]))
  return [{ ...event, logs }]
}

export type RunEventOf<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>

/**
 * `starting` and `running` need a living owner; a run whose owner is gone reads as `interrupted`.
 * `failed`: an error was reported; `crashed`: the trainer died without a word.
 */
export const runStatusSchema = z.enum([
  'starting',
  'running',
  'completed',
  'stopped',
  'failed',
  'crashed',
  'interrupted'
])
export type RunStatus = z.infer<typeof runStatusSchema>
export const isActive = (status: RunStatus): boolean => status === 'starting' || status === 'running'

export const environmentSchema = z.object({
  netloom: z.string(),
  node: z.string(),
  electron: z.string().nullable(),
  platform: z.string(),
  arch: z.string(),
  cpu: z.string(),
  cores: z.int()
})
export type Environment = z.infer<typeof environmentSchema>

export const RUN_VERSION = 1
/** run.json: everything that is needed to know what a run was, and to do it again. */
export const runRecordSchema = z.object({
  version: z.literal(RUN_VERSION),
  id: z.string(),
  name: z.string(),
  status: runStatusSchema,
  created: z.string(),
  ended: z.string().nullable(),
  seed: z.int(),
  project: projectSchema,
  /** What relative data paths of the project refer to. */
  baseDir: z.string().nullable().default(null),
  dataset: z.object({
    name: z.string(),
    title: z.string(),
    origin: z.string(),
    classes: z.array(z.string()).nullable(),
    /** SHA-256 of each file's content, by role; filled once the trainer has read them. */
    hashes: z.record(z.string(), z.string()),
    examples: z.object({ train: z.int(), validation: z.int(), test: z.int() }).nullable(),
    /** The steps with what they have learnt of the training split: predictions use the same. */
    preprocessing: z.array(fittedStepSchema).optional()
  }),
  environment: environmentSchema,
  engine: z.object({ name: z.string(), native: z.boolean(), version: z.string() }).nullable(),
  parameters: z.object({ total: z.int(), trainable: z.int() }).nullable(),
  epochs: z.object({ done: z.int(), planned: z.int() }),
  /** Logs of the last finished epoch. */
  last: logsSchema.nullable(),
  test: logsSchema.nullable(),
  error: errorPayloadSchema.nullable(),
  weights: z.record(z.string(), nestedSchema).nullable(),
  /** Where it was measured. */
  profile: profileSchema.nullable().default(null),
  /** The process that writes this run; null once it has ended. */
  owner: z.object({ pid: z.int(), host: z.string(), started: z.number() }).nullable()
})
export type RunRecord = z.infer<typeof runRecordSchema>

/** One row of the run list. */
export const runSummarySchema = runRecordSchema
  .omit({ project: true, baseDir: true, environment: true, weights: true, profile: true })
  .extend({
    /** Whether the record has a profile. */
    timed: z.boolean(),
    batch_size: z.int(),
    optimizer: z.string(),
    /** Seconds from creation to the end (or to the last event). */
    seconds: z.number(),
    hasModel: z.boolean()
  })
export type RunSummary = z.infer<typeof runSummarySchema>

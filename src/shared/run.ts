import { fitSchema, layerStatisticsSchema } from './measured'
import { numberSchema } from './number'
import { z } from './zod'
import type { ErrorPayload } from './errors'
import { fittedStepSchema } from './preprocessing'
import { projectSchema } from './project'
import { settingSchema, settingsMapSchema } from './setting'
import { runColumnsSchema } from './saved-model'

export { fitSchema, layerStatisticsSchema, type Fit, type Histograms, type LayerStatistics } from './measured'
export { numberSchema } from './number'

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

export const checkpointReasonSchema = z.enum(['best', 'epoch', 'batch', 'pause', 'end'])
/** Weights, optimizer and position of a moment of a run, kept beside it. */
export const keptCheckpointSchema = z.object({
  /** Within the run's folder, e.g. 'checkpoints/epoch-0003.safetensors'. */
  file: z.string(),
  /** Finished epochs. */
  epoch: z.int(),
  /** Steps of the epoch in progress that are done. */
  step: z.int(),
  reason: checkpointReasonSchema,
  /** What a ModelCheckpoint went by. */
  monitor: z.string().nullable(),
  value: numberSchema.nullable()
})
export type KeptCheckpoint = z.infer<typeof keptCheckpointSchema>

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
    /** As they are read of the data, in their order. */
    columns: runColumnsSchema.optional(),
    /** Names of the classes by number, where the data have them. */
    classes: z.array(z.string()).optional(),
    /** Training examples of each class, where there are classes. */
    class_counts: z.array(z.int()).optional(),
    /** Pictures that were left out because they could not be read. */
    unreadable: z.int().optional(),
    /** As training begins, of a small model. */
    weights: z.record(z.string(), nestedSchema).optional()
  }),
  /** A stretch of steps, in columns: logs.loss[i] belongs to step `first + i`; both count from 0, over the whole run. */
  z.object({
    type: z.literal('steps'),
    time: z.number(),
    epoch: z.int(),
    first: z.int(),
    logs: z.record(z.string(), z.array(numberSchema)),
    samples_per_second: z.number(),
    /** Of the last of these steps, where it changes within an epoch. */
    learning_rate: z.number().optional()
  }),
  z.object({
    type: z.literal('epoch'),
    time: z.number(),
    /** Counts from 0, as in Keras's callbacks. */
    epoch: z.int(),
    logs: logsSchema,
    seconds: z.number(),
    samples_per_second: z.number(),
    learning_rate: z.number(),
    /** Values under Keras's variable names, for models of at most 16 weights. */
    weights: z.record(z.string(), nestedSchema).optional()
  }),
  /** Once in a run that is long enough, after its first epoch or a few. */
  profileSchema.extend({ type: z.literal('profile'), time: z.number() }),
  /** After every histogram_freq epochs. */
  layerStatisticsSchema.extend({ type: z.literal('layers'), time: z.number() }),
  /** At most 200 a run, the gaps growing with the epochs; at most ten a second, but for a run that is over in a moment. */
  fitSchema.extend({ type: z.literal('fit'), time: z.number() }),
  /** A checkpoint was kept; one of the same file before it is gone. `removed`: files that made room for it. */
  keptCheckpointSchema.extend({
    type: z.literal('checkpoint'),
    time: z.number(),
    removed: z.array(z.string()).default([])
  }),
  /** What the trainer takes of the machine, every few seconds. cpu: 1 is one core, wholly busy since the last word. */
  z.object({ type: z.literal('usage'), time: z.number(), cpu: z.number(), memory_bytes: z.number() }),
  z.object({ type: z.literal('pause'), time: z.number() }),
  z.object({ type: z.literal('continue'), time: z.number() }),
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

/**
 * Events as if the run had never been interrupted: each resume takes the place of what came after its checkpoint. The time
 * between is a pause.
 */
export function continuous(events: readonly RunEvent[]): RunEvent[] {
  let kept: RunEvent[] = []
  for (const event of events) {
    if (event.type === 'start')
      kept = [event] // One that was ended before it began has begun once more.
    else if (event.type !== 'resume') kept.push(event)
    else {
      kept = kept.flatMap((before) => untilResume(before, event))
      const last = kept.findLast(({ type }) => type === 'steps' || type === 'epoch' || type === 'start')
      if (!last) continue
      kept = kept.filter(({ type, time }) => (type !== 'pause' && type !== 'continue') || time <= last.time)
      kept.push({ type: 'pause', time: last.time }, { type: 'continue', time: event.time })
    }
  }
  return kept
}

/** Whether a checkpoint was kept before the place where a run goes on, or there. */
export const isBefore = (
  kept: Pick<KeptCheckpoint, 'epoch' | 'step'>,
  { steps, first }: Extract<RunEvent, { type: 'resume' }>
): boolean => kept.epoch * steps + kept.step <= first

function untilResume(event: RunEvent, resume: Extract<RunEvent, { type: 'resume' }>): RunEvent[] {
  const { epoch, first } = resume
  if (event.type === 'end' || event.type === 'test') return []
  if (event.type === 'epoch') return event.epoch < epoch ? [event] : []
  if (event.type === 'layers' || event.type === 'fit') return event.epoch <= epoch ? [event] : []
  if (event.type === 'checkpoint') return isBefore(event, resume) ? [event] : []
  if (event.type !== 'steps') return [event]
  const count = Math.min(first - event.first, event.logs.loss?.length ?? 0)
  if (count <= 0) return []
  const logs = Object.fromEntries(Object.entries(event.logs).map(([name, column]) => [name, column.slice(0, count)]))
  return [{ ...event, logs }]
}

export type RunEventOf<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>

/**
 * `queued` waits for its turn. All up to `paused` need a living owner; a run whose owner is gone reads as `interrupted`.
 * `failed`: an error was reported; `crashed`: the trainer died without a word.
 */
export const runStatusSchema = z.enum([
  'queued',
  'starting',
  'running',
  'paused',
  'completed',
  'stopped',
  'failed',
  'crashed',
  'interrupted'
])
export type RunStatus = z.infer<typeof runStatusSchema>
const ACTIVE: readonly RunStatus[] = ['queued', 'starting', 'running', 'paused']
/** It has not ended. */
export const isActive = (status: RunStatus): boolean => ACTIVE.includes(status)

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
    /** Training examples of each class, where there are classes; runs of before have none. */
    class_counts: z.array(z.int()).optional(),
    /** The steps with what they have learnt of the training split: predictions use the same. */
    preprocessing: z.array(fittedStepSchema).optional(),
    /** Before any step, in their order; runs of before have none. */
    columns: runColumnsSchema.optional()
  }),
  environment: environmentSchema,
  engine: z.object({ name: z.string(), native: z.boolean(), version: z.string() }).nullable(),
  parameters: z.object({ total: z.int(), trainable: z.int() }).nullable(),
  epochs: z.object({ done: z.int(), planned: z.int() }),
  /** Logs of the last finished epoch. */
  last: logsSchema.nullable(),
  /** Of each log that is better low or high, its best value, and after how many finished epochs it was that. */
  best: z.record(z.string(), z.object({ value: numberSchema, epoch: z.int() })).default({}),
  /** Training examples a second, of the last finished epoch. */
  samples_per_second: z.number().nullable().default(null),
  /**
   * Seconds of training: waiting for a turn, pauses and the time between two processes do not count. `since`: what is trained
   * since then (ms since 1970) comes on top. Runs of before have none.
   */
  trained: z.object({ seconds: z.number(), since: z.number().nullable() }).optional(),
  test: logsSchema.nullable(),
  error: errorPayloadSchema.nullable(),
  weights: z.record(z.string(), nestedSchema).nullable(),
  /** The run that it was branched from, and how many of that run's epochs it goes on from. */
  parent: z
    .object({
      run: z.string(),
      epoch: z.int(),
      /** Both have the same optimizer: its slots go on, where all weights do. */
      optimizer: z.boolean().default(false)
    })
    .nullable()
    .default(null),
  /** The sweep that it belongs to, which of its trials it is, and what that trial was given. */
  sweep: z
    .object({ id: z.string(), trial: z.int(), values: z.record(z.string(), settingSchema) })
    .nullable()
    .default(null),
  /** A log of another program: its project says nothing, it cannot be trained, resumed or asked, and nobody writes it. */
  imported: z
    .object({
      format: z.enum(['tensorboard', 'csv']),
      path: z.string(),
      /** Hyper-parameters, where the log tells them. */
      settings: settingsMapSchema.default({})
    })
    .nullable()
    .default(null),
  /** Those that are there, in the order in which they were kept. */
  checkpoints: z.array(keptCheckpointSchema).default([]),
  /** Where it was measured. */
  profile: profileSchema.nullable().default(null),
  /** Where it waits for its turn: of those that are queued, the lowest is next. */
  turn: z.int().nullable().default(null),
  /** The process that writes this run; null once it has ended. */
  owner: z.object({ pid: z.int(), host: z.string(), started: z.number() }).nullable()
})
export type RunRecord = z.infer<typeof runRecordSchema>

// All that training goes on from, in one file: weights, what the optimizer keeps, and the position in the epoch. What is
// random in a run follows from its seed and the number of the step, so the numbers of steps and epochs are its state.
// The file is a safetensors file (https://github.com/huggingface/safetensors): a JSON header and the bytes of the tensors.
import { readFile } from 'node:fs/promises'
import { sizeOf } from '../layers/define'
import { writeFileAtomic } from '../main/atomic-file'
import { NetloomError } from '../shared/errors'
import { jsonText } from '../shared/json'
import { numberSchema } from '../shared/run'
import { z } from '../shared/zod'
import type { NamedWeight, SessionState } from './engine'

export const CHECKPOINT_VERSION = 1

const positionSchema = z.object({
  /** From 0; equal to the number of epochs once all are done. */
  epoch: z.int(),
  /** The next step of the epoch. */
  step: z.int(),
  /** Statistics of the epoch's steps so far. */
  sums: z.array(numberSchema),
  /** What they took. */
  seconds: z.number().optional()
})
export type Position = z.infer<typeof positionSchema>

const metadataSchema = z.object({
  netloom_checkpoint: z.literal(CHECKPOINT_VERSION),
  position: positionSchema,
  /** Steps trained in all. */
  step: z.int(),
  /** Where callbacks may change it. */
  learning_rate: numberSchema.optional(),
  /** By the place of a callback in training.callbacks: what it remembers, numbers and weights apart. */
  callbacks: z.record(z.string(), z.record(z.string(), numberSchema))
})

export interface Checkpoint {
  position: Position
  state: SessionState
  callbacks: Record<string, CallbackMemory>
}
/** What a callback has to remember to go on as if nothing had happened. */
export interface CallbackMemory {
  numbers: Record<string, number>
  weights: readonly NamedWeight[]
}

const DTYPES = { F32: Float32Array, F64: Float64Array } as const
const tensorSchema = z.object({
  dtype: z.enum(['F32', 'F64']),
  shape: z.array(z.int()),
  data_offsets: z.tuple([z.int(), z.int()])
})
const HEADER_LENGTH_BYTES = 8

/** Replaces the file in one rename: a kill leaves the checkpoint before, or this one. */
export async function writeCheckpoint(path: string, checkpoint: Checkpoint): Promise<void> {
  await writeFileAtomic(path, encode(checkpoint)).catch((error: unknown) => {
    // A write that fails on a full disk does not say where.
    throw error instanceof Error && !('path' in error) ? Object.assign(error, { path }) : error
  })
}

function encode({ position, state, callbacks }: Checkpoint): Uint8Array {
  const tensors = [
    ...group('weights', state.weights),
    ...group('slots', state.slots),
    ...Object.entries(callbacks).flatMap(([place, { weights }]) => group(`callbacks/${place}`, weights))
  ]
  let offset = 0
  const entries = tensors.map(({ name, shape, values }) => {
    const begin = offset
    offset += values.byteLength
    const dtype = values instanceof Float64Array ? 'F64' : 'F32'
    return [name, { dtype, shape, data_offsets: [begin, offset] }]
  })
  const metadata = {
    netloom_checkpoint: CHECKPOINT_VERSION,
    position,
    step: state.step,
    ...(state.learningRate !== undefined && { learning_rate: state.learningRate }),
    callbacks: Object.fromEntries(Object.entries(callbacks).map(([place, { numbers }]) => [place, numbers]))
  }
  // The metadata of safetensors are strings.
  const header = Buffer.from(
    JSON.stringify({ __metadata__: { netloom: jsonText(metadata) }, ...Object.fromEntries(entries) })
  )
  const length = Buffer.alloc(HEADER_LENGTH_BYTES)
  length.writeBigUInt64LE(BigInt(header.length))
  const bytes = tensors.map(({ values }) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
  return Buffer.concat([length, header, ...bytes])
}

const group = (prefix: string, weights: readonly NamedWeight[]): NamedWeight[] =>
  weights.map((weight) => ({ ...weight, name: `${prefix}/${weight.name}` }))

/** @throws NetloomError CHECKPOINT_MISSING, CHECKPOINT_INVALID */
export async function readCheckpoint(path: string): Promise<Checkpoint> {
  let bytes: Buffer
  try {
    bytes = await readFile(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new NetloomError('CHECKPOINT_MISSING', { path })
    throw error
  }
  try {
    return decode(bytes)
  } catch (error) {
    const reason = reasonOf(error)
    throw new NetloomError('CHECKPOINT_INVALID', { path, reason }, { cause: error })
  }
}

function decode(bytes: Buffer): Checkpoint {
  if (bytes.length < HEADER_LENGTH_BYTES) throw new Error(`${bytes.length} bytes, less than a header`)
  const length = Number(bytes.readBigUInt64LE())
  const data = bytes.subarray(HEADER_LENGTH_BYTES + length)
  if (length > bytes.length - HEADER_LENGTH_BYTES) throw new Error(`its header should have ${length} bytes`)
  const header = JSON.parse(bytes.toString('utf8', HEADER_LENGTH_BYTES, HEADER_LENGTH_BYTES + length)) as Record<
    string,
    unknown
  >
  const { __metadata__: texts, ...tensors } = header
  const text = z.object({ netloom: z.string() }).parse(texts).netloom
  const { position, step, learning_rate, callbacks } = metadataSchema.parse(JSON.parse(text))
  const named = Object.entries(tensors).map(([name, tensor]) => readTensor(name, tensorSchema.parse(tensor), data))
  const within = (prefix: string): NamedWeight[] =>
    named
      .filter(({ name }) => name.startsWith(`${prefix}/`))
      .map((weight) => ({ ...weight, name: weight.name.slice(prefix.length + 1) }))
  return {
    position,
    state: {
      weights: within('weights'),
      slots: within('slots'),
      step,
      ...(learning_rate !== undefined && { learningRate: learning_rate })
    },
    callbacks: Object.fromEntries(
      Object.entries(callbacks).map(([place, numbers]) => [place, { numbers, weights: within(`callbacks/${place}`) }])
    )
  }
}

function reasonOf(error: unknown): string {
  const issue = error instanceof z.ZodError ? error.issues[0] : undefined
  if (issue) return `${issue.path.join('.')}: ${issue.message}`
  return error instanceof Error ? error.message.split('\n')[0]! : String(error)
}

function readTensor(name: string, tensor: z.infer<typeof tensorSchema>, data: Buffer): NamedWeight {
  const [begin, end] = tensor.data_offsets
  const Values = DTYPES[tensor.dtype]
  const count = sizeOf(tensor.shape)
  if (end > data.length || end - begin !== count * Values.BYTES_PER_ELEMENT)
    throw new Error(`${name} should be ${count * Values.BYTES_PER_ELEMENT} bytes; the file ends before, or differs`)
  // A copy: the bytes in the file need not be aligned.
  return { name, shape: tensor.shape, values: new Values(Uint8Array.from(data.subarray(begin, end)).buffer) }
}

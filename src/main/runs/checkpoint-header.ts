import { open } from 'node:fs/promises'
import { NetloomError } from '../../shared/errors'
import type { WeightShape } from '../../shared/matching-weights'
import { z } from '../../shared/zod'

const HEADER_LENGTH_BYTES = 8
const LARGEST_HEADER_BYTES = 2 ** 26
const WEIGHTS = 'weights/'

const headerSchema = z
  .object({ __metadata__: z.object({ netloom: z.string() }) })
  .catchall(z.object({ shape: z.array(z.int()) }).loose())
const placeSchema = z.object({ position: z.object({ epoch: z.int(), step: z.int() }) })

export interface CheckpointHeader {
  /** Finished epochs. */
  epoch: number
  /** Steps of the next one that are done. */
  step: number
  weights: WeightShape[]
}

/** What a checkpoint says of itself, without its values. @throws NetloomError CHECKPOINT_MISSING, CHECKPOINT_INVALID */
export async function readCheckpointHeader(path: string): Promise<CheckpointHeader> {
  const text = await headerText(path)
  try {
    const { __metadata__: texts, ...tensors } = headerSchema.parse(JSON.parse(text))
    const weights = Object.entries(tensors).flatMap(([name, { shape }]) =>
      name.startsWith(WEIGHTS) ? [{ name: name.slice(WEIGHTS.length), shape }] : []
    )
    return { ...placeSchema.parse(JSON.parse(texts.netloom)).position, weights }
  } catch (error) {
    throw new NetloomError('CHECKPOINT_INVALID', { path, reason: 'its header cannot be read' }, { cause: error })
  }
}

async function headerText(path: string): Promise<string> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new NetloomError('CHECKPOINT_MISSING', { path }) : error
  })
  try {
    const length = Buffer.alloc(HEADER_LENGTH_BYTES)
    await file.read(length, 0, HEADER_LENGTH_BYTES, 0)
    const header = Buffer.alloc(Number(length.readBigUInt64LE() % BigInt(LARGEST_HEADER_BYTES)))
    await file.read(header, 0, header.length, HEADER_LENGTH_BYTES)
    return header.toString('utf8')
  } finally {
    await file.close()
  }
}

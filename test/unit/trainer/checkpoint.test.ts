import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCheckpoint, writeCheckpoint, type Checkpoint } from '../../../src/trainer/checkpoint'
import { tempFolder } from '../../support/temp'

const checkpoint: Checkpoint = {
  position: { epoch: 3, step: 7, sums: [0.1, 1 / 3] },
  state: {
    weights: [{ name: 'dense/kernel', shape: [2, 2], values: Float32Array.of(1, NaN, -0, 1e-40) }],
    slots: [{ name: 'optimizer/dense/kernel/momentum', shape: [], values: Float64Array.of(Math.PI) }],
    step: 120
  },
  callbacks: {
    '1': {
      numbers: { best: -Infinity, waited: 2 },
      weights: [{ name: 'dense/kernel', shape: [1], values: Float32Array.of(5) }]
    }
  }
}
const written = async (change: (bytes: Buffer) => Buffer = (bytes) => bytes): Promise<string> => {
  const path = join(tempFolder(), 'checkpoint.safetensors')
  await writeCheckpoint(path, checkpoint)
  writeFileSync(path, change(readFileSync(path)))
  return path
}

describe('a checkpoint', () => {
  it('gives back every bit', async () => {
    expect(await readCheckpoint(await written())).toEqual(checkpoint)
  })

  it('is a safetensors file', async () => {
    const bytes = readFileSync(await written())
    const header = JSON.parse(bytes.toString('utf8', 8, 8 + Number(bytes.readBigUInt64LE())))
    expect(header['weights/dense/kernel']).toEqual({ dtype: 'F32', shape: [2, 2], data_offsets: [0, 16] })
    expect(header['slots/optimizer/dense/kernel/momentum']).toMatchObject({ dtype: 'F64', data_offsets: [16, 24] })
  })

  it.each([
    ['empty', () => Buffer.alloc(0), 'less than a header'],
    ['cut short in its header', (bytes: Buffer) => bytes.subarray(0, 20), 'its header should have'],
    ['cut short in its tensors', (bytes: Buffer) => bytes.subarray(0, -3), 'the file ends before'],
    ['of another kind', () => Buffer.from('PK\x03\x04 not a checkpoint at all'), 'its header should have'],
    ['of a newer version', (bytes: Buffer) => replaced(bytes, 'checkpoint\\":1', 'checkpoint\\":9'), ''],
    ['with a header that is no JSON', (bytes: Buffer) => replaced(bytes, '{"__metadata__"', 'x"__metadata__"'), '']
  ])('%s is refused by name', async (_what, change, reason) => {
    const path = await written(change)
    await expect(readCheckpoint(path)).rejects.toMatchObject({
      code: 'CHECKPOINT_INVALID',
      args: { path, reason: expect.stringContaining(reason) }
    })
  })

  it('that does not exist says so', async () => {
    await expect(readCheckpoint(join(tempFolder(), 'none'))).rejects.toMatchObject({ code: 'CHECKPOINT_MISSING' })
  })
})

const replaced = (bytes: Buffer, from: string, to: string): Buffer => {
  const at = bytes.indexOf(from)
  expect(at).toBeGreaterThan(0)
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(to), bytes.subarray(at + from.length)])
}

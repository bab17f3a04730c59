// Damaged at random: every reader either reads or fails with an error that a person can act on, never otherwise.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { NetloomError } from '../../../src/shared/errors'
import { openBytes } from '../../../src/main/datasets/formats'
import { fixture, idxBytes, randomNumbers, tinyNpz, zipBytes, npyBytes, type Bytes } from './build'

const ROUNDS = 400
const MAX_BYTES = 1 << 20

function damage(bytes: Bytes, random: () => number): Bytes {
  const below = (limit: number): number => Math.floor(random() * limit)
  const result = bytes.slice()
  for (let edits = 1 + below(4); edits > 0; edits--) result[below(result.length)] = random() < 0.3 ? 0xff : below(256)
  if (random() < 0.3) return result.slice(0, below(result.length))
  if (random() < 0.1) return Uint8Array.from([...result, ...result.slice(below(result.length))])
  return result
}

async function readAll(bytes: Bytes): Promise<void> {
  const opened = await openBytes('fuzz', bytes, { maxBytes: MAX_BYTES })
  if (opened.kind === 'arrays') for (const name of opened.names) await opened.read(name)
  else {
    const [numeric, text] = [opened.columns.slice(0, -1), opened.columns.slice(-1)]
    await opened.read({ numeric, text, weights: [], floatType: 'float32' })
  }
}

const samples: Record<string, () => Bytes | Promise<Bytes>> = {
  IDX: () =>
    idxBytes(
      [4, 3, 2],
      Array.from({ length: 24 }, (_, i) => i)
    ),
  'IDX of float64': () => idxBytes([2], new Uint8Array(16), 0x0e),
  gzip: () =>
    Uint8Array.from(
      gzipSync(
        idxBytes(
          [4, 3, 2],
          Array.from({ length: 24 }, (_, i) => i)
        )
      )
    ),
  NPY: () => Uint8Array.from(readFileSync(fixture('float16.npy'))),
  'NPY in column order': () => Uint8Array.from(readFileSync(fixture('fortran.npy'))),
  NPZ: tinyNpz,
  'NPZ, stored': () => zipBytes({ 'a.npy': npyBytes('<f4', '(3,)', new Uint8Array(12)) }, false),
  CSV: () => Uint8Array.from(Buffer.from('x,"long, name",kind\n1,2.5,"a"\n-3e4,.5,b\n7,8,"c ""d"""\n')),
  'CSV of numbers': () => Uint8Array.from(Buffer.from('1\t2\n3\t4\n'))
}

describe('damaged files', () => {
  it.each(Object.keys(samples))('of %s fail with a NetloomError or are read', async (name) => {
    const whole = await samples[name]!()
    await readAll(whole)
    const random = randomNumbers(Object.keys(samples).indexOf(name) + 1)
    let refused = 0
    for (let round = 0; round < ROUNDS; round++) {
      const damaged = damage(whole, random)
      await readAll(damaged).catch((error: unknown) => {
        if (!(error instanceof NetloomError) || error.code === 'INTERNAL') {
          throw new Error(`round ${round}: ${Buffer.from(damaged).toString('base64')}`, { cause: error })
        }
        refused++
      })
    }
    expect(refused).toBeGreaterThan(ROUNDS / 10)
  })
})

// What Keras's cache holds, damaged in any way: every reader gives values or an error that a person can act on.
// NETLOOM_FUZZ_RUNS sets how many cases a format gets.
import { readFileSync, readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NetloomError } from '../../../src/shared/errors'
import { parseWordIndex } from '../../../src/main/datasets/frames/words'
import { asNumbers } from '../../../src/main/datasets/frames/numbers'
import { openBytes } from '../../../src/main/datasets/formats'
import { readCifarBatch } from '../../../src/main/datasets/formats/cifar'
import { unpickle } from '../../../src/main/datasets/formats/pickle'
import { readTarBytes } from '../../../src/main/datasets/formats/tar'
import { decodeText } from '../../../src/main/datasets/formats/text'
import { sequencesOf } from '../../../src/main/datasets/sequences'
import { fixture } from './build'
import { kerasFixture } from './keras-cache'

const RUNS = Number(process.env.NETLOOM_FUZZ_RUNS ?? 300)
const MAX_BYTES = 1 << 20

type Bytes = Uint8Array<ArrayBuffer>
const bytesOf = (path: string): Bytes => Uint8Array.from(readFileSync(path))

/** Most changes go where the structure is: to the ends. */
function position(length: number): fc.Arbitrary<number> {
  const end = Math.min(length, 400)
  const anywhere = fc.nat(length - 1)
  const head = fc.nat(end - 1)
  return fc.oneof(anywhere, head, head, head.map((at) => length - 1 - at)) // prettier-ignore
}

function mutated(whole: Bytes, others: readonly Bytes[]): fc.Arbitrary<Bytes> {
  const flip = fc.record({ at: position(whole.length), bit: fc.nat(7) })
  const set = fc.record({ at: position(whole.length), value: fc.constantFrom(0, 1, 2, 0x7f, 0x80, 0xff, 0x28, 0x2e) })
  return fc
    .record({
      flips: fc.array(flip, { maxLength: 4 }),
      sets: fc.array(set, { maxLength: 3 }),
      cut: fc.option(position(whole.length), { freq: 3 }),
      splice: fc.option(
        fc.record({ from: fc.constantFrom(...others), at: position(whole.length), start: fc.nat(600), length: fc.nat(300), drop: fc.nat(300) }), // prettier-ignore
        { freq: 3 }
      )
    })
    .map(({ flips, sets, cut, splice }) => {
      let bytes = whole.slice()
      for (const { at, bit } of flips) bytes[at]! ^= 1 << bit
      for (const { at, value } of sets) bytes[at] = value
      if (splice) {
        const part = splice.from.slice(splice.start, splice.start + splice.length)
        bytes = Uint8Array.from([...bytes.subarray(0, splice.at), ...part, ...bytes.subarray(splice.at + splice.drop)])
      }
      return cut === null ? bytes : bytes.slice(0, cut)
    })
}

async function readArrays(bytes: Bytes): Promise<void> {
  const opened = await openBytes('fuzz', bytes, { maxBytes: MAX_BYTES })
  if (opened.kind !== 'arrays') return
  for (const name of opened.names) {
    const { dtype, shape } = await opened.header(name)
    if (dtype === 'object') {
      const objects = await opened.readObjects!(name)
      sequencesOf(objects, { file: 'fuzz', role: name }, null)
      continue
    }
    const array = await opened.read(name)
    expect(array.dtype).toBe(dtype)
    expect(array.shape).toEqual(shape)
    expect(asNumbers(array, 'fuzz', name).length).toBe(shape.reduce((product, size) => product * size, 1))
  }
}

const npys = readdirSync(kerasFixture('npy')).map((name) => kerasFixture(`npy/${name}`))
const idxs = readdirSync(kerasFixture('idx')).map((name) => kerasFixture(`idx/${name}`))
const readTar = async (bytes: Bytes): Promise<void> => {
  const members = await readTarBytes('fuzz', bytes, { wanted: (path) => path.endsWith('_batch'), maxBytes: MAX_BYTES })
  for (const content of members.values()) readCifarBatch(content, 'fuzz', 'labels', 10)
}
const readers: Record<string, { files: string[]; read(bytes: Bytes): unknown }> = {
  'NPY of every type': { files: npys, read: readArrays },
  'IDX of every type': { files: idxs, read: readArrays },
  'NPZ of texts': { files: [kerasFixture('reuters.npz'), fixture('reviews.npz')], read: readArrays },
  'NPZ of numbers': { files: [kerasFixture('boston_housing.npz'), kerasFixture('california_housing.npz')], read: readArrays }, // prettier-ignore
  'tar.gz': { files: [kerasFixture('cifar-10-batches-py.tar.gz')], read: readTar },
  CIFAR: {
    files: ['data_batch_1', 'data_batch_3', 'data_batch_4', 'test_batch'].map((name) => kerasFixture(`cifar-10-batches-py/${name}`)), // prettier-ignore
    read: (bytes) => {
      const { count, planes, labels } = readCifarBatch(bytes, 'fuzz', 'labels', 10)
      expect([planes.length, labels.length]).toEqual([count * 3072, count])
    }
  },
  pickle: { files: [kerasFixture('cifar-100-python/test')], read: (bytes) => void unpickle(bytes, 'fuzz') },
  'index of words': { files: [kerasFixture('reuters_word_index.json')], read: (bytes) => void parseWordIndex(bytes, 'fuzz') }, // prettier-ignore
  text: { files: ['mark', 'big', 'gb', 'bom'].map((name) => kerasFixture(`texts/train/neg/${name}.txt`)), read: (bytes) => void decodeText(bytes, 'fuzz') } // prettier-ignore
}

const acceptable = (error: unknown): boolean => error instanceof NetloomError && error.code !== 'INTERNAL'

describe('damaged files', () => {
  it.each(Object.entries(readers))('%s are read, or refused with a NetloomError', async (_, { files, read }) => {
    const samples = files.map(bytesOf)
    const damaged = fc.constantFrom(...samples).chain((whole) => mutated(whole, samples))
    await fc.assert(
      fc.asyncProperty(damaged, async (bytes) => {
        try {
          await read(bytes)
        } catch (error) {
          if (!acceptable(error)) throw error
        }
      }),
      { numRuns: RUNS, seed: 1 }
    )
  })

  it('unpacked tar archives are read, or refused with a NetloomError', async () => {
    const { gunzipSync } = await import('node:zlib')
    const whole = Uint8Array.from(gunzipSync(bytesOf(kerasFixture('cifar-10-batches-py.tar.gz'))))
    const header = fc
      .nat(Math.floor(whole.length / 512) - 1)
      .chain((block) => fc.nat(511).map((at) => 512 * block + at))
    const change = fc.record({ at: header, value: fc.nat(255), sum: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 3 }),
        fc.option(fc.nat(whole.length)),
        async (changes, cut) => {
          const bytes = whole.slice()
          for (const { at, value, sum } of changes) {
            bytes[at] = value
            if (sum) setChecksum(bytes, at - (at % 512))
          }
          await readTar(cut === null ? bytes : bytes.slice(0, cut)).catch((error: unknown) => {
            if (!acceptable(error)) throw error
          })
        }
      ),
      { numRuns: RUNS, seed: 2 }
    )
  })

  it('pickles that name the same bytes or lists again and again do not fill the memory', async () => {
    const bytes = Buffer.concat([
      Buffer.from('T'),
      Buffer.from([0, 0, 16, 0]),
      Buffer.alloc(1 << 20),
      Buffer.from('q\x000')
    ])
    const state = '(K\x01K\x01\x85cnumpy\ndtype\nU\x02u1\x85R\x89h\x00tb0'
    const copy = `cnumpy.core.multiarray\n_reconstruct\n)R${state}`
    const bomb = Buffer.concat([bytes, Buffer.from(copy.repeat(10_000), 'latin1'), Buffer.from('N.')])
    expect(() => unpickle(Uint8Array.from(bomb), 'fuzz')).toThrow(/again and again/)
    const words = new Array<number>(1 << 16).fill(1)
    const texts = new Array<number[]>(1 << 14).fill(words)
    expect(() => sequencesOf({ values: texts }, { file: 'fuzz', role: 'x' }, null)).toThrow(/more than/)
  })
})

function setChecksum(bytes: Bytes, start: number): void {
  bytes.fill(0x20, start + 148, start + 156)
  const sum = bytes.subarray(start, start + 512).reduce((total, byte) => total + byte, 0)
  bytes.set(Buffer.from(`${sum.toString(8).padStart(6, '0')}\0 `), start + 148)
}

// NETLOOM_HOME/cache/points/<run>: a run's columns as they lie in memory. It can be deleted at any time.
//
//   8 bytes NLPOINT2 | u32 header length | u32 CRC-32 of the header | header (JSON) | columns, each at a multiple of 8
import { closeSync, fstatSync, openSync, readdirSync, readSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { coarseOf, type CoarseValues } from '../../../shared/coarse-values'
import type { Points, RunPoints } from '../../../shared/run-points'
import type { LogVersion } from './read-log'
import { makeFolder } from '../../make-folder'

const MAGIC = Buffer.from('NLPOINT2')
const PREFIX_BYTES = MAGIC.length + 8
/** Read at once: most headers are shorter. */
const HEAD_BYTES = 4096
const LARGEST_HEADER_BYTES = 1 << 24
const TYPES = { Float32Array, Float64Array } as const
const DRAFT = '.tmp'

interface Place {
  type: keyof typeof TYPES
  at: number
  bytes: number
  crc: number
}
type CoarsePlace = Omit<CoarseValues, 'buckets' | 'last'> & { buckets: Place; last: Place }
interface Header extends LogVersion {
  run: Omit<RunPoints, 'clock' | 'points' | 'runId'>
  clock: { steps: Place; ms: Place }
  points: { log: string; kind: Points['kind']; at: Place | null; values: Place; coarse: CoarsePlace | null }[]
}
type Numbers = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>

const pad8 = (bytes: number): number => Math.ceil(bytes / 8) * 8
const bytesOf = (values: Numbers): Uint8Array => new Uint8Array(values.buffer, values.byteOffset, values.byteLength)

export class PointsCache {
  readonly #folder: string

  constructor(home: string) {
    this.#folder = join(home, 'cache', 'points')
  }

  /**
   * What is kept of a run, if its log is the one that was read; null else, or where the file is damaged.
   * @param logs those that are wanted: others are not read
   * @param coarsely see the contract's runs.points
   */
  read(runId: string, version: LogVersion, logs: readonly string[], coarsely = false): RunPoints | null {
    let file: number
    try {
      file = openSync(join(this.#folder, runId), 'r')
    } catch {
      return null
    }
    try {
      const { header, first } = readHeader(file)
      if (header.size !== version.size || header.mtimeMs !== version.mtimeMs) return null
      const array = (place: Place): Numbers => readArray(file, first, place)
      return {
        runId,
        ...header.run,
        clock: { steps: array(header.clock.steps), ms: array(header.clock.ms) },
        points: header.points
          .filter(({ log }) => logs.includes(log))
          .map(({ log, kind, at, values, coarse }) =>
            coarsely && coarse
              ? { log, kind, at: null, values: new Float32Array(0), coarse: coarseFrom(coarse, array) }
              : { log, kind, at: at && array(at), values: array(values) }
          )
      }
    } catch {
      return null
    } finally {
      closeSync(file)
    }
  }

  /** In one rename. Where it cannot be written, the log is read again the next time. */
  write({ runId, clock, points, ...run }: RunPoints, version: LogVersion): void {
    const columns: Uint8Array[] = []
    let end = 0
    const place = (values: unknown): Place => {
      const bytes = bytesOf(values as Numbers)
      const at = end
      const padding = new Uint8Array(pad8(bytes.length) - bytes.length)
      columns.push(bytes, padding)
      end += bytes.length + padding.length
      const type = values instanceof Float32Array ? 'Float32Array' : 'Float64Array'
      return { type, at, bytes: bytes.length, crc: crc32(bytes) }
    }
    const header: Header = {
      ...version,
      run,
      clock: { steps: place(clock.steps), ms: place(clock.ms) },
      points: points.map(({ log, kind, at, values }) => {
        const coarse = at === null && values instanceof Float32Array ? coarseOf(values) : null
        return {
          log,
          kind,
          at: at && place(at),
          values: place(values),
          // The last one as bytes: JSON has no NaN.
          coarse: coarse && { ...coarse, buckets: place(coarse.buckets), last: place(Float32Array.of(coarse.last)) }
        }
      })
    }
    const text = Buffer.from(JSON.stringify(header))
    const numbers = Buffer.alloc(8)
    numbers.writeUInt32LE(text.length, 0)
    numbers.writeUInt32LE(crc32(text), 4)
    const padding = new Uint8Array(pad8(PREFIX_BYTES + text.length) - PREFIX_BYTES - text.length)
    const path = join(this.#folder, runId)
    const draft = `${path}.${process.pid}${DRAFT}`
    try {
      makeFolder(this.#folder)
      // Not waited for until it is on the disk: after a power cut the sums tell.
      writeFileSync(draft, Buffer.concat([MAGIC, numbers, text, padding, ...columns]))
      renameSync(draft, path)
    } catch {
      removed(draft)
    }
  }

  /** Takes away what is kept of runs that are gone, and what a process that was killed had begun to write. */
  sweep(isThere: (runId: string) => boolean): void {
    try {
      for (const name of readdirSync(this.#folder)) {
        if (name.endsWith(DRAFT) ? !name.endsWith(`.${process.pid}${DRAFT}`) : !isThere(name))
          rmSync(join(this.#folder, name), { force: true })
      }
    } catch {
      // There is none yet, or another process sweeps.
    }
  }
}

const coarseFrom = (coarse: CoarsePlace, array: (place: Place) => Numbers): CoarseValues => ({
  ...coarse,
  buckets: array(coarse.buckets),
  last: array(coarse.last)[0]!
})

function removed(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // Its folder is none.
  }
}

function readHeader(file: number): { header: Header; first: number } {
  const head = readAt(file, 0, Math.min(HEAD_BYTES, fstatSync(file).size))
  if (!head.subarray(0, MAGIC.length).equals(MAGIC)) throw new RangeError('not of this version')
  const length = head.readUInt32LE(MAGIC.length)
  if (length > LARGEST_HEADER_BYTES) throw new RangeError('damaged')
  const end = PREFIX_BYTES + length
  const text = end <= head.length ? head.subarray(PREFIX_BYTES, end) : readAt(file, PREFIX_BYTES, length)
  if (crc32(text) !== head.readUInt32LE(MAGIC.length + 4)) throw new RangeError('damaged')
  return { header: JSON.parse(text.toString('utf8')) as Header, first: pad8(end) }
}

function readArray(file: number, first: number, { type, at, bytes, crc }: Place): Numbers {
  const content = readAt(file, first + at, bytes)
  if (crc32(content) !== crc) throw new RangeError('damaged')
  return new TYPES[type](content.buffer)
}

/** A buffer of its own, which can be given away. @throws RangeError where the file is shorter */
function readAt(file: number, at: number, length: number): Buffer<ArrayBuffer> {
  const bytes = Buffer.from(new ArrayBuffer(length))
  if (readSync(file, bytes, 0, length, at) !== length) throw new RangeError('cut short')
  return bytes
}

// Members of a .tar or .tar.gz, out of memory only: nothing is ever written to where an archive says. The package tar reads
// headers; what it would merely warn of, and what has no place in an archive of data, is refused here.
import { createReadStream } from 'node:fs'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { Parser, type ReadEntry } from 'tar'
import { NetloomError } from '../../../shared/errors'
import { plainBytes, startsWith } from './format'
import { fileError, MAX_DATA_BYTES } from './index'

const GZIP = [0x1f, 0x8b]
const CHUNK_BYTES = 1 << 20
const BLOCK_BYTES = 512
const MAX_ENTRIES = 10_000
const FILES = ['File', 'OldFile', 'ContiguousFile']
const FOLDERS = ['Directory', 'GNUDumpDir']

export interface TarOptions {
  /** Chosen by path within the archive, e.g. 'cifar-10-batches-py/test_batch'. */
  wanted(path: string): boolean
  /** The archive may not unpack to more than this. */
  maxBytes?: number
}

/**
 * The wanted files of an archive, by their paths. All of the archive is read and checked.
 * @throws NetloomError TAR_INVALID (links, paths that lead out of the archive, damage), DATA_TOO_LARGE, DATA_EMPTY
 */
export async function readTar(file: string, options: TarOptions): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  try {
    return await readTarStream(file, createReadStream(file, { highWaterMark: CHUNK_BYTES }), options)
  } catch (error) {
    throw fileError(error, file)
  }
}

/** As readTar, of an archive in memory; `file` names it in errors. */
export const readTarBytes = (
  file: string,
  bytes: Uint8Array,
  options: TarOptions
): Promise<Map<string, Uint8Array<ArrayBuffer>>> => readTarStream(file, Readable.from(inChunks(bytes)), options)

function* inChunks(bytes: Uint8Array): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES)
    yield Buffer.from(bytes.subarray(start, start + CHUNK_BYTES))
}

async function readTarStream(
  file: string,
  source: Readable,
  { wanted, maxBytes = MAX_DATA_BYTES }: TarOptions
): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const invalid = (reason: string, cause?: unknown): NetloomError =>
    new NetloomError('TAR_INVALID', { file, reason }, { cause })
  const members = new Map<string, Uint8Array<ArrayBuffer>>()
  let unpacked = 0
  let entries = 0
  const limited = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      unpacked += chunk.length
      if (unpacked > maxBytes) done(new NetloomError('DATA_TOO_LARGE', { file, expected: maxBytes }))
      else done(null, chunk)
    }
  })
  const parser = new Parser({ strict: true, brotli: false, zstd: false })
  let failure: unknown = null
  const fail = (error: unknown): void => void (failure ??= error)
  parser.on('error', fail)
  parser.on('ignoredEntry', (entry: ReadEntry) => fail(invalid(refusal(entry) ?? 'a header that is too long')))
  parser.on('entry', (entry: ReadEntry) => {
    const reason = ++entries > MAX_ENTRIES ? `more than ${MAX_ENTRIES} entries` : refusal(entry)
    if (reason !== null) fail(invalid(reason))
    const path = entry.path.replace(/^(\.\/)+/, '')
    if (failure !== null || !FILES.includes(entry.type) || !wanted(path)) return void entry.resume()
    if (members.has(path)) fail(invalid(`two members are named ${path}`))
    const chunks: Buffer[] = []
    entry.on('data', (chunk: Buffer) => chunks.push(chunk))
    entry.on('end', () => members.set(path, plainBytes(Buffer.concat(chunks))))
  })
  const consume = async (content: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of content) {
      if (unpacked === chunk.length && startsWith(chunk, GZIP)) throw invalid('gzip within gzip') // parser would unpack it
      parser.write(chunk)
      if (failure !== null) throw failure
    }
  }
  try {
    const [packed, stream] = await sniff(source)
    await (packed
      ? pipeline(stream, createGunzip({ chunkSize: CHUNK_BYTES }), limited, consume)
      : pipeline(stream, limited, consume))
    if (unpacked === 0) throw new NetloomError('DATA_EMPTY', { file })
    if (unpacked % BLOCK_BYTES !== 0) throw invalid('it was cut off')
    await new Promise<void>((resolve) => {
      parser.on('end', resolve)
      parser.on('error', () => resolve())
      parser.end()
    })
    if (failure !== null) throw failure
    return members
  } catch (caught) {
    const error = failure ?? caught // a pipeline may tell no more than that it was aborted
    if (error instanceof NetloomError) throw error
    if (typeof (error as NodeJS.ErrnoException).syscall === 'string') throw error
    throw invalid((error as Error).message, error)
  }
}

/** Whether a stream is gzipped, and the stream itself, whole. */
async function sniff(source: Readable): Promise<[boolean, Readable]> {
  const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  const { value: first, done } = await chunks.next()
  async function* all(): AsyncGenerator<Buffer> {
    if (done) return
    yield first
    yield* { [Symbol.asyncIterator]: () => chunks }
  }
  return [!done && startsWith(first, GZIP), Readable.from(all())]
}

/** Why an entry has no place in an archive of data; null where it has. */
function refusal({ path, type }: ReadEntry): string | null {
  const name = path.slice(0, 120)
  if (![...FILES, ...FOLDERS].includes(type)) return `${name} is of type ${type}, where only files and folders are read`
  const parts = path.split(/[/\\]/)
  const leadsOut = parts.includes('..') || parts[0] === '' || /^[a-z]:/i.test(path) || path.includes('\0')
  return leadsOut ? `${name} leads out of the archive` : null
}

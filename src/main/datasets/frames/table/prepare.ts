// A file of a table made ready to be read: recognised, unpacked, and text as UTF-8.
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, open, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { NetloomError } from '../../../../shared/errors'
import { FORMATS, READABLE, MAX_DATA_BYTES } from '../../formats'
import { csv } from '../../formats/csv'
import { hex, SNIFF_BYTES, startsWith } from '../../formats/format'
import { encodingOf, ENCODING_TITLES, type TextEncodingName } from './encoding'

export const HEAD_BYTES = 1 << 20

export interface Prepared {
  /** The user's file, named in errors. */
  file: string
  /** What is read: the file itself, or a copy of it in `folder`. */
  path: string
  kind: 'parquet' | 'json' | 'csv'
  size: number
  /** The first bytes, at most HEAD_BYTES. */
  head: Buffer
  /** A folder of this frame's own, that goes with it. */
  folder: string
  notes: [string, string][]
}

/** @throws NetloomError DATA_EMPTY, DATA_TOO_LARGE, GZIP_INVALID, CSV_ENCODING, DATA_FORM_TABLE, FORMAT_UNKNOWN */
export async function prepare(file: string, maxBytes = MAX_DATA_BYTES): Promise<Prepared> {
  const folder = await mkdtemp(join(tmpdir(), 'netloom-table-'))
  try {
    return await prepareIn(folder, file, maxBytes)
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

async function prepareIn(folder: string, file: string, maxBytes: number): Promise<Prepared> {
  const notes: [string, string][] = []
  let path = file
  let head = await headOf(path)
  if (startsWith(head, [0x1f, 0x8b])) {
    path = join(folder, 'unpacked')
    await unpack(file, path, maxBytes)
    notes.push(['compression', 'gzip'])
    head = await headOf(path)
    if (startsWith(head, [0x1f, 0x8b])) throw new NetloomError('GZIP_INVALID', { file, reason: 'gzip within gzip' })
  }
  if (head.length === 0) throw new NetloomError('DATA_EMPTY', { file })
  if (startsWith(head, PARQUET_MAGIC)) return prepared('parquet')
  const encoding = encodingOf(head, head.length === HEAD_BYTES)
  refuseOthers(file, head, encoding)
  if (encoding !== 'utf-8') await recode(encoding ?? 'gb18030')
  // JSON has no place for a mark; the reader of CSV skips it.
  const kind = isJson(head) ? 'json' : 'csv'
  if (kind === 'json' && startsWith(head, UTF8_MARK)) await recode('utf-8')
  return prepared(kind)

  async function prepared(kind: Prepared['kind']): Promise<Prepared> {
    return { file, path, kind, size: (await stat(path)).size, head, folder, notes }
  }
  async function recode(encoding: TextEncodingName): Promise<void> {
    const recoded = join(folder, 'recoded')
    await recodeFile(file, path, recoded, encoding)
    notes.push(['encoding', ENCODING_TITLES[encoding]])
    path = recoded
    head = await headOf(path)
  }
}

const PARQUET_MAGIC = [...'PAR1'].map((letter) => letter.charCodeAt(0))
const UTF8_MARK = [0xef, 0xbb, 0xbf]
/** Objects in a list or one after another; a list of anything else is no table, but JSON all the same. */
function isJson(head: Buffer): boolean {
  const start = head.toString('utf8', 0, SNIFF_BYTES)
  if (/^\ufeff?\s*(\[\s*[[{\]]|\{\s*["}])/.test(start)) return true
  return (
    /^\ufeff?\s*\[\s*["\d-]/.test(start) && /\]\s*$/.test(head.toString('utf8', Math.max(0, head.length - SNIFF_BYTES)))
  )
}

function refuseOthers(file: string, head: Buffer, encoding: TextEncodingName | null): void {
  const sniffed = head.subarray(0, SNIFF_BYTES)
  const other = FORMATS.find((format) => format !== csv && format.matches(sniffed))
  if (other) throw new NetloomError('DATA_FORM_TABLE', { file, found: other.title })
  if (encoding === 'utf-16le' || encoding === 'utf-16be' || csv.matches(sniffed)) {
    if (encoding === null) throw new NetloomError('CSV_ENCODING', { file })
    return
  }
  throw new NetloomError('FORMAT_UNKNOWN', { file, expected: READABLE, found: hex(head) })
}

async function headOf(path: string): Promise<Buffer> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

async function unpack(file: string, to: string, maxBytes: number): Promise<void> {
  let bytes = 0
  const limit = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes > maxBytes) done(new NetloomError('DATA_TOO_LARGE', { file, expected: maxBytes }))
      else done(null, chunk)
    }
  })
  try {
    await pipeline(createReadStream(file), createGunzip({ chunkSize: 1 << 18 }), limit, createWriteStream(to))
  } catch (error) {
    if (error instanceof NetloomError || !String((error as NodeJS.ErrnoException).code).startsWith('Z_')) throw error
    throw new NetloomError('GZIP_INVALID', { file, reason: (error as Error).message }, { cause: error })
  }
}

/** @throws NetloomError CSV_ENCODING where the text is not in that encoding */
export async function recodeFile(file: string, from: string, to: string, encoding: TextEncodingName): Promise<void> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  async function* decoded(source: Readable): AsyncGenerator<string> {
    try {
      for await (const chunk of source) yield decoder.decode(chunk as Buffer, { stream: true })
      yield decoder.decode()
    } catch (error) {
      if (error instanceof TypeError) throw new NetloomError('CSV_ENCODING', { file }, { cause: error })
      throw error
    }
  }
  await pipeline(createReadStream(from, { highWaterMark: 1 << 18 }), decoded, createWriteStream(to))
}

// The formats, and files opened by what they contain, never by their names.
import { open as openHandle, readFile, stat } from 'node:fs/promises'
import { NetloomError, toErrorPayload } from '../../../shared/errors'
import { csv } from './csv'
import { hex, plainBytes, SNIFF_BYTES, type ArrayFile, type Format, type TableFile } from './format'
import { gzip } from './gzip'
import { idx } from './idx'
import { npy } from './npy'
import { npz } from './npz'

/** Tried in this order; CSV is any text, so it comes last. */
export const FORMATS: readonly Format[] = [idx, gzip, npy, npz, csv]

/** Just under 2 GiB: what may be read at once, and what a dataset that is held in memory may unpack to. */
export const MAX_DATA_BYTES = 2 ** 31 - 1

/** All that a person can open, those of other readers too. */
export const READABLE = 'CSV, TSV, JSON, Parquet, NPY, NPZ, IDX, gzip'

/** Python's pickles of protocol 2 and above begin so. */
const isPickle = (head: Uint8Array): boolean => head[0] === 0x80 && head[1]! >= 2 && head[1]! <= 5

export interface OpenOptions {
  maxBytes?: number
}

/** A file system's error as one that says what to do. */
export const fileError = (error: unknown, path: string): NetloomError => {
  if (error instanceof NetloomError) return error
  const payload = toErrorPayload(error)
  if (payload.code !== 'INTERNAL') return NetloomError.fromPayload({ ...payload, args: { path } })
  return new NetloomError('DATA_UNREADABLE', { file: path, reason: (error as Error).message }, { cause: error })
}

const recognise = (file: string, head: Uint8Array): Format => {
  if (head.length === 0) throw new NetloomError('DATA_EMPTY', { file })
  const format = FORMATS.find(({ matches }) => matches(head.subarray(0, SNIFF_BYTES)))
  if (format) return format
  if (isPickle(head)) throw new NetloomError('PICKLE_FILE', { file })
  throw new NetloomError('FORMAT_UNKNOWN', { file, expected: READABLE, found: hex(head) })
}

/**
 * The format of a file, by its first bytes.
 * @throws NetloomError DATA_EMPTY, FORMAT_UNKNOWN, FILE_NOT_FOUND, NOT_PERMITTED
 */
export async function sniffFile(path: string): Promise<Format> {
  try {
    const handle = await openHandle(path)
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(SNIFF_BYTES), 0, SNIFF_BYTES, 0)
      return recognise(path, buffer.subarray(0, bytesRead))
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw fileError(error, path)
  }
}

/**
 * Opens a file of any format; what is gzipped is unpacked first.
 * @throws NetloomError, also for a file that cannot be read at all
 */
export async function openFile(path: string, options: OpenOptions = {}): Promise<ArrayFile | TableFile> {
  const maxBytes = options.maxBytes ?? MAX_DATA_BYTES
  return openBytes(path, await readFileBytes(path, maxBytes), options)
}

/** @throws NetloomError DATA_TOO_LARGE, and for a file that cannot be read */
export async function readFileBytes(path: string, maxBytes = MAX_DATA_BYTES): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const { size } = await stat(path)
    if (size > maxBytes) throw new NetloomError('DATA_TOO_LARGE', { file: path, expected: maxBytes })
    return plainBytes(await readFile(path))
  } catch (error) {
    throw fileError(error, path)
  }
}

/** As openFile, for content that is in memory; `file` names it in errors. */
export async function openBytes(
  file: string,
  bytes: Uint8Array<ArrayBuffer>,
  { maxBytes = MAX_DATA_BYTES }: OpenOptions = {}
): Promise<ArrayFile | TableFile> {
  const opened = await recognise(file, bytes).open({ file, bytes, maxBytes })
  if (opened.kind !== 'wrapped') return opened
  const inner = await recognise(file, opened.content).open({ file, bytes: opened.content, maxBytes })
  if (inner.kind === 'wrapped') throw new NetloomError('GZIP_INVALID', { file, reason: 'gzip within gzip' })
  return inner
}

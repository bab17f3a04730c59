// One file over HTTP into a `.part` file, going on where an earlier attempt stopped.
import { open, stat, type FileHandle } from 'node:fs/promises'

export interface TransferOptions {
  url: string
  part: string
  /** The published size; a server that sends far more is not sending that file. */
  expectedBytes: number
  signal: AbortSignal
  /** A connection that brings nothing for so long is given up. */
  stallMs: number
  /** Called with the bytes that `part` holds so far. */
  onBytes(received: number): void
}

/** The network's or the server's failure; what was received stays in the part file. */
export class TransferError extends Error {
  constructor(
    reason: string,
    /** Whether this attempt brought something, so that another is worth while. */
    readonly progressed: boolean,
    cause?: unknown
  ) {
    super(reason, { cause })
  }
}

const MAX_SIZE_FACTOR = 4

/**
 * Brings `part` to the whole length of the file. Errors of the file system are thrown as they are.
 * @throws TransferError; the signal's reason when aborted
 */
export async function transfer(options: TransferOptions): Promise<void> {
  const had = await sizeOf(options.part)
  if (had === options.expectedBytes) return // only its check was missing
  const stall = new AbortController()
  const timer = setTimeout(() => stall.abort(), options.stallMs)
  const signal = AbortSignal.any([options.signal, stall.signal])
  let received = 0
  try {
    const { response, start } = await request(options.url, had, signal)
    await withFile(options.part, start > 0 ? 'a' : 'w', async (handle) => {
      options.onBytes(start)
      if (!response.body) return
      for await (const chunk of bodyOf(response.body)) {
        timer.refresh()
        await writeAll(handle, chunk)
        received += chunk.length
        options.onBytes(start + received)
        if (start + received > options.expectedBytes * MAX_SIZE_FACTOR) {
          throw new NetworkFailure(`more than the expected ${options.expectedBytes} bytes`)
        }
      }
    })
  } catch (error) {
    options.signal.throwIfAborted()
    if (stall.signal.aborted) throw new TransferError(`no data for ${options.stallMs / 1000} s`, received > 0)
    if (error instanceof NetworkFailure) throw new TransferError(error.message, received > 0, error.cause)
    throw error
  } finally {
    clearTimeout(timer)
  }
}

class NetworkFailure extends Error {}

async function request(url: string, had: number, signal: AbortSignal): Promise<{ response: Response; start: number }> {
  // A transparent compression would make byte ranges meaningless.
  const headers = { 'accept-encoding': 'identity', ...(had > 0 ? { range: `bytes=${had}-` } : {}) }
  const response = await fetch(url, { headers, signal }).catch((error: unknown) => {
    throw new NetworkFailure(networkReason(error), { cause: error })
  })
  if (response.status === 200) return { response: unpacked(response), start: 0 }
  if (response.status === 206 && had > 0 && rangeStart(response) === had)
    return { response: unpacked(response), start: had }
  await response.body?.cancel()
  // A range that the file does not have: the part is of another file.
  if (had > 0 && (response.status === 416 || response.status === 206)) return request(url, 0, signal)
  throw new NetworkFailure(`HTTP ${response.status} ${response.statusText}`.trim())
}

const rangeStart = (response: Response): number =>
  Number(/^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1] ?? NaN)

function unpacked(response: Response): Response {
  const encoding = response.headers.get('content-encoding')
  if (encoding && encoding !== 'identity')
    throw new NetworkFailure(`the server insists on content-encoding ${encoding}`)
  return response
}

async function* bodyOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        throw new NetworkFailure(networkReason(error), { cause: error })
      })
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

// fetch says "fetch failed" or "terminated" and hides the cause one level down.
function networkReason(error: unknown): string {
  const { message, cause } = error as Error & { cause?: NodeJS.ErrnoException }
  return cause?.message || cause?.code || message
}

async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let written = 0; written < chunk.length;) written += (await handle.write(chunk, written)).bytesWritten
}

async function withFile(path: string, flags: 'a' | 'w', use: (handle: FileHandle) => Promise<void>): Promise<void> {
  const handle = await open(path, flags)
  try {
    await use(handle)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch {
    return 0
  }
}

// The thread that reads data for the page: decoding sixty thousand pictures must not hold up the host.
import { answerCalls } from '../answering-thread'
import { DataService } from './service'

// Columns are kept for the next answer: they are copied.
answerCalls(new DataService().handlers, (value) => ({ value: compact(value), buffers: [] }))

/** A view into a larger buffer would take all of that with it: a page of ten rows, the whole column. */
function compact(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) {
    const whole = value.byteLength === value.buffer.byteLength
    return whole ? value : (value as Uint8Array<ArrayBuffer>).slice()
  }
  if (Array.isArray(value)) return typeof value[0] === 'object' ? value.map(compact) : value
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, compact(part)]))
}

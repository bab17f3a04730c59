// A line of `steps` as our own writer writes it, read straight into columns. Whatever looks different is left to JSON.parse.
import { BACKSLASH, QUOTE, ZERO } from './bytes'
import { scanNumbers } from './scan-numbers'
import type { StepColumn } from './step-column'

const FIRST = Buffer.from('"first":')
const LOGS = Buffer.from('"logs":{')
const [COLON, OPEN_LIST, COMMA, CLOSE_OBJECT] = [0x3a, 0x5b, 0x2c, 0x7d]

/** The event without its values. */
export interface StepsHead {
  time: number
  epoch: number
  first: number
  samples_per_second: number
  learning_rate?: number
}

/** Takes the values of a stretch of steps: which of them are new, and where to. */
export interface StepsSink {
  /** Steps so far. */
  readonly steps: number
  column(log: string): StepColumn
  /** Undoes what was pushed for this line. */
  rewind(): void
}

export interface ScannedSteps {
  head: StepsHead
  /** Steps of its longest column; 0 where none of them is new. */
  count: number
}

/**
 * Reads the line at [from, end) into the sink's columns, without steps that it has.
 * @returns null where it is not written in the plain form; 'gap' where steps before it are missing. Both leave the sink as it was
 */
export function scanSteps(bytes: Buffer, from: number, end: number, sink: StepsSink): ScannedSteps | 'gap' | null {
  const logs = bytes.indexOf(LOGS, from)
  if (logs < 0 || logs > end) return null
  const first = wholeAfter(bytes, bytes.indexOf(FIRST, from), logs)
  if (first < 0) return null
  const skip = sink.steps - first
  if (skip < 0) return 'gap'
  let [at, count] = [logs + LOGS.length, 0]
  while (bytes[at] === QUOTE) {
    const close = bytes.indexOf(QUOTE, at + 1)
    if (close < 0 || close > end || bytes[close + 1] !== COLON || bytes[close + 2] !== OPEN_LIST) return refused(sink)
    const name = bytes.toString('utf8', at + 1, close)
    if (bytes.subarray(at + 1, close).includes(BACKSLASH)) return refused(sink)
    const column = sink.column(name)
    const length = column.length
    at = scanNumbers(bytes, close + 3, end, skip, column)
    if (at < 0) return refused(sink)
    // A column of another one's length is taken as it is; what was skipped counts.
    const added = column.length - length
    if (added > 0) count = Math.max(count, added + skip)
    if (bytes[at] === COMMA) at++
    else break
  }
  if (bytes[at] !== CLOSE_OBJECT) return refused(sink)
  const head = parseHead(`${bytes.toString('utf8', from, logs)}"logs":0${bytes.toString('utf8', at + 1, end)}`)
  if (!head || !isHead(head) || head.first !== first) return refused(sink)
  if (count === 0) sink.rewind()
  return { head, count }
}

/** The whole number behind a name that stands at `at`; -1 without one. */
function wholeAfter(bytes: Buffer, at: number, end: number): number {
  if (at < 0 || at > end) return -1
  let [digit, value] = [at + FIRST.length, -1]
  for (; bytes[digit]! >= ZERO && bytes[digit]! <= ZERO + 9; digit++)
    value = Math.max(0, value) * 10 + (bytes[digit]! - ZERO)
  return bytes[digit] === COMMA ? value : -1
}

function refused(sink: StepsSink): null {
  sink.rewind()
  return null
}

function parseHead(text: string): Partial<StepsHead> | null {
  try {
    return JSON.parse(text) as Partial<StepsHead>
  } catch {
    return null
  }
}

const isNumber = (value: unknown): boolean => typeof value === 'number'

export const isHead = (head: Partial<StepsHead>): head is StepsHead =>
  isNumber(head.time) &&
  Number.isInteger(head.epoch) &&
  Number.isInteger(head.first) &&
  isNumber(head.samples_per_second) &&
  (head.learning_rate === undefined || isNumber(head.learning_rate))

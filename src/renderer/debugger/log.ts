// What a loop written by hand prints.

/** Every so many batches it prints the loss. */
export const LOG_EVERY = 100

export type LogLine =
  | { kind: 'epoch'; epoch: number }
  | { kind: 'step'; batch: number; loss: number }
  | { kind: 'evaluation'; split: 'validation' | 'test'; logs: Readonly<Record<string, number>> }

/** As Python prints it; the same in every language, as code is. */
export function printed(line: LogLine): string {
  if (line.kind === 'epoch') return `Epoch ${line.epoch + 1}`
  if (line.kind === 'step') return `step ${line.batch}: loss ${line.loss.toFixed(4)}`
  const logs = Object.entries(line.logs).map(([name, value]) => `${name} ${value.toFixed(4)}`)
  return `${line.split}: ${logs.join(', ')}`
}

/**
 * How many steps to ask for at once: each whose loss is printed, and the last of an epoch, is the last of a call, for only
 * that one is looked into.
 * @param at number of the step that comes next, in the whole training
 * @param last number of the last one wanted
 * @param most that are done in good time
 */
export function stepsToGo(at: number, last: number, batches: number, most: number): number {
  const batch = at % batches
  const toPrinted = batch % LOG_EVERY === 0 ? 1 : LOG_EVERY - (batch % LOG_EVERY) + 1
  return Math.max(1, Math.min(most, toPrinted, batches - batch, last - at + 1))
}

/** What one looks at moves about twice a second, and Stop is heard within that. */
const CALL_SECONDS = 0.5

export interface Pace {
  /** Steps that a call is to do at most. */
  most: number
  /** Of the call before: its steps, and how long it took. */
  steps: number
  seconds: number
  /** Seconds of a step, without looking into it. */
  each: number
}
export const FIRST_PACE: Pace = { most: 1, steps: 0, seconds: 0, each: 0 }

/**
 * How many steps the next call may do. Each call looks into its last step, which may take as long as many steps: at most
 * half of the time goes into that.
 */
export function paceAfter(before: Pace, steps: number, seconds: number): Pace {
  if (before.steps === 0) return { most: 2, steps, seconds, each: 0 }
  const each = steps === before.steps ? before.each : Math.max(0, (seconds - before.seconds) / (steps - before.steps))
  const looking = Math.max(0, seconds - each * steps)
  const wanted = each > 0 ? Math.max(CALL_SECONDS, looking) / each : LOG_EVERY
  const most = Math.max(before.most / 2, Math.min(before.most * 2, wanted))
  return { most: Math.max(1, Math.min(LOG_EVERY, Math.floor(most))), steps, seconds, each }
}

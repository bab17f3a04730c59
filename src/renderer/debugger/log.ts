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

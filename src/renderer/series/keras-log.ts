import type { ErrorArgs } from '../../shared/errors'
import type { Logs, RunEvent } from '../../shared/run'
import type { RunSeries } from './run-series'

const BAR = 20

/** Four decimals, or e-notation where they would all be zero: 0.0034, 1.2346e-05. */
const number = (value: number): string =>
  !Number.isFinite(value)
    ? String(value)
    : value !== 0 && Math.abs(value) < 1e-3
      ? value.toExponential(4)
      : value.toFixed(4)

// Keras prints its logs in alphabetical order.
const logs = (values: Logs): string =>
  Object.keys(values)
    .sort((a, b) => a.localeCompare(b))
    .map((name) => `${name}: ${number(values[name]!)}`)
    .join(' - ')

const perStep = (seconds: number): string =>
  seconds >= 1
    ? `${seconds.toFixed(0)}s/step`
    : seconds >= 1e-3
      ? `${Math.round(seconds * 1e3)}ms/step`
      : `${Math.round(seconds * 1e6)}us/step`

/** As Keras prints it; or a message of Netloom's own, told in the reader's language, behind what comes first. */
export type LogLine = string | { first: string; code: string; args: ErrorArgs }

/** The run as the text that Keras prints; the last line is rewritten while an epoch is in progress. */
export class KerasLog {
  readonly lines: LogLine[] = []
  private progressLine = -1
  private epochBegan = NaN
  private printedEpoch = -1

  /** `series` has applied the event already. */
  apply(event: RunEvent, series: RunSeries): void {
    switch (event.type) {
      case 'start': {
        const { examples, engine } = event
        this.lines.push(
          `${engine.native ? 'TensorFlow' : 'tfjs'} ${engine.version} (${engine.name}) - ${event.parameters.total.toLocaleString('en')} parameters`
        )
        this.lines.push(
          `Train on ${examples.train.toLocaleString('en')} samples, validate on ${examples.validation.toLocaleString('en')} samples`
        )
        this.epochBegan = event.time
        break
      }
      case 'steps':
        if (event.epoch >= series.epochs) this.progress(event.epoch, event.time, series)
        break
      case 'epoch': {
        if (event.epoch < this.printedEpoch) break
        this.beginEpoch(event.epoch, series)
        const steps = series.stepsPerEpoch
        const pace = `${Math.round(event.seconds)}s ${perStep(event.seconds / steps)}`
        this.rewrite(`${steps}/${steps} ${'━'.repeat(BAR)} ${pace} - ${logs(event.logs)}`)
        this.progressLine = -1
        this.epochBegan = event.time
        break
      }
      case 'notice':
        this.lines.push({ first: '', code: event.code, args: event.args })
        break
      case 'test':
        this.lines.push(`Test on ${event.examples.toLocaleString('en')} samples - ${logs(event.logs)}`)
        break
      case 'end':
        this.lines.push(event.error ? { first: `${event.status}: `, ...event.error } : event.status)
        break
    }
  }

  private progress(epoch: number, time: number, series: RunSeries): void {
    this.beginEpoch(epoch, series)
    const total = series.stepsPerEpoch
    const done = Math.min(total, series.steps - epoch * total)
    const filled = Math.round((done / total) * BAR)
    const bar = '━'.repeat(filled) + '─'.repeat(BAR - filled)
    const seconds = (time - this.epochBegan) / 1000 / Math.max(1, done)
    const left = Math.round(seconds * (total - done))
    this.rewrite(
      `${String(done).padStart(String(total).length)}/${total} ${bar} ${left}s ${perStep(seconds)} - ${logs(series.runningLogs())}`
    )
  }

  private beginEpoch(epoch: number, series: RunSeries): void {
    if (epoch <= this.printedEpoch) return
    this.printedEpoch = epoch
    this.lines.push(`Epoch ${epoch + 1}/${series.start?.epochs ?? '?'}`)
    this.progressLine = -1
  }

  private rewrite(line: string): void {
    if (this.progressLine < 0) this.progressLine = this.lines.push(line) - 1
    else this.lines[this.progressLine] = line
  }
}

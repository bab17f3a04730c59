// What a person sees while `netloom train` runs.
import { SingleBar } from 'cli-progress'
import { describeError } from '../shared/errors'
import { stepTimes } from '../shared/profile'
import type { Profile } from '../shared/run'
import type { Logs, RunEvent } from '../shared/run'
import { cliLocale, shortNumber } from './output'

export interface ProgressView {
  onEvent(event: RunEvent): void
}

const logsText = (logs: Logs): string =>
  Object.entries(logs)
    .map(([name, value]) => `${name}: ${shortNumber(value)}`)
    .join(' - ')

function portableHint(): string {
  const { message, remedy } = describeError({ code: 'ENGINE_PORTABLE', args: { fix: 'npm run setup' } }, cliLocale())
  return `${message} ${remedy}`
}

const COSTLIEST = 5

/** The layers that take most of a step's time. */
function profileText(profile: Profile): string {
  const { layers, other, total } = stepTimes(profile)
  const share = (ms: number): string => `${Math.round((100 * ms) / total)} %`
  const costliest = [...layers].sort(([, a], [, b]) => b.total - a.total).slice(0, COSTLIEST)
  const parts = costliest.map(([name, time]) => `${name} ${share(time.total)}`)
  return `Time of a step (${shortNumber(total)} ms) - ${parts.join(', ')}, no layer's ${share(other)}`
}

/** Keras-style lines, and on a terminal a bar for the epoch that is running. */
export function terminalProgress(stream: NodeJS.WriteStream): ProgressView {
  let epochs = 0
  let steps = 0
  let profile: Profile | null = null
  let bar: SingleBar | null = null
  const showBar = (epoch: number): SingleBar => {
    const format = `Epoch ${epoch + 1}/${epochs} [{bar}] {value}/{total} - ETA {eta_formatted} - {rate} samples/s - {logs}`
    const shown = new SingleBar({
      format,
      stream,
      hideCursor: true,
      clearOnComplete: true,
      barsize: 24,
      linewrap: null
    })
    shown.start(steps, 0, { rate: '…', logs: '' })
    return shown
  }
  const endBar = (): void => {
    bar?.stop()
    bar = null
  }
  return {
    onEvent(event) {
      switch (event.type) {
        case 'start': {
          epochs = event.epochs
          steps = event.steps
          const { train, validation, test } = event.examples
          const engine = `${event.engine.native ? 'TensorFlow' : 'tfjs'} ${event.engine.version} (${event.engine.name})`
          if (!event.engine.native) stream.write(`${portableHint()}\n`)
          stream.write(`${engine} · ${event.parameters.total.toLocaleString('en')} parameters · `)
          stream.write(
            `${train} train, ${validation} validation, ${test} test examples · batch_size ${event.batch_size}\n`
          )
          break
        }
        case 'resume':
          epochs = event.epochs
          steps = event.steps
          stream.write(`going on at epoch ${event.epoch + 1}, step ${event.first - event.epoch * steps + 1}\n`)
          break
        case 'steps': {
          if (!stream.isTTY) break
          bar ??= showBar(event.epoch)
          const last = Object.fromEntries(Object.entries(event.logs).map(([name, column]) => [name, column.at(-1)!]))
          const done = event.first + (event.logs.loss?.length ?? 0) - event.epoch * steps
          bar.update(done, { rate: Math.round(event.samples_per_second), logs: logsText(last) })
          break
        }
        case 'epoch':
          endBar()
          stream.write(`Epoch ${event.epoch + 1}/${epochs} - ${shortNumber(event.seconds)} s - `)
          stream.write(`${Math.round(event.samples_per_second)} samples/s - ${logsText(event.logs)}\n`)
          break
        case 'notice': {
          const { message, remedy } = describeError(event, cliLocale())
          stream.write(`${message} ${remedy}`.trimEnd() + '\n')
          break
        }
        case 'profile':
          profile = event
          break
        case 'test':
          stream.write(`Test (${event.examples} examples) - ${logsText(event.logs)}\n`)
          break
        case 'end':
          endBar()
          if (profile) stream.write(`${profileText(profile)}\n`)
      }
    }
  }
}
